import TestSupport
import Testing

@testable import ReplyCounts

// Compiled where the table can be asked for its invariants.
#if DEBUG
  /// The recipients that wait against a dictionary of sets, through thousands of random deferrals and settlements.
  @Suite("Recipients that wait")
  struct PendingRecipientsTests {
    @Test("those wait that were deferred and not settled since", arguments: 1...4 as ClosedRange<UInt64>)
    func random(seed: UInt64) {
      var mutator = LineMutator(seed: seed)
      var pending = PendingRecipients()
      var model: [UInt64: Set<UInt64>] = [:]
      var abandoned = 0
      for step in 0..<20_000 {
        // Serials follow each other, as those of messages of the same time do.
        let serial = UInt64(1 + mutator.below(1_500))
        let recipient = UInt64(1 + mutator.below(4))
        // It grows and is emptied again, twice.
        switch mutator.below(step / 5_000 % 2 == 0 ? 6 : 14) {
        case 0..<5:
          pending.wait(recipient, of: serial)
          model[serial, default: []].insert(recipient)
        case 5:
          #expect(pending.settleAll(serial) == model.removeValue(forKey: serial)?.count ?? 0)
        case 6:
          pending.end(serial)
          abandoned += model.removeValue(forKey: serial)?.count ?? 0
        default:
          let wasWaiting = model[serial]?.remove(recipient) != nil
          #expect(pending.settle(recipient, of: serial) == wasWaiting)
          if model[serial]?.isEmpty == true { model[serial] = nil }
        }
        if step % 500 == 0 { pending.checkInvariants() }
      }
      pending.checkInvariants()
      #expect(pending.abandoned == abandoned)
      #expect(pending.count == abandoned + model.values.reduce(0) { $0 + $1.count })
      #expect(pending.serials == model.keys.sorted())
      for (serial, recipients) in model { #expect(pending.recipients(of: serial) == recipients.sorted()) }
    }
  }
#endif
