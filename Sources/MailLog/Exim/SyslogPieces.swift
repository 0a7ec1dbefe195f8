/// Joins the pieces that Exim cuts a long line into for syslog.
///
/// Pieces of one line follow each other in order, under one host, tag and process id; other processes' lines may stand
/// between them. Without a process id in the tag, pieces of one host belong together. A line is whole when its last piece
/// comes, or ends where a piece is missing. Its time is that of its first piece. At most `limit` lines are under way at once; the oldest is given up for a new one.
/// What follows a newline in the message (the copy of a header in a rejection) is no part of the line.
struct SyslogPieces: Sendable {
  /// How many lines may be under way.
  static let limit = 64

  /// What came of a piece.
  enum Taken {
    /// More pieces are to come.
    case waiting
    /// The line is whole and in `line`.
    case whole
    /// The piece belongs to no line whose start was seen.
    case stray
  }

  private struct Partial {
    var key: UInt64
    var time: LogTime?
    var index: Int
    var count: Int
    var isClosed: Bool
    var bytes: [UInt8]
  }

  private var partials: [Partial] = []
  /// The line that became whole last, from its head on.
  private(set) var line = PaddedBytes()
  /// The time of `line`.
  private(set) var time: LogTime?

  /// How many lines are under way.
  var count: Int { partials.count }

  /// Takes a piece of the line `bytes[head..<end]`, whose tag ends at `message`; `key` tells host and process, and `time` gives the time
  /// of that line, where it is asked for.
  ///
  /// More than five parameters: the bytes of a line and the places in them, and a time that is seldom asked for.
  mutating func take(
    _ piece: SyslogPiece, _ bytes: RawSpan, head: Int, message: Int, end: Int, key: UInt64, time: () -> LogTime?
  ) -> Taken {
    let known = partials.lastIndex { $0.key == key }
    if piece.index == 1 {
      if let known { partials.remove(at: known) }
      if partials.count >= SyslogPieces.limit { partials.removeFirst() }
      var text: [UInt8] = []
      bytes.append(head..<message, to: &text)
      bytes.append(piece.text..<end, to: &text)
      let partial = Partial(
        key: key, time: time(), index: 1, count: piece.count, isClosed: piece.endsAtNewline, bytes: text)
      if piece.count == 1 { return finish(partial) }
      partials.append(partial)
      return .waiting
    }
    guard let known else { return .stray }
    var partial = partials[known]
    guard piece.count == partial.count, piece.index == partial.index + 1 else {
      // A piece was lost: what is there ends here.
      partials.remove(at: known)
      return finish(partial)
    }
    if !partial.isClosed, partial.bytes.count < LineBuffer.lineLimit {
      bytes.append(piece.text..<max(piece.text, end), to: &partial.bytes)
    }
    partial.index = piece.index
    if piece.endsAtNewline { partial.isClosed = true }
    if piece.index == piece.count {
      partials.remove(at: known)
      return finish(partial)
    }
    partials[known] = partial
    return .waiting
  }

  /// Takes over the lines that were under way at the end of the piece behind.
  mutating func append(_ next: SyslogPieces) {
    for partial in next.partials {
      partials.removeAll { $0.key == partial.key }
      if partials.count >= SyslogPieces.limit { partials.removeFirst() }
      partials.append(partial)
    }
  }

  func write(to state: inout StateWriter) {
    state.write(partials.count)
    for partial in partials {
      state.write(fixed: partial.key)
      state.write(partial.time)
      state.write(partial.index)
      state.write(partial.count)
      state.write(partial.isClosed)
      state.write(partial.bytes)
    }
  }

  init() {}

  init(from state: inout StateReader) throws(StateReader.Failure) {
    for _ in 0..<(try state.int(upTo: SyslogPieces.limit)) {
      let key = try state.fixed()
      let time = try state.time()
      let index = try state.int(upTo: 9_999)
      let count = try state.int(upTo: 9_999)
      let isClosed = try state.flag()
      let bytes = try state.string()
      // A line may reach its limit within one piece.
      guard bytes.count <= 2 * LineBuffer.lineLimit else { throw .outOfRange }
      partials.append(Partial(key: key, time: time, index: index, count: count, isClosed: isClosed, bytes: bytes))
    }
  }

  private mutating func finish(_ partial: Partial) -> Taken {
    line = PaddedBytes(partial.bytes)
    time = partial.time
    return .whole
  }
}
