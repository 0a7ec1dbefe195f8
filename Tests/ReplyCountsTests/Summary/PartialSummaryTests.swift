import MailLog
import TestSupport
import Testing

@testable import BounceReport
@testable import ReplyCounts

@Suite("Partial summaries")
struct PartialSummaryTests {
  /// Files of two hosts: rotated ones whose messages go on in the next, and one that belongs between them.
  static let logs = [
    "lab/postfix/rotate.1.log.gz", "lab/postfix/rotate.log", "lab/exim/h496_rotate.log.1.gz",
    "lab/exim/h496_rotate.log",
    "lab/postfix/default.log", "lab/exim/h499_default.log", "lab/exim/h496_syslog.log",
  ]

  private func paths(_ pieces: Pieces, _ logs: [String] = logs) -> [String] {
    logs.map { Pieces.root.appendingPathComponent("SampleLogs/\($0)").path }
  }

  /// What `bounces analyze --partial` does with `paths`.
  private func partial(_ pieces: Pieces, _ paths: [String]) throws -> [UInt8] {
    let options = pieces.options
    let plan = InputPlan(forPart: paths, now: options.now)
    let partial = PartialSummary(by: pieces.grouping, options: options)
    for failure in plan.failures { partial.addUnreadable(failure.path) }
    var own = options
    own.isContinuation = true
    for place in plan.places {
      let summary = Summary(by: pieces.grouping, options: own)
      var source = try plan.open(place.path)
      summary.read(&source, path: place.path)
      partial.add(summary, at: place)
    }
    return try partial.encoded()
  }

  private func merged(_ pieces: Pieces, _ partials: [[UInt8]]) throws -> PartialSummary {
    let all = PartialSummary(by: pieces.grouping, options: pieces.options)
    for partial in partials { try all.append(partial) }
    return all
  }

  /// The report of one run over `paths`.
  private func one(_ pieces: Pieces, _ paths: [String]) throws -> String {
    let plan = InputPlan(for: paths, now: pieces.options.now)
    let summary = Summary(by: pieces.grouping, options: pieces.options)
    for failure in plan.failures { summary.noteUnreadable(path: failure.path) }
    for path in plan.paths {
      var source = try plan.open(path)
      summary.read(&source, path: path)
    }
    return pieces.report(summary)
  }

  /// A partial summary with `change` made to what it counts.
  private func forged(_ pieces: Pieces, _ change: (inout Tally) -> Void) throws -> [UInt8] {
    let partial = try merged(pieces, [partial(pieces, [paths(pieces)[4]])])
    change(&partial.counts)
    return try partial.encoded()
  }

  private func error(_ body: () throws(SummaryError) -> Void) -> SummaryError? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }

  @Test("what adds up to more than any log brings is refused, and the rest makes a report")
  func tooMuch() throws {
    let pieces = try Pieces()
    let huge = try forged(pieces) { $0.totals.delivered = 1 << 51 }
    let all = PartialSummary(by: pieces.grouping, options: pieces.options)
    let errors = (0..<6).map { _ in error { () throws(SummaryError) in try all.append(huge) } }
    #expect(errors.first == .some(nil) && errors.last == .tooMuch)
    #expect(all.counts.totals.delivered < 1 << 52)
    #expect(SummaryError.tooMuch.description.contains("more than any log"))
    let one = PartialSummary(by: pieces.grouping, options: pieces.options)
    try one.append(huge)
    let report = ReportBuilder(try one.whole(), guide: pieces.guide, top: 5).report()
    for bytes in [
      HTMLForm(report).bytes(), MarkdownForm(report).bytes(), JSONForm(report).bytes(), TextForm(report).bytes(),
    ] {
      #expect(!bytes.isEmpty)
    }
  }

  @Test("counts that cannot be those of one log are damage")
  func contradictions() throws {
    let pieces = try Pieces()
    let changes: [(inout Tally) -> Void] = [
      { $0.totals.delivered = 0 }, { $0.totals.bounced = 0 }, { $0.totals.deferrals = 0 },
      { $0.totals.deliveredAfterDeferral = $0.totals.delivered + 1 }, { $0.successes[250] += 1_000_000 },
      { $0.groups.count(0, times: 0, implied: 1_000) },
    ]
    for (number, change) in changes.enumerated() {
      let bytes = try forged(pieces, change)
      let all = PartialSummary(by: pieces.grouping, options: pieces.options)
      #expect(error { () throws(SummaryError) in try all.append(bytes) } == .damaged, "\(number)")
    }
  }

  @Test("any tree over any split of the files gives the report of one run")
  func anyTree() throws {
    let pieces = try Pieces()
    let paths = paths(pieces) + ["/no/such/mail.log", "/no/other.log"]
    let whole = try one(pieces, paths)
    for seed in 0..<8 {
      var chance = LineMutator(seed: UInt64(seed))
      var rest = paths
      var partials: [[UInt8]] = []
      while !rest.isEmpty {
        let some = (0..<min(rest.count, 1 + chance.below(3))).map { _ in rest.remove(at: chance.below(rest.count)) }
        partials.append(try partial(pieces, some))
      }
      while partials.count > 2 {
        let pair = [
          partials.remove(at: chance.below(partials.count)), partials.remove(at: chance.below(partials.count)),
        ]
        partials.append(try merged(pieces, pair).encoded())
      }
      #expect(pieces.report(try merged(pieces, partials).whole()) == whole, "seed \(seed)")
    }
  }

  @Test("with hardly any memory too")
  func tightly() throws {
    var pieces = try Pieces()
    let paths = paths(pieces)
    let whole = try one(pieces, paths)
    pieces.memory = MemoryLimit(bytes: MemoryLimit.least, file: SpillFile(directory: "/var/tmp")).share(of: 10_000_000)
    let partials = try paths.map { try partial(pieces, [$0]) }
    #expect(pieces.report(try merged(pieces, partials).whole()) == whole)
  }

  @Test("lines never count twice: a partial given again and a copy under another name are refused")
  func repeated() throws {
    let pieces = try Pieces()
    let path = try #require(paths(pieces).last)
    let part = try partial(pieces, [path])
    #expect(throws: PartialError.repeated(path, path)) { try merged(pieces, [part, part]).whole() }
    let copy = try pieces.copy(of: path)
    #expect(throws: PartialError.self) { try merged(pieces, [part, try partial(pieces, [copy])]).whole() }
  }

  @Test("other bytes, newer versions and damage are refused by name, and nothing of them is taken")
  func refused() throws {
    let pieces = try Pieces()
    let part = try partial(pieces, [try #require(paths(pieces).first)])
    let all = PartialSummary(by: pieces.grouping, options: pieces.options)
    #expect(throws: SummaryError.noPartial) { try all.append(Array("Nov 23".utf8)) }
    #expect(throws: SummaryError.notPartial) {
      try all.append(Summary(guide: pieces.guide, options: pieces.options).encoded)
    }
    var newer = part
    newer[8] = 7
    #expect(throws: SummaryError.newerVersion(7)) { try all.append(newer) }
    for count in stride(from: 9, to: part.count, by: max(1, part.count / 40)) {
      #expect(throws: SummaryError.self) { try all.append(Array(part.prefix(count))) }
    }
    #expect(all.inputs.isEmpty)
  }
}
