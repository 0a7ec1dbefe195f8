import TestSupport
import Testing

@testable import MailLog

/// The table against a dictionary, through thousands of random insertions and deletions.
@Suite("The table of messages in flight")
struct MessageTableTests {
  private static func id(_ number: Int) -> QueueID {
    let text = "Q\(number)"
    return PaddedBytes(text.utf8).withBytes { QueueID($0, Field(0, text.utf8.count), host: 1) }
  }

  #if DEBUG
    @Test("it holds what was put into it and not taken out", arguments: 1...4 as ClosedRange<UInt64>)
    func random(seed: UInt64) {
      var mutator = LineMutator(seed: seed)
      var table = MessageTable()
      var model: [Int: UInt64] = [:]
      // It grows and is emptied again, twice.
      for step in 0..<20_000 {
        let grows = step / 5_000 % 2 == 0
        let number = mutator.below(6_000)
        if let slot = table.find(Self.id(number)) {
          #expect(table[slot].serial == model[number])
          if !grows || mutator.below(8) == 0 {
            table.remove(slot)
            model[number] = nil
          }
        } else {
          #expect(model[number] == nil)
          if grows || mutator.below(8) == 0 {
            _ = table.insert(Self.id(number), serial: UInt64(step + 1), at: 0)
            model[number] = UInt64(step + 1)
          }
        }
        if step % 500 == 0 { table.checkInvariants() }
      }
      table.checkInvariants()
      #expect(table.count == model.count)
      #expect(table.slotCount > 1_024)
      #expect(table.messages.map(\.serial) == model.values.sorted())
    }
  #endif
}
