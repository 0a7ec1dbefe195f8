import MailLog
import ReplyCounts

/// The frames of records that were made before, by group; one for each outcome that it had, and only so many.
struct RecordFrames: KeptByGroup {
  /// A log has some hundreds; replies that keep changing have them made anew.
  private static let limit = 4_096

  private var frames: [[RecordFrame]] = []
  private var count = 0

  mutating func renumber(groups: [UInt32]) { removeAll() }

  private mutating func removeAll() {
    frames.removeAll()
    count = 0
  }

  /// The frame of `record`, which is `reply` of `replies`; made if its group has none that fits.
  @inline(__always)
  mutating func frame(
    of record: borrowing ReplyRecord, _ reply: ExplainedReplies.Numbered, in replies: borrowing ExplainedReplies
  ) -> RecordFrame {
    let group = Int(reply.group)
    if group < frames.count {
      for place in frames[group].indices where frames[group][place].fits(record) { return frames[group][place] }
    }
    return add(record, reply, in: replies)
  }

  @inline(never)
  private mutating func add(
    _ record: borrowing ReplyRecord, _ reply: ExplainedReplies.Numbered, in replies: borrowing ExplainedReplies
  ) -> RecordFrame {
    if count == RecordFrames.limit { removeAll() }
    let group = Int(reply.group)
    while frames.count <= group { frames.append([]) }
    let frame = RecordFrame(record, replies.group(reply.group).explanation, isOwnClient: reply.isOwnClient)
    frames[group].append(frame)
    count += 1
    return frame
  }
}
