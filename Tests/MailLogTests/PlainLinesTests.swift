import Foundation
import MailLog
import SMTPReply
import TestSupport
import Testing

/// Plain deliveries are read in a shorter way than others: what is counted must be the same.
@Suite("Lines read without a record")
struct PlainLinesTests {
  static let logs = [
    "postfix/default.log", "postfix/syslog-rfc3339.log", "postfix/rotate.log", "exim/h499_default.log",
    "exim/h499_tz.log",
    "exim/h496_default.log",
  ]

  @Test("a log gives the same outcomes either way", arguments: logs)
  func wholeLog(file: String) throws {
    let bytes = try [UInt8](Data(contentsOf: LabLogTests.folder.appendingPathComponent("../" + file)))
    let plain = try Outcomes.read(bytes, takesPlainDeliveries: true)
    #expect(try plain == Outcomes.read(bytes, takesPlainDeliveries: false))
    // Exim's stamps with a zone are not among the frequent forms.
    #expect(plain.plainCount > 0 || file == "exim/h499_tz.log")
  }

  @Test("3,000 mutated lines too", arguments: logs, [5, 9, 75] as [UInt64])
  func mutatedLines(file: String, seed: UInt64) throws {
    let log = try Data(contentsOf: LabLogTests.folder.appendingPathComponent("../" + file))
    let lines = log.split(separator: 10).map(Array.init)
    var random = LineMutator(seed: seed)
    var text: [UInt8] = []
    for _ in 0..<3_000 {
      var line = lines[random.below(lines.count)]
      for _ in 0..<random.below(3) { random.mutate(&line) }
      text += line + [10]
    }
    #expect(
      try Outcomes.read(text, takesPlainDeliveries: true) == Outcomes.read(text, takesPlainDeliveries: false))
  }

  @Test("an address with what looks like fields is read whole")
  func hostile() throws {
    let text = """
      2026-11-23 15:20:09 1xVVq2-0000mL-25 <= s@a.example H=c [192.0.2.7] P=esmtp S=500
      2026-11-23 15:20:10 1xVVq2-0000mL-25 => a R=r T=t H=h [192.0.2.1] C="250 x"@b.example <"a R=r T=t H=h [192.0.2.1] C=\\"250 x\\""@b.example> R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.9] C="250 OK"
      2026-11-23 15:20:11 1xVVq2-0000mL-25 => c@b.example R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.9] DN="CN=mx" C="250 2.0.0 \\"yes\\""
      2026-11-23 15:20:12 1xVVq2-0000mL-25 => victim\\@x\\ R=r\\ T=t@d.example R=dnslookup T=remote_smtp H=mx.d.example [192.0.2.9] C="250 OK"
      2026-11-23 15:20:13 1xVVq2-0000mL-25 Completed

      """
    let plain = try Outcomes.read(Array(text.utf8), takesPlainDeliveries: true)
    #expect(try plain == Outcomes.read(Array(text.utf8), takesPlainDeliveries: false))
    #expect(plain.outcomes.count == 3)
  }
}

/// What became of each recipient, whichever way it was told.
final class Outcomes: ReplySink, Equatable {
  let takesPlainDeliveries: Bool
  private(set) var outcomes: [String] = []
  private(set) var plainCount = 0
  private var ended: [UInt64] = []
  private var counts = LineCounts()

  private init(takesPlainDeliveries: Bool) {
    self.takesPlainDeliveries = takesPlainDeliveries
  }

  func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    note(record.outcome, line.string(record.recipient), record.code, facts.serial, facts.wasDeferred, time)
  }

  func delivered(_ delivery: PlainDelivery, at time: LogTime?, line: RawSpan) {
    plainCount += 1
    note(
      .delivered, line.string(delivery.recipient), delivery.code, delivery.serial, delivery.wasDeferred, time)
  }

  private func note(
    _ outcome: Outcome, _ recipient: String?, _ code: ReplyCode?, _ serial: UInt64, _ wasDeferred: Bool,
    _ time: LogTime?
  ) {
    outcomes.append(
      "\(outcome) \(recipient ?? "–") \(code?.description ?? "–") \(serial) \(wasDeferred) \(time?.iso8601 ?? "–")")
  }

  func messageEnded(_ serial: UInt64) { ended.append(serial) }

  func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int) { outcomes.append("line \(number)") }

  static func == (left: Outcomes, right: Outcomes) -> Bool {
    left.outcomes == right.outcomes && left.ended == right.ended && left.counts == right.counts
  }

  static func read(_ bytes: [UInt8], takesPlainDeliveries: Bool) throws -> Outcomes {
    let directory = try TemporaryDirectory()
    let outcomes = Outcomes(takesPlainDeliveries: takesPlainDeliveries)
    var reader = LogReader(options: ReadingOptions(now: 1_795_478_399))
    var source = try ByteSource.open(path: directory.file("mail.log", bytes))
    reader.read(&source, into: outcomes)
    reader.finish(into: outcomes)
    for result in reader.results { outcomes.counts += result.lines }
    return outcomes
  }
}
