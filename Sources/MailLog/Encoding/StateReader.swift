/// Reads what `StateWriter` wrote. Trusts no byte: whatever they are, it reads inside them or throws.
public struct StateReader {
  /// Why bytes are no state.
  public enum Failure: Error, Equatable, Sendable {
    /// The bytes end too early.
    case endsEarly
    /// A number is greater than what it stands for can be.
    case outOfRange
    /// Amounts add up to more than any log brings.
    case tooMuch
  }

  /// What all amounts of a state add up to at most: more than any log brings, and little enough to be added, and taken times 1,000.
  private static let greatestSum = 1 << 52

  /// The version of the form that the bytes are in: older ones lack what was added since.
  public let version: Int
  private let bytes: [UInt8]
  private var at = 0
  /// What the amounts that were read add up to.
  public private(set) var sum: Int

  /// How many bytes were read.
  public var position: Int { at }

  /// A reader of `bytes`, from the first on, which are in the form of `version`; the newest unless one is given. Its amounts are to be
  /// added to others that add up to `sum`.
  public init(_ bytes: [UInt8], version: Int = .max, sum: Int = 0) {
    self.bytes = bytes
    self.version = version
    self.sum = sum
  }

  /// Whether all bytes were read.
  public var isAtEnd: Bool { at == bytes.count }

  /// A number from 0.
  public mutating func number() throws(Failure) -> UInt64 {
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
  public mutating func int(upTo limit: Int = .max) throws(Failure) -> Int {
    guard let value = Int(exactly: try number()), value <= limit else { throw .outOfRange }
    return value
  }

  /// The number of things that follow, each of at least one byte: so that no false number asks for memory.
  public mutating func count() throws(Failure) -> Int {
    let count = try int()
    guard count <= bytes.count - at else { throw .endsEarly }
    return count
  }

  /// How much or how often something was counted. No sum of such amounts overflows, whatever the bytes are, nor one with those of readers
  /// before whose `sum` this one was given.
  public mutating func amount() throws(Failure) -> Int {
    guard let amount = Int(exactly: try number()), amount <= StateReader.greatestSum - sum else { throw .tooMuch }
    sum += amount
    return amount
  }

  /// A number below 2^32.
  public mutating func small() throws(Failure) -> UInt32 {
    guard let value = UInt32(exactly: try number()) else { throw .outOfRange }
    return value
  }

  /// A number that may be negative.
  public mutating func signed() throws(Failure) -> Int64 {
    let value = try number()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// Seconds since 1970 that sums cannot overflow.
  public mutating func second() throws(Failure) -> Int64 {
    let value = try signed()
    guard value.magnitude < 1 << 50 else { throw .outOfRange }
    return value
  }

  /// A flag.
  public mutating func flag() throws(Failure) -> Bool {
    let byte = try self.byte()
    guard byte <= 1 else { throw .outOfRange }
    return byte == 1
  }

  /// Eight bytes.
  public mutating func fixed() throws(Failure) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<8 { value |= UInt64(try byte()) << UInt64(8 * index) }
    return value
  }

  /// Bytes with their number in front.
  public mutating func string() throws(Failure) -> [UInt8] {
    let count = try self.count()
    defer { at += count }
    return Array(bytes[at..<(at + count)])
  }

  /// As `string`, into `buffer`, with eight more bytes behind them; gives how many they are.
  public mutating func string(into buffer: inout [UInt8]) throws(Failure) -> Int {
    let count = try self.count()
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: bytes[at..<(at + count)])
    buffer.append(contentsOf: repeatElement(0, count: 8))
    at += count
    return count
  }

  /// Text as UTF-8.
  public mutating func text() throws(Failure) -> String { String(decoding: try string(), as: UTF8.self) }

  /// A time.
  public mutating func time() throws(Failure) -> LogTime? {
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

  private mutating func byte() throws(Failure) -> UInt8 {
    guard at < bytes.count else { throw .endsEarly }
    defer { at += 1 }
    return bytes[at]
  }
}
