/// The unfinished lines at both ends of a piece of an input.
///
/// A piece that begins inside its input has the end of a line in front: its bytes up to the first newline. What stands behind the
/// last newline is the start of a line. Both are kept up to `LineBuffer.lineLimit` bytes; whether there were more is noted.
struct LineEdges: Equatable, Sendable {
  /// A part of a line.
  struct Fragment: Equatable, Sendable {
    var bytes: [UInt8] = []
    /// Whether bytes behind these were left out.
    var isCut = false

    init(bytes: [UInt8] = [], isCut: Bool = false) {
      self.bytes = bytes
      self.isCut = isCut
    }

    /// The bytes of `line`, up to the limit.
    init(line: ArraySlice<UInt8>, isCut: Bool) {
      self.isCut = isCut
      append(line)
    }

    /// Adds `more`, up to the limit.
    mutating func append(_ more: some Collection<UInt8>) {
      let room = LineBuffer.lineLimit + 1 - bytes.count
      if more.count > room { isCut = true }
      bytes.append(contentsOf: more.prefix(max(0, room)))
    }

    /// Adds the fragment behind.
    mutating func append(_ next: Fragment) {
      append(next.bytes)
      if next.isCut { isCut = true }
    }
  }

  /// The end of a line in front of the first newline; nil for a piece that begins its input.
  var front: Fragment?
  /// Whether the front is ended by a newline; without one the whole piece is inside one line.
  var isFrontEnded = false
  /// What stands behind the last newline.
  var back = Fragment()
  /// Whether the input goes on behind the piece.
  var isInputOpen = false

  /// Whether the unfinished line behind was cut and given, so that its rest is dropped.
  var isBackGiven: Bool { back.isCut && back.bytes.isEmpty }

  /// Whether lines of the same input stand in front of the piece.
  var mayHaveFront: Bool { front != nil }

  /// The piece was read up to what is behind its last newline. `front` is what it has in front of its first newline, nil where there was
  /// none, and missing for a piece that begins its input; `isOneLine` says that nothing else was read.
  mutating func end(with back: Fragment, behind front: Fragment??, isOneLine: Bool) {
    self.back = back
    isInputOpen = true
    if let front { set(front, isOnlyCutLine: front?.isCut == true && isOneLine && isBackGiven) }
  }

  /// Ends the input: takes out its unfinished last line, if there is one.
  mutating func takeBack() -> Fragment? {
    defer { (back, isInputOpen) = (Fragment(), false) }
    return back.bytes.isEmpty ? nil : back
  }

  /// What came of the line at a seam.
  enum Joint {
    /// It goes on behind the piece that was joined.
    case goesOn
    /// It ends there, and its start is further in front.
    case isPart
    /// It ends there and is whole; none where it was cut, and given in front.
    case isWhole(Fragment?)
  }

  /// Joins the line at the seam to the piece behind, whose edges are `next`.
  mutating func join(_ next: LineEdges, _ rest: Fragment) -> Joint {
    if front != nil, !isFrontEnded {
      // What is in front is inside one line too: its end is further on.
      front?.append(rest)
      isFrontEnded = next.isFrontEnded
      return next.isFrontEnded ? .isPart : .goesOn
    }
    let isGiven = isBackGiven
    if !isGiven { back.append(rest) }
    guard next.isFrontEnded else { return .goesOn }
    defer { back = Fragment() }
    return .isWhole(isGiven ? nil : back)
  }

  /// Sets the front of a piece that was read: nil when it had no newline, and all of it stands in `back`. `isOnlyCutLine` says
  /// that the front was cut before its newline came.
  private mutating func set(_ front: Fragment?, isOnlyCutLine: Bool) {
    self.front = front ?? back
    isFrontEnded = front != nil && !isOnlyCutLine
    if !isFrontEnded { back = Fragment() }
  }
}
