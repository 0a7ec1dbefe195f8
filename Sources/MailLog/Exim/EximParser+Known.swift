// Lines without a message id are Exim's when they begin as Exim's do: other programs stamp their logs alike.
extension EximParser {
  /// Whether the text at `at` begins like a line of Exim's that names no message.
  func isKnownStart(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Bool {
    for text in EximParser.knownStarts where bytes.starts(with: text, at: at, end: end) { return true }
    return false
  }

  /// Whether the text at `at` is one of the frequent lines that never tell a reply.
  @inline(__always)
  func isQuiet(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Bool {
    switch bytes.word(at) {
    case Word.of("no host "): return bytes.starts(with: "no host name found ", at: at, end: end)
    case Word.of("no IP ad"): return bytes.starts(with: "no IP address found ", at: at, end: end)
    case Word.of("unexpect"): return bytes.starts(with: "unexpected disconnection ", at: at, end: end)
    case Word.of("Start qu"): return bytes.starts(with: "Start queue run", at: at, end: end)
    case Word.of("End queu"): return bytes.starts(with: "End queue run", at: at, end: end)
    case Word.of("SMTP con"): return bytes.starts(with: "SMTP connection ", at: at, end: end)
    case Word.of("SMTP com"): return bytes.starts(with: "SMTP command timeout ", at: at, end: end)
    case Word.of("SMTP syn"): return bytes.starts(with: "SMTP syntax error ", at: at, end: end)
    case Word.of("SMTP pro"): return bytes.starts(with: "SMTP protocol ", at: at, end: end)
    case Word.of("TLS erro"): return bytes.starts(with: "TLS error ", at: at, end: end)
    default: return false
    }
  }

  /// Beginnings of lines of the daemon, of queue runners and of sessions (daemon.c, queue.c, smtp_in.c, receive.c, tls*.c,
  /// host.c, acl.c).
  private static let knownStarts: [StaticString] = [
    "H=", "U=", "F=<", "exim ", "Exim ", "Start queue run", "End queue run", "SMTP ", "rejected ", "temporarily rej",
    "no host name found", "no IP address found", "VRFY failed for ", "ETRN ", "EXPN ", "too many ", "unexpected disc",
    "TLS error", "TLS client", "configured error code", "refused connection", "temporarily refused", "Connection from ",
    "connection from ", "failed to ", "Failed ", "unqualified ", "list matching", "Warning: ", "lookup of ",
    "dns lookup",
    "daemon", "pid ", "SIGHUP", "host name alias list", "host lookup", "cancelled by ", "incomplete transaction",
    "LOG: ", "spam acl", "malware acl", "DKIM", "1 message", "queue run", "socket bind()", "getpeername", "setsockopt",
    "sender verify ", "ignoring ", "Suspended", "name lookup", "dovecot_", "plain_", "login_", "identd ", "bad ",
    "hints database", "Format error in spool", "Spool file", "receive", "2 messages", "PRDR",
  ]
}
