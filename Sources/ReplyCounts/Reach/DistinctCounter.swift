/// Counts how many different names were seen with each key, if all keys of one name come together.
struct DistinctCounter<Key: Hashable> {
  private(set) var numbers: [Key: Int] = [:]
  private var seen: [Int] = []
  /// The name seen last with each key, plus one.
  private var last: [UInt32] = []

  /// How many keys there are.
  var count: Int { seen.count }

  /// The number of `key`, which is new or known.
  mutating func number(of key: Key) -> Int {
    if let number = numbers[key] { return number }
    numbers[key] = seen.count
    seen.append(0)
    last.append(0)
    return seen.count - 1
  }

  /// The names that come now are others than those before, whatever their numbers.
  mutating func beginPart() {
    for index in last.indices { last[index] = 0 }
  }

  /// Notes the pair; tells whether it is new.
  @inline(__always)
  mutating func see(_ number: Int, for name: UInt32) -> Bool {
    guard last[number] != name &+ 1 else { return false }
    last[number] = name &+ 1
    seen[number] += 1
    return true
  }

  /// How many names were seen with a key.
  func count(_ number: Int) -> Int { seen[number] }

  /// The same for all keys.
  var counts: [Key: Int] { numbers.mapValues { seen[$0] } }
}
