package import MailLog
import ReplyGuide

/// Which replies a summary counts: those of a filter, and of these causes.
package struct ReplySelection: Sendable {
  let filter: ReplyFilter
  /// Ids of causes; `none` stands for what is not explained.
  let causes: Set<String>

  /// Replies that `filter` lets through, of `causes` unless there are none.
  package init(_ filter: ReplyFilter, causes: [String]) {
    self.filter = filter
    self.causes = Set(causes)
  }

  /// As this, for records that a filter was asked about before.
  package var ofFiltered: ReplySelection { ReplySelection(ReplyFilter(), causes: Array(causes)) }

  /// Whether every reply counts.
  package var isEmpty: Bool { filter.isEmpty && causes.isEmpty }

  /// Whether replies with this explanation count; one that is the same trouble as a wanted cause does.
  func wants(_ explanation: Explanation) -> Bool {
    guard !causes.isEmpty else { return true }
    guard let cause = explanation.cause else { return explanation.class != .accepted && causes.contains("none") }
    return causes.contains(cause.id) || cause.sameAs.map { causes.contains($0) } ?? false
  }
}
