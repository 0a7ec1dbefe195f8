/// Reads the members of a gzip file one after the other.
struct GzipDecoder: ~Copyable {
  private enum Phase {
    /// Before a header: of the first member, or behind one that ended well.
    case betweenMembers
    case inMember
    case ended
    case damaged(InputDamage.Cause)
  }

  /// Magic, method, flags and time: zlib gets the header only once this much of it is there.
  private static let headCount = 8

  private var inflater: Inflater
  private var phase = Phase.betweenMembers
  private var membersSeen = 0

  /// MTIME of the newest header seen, seconds since 1970; nil when it is 0, which means unknown.
  private(set) var memberTime: Int64?
  /// Offset in the file of bytes behind the last member that are neither a member nor padding.
  private(set) var garbageOffset: Int64?

  /// Reads the head of the first member, so that its time is known; nil when there is no memory for decoding.
  init?(reading input: inout BufferedFile) {
    guard let inflater = Inflater() else { return nil }
    self.inflater = inflater
    while case .betweenMembers = phase, !startMember(in: &input) { fill(&input) }
  }

  /// Why decoding stopped, once all bytes before the damage are handed out.
  var damage: InputDamage.Cause? {
    guard case .damaged(let cause) = phase else { return nil }
    return cause
  }

  /// Fills `buffer[offset...]` with what is there; returns 0 only at the end or at damage.
  mutating func read(into buffer: inout [UInt8], at offset: Int, from input: inout BufferedFile) -> Int {
    var end = offset
    while end < buffer.count {
      let isHungry: Bool
      switch phase {
      case .betweenMembers:
        isHungry = !startMember(in: &input)
      case .inMember:
        // Before reading on: a full buffer may have left decoded bytes behind in zlib.
        let before = end
        end += inflate(into: &buffer, at: end, from: &input)
        isHungry = end == before && input.isEmpty && damage == nil
      case .ended, .damaged:
        return end - offset
      }
      guard isHungry else { continue }
      // Not more than what is there: the next bytes of a pipe may be a long time coming.
      if end > offset { break }
      fill(&input)
    }
    return end - offset
  }

  private mutating func inflate(into buffer: inout [UInt8], at offset: Int, from input: inout BufferedFile) -> Int {
    let step = inflater.inflate(&input.bytes, from: input.window, into: &buffer, to: offset..<buffer.count)
    input.use(step.used)
    switch step.outcome {
    case .unfinished: break
    case .memberEnd: phase = .betweenMembers
    case .failed(let cause): phase = .damaged(cause)
    }
    return step.produced
  }

  /// Looks at what follows a member; false when that needs more bytes.
  private mutating func startMember(in input: inout BufferedFile) -> Bool {
    if membersSeen > 0 { skipPadding(in: &input) }
    let head = input.bytes[input.window.prefix(Self.headCount)]
    if head.count < Self.headCount && !input.isAtEnd { return false }
    if head.isEmpty {
      phase = .ended
    } else if ContentFormat(firstBytes: head, isAll: input.isAtEnd) == .gzip {
      memberTime = head.count < Self.headCount ? nil : Self.time(in: head)
      membersSeen += 1
      inflater.startMember()
      phase = .inMember
    } else {
      garbageOffset = input.position
      phase = .ended
    }
    return true
  }

  /// Zeros behind a member fill it up to the block size of a tape or a device.
  private func skipPadding(in input: inout BufferedFile) {
    input.use(input.bytes[input.window].prefix { $0 == 0 }.count)
  }

  private static func time(in head: ArraySlice<UInt8>) -> Int64? {
    let time = head.suffix(4).reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
    return time == 0 ? nil : time
  }

  private mutating func fill(_ input: inout BufferedFile) {
    if case .inMember = phase, input.isAtEnd {
      phase = .damaged(.truncated)
      return
    }
    do {
      try input.fill()
    } catch {
      phase = .damaged(.readError(error))
    }
  }
}
