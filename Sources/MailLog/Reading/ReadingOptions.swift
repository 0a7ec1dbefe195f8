/// What a run reads with.
public struct ReadingOptions: Sendable {
  /// The present, in seconds since 1970: the bound for the year of stamps without one when the input has no time of
  /// its own.
  public var now: Int64
  /// The year of the first stamp without one, when the user knows better.
  public var firstYear: Int?
  /// Whether replies carry the message id and the client of their message.
  public var keepsDetails = false
  /// Whether the log goes on from lines that another reader reads.
  public var isContinuation = false
  /// How much memory the run may take; nil where nobody bounds it.
  public var memory: MemoryLimit?

  /// Options of a run that takes place at `now`.
  public init(now: Int64) {
    self.now = now
  }
}
