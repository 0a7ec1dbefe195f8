import Foundation
import TestSupport
import Testing

/// Lines that no Exim wrote, made from lines that one did. Always the same ones.
@Suite("Mutated Exim lines")
struct EximFuzzTests {
  @Test(
    "3,000 mutated lines are all accounted for", arguments: ["h499_tz.log", "h496_syslog.log"], [3, 4] as [UInt64])
  func mutations(file: String, seed: UInt64) throws {
    let log = try Data(contentsOf: LabLogTests.eximFolder.appendingPathComponent(file))
    let lines = log.split(separator: 10).map(Array.init)
    var random = LineMutator(seed: seed)
    var text: [UInt8] = []
    for _ in 0..<3_000 {
      var line = lines[random.below(lines.count)]
      for _ in 0...random.below(4) { random.mutate(&line) }
      text += line + [10]
    }
    let directory = try TemporaryDirectory()
    let (collector, counts) = try Collector.read([directory.file("mainlog", text)])
    #expect(counts.total == 3_000)
    #expect(counts.notUnderstood == collector.notUnderstood.count)
    #expect(collector.replies.allSatisfy { (1...3_000).contains($0.line) && $0.count > 0 })
    #expect(collector.replies.count > 100)
  }

  @Test("every beginning of every kind of line")
  func truncated() throws {
    let log = try String(
      contentsOf: LabLogTests.eximFolder.appendingPathComponent("h499_extra.log"), encoding: .utf8)
    let samples =
      log.split(separator: "\n").map { String($0.prefix(260)) } + [
        "2026-11-23 15:20:10 H=c (h) [192.0.2.7]:1 I=[192.0.2.1]:25 X=a CV=no DN=\"x\" F=<s@a> A=p:b rejected RCPT <r@b>: 550 5.1.1 x",
        "2026-11-23 15:20:10 H=(h) [192.0.2.7] sender verify fail for <s@a>: m [192.0.2.1] : response to \"RCPT TO:<a@b>\" was: 553 x",
        "2026-11-23 15:20:10 1xVVq2-0000mL-25 == a b@c (d, e) <f@g> R=r T=t defer (110): timed out H=m [192.0.2.1] DT=1s: SMTP timeout",
        "2026-11-23 15:20:10 p authenticator failed for H=(h) [192.0.2.7]: 535 x (set_id=b)",
      ]
    var text = ""
    var count = 0
    for sample in samples {
      for length in 1...sample.utf8.count {
        text += String(decoding: Array(sample.utf8.prefix(length)), as: UTF8.self) + "\n"
        count += 1
      }
    }
    let (_, counts) = try Collector.read(text: text)
    #expect(counts.total == count)
  }
}
