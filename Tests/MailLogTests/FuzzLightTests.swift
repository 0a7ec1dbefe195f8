import Foundation
import Testing

/// Lines that no Postfix wrote, made from lines that one did. Always the same ones.
@Suite("Mutated lines")
struct FuzzLightTests {
  /// A small linear congruential generator (Knuth's MMIX constants).
  private struct Generator {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return bound > 0 ? Int(state >> 33) % bound : 0
    }
  }

  @Test("3,000 mutated lines are all accounted for", arguments: [1, 2] as [UInt64])
  func mutations(seed: UInt64) throws {
    let log = try Data(contentsOf: LabLogTests.folder.appendingPathComponent("default.log"))
    let lines = log.split(separator: 10).map(Array.init)
    var random = Generator(state: seed)
    var text: [UInt8] = []
    for _ in 0..<3_000 {
      var line = lines[random.below(lines.count)]
      for _ in 0...random.below(4) { mutate(&line, &random) }
      text += line + [10]
    }
    let directory = try TemporaryDirectory()
    let (collector, counts) = try Collector.read([directory.file("mail.log", text)])
    #expect(counts.total == 3_000)
    #expect(counts.notUnderstood == collector.notUnderstood.count)
    #expect(collector.replies.allSatisfy { (1...3_000).contains($0.line) && $0.count > 0 })
    #expect(collector.replies.count > 100)
  }

  /// Flips a byte, cuts the line, doubles a piece of it or takes one out; never makes a second line of it.
  private func mutate(_ line: inout [UInt8], _ random: inout Generator) {
    guard !line.isEmpty else { return }
    let start = random.below(line.count)
    let piece = start..<min(line.count, start + 1 + random.below(40))
    switch random.below(4) {
    case 0:
      line[start] ^= UInt8(1 + random.below(255))
      if line[start] == 10 { line[start] = 0 }
    case 1: line.removeSubrange(start...)
    case 2: line.insert(contentsOf: line[piece], at: random.below(line.count))
    default: line.removeSubrange(piece)
    }
  }
}
