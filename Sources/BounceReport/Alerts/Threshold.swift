import MailLog
import SMTPReply

/// What a report must not exceed: `code=553,replies>=10`, `bounced>2%`, `new-cause`. All comparisons and events of one have to hold.
///
/// Selectors (`code`, `cause`, `class`, `direction`) choose replies: several of one kind any of them, several kinds what all of them choose, as
/// the options of the same names do. `replies` and `recipients` count what is chosen; nothing else can be chosen from. Shares are of the recipients
/// that were settled or wait. Events (`new-cause`, `new-listing`, `news`, `stolen-login`) want no number.
package struct Threshold: Sendable {
  /// Why a text is no threshold.
  package struct Mistake: Error, CustomStringConvertible {
    /// What is wrong with it.
    package let description: String
  }

  /// How a figure is compared.
  enum Comparison: String, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "="

    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .atLeast: left >= right
      case .atMost: left <= right
      case .above: left > right
      case .below: left < right
      case .equal: left == right
      }
    }
  }

  /// What can be compared with a number.
  enum Measure: String, CaseIterable {
    case replies, recipients, delivered, bounced, deferred, rejected, deferrals
    case notUnderstood = "not-understood"

    /// Whether it counts replies, or whom they hit: what selectors choose from.
    var isOfReplies: Bool { self == .replies || self == .recipients }
    /// Whether it is a share of all recipients when a percentage is asked for.
    var hasShare: Bool { [.delivered, .bounced, .deferred].contains(self) }
  }

  /// What happened or did not.
  enum Event: String, CaseIterable {
    case newCause = "new-cause"
    case newListing = "new-listing"
    case news
    case stolenLogin = "stolen-login"

    /// Whether only a history can tell.
    var wantsHistory: Bool { self != .stolenLogin }
  }

  enum Part {
    /// Whether it chooses replies.
    var isSelector: Bool {
      switch self {
      case .code, .cause, .reason, .direction: true
      case .measure, .event: false
      }
    }

    /// What it is called, where it cannot be said of chosen replies.
    fileprivate var wholeName: String? {
      switch self {
      case .measure(let measure, _, _, _): measure.isOfReplies ? nil : measure.rawValue
      case .event(let event): event.rawValue
      default: nil
      }
    }

    case code(CodePattern)
    case cause(String)
    case reason(ReasonClass)
    case direction(Direction)
    case measure(Measure, Comparison, Double, isShare: Bool)
    case event(Event)
  }

  /// As it was written.
  package let text: String
  let parts: [Part]

  /// Reads `text`, or says what is wrong with it.
  package init(_ text: String) throws(Mistake) {
    self.text = text
    var parts: [Part] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      parts.append(try Threshold.part(word.filter { $0 != " " }))
    }
    guard !parts.allSatisfy(\.isSelector) else {
      throw Mistake(description: "'\(text)' chooses replies and says no number: add replies>=N")
    }
    if parts.contains(where: \.isSelector), let whole = parts.lazy.compactMap(\.wholeName).first {
      throw Mistake(
        description: "'\(whole)' is of all mail, so code=, cause=, class= and direction= cannot choose from it; "
          + "count replies or recipients, or say it in a condition of its own")
    }
    self.parts = parts
  }

  /// Whether only a report with a history can tell.
  package var wantsHistory: Bool {
    parts.contains { part in
      if case .event(let event) = part { return event.wantsHistory }
      return false
    }
  }

  private static func part(_ word: String) throws(Mistake) -> Part {
    if let event = Event(rawValue: word) { return .event(event) }
    for comparison in Comparison.allCases {
      guard let range = word.firstRange(of: comparison.rawValue) else { continue }
      let (name, value) = (String(word[..<range.lowerBound]), String(word[range.upperBound...]))
      if let measure = Measure(rawValue: name) { return try compared(measure, comparison, value) }
      guard comparison == .equal, let selector = try selector(name, value) else { break }
      return selector
    }
    throw Mistake(
      description:
        "'\(word)' is no condition; there are \(Measure.allCases.map(\.rawValue).joined(separator: ", ")) with a "
        + "number, code=, cause=, class=, direction=, \(Event.allCases.map(\.rawValue).joined(separator: ", "))")
  }

  private static func compared(_ measure: Measure, _ comparison: Comparison, _ value: String) throws(Mistake) -> Part {
    let isShare = value.hasSuffix("%")
    guard let number = Double(isShare ? String(value.dropLast()) : value), number >= 0, number.isFinite else {
      throw Mistake(description: "'\(value)' is no number")
    }
    guard !isShare || measure.hasShare else { throw Mistake(description: "\(measure.rawValue) has no percentage") }
    return .measure(measure, comparison, number, isShare: isShare)
  }

  private static func selector(_ name: String, _ value: String) throws(Mistake) -> Part? {
    switch name {
    case "code":
      guard let pattern = CodePattern(value) else { throw Mistake(description: "'\(value)' is no reply code") }
      return .code(pattern)
    case "cause": return .cause(value)
    case "class":
      guard let reason = ReasonClass(rawValue: value) else {
        throw Mistake(
          description: "'\(value)' is no class; there are "
            + ReasonClass.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return .reason(reason)
    case "direction":
      guard let direction = Direction(rawValue: value) else {
        throw Mistake(description: "'\(value)' is no direction: outbound or inbound")
      }
      return .direction(direction)
    default: return nil
    }
  }
}
