/// What of a cause is worded, in one language.
public struct CauseWording: Sendable {
  /// The cause's id.
  public var id: String
  /// See `Cause.title`.
  public var title: String
  /// See `Cause.meaning`.
  public var meaning: String
  /// See `Cause.when`.
  public var when: String
  /// See `Cause.fix`.
  public var fix: [String]
  /// The steps of `Cause.inbound`.
  public var inbound: [String]?
  /// The steps of `Cause.submission`.
  public var submission: [String]?
  /// See `Cause.postfix`; nil where settings have the same words in all languages.
  public var postfix: String?
  /// See `Cause.exim`.
  public var exim: String?

  /// The wording that `cause` has now.
  public init(_ cause: Cause) {
    self.init(id: cause.id, title: cause.title, meaning: cause.meaning, when: cause.when, fix: cause.fix)
    inbound = cause.inbound?.fix
    submission = cause.submission?.fix
    postfix = cause.postfix
    exim = cause.exim
  }

  init(id: String, title: String, meaning: String, when: String, fix: [String]) {
    self.id = id
    self.title = title
    self.meaning = meaning
    self.when = when
    self.fix = fix
  }

  /// What `other` words and this does not, and the other way round; empty when they are the same.
  public func missing(from other: CauseWording) -> [String] {
    var keys: [String] = []
    if fix.count != other.fix.count { keys.append("fix") }
    if inbound?.count != other.inbound?.count { keys.append("inbound") }
    if submission?.count != other.submission?.count { keys.append("submission") }
    return keys
  }
}

extension Cause {
  /// Takes over the words of `wording`.
  public mutating func take(_ wording: CauseWording) {
    title = wording.title
    meaning = wording.meaning
    when = wording.when
    fix = wording.fix
    if let fix = wording.inbound { inbound?.fix = fix }
    if let fix = wording.submission { submission?.fix = fix }
    postfix = wording.postfix ?? postfix
    exim = wording.exim ?? exim
  }
}
