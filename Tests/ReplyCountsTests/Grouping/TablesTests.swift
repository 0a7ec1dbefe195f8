import MailLog
import TestSupport
import Testing

@testable import ReplyCounts

// Compiled where the tables can be asked for their invariants.
#if DEBUG
  /// The tables of numbers and strings against sets and dictionaries, through thousands of random insertions and growths.
  @Suite("Tables of numbers and strings")
  struct TablesTests {
    private struct Pair: Hashable {
      var left: UInt32
      var right: UInt32
    }

    private static func pair(_ mutator: inout LineMutator) -> Pair {
      Pair(left: UInt32(mutator.below(40)), right: UInt32(mutator.below(400)))
    }

    @Test("a set of hashes has those that were added", arguments: 1...3 as ClosedRange<UInt64>)
    func hashes(seed: UInt64) {
      var mutator = LineMutator(seed: seed)
      var set = HashedKeys()
      var model: Set<UInt64> = []
      for step in 0..<8_000 {
        // Few homes for many hashes, and the hash 0, which is kept as 1.
        let hash = UInt64(mutator.below(64)) << 32 | UInt64(mutator.below(step % 2 == 0 ? 2 : 100))
        #expect(set.contains(hash) == model.contains(max(1, hash)))
        set.insert(hash)
        model.insert(max(1, hash))
        if step % 500 == 0 { set.checkInvariants() }
      }
      set.checkInvariants()
      #expect(set.count == model.count)
      #expect(model.allSatisfy(set.contains))
    }

    @Test("a set of pairs has those that were added, once", arguments: 1...3 as ClosedRange<UInt64>)
    func pairs(seed: UInt64) {
      var mutator = LineMutator(seed: seed)
      var set = PairSet()
      var model: Set<Pair> = []
      for step in 0..<20_000 {
        let pair = Self.pair(&mutator)
        set.insert(pair.left, pair.right)
        model.insert(pair)
        if step % 1_000 == 0 { set.checkInvariants() }
      }
      set.checkInvariants()
      var found: Set<Pair> = []
      set.forEach { found.insert(Pair(left: $0, right: $1)) }
      #expect(found == model)
      #expect(set.count == model.count)
    }

    @Test("a table of pairs counts each, with its first and its last time", arguments: 1...3 as ClosedRange<UInt64>)
    func counts(seed: UInt64) {
      var mutator = LineMutator(seed: seed)
      var table = PairTable()
      var model: [Pair: [Int]] = [:]
      for step in 0..<20_000 {
        let pair = Self.pair(&mutator)
        let time = mutator.below(1_000_000)
        table.add(pair.left, pair.right, times: 2, at: Int64(time))
        model[pair, default: []].append(time)
        if step % 1_000 == 0 { table.checkInvariants() }
      }
      table.checkInvariants()
      #expect(table.count == model.count)
      table.forEach { entry in
        let times = model[Pair(left: entry.left, right: entry.right)] ?? []
        #expect(Int(entry.count) == 2 * times.count)
        #expect(times.min() == Int(entry.first))
        #expect(times.max() == Int(entry.last))
      }
    }

    @Test("an interner numbers strings as they come", arguments: 1...3 as ClosedRange<UInt64>, [false, true])
    func strings(seed: UInt64, ignoresCase: Bool) {
      var mutator = LineMutator(seed: seed)
      var interner = ByteInterner(ignoresCase: ignoresCase)
      var model: [String: UInt32] = [:]
      for step in 0..<8_000 {
        let text =
          String(repeating: "Ab", count: mutator.below(10)) + (mutator.below(2) > 0 ? "x" : "X")
          + "\(mutator.below(400))"
        let key = ignoresCase ? text.lowercased() : text
        let bytes = PaddedBytes(text.utf8)
        let range = 0..<bytes.count
        #expect(bytes.withBytes { interner.find($0, range) } == model[key])
        let number = bytes.withBytes { interner.intern($0, range) }
        #expect(number == model[key, default: UInt32(model.count)])
        model[key] = number
        if step % 500 == 0 { interner.checkInvariants() }
      }
      interner.checkInvariants()
      #expect(interner.count == model.count)
      for (key, number) in model {
        #expect((ignoresCase ? interner.string(number).lowercased() : interner.string(number)) == key)
      }
    }
  }
#endif
