import SMTPReply

/// Reads the heads of lines, most by comparing them with the last one: a log has one host and one date for long stretches.
///
/// Only usual heads, and Exim's own without fraction and zone, are compared; every other goes through `LineHead.read`. The result is
/// the same.
struct LineHeadCache {
  /// What most lines begin with.
  private(set) var usual = UsualHead()
  /// `2026-11-23 `, the front of Exim's stamp.
  private var eximDate: (UInt64, UInt64) = (0, 0)
  /// Whether the last head was the usual one.
  private var isUsual = false

  /// The key of the last head's host: a hash of its name, so that it is the same in every piece of a log.
  @inline(__always)
  func hostKey(_ bytes: RawSpan, _ host: Range<Int>) -> UInt64 {
    isUsual ? usual.hostKey : HashMixer.hash(bytes, host)
  }

  /// Makes the usual head that of the line at `start`, which has it, and gives it.
  @inline(__always)
  mutating func readUsual(at start: Int) -> LineHead {
    isUsual = true
    return usual.head(at: start)
  }

  /// Reads the head of the line at `start..<end` into `head`; false when it has none that is known.
  @inline(__always)
  mutating func read(_ bytes: RawSpan, from start: Int, to end: Int, into head: inout LineHead) -> Bool {
    if usual.tag(bytes, from: start, to: end) != nil {
      head = readUsual(at: start)
      return true
    }
    isUsual = false
    if isUsualExim(bytes, from: start, to: end) {
      head = LineHeadCache.exim(at: start)
      return true
    }
    return readAnew(bytes, from: start, to: end, into: &head)
  }

  /// The head of a line at `start` that has Exim's usual one.
  @inline(always)
  static func exim(at start: Int) -> LineHead {
    let message = start &+ 20
    return LineHead(stamp: .exim, start: start, clock: start &+ 11, host: message..<message, tag: message)
  }

  /// Whether the line begins with `2026-11-23 hh:mm:ss ` of the last date in an Exim log, and no zone behind it.
  @inline(always)
  func isUsualExim(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
    guard end &- start > 24 else { return false }
    guard bytes.word(start) == eximDate.0, bytes.word(start &+ 8) & 0xff_ffff == eximDate.1 else { return false }
    guard bytes.word(start &+ 12) & 0xff00_00ff_0000_ff00 == Word.of(" :  :   ") & 0xff00_00ff_0000_ff00 else {
      return false
    }
    guard ASCII.isDigit(bytes.byte(start &+ 18)) else { return false }
    let next = bytes.byte(start &+ 20)
    return next != UInt8(ascii: "+") && next != ASCII.hyphen
  }

  @inline(never)
  private mutating func readAnew(_ bytes: RawSpan, from start: Int, to end: Int, into head: inout LineHead) -> Bool {
    guard let found = LineHead.read(bytes, from: start, to: end) else { return false }
    head = found
    if head.stamp == .exim {
      eximDate = (bytes.word(start), bytes.word(start &+ 8) & 0xff_ffff)
    } else {
      usual.take(head, bytes)
    }
    return true
  }
}
