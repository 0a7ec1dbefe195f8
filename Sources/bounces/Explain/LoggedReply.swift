import MailLog
import MailReplies
import ReplyGuide

/// The reply that one log line holds, read by the parsers that read whole logs.
struct LoggedReply {
  let reply: MailReply
  /// The text without the names that strangers chose, for the guide.
  let words: [UInt8]
  /// Whether the client was one of our own: a line by itself tells it by the service, too.
  let isOwnClient: Bool
  let circumstances: Circumstances

  /// The first reply in `line`; nil when it is no log line with one. The guide tells which names say something.
  init?(_ line: [UInt8], _ guide: ReplyGuide) {
    // Exim's refusals are held back for the line that may repeat them, and come at the end.
    let replies = try? MailReplies(bytes: line + [UInt8(ascii: "\n")], name: "the line", now: Terminal.now)
    guard let reply = replies?.next() else { return nil }
    self.reply = reply
    let service = reply.service ?? ""
    isOwnClient = reply.saslUser != nil || service.hasPrefix("submission") || service.hasPrefix("smtps")
    circumstances = isOwnClient ? reply.circumstances.subtracting(.isToPrivateAddress) : reply.circumstances
    words = LoggedReply.words(of: reply, circumstances, guide)
  }

  /// Without the names that hold what decided, something else decides, or nothing.
  private static func words(of reply: MailReply, _ circumstances: Circumstances, _ guide: ReplyGuide) -> [UInt8] {
    let line = reply.asLine
    return line.bytes.withBytes { bytes in
      var names = CraftedNames(line.record, bytes)
      while true {
        let words = words(bytes, line.text, without: names)
        let explanation = guide.explain(
          ReplyText(
            words, code: reply.code, enhanced: reply.enhanced, stage: reply.stage, direction: reply.direction,
            circumstances: circumstances))
        guard let word = explanation.word, let more = CraftedNames(line.record, bytes, holding: word, with: names)
        else {
          return words
        }
        names = more
      }
    }
  }

  private static func words(_ line: RawSpan, _ text: Range<Int>, without names: CraftedNames?) -> [UInt8] {
    var words: [UInt8] = []
    var rest = text
    while let name = names?.first(in: line, rest) {
      line.append(rest.lowerBound..<name.place.lowerBound, to: &words)
      words += Array((name.isHost ? "{host}" : "{address}").utf8)
      rest = name.place.upperBound..<rest.upperBound
    }
    line.append(rest, to: &words)
    return words
  }
}
