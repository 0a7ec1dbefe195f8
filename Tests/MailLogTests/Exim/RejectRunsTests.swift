import Testing

@testable import MailLog

/// Rejections of main logs and reject logs that runs of a history read piece by piece: each counts once.
@Suite("Rejections from run to run")
struct RejectRunsTests {
  /// A log that grows, and how far it was read.
  private struct Log {
    var bytes: [UInt8] = []
    var position = LogPosition.start
    var before: [UInt8] = []
    var isLast = false
  }

  private func rejection(_ time: String, _ name: String) -> String {
    "2026-11-23 \(time) H=(c) [192.0.2.7] F=<s@src.example> rejected RCPT <\(name)@example.com>: 550 5.1.1 no\n"
  }

  private func completed(_ time: String) -> String { "2026-11-23 \(time) 1xVVqy-0001fh-1C Completed\n" }

  /// Recipients in the order in which they counted, over runs each of which finds what its texts add to the logs with these numbers.
  private func counted(_ runs: [[(log: Int, text: String)]]) throws -> [String] {
    var logs: [Int: Log] = [:]
    let collector = Collector()
    var carried: [UInt8]?
    // The day behind that of the lines.
    let options = ReadingOptions(now: 1_795_564_800)
    for run in runs {
      var reader = LogReader(options: options).carried
      if let carried {
        var state = StateReader(carried)
        reader = try LogReader(from: &state, options: options)
      }
      for (place, addition) in run.enumerated() {
        var log = logs[addition.log] ?? Log()
        log.bytes += Array(addition.text.utf8)
        var source = try ByteSource.open(
          bytes: Array(log.bytes.dropFirst(Int(log.position.offset))), name: "log\(addition.log)")
        let end = reader.readOn(
          &source,
          by: .init(
            position: log.position, before: log.before, followsLast: place == 0 && log.isLast, isWhole: false),
          into: collector)
        (log.position, log.before) = (end.position, end.before)
        for other in logs.keys { logs[other]?.isLast = false }
        log.isLast = true
        logs[addition.log] = log
      }
      reader.pause(into: collector)
      var state = StateWriter()
      reader.carried.write(to: &state)
      carried = state.bytes
    }
    return collector.replies.filter { $0.outcome == "rejected" }.map { String(($0.recipient ?? "").prefix(1)) }
  }

  @Test("what was held counts when its log turns out to be the main log")
  func mainLogLater() throws {
    let runs = [[(1, rejection("10:00:00", "a"))], [(1, completed("10:10:00"))]]
    #expect(try counted(runs) == ["a"])
    let more = [
      [(1, rejection("10:00:00", "a"))], [(1, rejection("10:05:00", "b"))],
      [(1, completed("10:10:00") + rejection("10:11:00", "c"))],
    ]
    #expect(try counted(more).sorted() == ["a", "b", "c"])
  }

  @Test("a rejection behind the line in front is of the same log, whatever the runs", arguments: [3, 51, 1_800])
  func behind(seconds: Int) throws {
    let minute = 50 - seconds / 60
    let late = "10:\(minute < 10 ? "0" : "")\(minute):0\(seconds % 60 / 10)"
    for cut in [true, false] {
      let start = rejection("10:00:00", "a") + completed("10:55:00") + rejection("10:58:00", "b")
      let runs = cut ? [[(1, start)], [(1, rejection(late, "c"))]] : [[(1, start + rejection(late, "c"))]]
      #expect(try counted(runs).sorted() == ["a", "b", "c"], "\(late)")
    }
  }

  @Test("the reject log counts nothing again, read with the main log, behind it or in front of it")
  func rejectLogBeside() throws {
    let main = rejection("10:00:00", "a") + rejection("10:00:20", "b")
    let rejects = main
    let later = completed("10:30:00") + rejection("10:40:00", "c")
    #expect(
      try counted([[(1, main), (2, rejects)], [(1, later), (2, rejection("10:40:00", "c"))]]).sorted() == [
        "a", "b", "c",
      ])
    #expect(
      try counted([
        [(1, completed("09:59:00") + main)], [(2, rejects)], [(1, later)], [(2, rejection("10:40:00", "c"))],
      ]).sorted() == ["a", "b", "c"])
    #expect(
      try counted([
        [(1, completed("09:59:00"))], [(2, rejects)], [(1, main)], [(2, rejection("10:40:00", "c"))], [(1, later)],
      ]).sorted() == ["a", "b", "c"])
  }

  @Test("two logs of nothing but the same rejections count once")
  func onlyRejections() throws {
    let lines = rejection("10:00:00", "a") + rejection("10:00:20", "b")
    #expect(try Collector.read(texts: [lines, lines]).0.replies.count == 2)
    let later = rejection("12:00:00", "c")
    let end = rejection("14:00:00", "d")
    let runs = [[(1, lines), (2, lines)], [(1, later), (2, later)], [(1, end), (2, end)]]
    #expect(try counted(runs).sorted() == ["a", "b", "c"])
  }

  @Test("two hosts' logs are no copies of each other, though one shows rejections alone")
  func twoHosts() throws {
    let first = rejection("10:00:00", "a") + completed("10:30:00") + rejection("11:00:00", "b")
    let second = rejection("10:20:00", "x") + rejection("10:40:00", "y")
    #expect(try Collector.read(texts: [first, second]).0.replies.compactMap(\.recipient).count == 4)
  }

  @Test("a sample tells whether one run repeats another, wherever both were divided")
  func samples() {
    let all = (0..<5_000).map { RejectRuns.Seen(key: HashMixer.mix(UInt64($0), 7), time: Int64($0)) }
    func sample(_ range: Range<Int>) -> RejectSample {
      var sample = RejectSample()
      for seen in all[range] { sample.note(seen) }
      return sample
    }
    let whole = sample(0..<5_000)
    var joined = sample(3_000..<5_000)
    joined.append(sample(0..<3_000))
    #expect(joined.entries.map(\.hash) == whole.entries.map(\.hash))
    #expect(sample(1_000..<2_000).compared(with: whole, in: 0...5_000).isCopy)
    let others = (0..<500).map { RejectRuns.Seen(key: HashMixer.mix(UInt64($0), 8), time: Int64($0)) }
    var other = RejectSample()
    for seen in others { other.note(seen) }
    #expect(other.compared(with: whole, in: 0...5_000).isOther)
    #expect(other.compared(with: sample(0..<100), in: 0...99).isOther)
  }
}
