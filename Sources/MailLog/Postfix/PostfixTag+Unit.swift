import SMTPReply

// `journalctl -o with-unit` has the unit where the tag should be, `postfix@-.service[123]: `, and what cuts a name at its slash leaves
// `postfix[123]: ` (rsyslog's `programname`).
extension PostfixTag {
  /// Reads a unit of Postfix, or its bare name, at `start`, and tells the daemon by what the message looks like; false when it is no such
  /// thing.
  mutating func readUnit(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
    let blank = bytes.shortIndex(of: ASCII.space, from: start, limit: min(end, start &+ 96))
    guard bytes.hasWord("postfix", at: start), blank < end, bytes.byte(blank &- 1) == ASCII.colon else { return false }
    let open = bytes.shortIndex(of: ASCII.openBracket, from: start, limit: blank &- 1)
    let isUnit = open &- start > 15 && bytes.hasWord(".service", at: open &- 8)
    guard isUnit || open &- start == 7 else { return false }
    service = Field(start, open)
    message = blank &+ 1
    program = PostfixTag.daemon(bytes, message, end)
    return true
  }

  /// The daemon that writes such messages; those of the queue and deliveries are the ones with a queue id in front.
  private static func daemon(_ bytes: RawSpan, _ start: Int, _ end: Int) -> PostfixProgram {
    let idEnd = bytes.endOfAlphanumerics(from: start, limit: min(end, start &+ QueueID.maximumLength))
    guard idEnd &+ 2 < end, bytes.hasWord(": ", at: idEnd) else {
      return bytes.hasWord("disconne", at: start) || bytes.hasWord("connect ", at: start) ? .smtpd : .unknown
    }
    let at = idEnd &+ 2
    if bytes.hasWord("from=<", at: at) || bytes.hasWord("removed", at: at) { return .qmgr }
    if bytes.hasWord("uid=", at: at) { return .pickup }
    if bytes.hasWord("message-", at: at) || bytes.hasWord("milter-", at: at) { return .cleanup }
    if bytes.hasWord("client=", at: at) || bytes.hasWord("reject", at: at) { return .smtpd }
    if bytes.hasWord("warning:", at: start) { return .smtpd }
    guard bytes.hasWord("to=<", at: at) else { return .smtp }
    // A delivery: the text or the relay tells those that spoke no SMTP.
    if bytes.firstIndex(of: "(delivery temporarily suspended: ", from: at, to: end) != nil { return .error }
    guard let relay = bytes.firstIndex(of: ", relay=", from: at, to: end) else { return .smtp }
    let value = relay &+ 8
    if bytes.hasWord("discard,", at: value) { return .discard }
    let isLocal = bytes.hasWord("local,", at: value) || bytes.hasWord("virtual,", at: value)
    return isLocal ? .localAgent : .smtp
  }
}
