import MailLog
import ReplyGuide
import SMTPReply

/// One message that a trace found, or one refusal before there was a message.
struct TracedMessage: Sendable {
  var queueID: String?
  var sender: String?
  var messageID: String?
  var client: String?
  var login: String?
  /// Bytes.
  var size: Int?
  private(set) var attempts: [TracedAttempt] = []

  mutating func add(_ attempt: TracedAttempt) { attempts.append(attempt) }

  /// What became of each recipient in the end, in the order they came up; attempts at other hosts settle nobody.
  var outcomes: [(recipient: String, outcome: Outcome)] {
    var last: [String: Outcome] = [:]
    var order: [String] = []
    for attempt in attempts where attempt.outcome != .attempt && attempt.outcome != .warning {
      let recipient = attempt.recipient ?? ""
      if last[recipient] == nil { order.append(recipient) }
      last[recipient] = attempt.outcome
    }
    return order.map { ($0, last[$0] ?? .attempt) }
  }
}

/// One reply on a message's way.
struct TracedAttempt: Sendable {
  var path: String
  var line: Int
  var time: LogTime?
  var recipient: String?
  var outcome: Outcome
  var direction: Direction
  var code: ReplyCode?
  var enhanced: EnhancedStatusCode?
  var text: String
  var remoteHost: String?
  var remoteAddress: String?
  /// What the guide says of it.
  var cause: Cause?
  var isOwnClient: Bool

  /// The peer as `NAME [ADDRESS]`; nil when there was none.
  var peer: String? {
    let parts = [remoteHost, remoteAddress.map { "[\($0)]" }].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
