public import SMTPReply

/// What a reply code says when nothing but the code is known. Its form is that of `Catalogue/codes.yaml`.
public struct CodeMeaning: Sendable {
  /// The three digits as a number.
  public var code: Int
  /// Whether a standard defines the code.
  public var registered: Bool
  /// The class to assume when the text says nothing.
  public var `class`: ReasonClass
  /// Who must act by default.
  public var actor: Actor
  /// The standard's own short text for it; empty when there is none.
  public var official: String
  /// The commands that may be answered with it.
  public var commands: String
  /// The cause that the code alone names, with low confidence.
  public var cause: String?
  /// The standard that defines it.
  public var source: String?
  /// Two to five words for a column.
  public var name: String
  /// The name people look it up by, when it differs from the standard's.
  public var title: String?
  /// What it says, in one line or more.
  public var meaning: String
  /// When it is seen.
  public var when: String?
  /// How to fix it, in steps.
  public var fix: [String]?
  /// How it differs from the code it is confused with.
  public var differences: String?
  /// When a server should use it.
  public var use: String?
}
