import SMTPReply

/// The bytes of an input as whole lines, a chunk at a time.
///
/// A chunk is what one read brought, up to its last newline; the rest is carried to the front of the next. A line over
/// `lineLimit` is cut there and its rest skipped, so memory is the same for every input.
struct LineBuffer: ~Copyable {
  /// The longest line that is read whole.
  static let lineLimit = 65_536
  private static let capacity = 1 << 18

  private(set) var bytes: [UInt8] = Array(repeating: 0, count: capacity + PaddedBytes.padding)
  /// The bytes in use.
  private var filled = 0
  /// The first byte that belongs to no line yet.
  private var carried = 0
  private var atEnd = false
  private var skipsToNewline: Bool
  /// Bytes in front of `carried` that are no longer in the buffer, at most `tailCount`.
  private var past: [UInt8]
  private let tailCount: Int
  /// The byte that the newline of a cut line stands for.
  private var cut: (place: Int, byte: UInt8)?
  /// How many lines were cut because their end was not in sight.
  private(set) var cutLines = 0
  /// Decompressed bytes read.
  private(set) var count = 0

  /// A buffer for an input whose bytes in front are `before`; `startsInsideLine` says that they end in a line that was cut and
  /// given. Of what was read the last `tailCount` bytes are kept.
  init(behind before: [UInt8] = [], startsInsideLine: Bool = false, tailCount: Int = 0) {
    skipsToNewline = startsInsideLine
    past = before
    self.tailCount = tailCount
  }

  /// What reading on brought.
  enum Next: Equatable {
    /// The range of whole lines, each ended by a newline.
    case lines(Range<Int>)
    /// No whole line, and more may come.
    case nothingNow
    /// No more lines.
    case end
  }

  /// Reads on.
  mutating func next(from source: inout ByteSource) -> Next {
    if let cut {
      // As it was read: the tail has to be what is in the input.
      bytes[cut.place] = cut.byte
      self.cut = nil
    }
    while !atEnd {
      if skipsToNewline { skip() }
      if !skipsToNewline {
        if let end = lastNewline() {
          let start = carried
          carried = end + 1
          return .lines(start..<carried)
        }
        if filled - carried > LineBuffer.lineLimit { return .lines(cutLine()) }
      }
      moveRestToFront()
      switch source.readPart(into: &bytes, at: filled) {
      case .bytes(let read):
        filled += read
        count += read
      case .nothingNow: return .nothingNow
      case .end: atEnd = true
      }
    }
    return .end
  }

  /// How many bytes behind the last whole line were read; of a line that was cut and given none is left.
  var unfinishedCount: Int { skipsToNewline ? 0 : filled - carried }

  /// Whether the end of what was read is inside a line that was cut and given.
  var endsInsideLine: Bool { skipsToNewline }

  /// What stands behind the last newline, at the end of the input. Of a line that was cut, nothing: it was given.
  var unfinished: LineEdges.Fragment {
    LineEdges.Fragment(bytes: skipsToNewline ? [] : Array(bytes[carried..<filled]), isCut: skipsToNewline)
  }

  /// The last bytes in front of what belongs to no line yet; as many as `tailCount` where the input has them.
  var tail: [UInt8] {
    let own = bytes[max(0, carried - tailCount)..<carried]
    return Array(past[max(0, past.count + own.count - tailCount)...]) + own
  }

  private mutating func moveRestToFront() {
    if carried > 0 {
      if tailCount > 0 { past = tail }
      unsafe bytes.withUnsafeMutableBytes { buffer in
        // Both ranges are inside the buffer: carried <= filled <= its count. copyMemory allows them to overlap.
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[carried..<filled])
        unsafe buffer.copyMemory(from: rest)
      }
      filled -= carried
      carried = 0
    }
  }

  /// The offset of the last newline that the unread bytes hold and the padding follows.
  private func lastNewline() -> Int? {
    var at = min(filled, LineBuffer.capacity) - 1
    while at >= carried {
      if bytes[at] == ASCII.newline { return at }
      at -= 1
    }
    return nil
  }

  /// A line that goes on past the limit: its first bytes; the rest is skipped.
  private mutating func cutLine() -> Range<Int> {
    let start = carried
    let end = start + LineBuffer.lineLimit
    cut = (end, bytes[end])
    bytes[end] = ASCII.newline
    carried = end + 1
    skipsToNewline = true
    cutLines += 1
    return start..<carried
  }

  /// Drops bytes up to the newline that ends a cut line, as far as they are there.
  private mutating func skip() {
    while carried < filled, skipsToNewline {
      skipsToNewline = bytes[carried] != ASCII.newline
      carried += 1
    }
  }
}
