/// What is known of the line that is read, beside its bytes.
struct LineScratch: Sendable {
  /// How often a line was read, and what was found out in between.
  enum Reading {
    /// For the first time.
    case new
    /// Again, after what it hung on was found out.
    case held
    /// Again at the end of the log: nothing else will be known.
    case last
  }

  /// Where the time of a line comes from.
  enum Time {
    /// From its own stamp.
    case stamped
    /// It is known already, or that there is none: of a line that was held, or of one that was cut into pieces.
    case known(LogTime?)

    @inline(__always)
    var isKnown: Bool {
      if case .known = self { return true }
      return false
    }
  }

  /// Whether the line was written anew behind what stood in front of its tag.
  var isPrefixed = false
  var time = Time.stamped
  var reading = Reading.new
}
