package import ReplyGuide

/// By what replies are grouped: the guide, and the tokens of its phrases that templates keep.
///
/// It takes some milliseconds to make, so summaries of several files share one.
package struct ReplyGrouping: Sendable {
  /// What tells the causes.
  package let guide: ReplyGuide
  let telling: TellingTokens

  /// Grouping by the causes of `guide`.
  package init(_ guide: ReplyGuide) {
    self.guide = guide
    telling = TellingTokens(guide)
  }
}
