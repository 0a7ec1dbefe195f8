import SMTPReply
import Testing

@testable import MailLog

/// Keys of hash tables: names that have something in common lie as random ones do, under any key.
@Suite("Hash keys")
struct HashKeyTests {
  static let count = 20_000

  /// Names as somebody would choose them who knows how a product is made, and not the key.
  static let shapes: [(name: String, make: @Sendable (Int) -> [UInt8])] = [
    ("counted in front", { spelled($0, 8) + Array("flooding.example".utf8) }),
    ("counted behind", { Array("flooding.example".utf8) + spelled($0, 5) }),
    ("counted in one word", { spelled($0, 8) }),
    ("numbers, the lowest byte first", { word(UInt64($0)) + word(7) }),
    ("numbers in the highest bits", { word(UInt64($0) << 48) + word(7) }),
    ("the same number twice", { word(UInt64($0)) + word(UInt64($0)) }),
    ("two numbers whose sum is the same", { word(UInt64($0)) + word(UInt64(HashKeyTests.count - $0)) }),
    // The words that make a factor zero under the key that files are written with.
    ("a word of the known key", { word(UInt64($0)) + word(0xe703_7ed1_a0b4_28db) + word(0xa076_1d64_78bd_642f) }),
    ("nearly all bits set", { word(~UInt64($0)) + word(.max) }),
    ("two letters", { number in (0..<24).map { UInt8(ascii: number >> ($0 % 20) & 1 == 0 ? "a" : "b") } }),
    ("multiples of a power of two", { word(UInt64($0) << 32) }),
    ("nothing but the length", { [UInt8](repeating: 0x61, count: $0 % 4_000) + spelled($0 / 4_000, 1) }),
  ]

  private static func spelled(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { 0x61 + UInt8(number >> (4 * $0) & 15) }
  }

  private static func word(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// How far a look-up walks on average when `places` of a table twice as large are filled by open addressing.
  private func walk(_ places: [Int]) -> Double {
    let size = 65_536
    var table = [Bool](repeating: false, count: size)
    var steps = 0
    for place in places {
      var at = place & (size - 1)
      while table[at] {
        at = (at + 1) & (size - 1)
        steps += 1
      }
      table[at] = true
    }
    return Double(steps) / Double(places.count)
  }

  private func hash(_ name: [UInt8], under key: HashKey) -> UInt64 {
    PaddedBytes(name).withBytes { key.hash($0, 0..<name.count) }
  }

  @Test("names of any shape lie as random ones do", arguments: 0..<HashKeyTests.shapes.count)
  func shape(number: Int) {
    let names = (0..<Self.count).map(Self.shapes[number].make)
    let different = Set(names).count
    for _ in 0..<8 {
      let key = HashKey()
      let hashes = names.map { hash($0, under: key) }
      // Random ones of so many walk 0.2 places.
      #expect(walk(hashes.map { Int(truncatingIfNeeded: $0) }) < 0.5, "\(Self.shapes[number].name), low bits")
      #expect(walk(hashes.map { Int(truncatingIfNeeded: $0 >> 32) }) < 0.5, "\(Self.shapes[number].name), high bits")
      // Each name once: 2^64 hashes have room.
      #expect(Set(hashes).count == different)
    }
  }

  @Test("pairs of numbers that count up lie as random ones do")
  func pairs() {
    for _ in 0..<8 {
      let key = HashKey()
      #expect(walk((0..<UInt32(Self.count)).map { Int(truncatingIfNeeded: key.hash(3, $0)) }) < 0.5)
      #expect(walk((0..<UInt32(Self.count)).map { Int(truncatingIfNeeded: key.hash($0, 3)) }) < 0.5)
      #expect(walk((0..<UInt32(Self.count)).map { Int(truncatingIfNeeded: key.hash($0 % 141, $0 / 141)) }) < 0.5)
    }
  }

  @Test("what was prepared for one key is nothing for another")
  func prepared() {
    let known = HashKey(0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db)
    var names: [[UInt8]] = []
    var number = 0
    while names.count < 2_000 {
      let name = Array("flooding.example".utf8) + Self.spelled(number, 8)
      if hash(name, under: known) >> 32 & 0xffff < 256 { names.append(name) }
      number += 1
    }
    #expect(walk(names.map { Int(truncatingIfNeeded: hash($0, under: known) >> 32) }) > 100)
    #expect(walk(names.map { Int(truncatingIfNeeded: hash($0, under: HashKey()) >> 32) }) < 0.5)
  }

  @Test("each table has a key of its own, and case may be ignored")
  func own() {
    let name = Array("Laura@Example.COM, and more".utf8)
    let small = PaddedBytes(name.map { ASCII.lowercased($0) })
    let bytes = PaddedBytes(name)
    let keys = (0..<16).map { _ in HashKey() }
    #expect(Set(keys.map { hash(name, under: $0) }).count == 16)
    for key in keys {
      let left = bytes.withBytes { key.hashIgnoringCase($0, 0..<name.count) }
      let right = small.withBytes { key.hashIgnoringCase($0, 0..<name.count) }
      #expect(left == right)
    }
  }
}
