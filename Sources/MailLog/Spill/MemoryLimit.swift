/// How much memory a run may take, and the file where it goes on beyond that.
///
/// What grows with a log is given shares of it that leave room for growing by doubling: an array that is made twice as large lies
/// in memory three times for a moment.
package struct MemoryLimit: Sendable {
  /// The least that makes sense: buffers, the guide and the report take some 40 MB whatever the log.
  package static let least = 64 << 20

  /// What buffers, the guide and the report take, whatever the log.
  private static let base = 40 << 20

  /// Where to go on.
  package let file: SpillFile
  /// Bytes for all that grows with the log.
  private let spare: Int

  /// A limit of `bytes`, at least `least`, with the room of `file` beyond.
  package init(bytes: Int, file: SpillFile) {
    self.init(spare: max(MemoryLimit.least, bytes) - MemoryLimit.base, file: file)
  }

  private init(spare: Int, file: SpillFile) {
    self.file = file
    self.spare = spare
  }

  /// The share of one of `count` that are in memory at the same time.
  package func share(of count: Int) -> MemoryLimit { MemoryLimit(spare: spare / max(1, count), file: file) }

  /// What may be kept in memory of a summary that comes from elsewhere, beside what goes to the file, and how long a part of it may be,
  /// which lies in memory three times for a moment. Enough at least for what a small log has.
  package var forSummaries: Int { min(max(spare / 4, 8 << 20), 1 << 32) }

  /// What the names of failed replies may take before they go to the file.
  package var forNames: Int { min(spare / 5, 1 << 30) }

  /// What the messages in flight may take, room to grow included.
  var forMessages: Int { min(spare / 2, 1 << 30) }

  /// What held lines of one kind may take before they go to the file.
  var forHeldLines: Int { min(spare / 20, 1 << 30) }

  /// What the recipients that wait may take, room to grow included.
  package var forWaiting: Int { min(spare / 8, 1 << 30) }
}
