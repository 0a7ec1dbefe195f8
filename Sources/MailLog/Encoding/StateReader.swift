/// Reads what `StateWriter` wrote. Trusts no byte: whatever they are, it reads inside them or throws.
package struct StateReader {
  /// Why bytes are no state.
  package enum Failure: Error, Equatable, Sendable {
    /// The bytes end too early.
    case endsEarly
    /// A number is greater than what it stands for can be.
    case outOfRange
    /// Amounts add up to more than any log brings.
    case tooMuch
    /// What it holds takes more memory than it may.
    case tooLarge
  }

  /// What all amounts of a state add up to at most: more than any log brings, and little enough to be added, and taken times 1,000.
  private static let greatestSum = 1 << 52

  /// The version of the form that the bytes are in: older ones lack what was added since.
  package let version: Int
  /// The bytes at hand, and how many came in front of them.
  private var bytes: [UInt8]
  private var passed = 0
  private var at = 0
  /// What the amounts that were read add up to.
  package private(set) var sum: Int
  /// How many bytes there are in all, and where those come from that are not at hand; nil when all are.
  private let total: Int
  private let source: (any StateSource)?
  /// The longest string, in bytes.
  private var longest = Int.max
  /// What may still be kept in memory of what is read, in bytes; nil for any amount.
  private var allowance: Int?

  /// How many bytes were read.
  package var position: Int { passed + at }

  /// A reader of `bytes`, from the first on, which are in the form of `version`; the newest unless one is given. Its amounts are to be
  /// added to others that add up to `sum`.
  package init(_ bytes: [UInt8], version: Int = .max, sum: Int = 0) {
    self.bytes = bytes
    self.version = version
    self.sum = sum
    total = bytes.count
    source = nil
  }

  /// A reader of what `source` gives, `total` bytes or until it ends. It reads no string longer than `longest` or `allowance`, and of what
  /// has no place outside of memory no more than `allowance` bytes. Its amounts are to be added to others that add up to `sum`.
  package init(
    _ source: any StateSource, total: Int = .max, version: Int = .max, longest: Int = .max, allowance: Int?,
    sum: Int = 0
  ) {
    bytes = []
    self.sum = sum
    self.source = source
    self.total = total
    self.version = version
    self.longest = longest
    self.allowance = allowance
  }

  /// Whether all bytes at hand were read.
  package var isAtEnd: Bool { at == bytes.count }

  /// Whether all bytes were read, those too that were not at hand, and are what was written.
  package mutating func endsSoundly() -> Bool {
    guard let source else { return isAtEnd }
    return (total == .max ? !fill(1) : position == total && isAtEnd) && source.isSound
  }

  /// Takes more bytes from the source until `count` are at hand; tells whether there are as many.
  private mutating func fill(_ count: Int) -> Bool {
    // Growing by doubling would take more memory than there is.
    if source != nil, count > 1 << 20 { bytes.reserveCapacity(at + count + (1 << 17)) }
    while bytes.count - at < count {
      guard let more = source?.next(), !more.isEmpty else { return false }
      passed += at
      bytes.removeSubrange(..<at)
      at = 0
      bytes += more
    }
    return true
  }

  private mutating func charge(_ count: Int) throws(Failure) {
    guard let allowance else { return }
    guard count <= allowance else { throw .tooLarge }
    self.allowance = allowance - count
  }

  /// A number from 0.
  package mutating func number() throws(Failure) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try self.byte()
      if shift == 63, byte > 1 { throw .outOfRange }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
      if shift > 63 { throw .outOfRange }
    }
  }

  /// A number from 0 that is at most `limit`.
  package mutating func int(upTo limit: Int = .max) throws(Failure) -> Int {
    guard let value = Int(exactly: try number()), value <= limit else { throw .outOfRange }
    return value
  }

  /// The number of things that follow, each of at least one byte: so that no false number asks for memory. Each takes about `size` bytes
  /// there, and none where they go to a file when they are many.
  package mutating func count(size: Int = 64) throws(Failure) -> Int {
    let count = try int()
    guard count <= total - position else { throw .endsEarly }
    let (bytes, isOver) = count.multipliedReportingOverflow(by: size)
    try charge(isOver ? .max : bytes)
    return count
  }

  /// The number of bytes of a string, all of which are at hand then.
  private mutating func length() throws(Failure) -> Int {
    let count = try int()
    guard count <= total - position else { throw .endsEarly }
    guard count <= longest else { throw .outOfRange }
    if let allowance, count > allowance { throw .tooLarge }
    guard fill(count) else { throw .endsEarly }
    return count
  }

  /// How much or how often something was counted. No sum of such amounts overflows, whatever the bytes are, nor one with those of readers
  /// before whose `sum` this one was given.
  package mutating func amount() throws(Failure) -> Int {
    guard let amount = Int(exactly: try number()), amount <= StateReader.greatestSum - sum else { throw .tooMuch }
    sum += amount
    return amount
  }

  /// A number below 2^32.
  package mutating func small() throws(Failure) -> UInt32 {
    guard let value = UInt32(exactly: try number()) else { throw .outOfRange }
    return value
  }

  /// A number that may be negative.
  package mutating func signed() throws(Failure) -> Int64 {
    let value = try number()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// Seconds since 1970 that sums cannot overflow.
  package mutating func second() throws(Failure) -> Int64 {
    let value = try signed()
    guard value.magnitude < 1 << 50 else { throw .outOfRange }
    return value
  }

  /// A flag.
  package mutating func flag() throws(Failure) -> Bool {
    let byte = try self.byte()
    guard byte <= 1 else { throw .outOfRange }
    return byte == 1
  }

  /// Eight bytes.
  package mutating func fixed() throws(Failure) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<8 { value |= UInt64(try byte()) << UInt64(8 * index) }
    return value
  }

  /// Bytes with their number in front. `canSpill` says that they go to a file when there are many.
  package mutating func string(canSpill: Bool = false) throws(Failure) -> [UInt8] {
    let count = try length()
    if !canSpill { try charge(count) }
    defer { at += count }
    return Array(bytes[at..<(at + count)])
  }

  /// As `string`, into `buffer`, with the padding of `PaddedBytes` behind them; gives how many they are.
  package mutating func string(into buffer: inout [UInt8]) throws(Failure) -> Int {
    let count = try length()
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: bytes[at..<(at + count)])
    buffer.appendPadding()
    at += count
    return count
  }

  /// Text as UTF-8.
  package mutating func text() throws(Failure) -> String { String(decoding: try string(), as: UTF8.self) }

  /// A time.
  package mutating func time() throws(Failure) -> LogTime? {
    guard try flag() else { return nil }
    var time = LogTime(wall: try signed())
    if try flag() {
      guard let zone = Int16(exactly: try signed()), zone.magnitude < 1_440 else { throw .outOfRange }
      time.zone = zone
    }
    time.fractionDigits = UInt8(try int(upTo: 6))
    // Later sums of times must not overflow.
    guard time.wall.magnitude < 1 << 60 else { throw .outOfRange }
    return time
  }

  /// One byte.
  package mutating func byte() throws(Failure) -> UInt8 {
    if at == bytes.count, !fill(1) { throw .endsEarly }
    defer { at += 1 }
    return bytes[at]
  }
}
