package import SMTPReply

/// What an enhanced status code says, at large or at one provider. Its form is that of `Catalogue/enhanced.yaml`.
package struct EnhancedMeaning: Sendable {
  /// The code with its class as `X` when it stands for 2, 4 and 5 alike: `X.1.1`; a range of details as `5.7.606-649`.
  package var code: String
  /// Whose own meaning it is; nil for the registry's.
  package var provider: String?
  /// The class to assume when the text says nothing.
  package var `class`: ReasonClass
  /// Who must act by default.
  package var actor: ActingParty
  /// The registry's own short text for it; empty for a provider's own code.
  package var official: String
  /// The cause that the code alone names, with low confidence.
  package var cause: String?
  /// The standard that defines it.
  package var source: String
  /// Two to six words for a column.
  package var name: String
  /// What it says.
  package var meaning: String
  /// How to fix it, in steps.
  package var fix: [String]

  /// Whether `other` is one of the codes meant.
  package func covers(_ other: EnhancedStatusCode) -> Bool { rawValues.contains(other.rawValue) }

  /// The codes meant, as `EnhancedStatusCode.rawValue`.
  package var rawValues: [UInt32] {
    let parts = code.split(separator: ".")
    guard parts.count == 3, let subject = UInt32(parts[1]) else { return [] }
    let bounds = parts[2].split(separator: "-").compactMap { UInt32($0) }
    guard let low = bounds.first, let high = bounds.last, low <= high, high <= 999 else { return [] }
    let groups: [UInt32] = parts[0] == "X" ? [2, 4, 5] : [UInt32(parts[0]) ?? 0]
    return groups.flatMap { group in
      (low...high).compactMap { EnhancedStatusCode(group: group, subject: subject, detail: $0)?.rawValue }
    }
  }
}
