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
    let next = at &+ 8
    switch bytes.word(at) {
    case Word.of("no host "): return bytes.hasWord("name fou", at: next)
    case Word.of("no IP ad"): return bytes.hasWord("dress fo", at: next)
    case Word.of("unexpect"): return bytes.hasWord("ed disco", at: next)
    case Word.of("Start qu"): return bytes.hasWord("eue run", at: next)
    case Word.of("End queu"): return bytes.hasWord("e run", at: next)
    case Word.of("SMTP con"): return bytes.hasWord("nection ", at: next)
    case Word.of("SMTP com"): return bytes.hasWord("mand tim", at: next)
    case Word.of("SMTP syn"): return bytes.hasWord("tax erro", at: next)
    case Word.of("SMTP pro"): return bytes.hasWord("tocol ", at: next)
    case Word.of("TLS erro"): return bytes.hasWord("r ", at: next)
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
