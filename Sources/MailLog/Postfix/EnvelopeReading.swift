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
  /// Where the address begins that could not be read; -1 when all could.
  var stop = -1
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

/// The envelopes of a line that cannot be read to its end.
struct BrokenEnvelopes {
  /// The first of them.
  private(set) var first: EnvelopeReading?
  /// Whether the line ends inside one of them.
  private(set) var hasCut = false
  private var marks: [Int] = []

  /// Takes one, the next of the line.
  mutating func note(_ reading: EnvelopeReading) {
    if first == nil { first = reading }
    if reading.reach == .cut { hasCut = true }
    marks.append(reading.mark)
  }

  /// Whether one of them begins in `range`.
  func any(in range: Range<Int>) -> Bool { marks.contains { range.contains($0) } }
}

/// What ends a line of a refusal, whatever stands in front: the HELO name's bracket, and behind it only the login of one who proved it.
struct EnvelopeTail {
  /// The offset of the bracket that ends the HELO name; -1 when the line ends in another way, as one that was cut does.
  var nameEnd = -1
  /// The login; none without one.
  var login = Field.none
  /// Whether the line may have been cut: then a login may be the inside of a HELO name.
  var isUnsure = false
}

/// Whose words a refusal's text is.
enum ReplyWords {
  /// Postfix's own, or those of a table or policy of the site: what a stranger wrote is quoted in its beginning, if anywhere.
  case own
  /// A filter's, which may quote anything anywhere.
  case others
}
