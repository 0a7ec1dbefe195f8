import SMTPReply

extension Report.CodeSection {
  /// Whether all its causes are explained, each with its replies and its steps: those of codes that mean several things.
  var isExplainedInFull: Bool { ReplyCode.watched.contains(code) }
}
