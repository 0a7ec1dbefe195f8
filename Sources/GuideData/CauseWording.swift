import SMTPReply

/// What of a cause is worded, in one language.
package struct CauseWording: Sendable {
  /// The cause's id.
  package var id: String
  var title: String
  var meaning: String
  var when: String
  var fix: [String]
  var inbound: [String]?
  var submission: [String]?
  /// By mail server; none where settings have the same words in all languages.
  var settings: [MTA: String] = [:]

  /// The wording that `cause` has.
  package init(_ cause: Cause) {
    self.init(id: cause.id, title: cause.title, meaning: cause.meaning, when: cause.when, fix: cause.fix)
    inbound = cause.inbound?.fix
    submission = cause.submission?.fix
    for mta in MTA.allCases { settings[mta] = cause.setting(of: mta) }
  }

  init(id: String, title: String, meaning: String, when: String, fix: [String]) {
    self.id = id
    self.title = title
    self.meaning = meaning
    self.when = when
    self.fix = fix
  }

  func text(_ line: CauseWords.Line) -> String? {
    switch line {
    case .title: title
    case .meaning: meaning
    case .when: when
    case .setting(let mta): settings[mta]
    case .fix, .inbound, .submission: nil
    }
  }

  func texts(_ line: CauseWords.Line) -> [String]? {
    switch line {
    case .fix: fix
    case .inbound: inbound
    case .submission: submission
    case .title, .meaning, .when, .setting: nil
    }
  }

  /// The keys whose steps are not as many as in `other`; empty when all are.
  package func missing(from other: CauseWording) -> [String] {
    var keys: [String] = []
    if fix.count != other.fix.count { keys.append("fix") }
    if inbound?.count != other.inbound?.count { keys.append("inbound") }
    if submission?.count != other.submission?.count { keys.append("submission") }
    return keys
  }

  /// Takes over from `other` the settings that this language does not word.
  package mutating func fill(from other: CauseWording) {
    settings.merge(other.settings) { own, _ in own }
  }
}
