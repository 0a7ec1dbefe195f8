/// How lines begin that the daemon, queue runners and sessions write about no message (daemon.c, exim.c, queue.c, smtp_in.c, receive.c,
/// tls*.c, host.c, acl.c, verify.c, dbfn.c, search.c, spam.c, malware.c, dkim.c and the others that call `log_write`).
enum EximKnownStarts {
  private static let all: [StaticString] = [
    "1 message", "2 messages", "ACL ", "ARC: ", "ATRN ", "AUTH ", "Access denied", "Authentication failed",
    "Connection from ", "DANE",
    "DATA ", "DKIM", "DMARC", "DNS list lookup", "DNSSEC", "DSN: ", "ETRN ", "EXPN ", "End '", "End queue run", "Exim ",
    "F=<", "Failed ",
    "Format error in spool", "GnuTLS error", "H=", "LDAP: ", "LOG: ", "MIME: ", "MYSQL: ", "Malware acl", "OCSP",
    "PDKIM", "PGSQL: ",
    "PRDR", "PROXY ", "PROXYv", "REDIS: ", "Retry ", "SIGHUP", "SMTP ", "SPF: ", "SQLITE: ", "Selfsign", "Spool file",
    "Start '",
    "Start queue run", "Suspended", "TLS cert", "TLS client", "TLS error", "TLS session", "TLS: ", "Tainted ", "U=",
    "Unfrozen",
    "VRFY failed for ", "Warning: ", "accept process", "accept() ", "access_", "acl_", "appendfile", "attempt to ",
    "auth_",
    "authenticator ", "bad ", "bind() ", "bounce_message", "brightmail", "callout ", "cancelled by ", "cannot find",
    "certificate name",
    "certificate verif", "configured error code", "conn_count", "connection from ", "could not connect to ident",
    "could not open",
    "cutthrough", "cwd=", "daemon", "dcc acl", "demime acl", "dlfunc", "dmarc", "dns lookup", "dnslookup ", "dovecot ",
    "dovecot_",
    "error in forwarding", "error in redirect", "errors_to", "exim ", "exim4", "exim: ", "expansion of ", "failed to ",
    "forced expansion fail", "forced fail", "getaddrinfo", "gethostby", "getpeername", "getsockname", "haproxy ",
    "hints database",
    "host list ", "host lookup", "host name alias list", "host name lookup", "ident conn", "identd ", "ignoring ",
    "incomplete transaction", "inetd", "invalid host", "list matching", "listening on ", "local SMTP", "log_selector",
    "login_",
    "lookup failed", "lookup of ", "main log", "malware acl", "message abandoned", "message too big", "mime acl",
    "name lookup",
    "no IP address found", "no MAIL in ", "no delivery", "no host name found", "no immediate delivery",
    "no queue runner", "non existent",
    "non-existent", "option setting", "pid ", "pipelining", "plain_", "process ", "purging ", "queue run", "queue_",
    "random local part",
    "ratelimit", "rda ", "receive", "recipient verify", "refused connection", "regex acl", "rejected ",
    "remote host address",
    "removed by ", "retry ", "reverse DNS", "ridiculously ", "sender address ", "sender verify ", "setsockopt", "smtp ",
    "smtp_",
    "socket bind()", "spam acl", "spf_", "spool ", "string_sprintf", "system filter", "tainted ", "temporarily refused",
    "temporarily rej", "timeout on ", "tls_", "too many ", "unable to ", "unexpected disc", "unfreez",
    "unknown authenticator",
    "unqualified ",
  ]

  /// The beginnings, by their first byte.
  static let byFirst: [[StaticString]] = {
    var starts = [[StaticString]](repeating: [], count: 256)
    for start in all { starts[Int(Word.of(start) & 0xff)].append(start) }
    return starts
  }()
}
