import BounceReport
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

  private init() {}

  /// The first reply in `line`; nil when it is no log line with one.
  static func read(_ line: [UInt8]) -> LoggedReply? {
    let found = LoggedReply()
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
    let names = CraftedNames(record, line)
    while let part = lines.next(in: line) {
      guard !part.text.isEmpty else { continue }
      if !text.isEmpty {
        text.append(0x20)
        words.append(0x20)
      }
      line.append(part.text, to: &text)
      var rest = part.text
      while let name = names?.first(in: line, rest) {
        line.append(rest.lowerBound..<name.lowerBound, to: &words)
        words.append(UInt8(ascii: "@"))
        rest = name.upperBound..<rest.upperBound
      }
      line.append(rest, to: &words)
    }
  }
}
