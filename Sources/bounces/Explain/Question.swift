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
    } else if let code = Question.named(words, guide) {
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

  /// The code whose title, name or official text these words are.
  private static func named(_ words: String, _ guide: ReplyGuide) -> ReplyCode? {
    let wanted = words.lowercased()
    let found = guide.codes.first { meaning in
      [meaning.title, meaning.name, meaning.official].contains { $0?.lowercased() == wanted }
    }
    return found.flatMap { ReplyCode(rawValue: UInt16($0.code)) }
  }
}
