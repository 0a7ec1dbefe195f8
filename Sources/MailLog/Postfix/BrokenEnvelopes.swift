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
