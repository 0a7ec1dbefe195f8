package import SMTPReply

/// What a reply code says when nothing but the code is known. Its form is that of `Catalogue/codes.yaml`.
package struct CodeMeaning: Sendable {
  /// The three digits as a number.
  package var code: Int
  /// Whether a standard defines the code.
  package var registered: Bool
  /// The class to assume when the text says nothing.
  package var `class`: ReasonClass
  /// Who must act by default.
  package var actor: ActingParty
  /// The standard's own short text for it; empty when there is none.
  package var official: String
  /// The commands that may be answered with it.
  package var commands: String
  /// The cause that the code alone names, with low confidence.
  package var cause: String?
  /// The standard that defines it.
  package var source: String?
  /// Two to five words for a column.
  package var name: String
  /// The name people look it up by, when it differs from the standard's.
  package var title: String?
  /// What it says, in one line or more.
  package var meaning: String
  /// When it is seen.
  package var when: String?
  /// How to fix it, in steps.
  package var fix: [String]?
  /// How it differs from the code it is confused with.
  package var differences: String?
  /// When a server should use it.
  package var use: String?
}
