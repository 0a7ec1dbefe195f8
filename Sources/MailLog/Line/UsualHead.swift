import SMTPReply

/// The head that most lines of a log begin with: one host, one day and one form of stamp for long stretches, so that a few words of a line
/// tell whether it has that head too.
///
/// Heads of RFC 3164 with a padded day and of RFC 3339 can be usual ones, with a host of up to fifteen bytes. What is told of a line is
/// what `LineHead.read` would find.
struct UsualHead {
  /// The head of the line that was taken, as if it began at 0.
  private var head = LineHead.empty
  /// A line with the head is longer than that.
  private var count = Int.max
  /// The first words without the clock time.
  private var stamp: (UInt64, UInt64) = (0, 0)
  private var stampMask: (UInt64, UInt64) = (0, 0)
  /// What stands between the clock time and the host in RFC 3339; nil in RFC 3164.
  private var tail: StampTail?
  /// The host's bytes and the blank behind it.
  private var host: (UInt64, UInt64) = (0, 0)
  private var hostMask: (UInt64, UInt64) = (0, 0)
  /// The key of the host.
  private(set) var hostKey: UInt64 = 0

  /// `Nov  3 ` as bytes, when the stamp is RFC 3164's.
  @inline(always)
  var date: UInt64? { tail == nil ? stamp.0 : nil }

  /// The first byte of the tag if the line at `start..<end` has the head; nil when it has another or none.
  @inline(always)
  func tag(_ bytes: RawSpan, from start: Int, to end: Int) -> Int? {
    guard end &- start > count else { return nil }
    // Each word ends inside the padding at the latest.
    guard bytes.word(start) & stampMask.0 == stamp.0, bytes.word(start &+ 8) & stampMask.1 == stamp.1 else {
      return nil
    }
    let hostStart = start &+ head.host.lowerBound
    if let tail {
      guard bytes.byte(start &+ 16) == ASCII.colon, tail.fits(bytes, start &+ head.clock) else { return nil }
    }
    guard bytes.word(hostStart) & hostMask.0 == host.0, bytes.word(hostStart &+ 8) & hostMask.1 == host.1 else {
      return nil
    }
    return start &+ head.tag
  }

  /// The head of a line at `start` that has it.
  @inline(always)
  func head(at start: Int) -> LineHead {
    LineHead(
      stamp: head.stamp, start: start, clock: start &+ head.clock,
      host: (start &+ head.host.lowerBound)..<(start &+ head.host.upperBound), tag: start &+ head.tag)
  }

  /// Takes the head `new` of a line, if it can be a usual one.
  mutating func take(_ new: LineHead, _ bytes: RawSpan) {
    let start = new.start
    let hostCount = new.host.count
    guard hostCount > 0, hostCount < 16, new.tag == new.host.upperBound &+ 1 else { return }
    switch new.stamp {
    case .rfc3164:
      guard new.clock == start &+ 7, new.host.lowerBound == start &+ 16 else { return }
      // `Nov  3 `, and of `hh:mm:ss ` from the second byte on the colons and the blank.
      stampMask = (Word.first(7, of: ~0), 0xff00_00ff_0000_ff00)
      tail = nil
    case .rfc3339:
      var tail = StampTail()
      guard new.clock == start &+ 11, tail.take(bytes, new) else { return }
      self.tail = tail
      // `2026-11-23T`, and the first colon.
      stampMask = (~0, 0x0000_ff00_00ff_ffff)
    default: return
    }
    stamp = (bytes.word(start) & stampMask.0, bytes.word(start &+ 8) & stampMask.1)
    hostMask = (Word.first(min(8, hostCount &+ 1), of: ~0), Word.first(max(0, hostCount &- 7), of: ~0))
    host = (bytes.word(new.host.lowerBound) & hostMask.0, bytes.word(new.host.lowerBound &+ 8) & hostMask.1)
    hostKey = HashMixer.hash(bytes, new.host)
    head = LineHead(
      stamp: new.stamp, start: 0, clock: new.clock &- start,
      host: (new.host.lowerBound &- start)..<(new.host.upperBound &- start), tag: new.tag &- start)
    count = max(20, head.tag &+ 1)
  }
}
