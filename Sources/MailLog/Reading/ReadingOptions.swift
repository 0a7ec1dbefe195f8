/// What a run reads with.
package struct ReadingOptions: Sendable {
  /// The present, in seconds since 1970: the bound for the year of stamps without one when the input has no time of
  /// its own.
  package var now: Int64
  /// The year of the first stamp without one, when the user knows better.
  package var firstYear: Int?
  /// Whether replies carry the message id and the client of their message.
  package var keepsDetails = false
  /// Whether the log goes on from lines that another reader reads.
  package var isContinuation = false
  /// How much memory the run may take; nil where nobody bounds it.
  package var memory: MemoryLimit?

  /// Options of a run that takes place at `now`.
  package init(now: Int64) {
    self.now = now
  }
}
