import Foundation
import MailLog
import TestSupport
import Testing

@testable import ReplyCounts

@Suite("Summaries of pieces")
struct MergingTests {
  static let samples = [
    "lab/postfix/default.log", "lab/postfix/syslog-rfc3339.log", "lab/postfix/newyear.log", "lab/exim/h496_default.log",
    "lab/exim/h499_tz.log", "lab/exim/h496_syslog.log",
  ]

  /// How often each sample is cut; more for a long run by hand.
  static let rounds = ProcessInfo.processInfo.environment["BOUNCES_CUTS"].flatMap(Int.init) ?? 3

  @Test(
    "a log cut anywhere, read apart, encoded, decoded and merged in any grouping, gives the report of the whole",
    arguments: samples)
  func anyCut(path: String) throws {
    let pieces = try Pieces()
    let log = try Pieces.sample(path)
    let whole = try pieces.whole(log)
    var chance = LineMutator(seed: UInt64(path.utf8.count))
    for round in 0..<Self.rounds {
      let cuts = (0..<(1 + chance.below(6))).map { _ in chance.below(log.count + 1) }
      let parts = Pieces.parts(of: log, cutAt: cuts)
      let summaries = try parts.enumerated().map { number, part in
        try pieces.summary(part, isFirst: number == 0)
      }
      let merged = try pieces.merged(summaries) { chance.below($0) }
      let report = pieces.report(merged)
      #expect(report == whole, "\(path), round \(round), cuts \(cuts.sorted())")
      if report != whole { show(whole, report) }
    }
  }

  @Test("a rejection follows a verification that counts only when the pieces meet, whatever the grouping")
  func heldVerification() throws {
    let pieces = try Pieces()
    let log = try Pieces.sample("lab/exim/h496_default.log")
    let whole = try pieces.whole(log)
    for seed in 0..<6 {
      var chance = LineMutator(seed: UInt64(seed))
      let cuts = [57_400, 86_978, 138_478, 157_408, 161_590]
      let summaries = try Pieces.parts(of: log, cutAt: cuts).enumerated().map { number, part in
        try pieces.summary(part, isFirst: number == 0)
      }
      #expect(pieces.report(try pieces.merged(summaries) { chance.below($0) }) == whole)
    }
  }

  @Test("a held line of a main log does not make one of the reject log behind it")
  func heldLineInFrontOfRejects() throws {
    let pieces = try Pieces()
    let deferral =
      "2026-11-22 02:30:00 1xVVwU-0000DB-11 == a@example.net R=r T=t defer (-44) H=mx.example.net [192.0.2.1]: SMTP error "
      + "from remote mail server after RCPT TO:<a@example.net>: 452 4.2.2 full\n"
    let refusal = " H=(h) [198.51.100.7] F=<b@example.org> rejected RCPT <c@example.com>: relay not permitted\n"
    // The second steps back, so another log begins there; the third repeats the first.
    let refusals = ["02:31:15", "02:30:36", "02:31:15"].map { "2026-11-22 \($0)\(refusal)" }.joined()
    // The first line of a piece is no held one, but may be the end of a line.
    let log = Array((deferral + deferral + refusals).utf8)
    let whole = try pieces.whole(log)
    #expect(whole.contains(#""rejected": 2"#))
    for cut in [0, deferral.utf8.count, 2 * deferral.utf8.count, 2 * deferral.utf8.count + 20] {
      let summaries = try Pieces.parts(of: log, cutAt: [0, cut]).enumerated().map { number, part in
        try pieces.summary(part, isFirst: number == 0)
      }
      #expect(pieces.report(try pieces.merged(summaries) { $0 - 1 }) == whole, "cut at \(cut)")
    }
  }

  @Test("where a log steps back, another begins, wherever it is cut")
  func stepsBack() throws {
    let pieces = try Pieces()
    func refusal(_ time: String, _ name: String) -> String {
      "2026-11-22 \(time) H=(h) [198.51.100.7] F=<b@example.org> rejected RCPT <\(name)@example.com>: relay denied\n"
    }
    // Of another day, between rejections of one: from it the last one steps back, which repeats the first.
    let delivery =
      "2026-11-23 15:21:30 1xVVrG-0000DB-11 => a@example.net R=r T=t H=mx.example.net [192.0.2.1] C=\"250 ok\"\n"
    let lines = [refusal("00:25:10", "c"), refusal("00:34:36", "d"), delivery, refusal("00:25:10", "c")]
    let log = Array(lines.joined().utf8)
    let whole = try pieces.whole(log)
    #expect(whole.contains(#""rejected": 2"#))
    try expect(whole, of: lines, by: pieces)
  }

  @Test("a line that was cut for syslog has the time of its first piece, wherever the log is cut")
  func cutLine() throws {
    let pieces = try Pieces()
    let head = "mx1 exim[21366]: "
    let lines = [
      "Nov 23 15:59:59 \(head)[1/2] 2026-11-23 15:59:59 1xVVt6-0005Yb-1t ** a@example.net R=r T=t H=h [192.0.2.1]: SMTP error "
        + "from remote mail server after RCPT TO:<a@example.net>: 550 5.7.1 so long\n",
      "Nov 23 15:59:59 mx1 exim[7]: 2026-11-23 15:59:59 1xVVt8-0005aJ-1K <= s@example.org H=(c) [192.0.2.7] P=esmtp S=327\n",
      "Nov 23 16:00:00 \(head)[2/2]  that it is two\n",
      "Nov 23 16:00:00 mx1 exim[8]: 2026-11-23 16:00:00 1xVVt6-0005Yb-1t Completed\n",
    ]
    let whole = try pieces.whole(Array(lines.joined().utf8))
    #expect(whole.contains(#""hour": "2026-11-23T15:00:00""#))
    #expect(!whole.contains(#""hour": "2026-11-23T16:00:00""#))
    try expect(whole, of: lines, by: pieces)
  }

  /// Expects the report of the log of `lines`, cut in three at any of them and merged from either end.
  private func expect(_ whole: String, of lines: [String], by pieces: Pieces) throws {
    let log = Array(lines.joined().utf8)
    for first in 1..<lines.count {
      for second in first..<lines.count {
        let cuts = [first, second].map { lines[..<$0].reduce(0) { $0 + $1.utf8.count } }
        for order in [0, 1] {
          let summaries = try Pieces.parts(of: log, cutAt: cuts).enumerated().map { number, part in
            try pieces.summary(part, isFirst: number == 0)
          }
          #expect(pieces.report(try pieces.merged(summaries) { min(order, $0 - 1) }) == whole, "cut at \(cuts)")
        }
      }
    }
  }

  @Test("a line over 64 KiB is one line wherever it is cut")
  func longLine() throws {
    let pieces = try Pieces()
    let line =
      "2026-11-23T10:00:00Z mx1 postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.net>, relay=mx[192.0.2.1]:25, delay=1, "
    let log = Array(
      (line + "dsn=2.0.0, status=sent (250 " + String(repeating: "x", count: 150_000) + ")\n" + line
        + "dsn=5.1.1, status=bounced (host mx[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command))\n").utf8)
    let whole = try pieces.whole(log)
    for cuts in [
      [10], [60_000], [70_000], [65_530, 65_540], [10, 80_000, 90_000], [20, 140_000, 150_140], [66_000, 150_145],
    ] {
      let summaries = try Pieces.parts(of: log, cutAt: cuts).enumerated().map { number, part in
        try pieces.summary(part, isFirst: number == 0)
      }
      #expect(pieces.report(try pieces.merged(summaries) { _ in 0 }) == whole, "cuts \(cuts), from the left")
      let again = try Pieces.parts(of: log, cutAt: cuts).enumerated().map { number, part in
        try pieces.summary(part, isFirst: number == 0)
      }
      #expect(pieces.report(try pieces.merged(again) { $0 - 1 }) == whole, "cuts \(cuts), from the right")
    }
  }

  @Test("pieces may be compressed, and lie close together")
  func closeCuts() throws {
    let pieces = try Pieces()
    let log = Array(try Pieces.sample("lab/postfix/rotate.log"))
    let whole = try pieces.whole(log)
    for start in stride(from: 40, to: log.count - 200, by: 997) {
      // Several cuts within one line, and a piece without any byte.
      let cuts = [start, start + 7, start + 7, start + 60, start + 150]
      let summaries = try Pieces.parts(of: log, cutAt: cuts).enumerated().map { number, part in
        try pieces.summary(part, isFirst: number == 0, isPacked: number % 2 == 1)
      }
      let report = pieces.report(try pieces.merged(summaries) { $0 - 1 })
      #expect(withoutBytes(report) == withoutBytes(whole), "cuts \(cuts)")
    }
  }

  @Test("rotated files with messages that span them give the report of one run")
  func rotated() throws {
    let pieces = try Pieces()
    let logs = [
      ("mail.log.1", try Pieces.sample("lab/postfix/rotate.1.log.gz")),
      ("mail.log", try Pieces.sample("lab/postfix/rotate.log")),
      ("mainlog.1", try Pieces.sample("lab/exim/h496_rotate.log.1.gz")),
      ("mainlog", try Pieces.sample("lab/exim/h496_rotate.log")),
    ]
    let one = Summary(guide: pieces.guide, options: pieces.options)
    for (path, log) in logs {
      one.append(try pieces.summary(Pieces.Part(path: path, bytes: log[...]), isFirst: one.inputs.isEmpty))
    }
    let summaries = try logs.enumerated().map { number, log in
      try pieces.summary(Pieces.Part(path: log.0, bytes: log.1[...]), isFirst: number == 0)
    }
    #expect(pieces.report(try pieces.merged(summaries) { $0 > 1 ? 1 : 0 }) == pieces.report(one))
  }

  private func withoutBytes(_ report: String) -> String {
    report.replacingOccurrences(of: #""bytes": *\d+"#, with: "", options: .regularExpression)
  }

  /// Prints the first place where two reports differ.
  private func show(_ left: String, _ right: String) {
    let pairs = zip(left, right).enumerated()
    let place = pairs.first { $0.element.0 != $0.element.1 }?.offset ?? min(left.count, right.count)
    print("whole: …\(left.dropFirst(max(0, place - 160)).prefix(320))")
    print("parts: …\(right.dropFirst(max(0, place - 160)).prefix(320))")
  }
}
