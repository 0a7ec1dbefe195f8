import Testing

@testable import MailLog

@Suite("Records in a temporary file")
struct SpilledRecordsTests {
  private func number(_ record: [UInt8]) -> UInt64? {
    var state = StateReader(record)
    return try? state.number()
  }

  @Test("each is found by its key and taken out once, wherever it lies")
  func found() {
    var records = SpilledRecords(file: SpillFile(directory: "/var/tmp"))
    // Every third key has two records, and keys of the second stretch lie between those of the first.
    for stretch in 0..<2 {
      let numbers = (0..<3_000).map { UInt64(2 * ($0 - $0 % 3 / 2) + stretch) }
      let keys = numbers.map { $0 << 32 | $0 }
      let isAdded = records.add(keys) { place, record in record.write(UInt64(10_000 * stretch + place)) }
      #expect(isAdded)
    }
    #expect(records.count == 6_000)
    var all: Set<UInt64> = []
    records.forEach { record in number(record).map { _ = all.insert($0) } }
    #expect(all.count == 6_000)
    for stretch in 0..<2 {
      for place in 0..<3_000 {
        let wanted = UInt64(10_000 * stretch + place)
        let key = UInt64(2 * (place - place % 3 / 2) + stretch)
        #expect(records.take(key << 32 | key, where: { number($0) == wanted }).flatMap(number) == wanted)
        #expect(records.take(key << 32 | key, where: { number($0) == wanted }) == nil)
      }
    }
    #expect(records.isEmpty)
  }

  @Test("held lines come back in the order of the log, from memory and from the file")
  func heldLines() {
    let memory = MemoryLimit(bytes: MemoryLimit.least, file: SpillFile(directory: "/var/tmp")).share(of: 10_000_000)
    var held = HeldLines()
    var other = HeldLines()
    for number in 1...2_000 {
      let text = Array("line \(number)".utf8)
      let span = text.span
      // Every second line is held by another piece, which is given last.
      if number % 2 == 0 {
        unsafe held.add(span.bytes, 0..<text.count, input: 0, number: number, time: nil, memory: memory)
      } else {
        unsafe other.add(span.bytes, 0..<text.count, input: 0, number: number - 1_000, time: nil, memory: nil)
      }
    }
    var offsets = PieceOffsets()
    offsets.line = 1_000
    other.move(by: offsets)
    held.add(other, memory: nil)
    #expect(held.count == 2_000)
    #expect(!held.chunks.isEmpty && !held.lines.isEmpty)
    var cursor = held.cursor
    var text: [UInt8] = []
    var next = 1
    while let line = cursor.next(into: &text) {
      #expect(line.number == next)
      #expect(text == Array("line \(next)".utf8))
      next += 1
    }
    #expect(next == 2_001)
  }

  @Test("messages in the file are found again when it took no more")
  func fullFile() {
    let memory = MemoryLimit(bytes: MemoryLimit.least, file: SpillFile(directory: "/var/tmp")).share(of: 10_000_000)
    var tracker = MessageTracker(keepsDetails: false, memory: memory)
    let line = Array((0..<100).map { "4A\(1_000_000 + $0)" }.joined().utf8) + [UInt8](repeating: 0, count: 32)
    let ids = (0..<100).map { unsafe QueueID(line.span.bytes, Field(9 * $0, 9 * $0 + 9), host: 0) }
    for (number, id) in ids.enumerated() {
      tracker.recall(id)
      tracker.noteSender(id, Field(9 * number, 9 * number + 9), line: unsafe line.span.bytes, at: Int64(number))
    }
    #expect(tracker.spilled?.isEmpty == false)
    // What `spill` does when the file has no room.
    tracker.memory = nil
    for (number, id) in ids.enumerated() {
      tracker.recall(id)
      let facts = tracker.facts(for: id, at: 100, isDeferral: false)
      #expect(tracker.bytes[facts.sender.range].elementsEqual(line[(9 * number)..<(9 * number + 9)]))
    }
  }
}
