import Foundation
import TestSupport
import Testing

/// Lines that no Postfix wrote, made from lines that one did. Always the same ones.
@Suite("Mutated lines")
struct FuzzLightTests {
  @Test("3,000 mutated lines are all accounted for", arguments: [1, 2] as [UInt64])
  func mutations(seed: UInt64) throws {
    let log = try Data(contentsOf: LabLogTests.folder.appendingPathComponent("default.log"))
    let lines = log.split(separator: 10).map(Array.init)
    var random = LineMutator(seed: seed)
    var text: [UInt8] = []
    for _ in 0..<3_000 {
      var line = lines[random.below(lines.count)]
      for _ in 0...random.below(4) { random.mutate(&line) }
      text += line + [10]
    }
    let directory = try TemporaryDirectory()
    let (collector, counts) = try Collector.read([directory.file("mail.log", text)])
    #expect(counts.total == 3_000)
    #expect(counts.notUnderstood == collector.notUnderstood.count)
    #expect(collector.replies.allSatisfy { (1...3_000).contains($0.line) && $0.count > 0 })
    #expect(collector.replies.count > 100)
  }
}
