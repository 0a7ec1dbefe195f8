import MailLog
import SMTPReply

/// What a report must not exceed: `code=553,replies>=10`, `bounced>2%`, `new-cause`. All parts of one have to hold.
///
/// Selectors (`code`, `cause`, `class`, `direction`) choose replies; `replies` and `recipients` count those. Shares are of the recipients
/// that were settled or wait. Events (`new-cause`, `new-listing`, `news`, `stolen-login`) want no number.
public struct Threshold: Sendable {
  /// Why a text is no threshold.
  public struct Mistake: Error, CustomStringConvertible {
    /// What is wrong with it.
    public let description: String
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
    case code(CodePattern)
    case cause(String)
    case reason(ReasonClass)
    case direction(Direction)
    case measure(Measure, Comparison, Double, isShare: Bool)
    case event(Event)
  }

  /// As it was written.
  public let text: String
  let parts: [Part]

  /// Reads `text`, or says what is wrong with it.
  public init(_ text: String) throws(Mistake) {
    self.text = text
    var parts: [Part] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      parts.append(try Threshold.part(word.filter { $0 != " " }))
    }
    let tests = parts.filter {
      switch $0 {
      case .measure, .event: true
      default: false
      }
    }
    guard !tests.isEmpty else {
      throw Mistake(description: "'\(text)' chooses replies and says no number: add replies>=N")
    }
    self.parts = parts
  }

  /// Whether only a report with a history can tell.
  public var wantsHistory: Bool {
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
