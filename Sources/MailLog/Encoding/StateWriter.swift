/// Writes values into the binary form of a summary: small numbers short, strings with their length in front.
///
/// The form is described in `Documentation/summary-format.md`.
package struct StateWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  /// A writer that has written nothing.
  package init() {}

  /// A number from 0, seven bits a byte, the lowest first (LEB128).
  package mutating func write(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A number from 0; a negative one is written as 0.
  package mutating func write(_ number: Int) { write(UInt64(max(0, number))) }

  /// A number that may be negative: zigzag, so that small ones stay short.
  package mutating func write(signed number: Int64) {
    write(UInt64(bitPattern: number << 1 ^ number >> 63))
  }

  /// One byte, 1 or 0.
  package mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  /// Eight bytes, the lowest first: for hashes, which no shorter form fits.
  package mutating func write(fixed number: UInt64) {
    for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * index))) }
  }

  /// Bytes with their number in front.
  package mutating func write(_ string: some Collection<UInt8>) {
    write(string.count)
    bytes.append(contentsOf: string)
  }

  /// Text as UTF-8 with its length in front.
  package mutating func write(_ text: String) { write(Array(text.utf8)) }

  /// A time as a log tells it; nil is one byte.
  package mutating func write(_ time: LogTime?) {
    write(time != nil)
    guard let time else { return }
    write(signed: time.wall)
    write(time.zone != nil)
    if let zone = time.zone { write(signed: Int64(zone)) }
    write(UInt64(time.fractionDigits))
  }
}
