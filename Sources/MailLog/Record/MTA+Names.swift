import SMTPReply

// By which names a mail server's lines, logs and services go: what has to be known of it outside of its own folder.
extension MTA {
  /// The server whose program's name is `name`, which may have its process id and the name of a site in front; nil when it is none's.
  static func of(_ bytes: RawSpan, _ name: Range<Int>) -> MTA? {
    allCases.first { $0.isName(bytes, name) }
  }

  private func isName(_ bytes: RawSpan, _ name: Range<Int>) -> Bool {
    switch self {
    case .postfix: PostfixTag.isName(bytes, name)
    case .exim: EximTag.isName(bytes, name)
    }
  }

  /// systemd's units whose lines are no mail facility's when they log to standard output (Debian's and others' names).
  var journalUnits: [String] {
    switch self {
    case .postfix: ["postfix.service", "postfix@-.service"]
    case .exim: ["exim4.service", "exim.service"]
    }
  }

  /// Log files of its own, as the systems that it is packaged for and its own defaults have them.
  var logPaths: [String] {
    switch self {
    case .postfix: ["/var/log/postfix.log"]
    case .exim:
      [
        "/var/log/exim4/mainlog", "/var/log/exim/mainlog", "/var/log/exim/main.log", "/var/log/exim_mainlog",
        "/var/spool/exim/log/mainlog",
      ]
    }
  }

  /// Names under which a file is taken for a log of it even when its first lines are of other programs.
  var logNames: [String] {
    switch self {
    case .postfix: ["postfix.log"]
    case .exim: ["mainlog", "main.log", "exim_mainlog", "rejectlog", "reject.log", "exim_rejectlog"]
    }
  }
}
