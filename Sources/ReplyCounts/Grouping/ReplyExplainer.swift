package import MailLog
package import ReplyGuide
import Synchronization

/// Says of single replies what the report says of them, from whatever thread: the step of all sinks, for replies that left their line.
///
/// It remembers what the guide said of so many groups of replies, as `ExplainedReplies` does.
package final class ReplyExplainer: Sendable {
  private let replies: Mutex<ExplainedReplies>

  /// Explains by `guide`; takes some milliseconds to make.
  package init(_ guide: ReplyGuide) {
    replies = Mutex(ExplainedReplies(by: ReplyGrouping(guide)))
  }

  /// What the guide says of `record`, whose fields lie in `bytes`, in circumstances that its line told.
  package func explain(
    _ record: ReplyRecord, _ bytes: PaddedBytes, isOwnClient: Bool, circumstances: Circumstances
  ) -> Explanation {
    replies.withLock { replies in
      bytes.withBytes { replies.explain(record, $0, isOwnClient: isOwnClient, circumstances: circumstances) }
    }
  }
}
