/// One way to read the end of a refusal: from a `; ` on that a key follows, to the end of the line.
struct EnvelopeReading {
  /// How far it can be read.
  enum Reach {
    /// To the line's end.
    case whole
    /// The line ends inside it.
    case cut
    /// Something else stands in it than Postfix writes.
    case broken
  }

  /// Where the `; ` stands: the reply's end.
  var mark: Int
  var sender = Field.none
  var recipient = Field.none
  var helo = Field.none
  var reach = Reach.broken
  /// The first byte that was not looked at.
  var reached: Int

  init(mark: Int) {
    self.mark = mark
    reached = mark
  }

  /// Leaves only where it begins.
  mutating func forget() {
    sender = .none
    recipient = .none
    helo = .none
  }
}

/// Whose words a refusal's text is.
enum ReplyWords {
  /// Postfix's own, or those of a table or policy of the site: what a stranger wrote is quoted in its beginning, if anywhere.
  case own
  /// A filter's, which may quote anything anywhere.
  case others
}
