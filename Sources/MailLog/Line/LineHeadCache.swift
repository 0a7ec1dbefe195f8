/// Reads the heads of lines, most by comparing them with the last one: a log has one host and one date for long stretches.
///
/// Only heads of RFC 3164 with a padded day and a host of up to fifteen bytes, and Exim's own without fraction and zone, are
/// compared; every other goes through `LineHead.read`. The result is the same.
struct LineHeadCache {
  /// `Nov  3 `, the stamp's first seven bytes.
  private var date: UInt64 = 0
  /// The host's bytes and the blank behind it.
  private var host: (UInt64, UInt64) = (0, 0)
  private var hostMask: (UInt64, UInt64) = (0, 0)
  /// The length of the host name; 0 when there is nothing to compare with.
  private var hostCount = 0
  /// `2026-11-23 `, the front of Exim's stamp.
  private var eximDate: (UInt64, UInt64) = (0, 0)
  /// The key of that host, and whether the last head had it.
  private var hostKey: UInt64 = 0
  private var isCachedHost = false

  /// Where the host begins behind the start of the stamp, and the clock time.
  private static let hostOffset = 16
  private static let clockOffset = 7

  /// The key of the last head's host: a hash of its name, so that it is the same in every piece of a log.
  @inline(__always)
  func hostKey(_ bytes: RawSpan, _ host: Range<Int>) -> UInt64 {
    isCachedHost ? hostKey : Mixer.hash(bytes, host)
  }

  /// Reads the head of the line at `start..<end` into `head`; false when it has none that is known.
  @inline(__always)
  mutating func read(_ bytes: RawSpan, from start: Int, to end: Int, into head: inout LineHead) -> Bool {
    if hostCount > 0, end &- start > LineHeadCache.hostOffset &+ hostCount &+ 2, isSame(bytes, start) {
      let host = start &+ LineHeadCache.hostOffset
      head.stamp = .rfc3164
      head.start = start
      head.clock = start &+ LineHeadCache.clockOffset
      head.host = host..<(host &+ hostCount)
      head.tag = host &+ hostCount &+ 1
      isCachedHost = true
      return true
    }
    if end &- start > 24, isSameExim(bytes, start) {
      let message = start &+ 20
      head.stamp = .exim
      head.start = start
      head.clock = start &+ 11
      head.host = message..<message
      head.tag = message
      isCachedHost = false
      return true
    }
    return readAnew(bytes, from: start, to: end, into: &head)
  }

  /// Whether the line begins with `2026-11-23 hh:mm:ss ` of the last date, and no zone behind it.
  @inline(__always)
  private func isSameExim(_ bytes: RawSpan, _ start: Int) -> Bool {
    guard bytes.word(start) == eximDate.0, bytes.word(start &+ 8) & 0xff_ffff == eximDate.1 else { return false }
    guard bytes.word(start &+ 12) & 0xff00_00ff_0000_ff00 == Word.of(" :  :   ") & 0xff00_00ff_0000_ff00 else {
      return false
    }
    guard ASCII.isDigit(bytes.byte(start &+ 18)) else { return false }
    let next = bytes.byte(start &+ 20)
    return next != UInt8(ascii: "+") && next != ASCII.hyphen
  }

  @inline(__always)
  private func isSame(_ bytes: RawSpan, _ start: Int) -> Bool {
    // Each word ends inside the padding at the latest.
    guard bytes.word(start) & 0x00ff_ffff_ffff_ffff == date else { return false }
    // `hh:mm:ss ` from the second byte of the clock time on, so that the blank is in the word.
    guard bytes.word(start &+ 8) & 0xff00_00ff_0000_ff00 == Word.of(" :  :   ") & 0xff00_00ff_0000_ff00 else {
      return false
    }
    guard bytes.word(start &+ LineHeadCache.hostOffset) & hostMask.0 == host.0 else { return false }
    return bytes.word(start &+ LineHeadCache.hostOffset &+ 8) & hostMask.1 == host.1
  }

  @inline(never)
  private mutating func readAnew(_ bytes: RawSpan, from start: Int, to end: Int, into head: inout LineHead) -> Bool {
    isCachedHost = false
    guard let found = LineHead.read(bytes, from: start, to: end) else { return false }
    head = found
    if head.stamp == .exim {
      eximDate = (bytes.word(start), bytes.word(start &+ 8) & 0xff_ffff)
      return true
    }
    let count = head.host.count
    guard head.stamp == .rfc3164, head.host.lowerBound == start &+ LineHeadCache.hostOffset, count < 16 else {
      return true
    }
    date = bytes.word(start) & 0x00ff_ffff_ffff_ffff
    hostMask = (Word.first(min(8, count &+ 1), of: ~0), Word.first(max(0, count &- 7), of: ~0))
    host = (
      bytes.word(head.host.lowerBound) & hostMask.0, bytes.word(head.host.lowerBound &+ 8) & hostMask.1
    )
    hostCount = count
    hostKey = Mixer.hash(bytes, head.host)
    return true
  }
}
