/// Tells what the first lines of a file are: what looks into files asks it, and does not know who reads them.
package struct LogRecogniser: Sendable {
  /// What the first bytes of a file tell.
  package struct Finding: Sendable {
    /// The first and the last stamp of some lines each, in the order of the file, in microseconds since 1970.
    package var stamps: [Int64]
    /// Whether any of the lines is a mail server's.
    package var hasMailLines: Bool

    /// A finding of these.
    package init(stamps: [Int64], hasMailLines: Bool) {
      self.stamps = stamps
      self.hasMailLines = hasMailLines
    }
  }

  /// The present, in seconds since 1970, for a file that tells no time of its own.
  package let now: Int64
  /// What bytes are; `newestTime` is the newest time that they can be from, in seconds since 1970.
  package let recognise: @Sendable (_ bytes: [UInt8], _ newestTime: Int64) -> Finding

  /// A recogniser that asks `recognise`.
  package init(now: Int64, recognise: @escaping @Sendable (_ bytes: [UInt8], _ newestTime: Int64) -> Finding) {
    self.now = now
    self.recognise = recognise
  }
}
