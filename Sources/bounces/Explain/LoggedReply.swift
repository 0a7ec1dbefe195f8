import MailLog
import ReplyGuide
import SMTPReply

/// The reply that one log line holds, read by the parsers that read whole logs.
final class LoggedReply: ReplySink {
  private(set) var text: [UInt8] = []
  /// The text without the names that strangers chose.
  private(set) var words: [UInt8] = []
  private(set) var code: ReplyCode?
  private(set) var enhanced: EnhancedStatusCode?
  private(set) var stage: Stage?
  private(set) var direction: Direction?
  private(set) var isOwnClient = false
  private(set) var circumstances: Circumstances = []
  private var isFound = false

  private let guide: ReplyGuide

  private init(_ guide: ReplyGuide) { self.guide = guide }

  /// The first reply in `line`; nil when it is no log line with one. The guide tells which names say something.
  static func read(_ line: [UInt8], _ guide: ReplyGuide) -> LoggedReply? {
    let found = LoggedReply(guide)
    var reader = LogReader(options: LogReader.Options(now: Terminal.now))
    guard var source = try? ByteSource.open(bytes: line + [0x0a], name: "the line") else { return nil }
    _ = reader.read(&source, into: found)
    // Exim's refusals are held back for the line that may repeat them.
    reader.finish(into: found)
    return found.isFound ? found : nil
  }

  func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    guard !isFound else { return }
    isFound = true
    code = record.code
    enhanced = record.enhanced
    stage = record.stage
    direction = record.direction
    let service = line.string(record.service) ?? ""
    isOwnClient = record.saslUser.exists || service.hasPrefix("submission") || service.hasPrefix("smtps")
    let isOurs = record.isToOwnClient(line, facts)
    circumstances = record.circumstances(line, isOwnClient: isOwnClient ? true : isOurs)
    guard record.reply.exists else { return }
    var lines = ReplyLines(of: record, in: line)
    while let part = lines.next(in: line) {
      guard !part.text.isEmpty else { continue }
      if !text.isEmpty { text.append(0x20) }
      line.append(part.text, to: &text)
    }
    var names = CraftedNames(record, line)
    words = words(of: record, line, without: names)
    // Without the names that hold what decided, something else decides, or nothing.
    while let word = guide.explain(reply).word,
      let more = CraftedNames(record, line, holding: word, with: names)
    {
      names = more
      words = words(of: record, line, without: names)
    }
  }

  /// The reply as the guide reads it.
  private var reply: ReplyText {
    ReplyText(words, code: code, enhanced: enhanced, stage: stage, direction: direction, circumstances: circumstances)
  }

  private func words(of record: borrowing ReplyRecord, _ line: RawSpan, without names: CraftedNames?) -> [UInt8] {
    var words: [UInt8] = []
    var lines = ReplyLines(of: record, in: line)
    while let part = lines.next(in: line) {
      guard !part.text.isEmpty else { continue }
      if !words.isEmpty { words.append(0x20) }
      var rest = part.text
      while let name = names?.first(in: line, rest) {
        line.append(rest.lowerBound..<name.place.lowerBound, to: &words)
        words += Array((name.isHost ? "{host}" : "{address}").utf8)
        rest = name.place.upperBound..<rest.upperBound
      }
      line.append(rest, to: &words)
    }
    return words
  }
}
