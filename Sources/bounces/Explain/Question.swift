import ReplyGuide
import SMTPReply

/// What the user wants to know about.
enum Question {
  /// A reply code, with an enhanced code or without.
  case codes(ReplyCode?, EnhancedStatusCode?)
  /// An entry of the guide, by its id.
  case cause(Cause)
  /// A reply or a log line.
  case reply(String)

  /// Takes `words`: codes, the name of a code, a cause's id, or else a reply.
  init(_ words: String, guide: ReplyGuide) {
    let parts = words.split(whereSeparator: \.isWhitespace)
    let code = parts.first.flatMap(Question.replyCode)
    let enhanced = parts.last.flatMap { EnhancedStatusCode($0) }
    if parts.count == 1, let code {
      self = .codes(code, nil)
    } else if parts.count == 1, let enhanced {
      self = .codes(nil, enhanced)
    } else if parts.count == 2, let code, let enhanced {
      self = .codes(code, enhanced)
    } else if parts.count == 1, let cause = guide.cause(words) {
      self = .cause(cause)
    } else if let code = ReplyGuide.code(named: words) {
      self = .codes(code, nil)
    } else {
      self = .reply(words)
    }
  }

  /// The code of three digits from 200 to 599.
  static func replyCode(_ text: Substring) -> ReplyCode? {
    guard text.utf8.count == 3, let number = UInt16(text), (200...599).contains(number) else { return nil }
    return ReplyCode(rawValue: number)
  }
}
