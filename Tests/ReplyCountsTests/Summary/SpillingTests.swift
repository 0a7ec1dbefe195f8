import MailLog
import TestSupport
import Testing

@Suite("Summaries beyond the memory of a run")
struct SpillingTests {
  /// So little that everything goes to the file as soon as it is looked at.
  private func tightly(_ pieces: Pieces) -> (pieces: Pieces, file: SpillFile) {
    let file = SpillFile(directory: "/var/tmp")
    var tight = pieces
    tight.memory = MemoryLimit(bytes: MemoryLimit.least, file: file).share(of: 10_000_000)
    return (tight, file)
  }

  @Test("a log read with hardly any memory gives the same report", arguments: MergingTests.samples)
  func sameReport(path: String) throws {
    let pieces = try Pieces()
    let log = try Pieces.sample(path)
    let (tight, file) = tightly(pieces)
    #expect(try tight.whole(log) == pieces.whole(log))
    #expect(file.count > 0)
    #expect(file.trouble == nil)
  }

  @Test("and so it does in pieces that are encoded, decoded and merged", arguments: MergingTests.samples)
  func samePieces(path: String) throws {
    let pieces = try Pieces()
    let log = try Pieces.sample(path)
    let (tight, _) = tightly(pieces)
    let whole = try pieces.whole(log)
    var chance = LineMutator(seed: UInt64(path.utf8.count))
    let cuts = (0..<4).map { _ in chance.below(log.count + 1) }
    let summaries = try Pieces.parts(of: log, cutAt: cuts).enumerated().map { number, part in
      try tight.summary(part, isFirst: number == 0)
    }
    let report = tight.report(try tight.merged(summaries) { chance.below($0) })
    #expect(report == whole, "cuts \(cuts.sorted())")
  }

  @Test(
    "the bytes of a summary are the same in each run, whose tables have other keys", arguments: MergingTests.samples)
  func sameBytes(path: String) throws {
    let pieces = try Pieces()
    let log = try Pieces.sample(path)
    let part = Pieces.Part(bytes: log[...])
    #expect(try pieces.summary(part, isFirst: true).encoded == pieces.summary(part, isFirst: true).encoded)
    let (tight, file) = tightly(pieces)
    let first = try tight.summary(part, isFirst: true).encoded
    #expect(file.count > 0)
    #expect(try tightly(pieces).pieces.summary(part, isFirst: true).encoded == first)
  }

  @Test("without room in the file the run goes on in memory, and says so")
  func noRoom() throws {
    let pieces = try Pieces()
    let file = SpillFile(directory: "/proc")
    var full = pieces
    full.memory = MemoryLimit(bytes: MemoryLimit.least, file: file).share(of: 10_000_000)
    let log = try Pieces.sample("lab/postfix/default.log")
    #expect(try full.whole(log) == pieces.whole(log))
    guard case .isFull = file.trouble else {
      Issue.record("no trouble was noted")
      return
    }
  }

  @Test("what a file does not give back is noted")
  func unreadable() {
    let file = SpillFile(directory: "/var/tmp")
    #expect(file.append([1, 2, 3]) == 0..<3)
    #expect(file.read(0..<3) == [1, 2, 3])
    #expect(file.read(1..<9) == nil)
    guard case .isUnreadable = file.trouble else {
      Issue.record("no trouble was noted")
      return
    }
  }
}
