import Testing

@testable import MailLog

@Suite("Every line is accounted for")
struct LineAccountingTests {
  private let line =
    "Nov 23 15:36:30 mx1 postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.net>, relay=mx[192.0.2.1]:25, delay=1, dsn=2.0.0, "
    + "status=sent (250 ok)"

  private func read(_ bytes: [UInt8]) throws -> (Collector, LineCounts) {
    let directory = try TemporaryDirectory()
    return try Collector.read([directory.file("mail.log", bytes)])
  }

  @Test("whatever ends them", arguments: ["\n", "\r\n"], [true, false])
  func endings(ending: String, endsLast: Bool) throws {
    let text = line + ending + ending + "no log line" + ending + line + (endsLast ? ending : "")
    let (collector, counts) = try read(Array(text.utf8))
    #expect(counts.total == 4)
    #expect(counts[.postfix] == 2)
    #expect(counts.other == 2)
    #expect(counts.cut == 0)
    #expect(collector.replies.map(\.line) == [1, 4])
    #expect(collector.replies.map(\.text) == ["ok", "ok"])
  }

  @Test("an empty file has none")
  func empty() throws {
    #expect(try read([]).1 == LineCounts())
    #expect(try read([10]).1.total == 1)
    #expect(try read([13]).1.total == 1)
    #expect(try read([65]).1.total == 1)
  }

  @Test("NUL bytes are bytes of a line")
  func zeroBytes() throws {
    let zeros = [UInt8](repeating: 0, count: 5_000)
    let (collector, counts) = try read(zeros + [10] + Array(line.utf8) + [10] + Array(line.utf8) + [0, 10] + zeros)
    #expect(counts.total == 4)
    #expect(counts[.postfix] == 2)
    #expect(collector.replies.map(\.line) == [2, 3])
  }

  @Test("long lines are cut and counted once", arguments: [65_535, 65_536, 65_537, 70_000, 262_144, 3_000_000])
  func longLines(length: Int) throws {
    let start = String(line.dropLast(")".count))
    let long = Array(start.utf8) + [UInt8](repeating: 0x78, count: length - start.utf8.count)
    for lines in [[long], [Array(line.utf8), long, Array(line.utf8)], [long, long, Array(line.utf8)]] {
      for last in [[], [10]] as [[UInt8]] {
        let (collector, counts) = try read(Array(lines.joined(separator: [10])) + last)
        #expect(counts.total == lines.count)
        #expect(counts[.postfix] == lines.count)
        #expect(counts.cut == (length > LineBuffer.lineLimit ? lines.count { $0.count == length } : 0))
        #expect(collector.replies.map(\.line) == Array(1...lines.count))
        #expect(collector.replies.allSatisfy { $0.code == 250 })
      }
    }
  }

  @Test("lines that end anywhere around the end of a read")
  func boundaries() throws {
    let rest = Array((line + "\n").utf8)
    for shift in 0..<24 {
      // Two reads and a little less, in lines of 1,000 bytes, then the lines that matter.
      let filler = Array([UInt8](repeating: 0x79, count: 999) + [10])
      let count = 262_144 / 1_000
      let lead = Array((0..<count).map { _ in filler }.joined())
      let fit = [UInt8](repeating: 0x7a, count: 262_144 - lead.count - shift) + [10]
      let (collector, counts) = try read(lead + fit + rest + rest)
      #expect(counts.total == count + 3, "shift \(shift)")
      #expect(collector.replies.map(\.line) == [count + 2, count + 3])
    }
  }

  @Test("other programs' lines are other lines")
  func others() throws {
    let log = """
      Nov 23 15:36:30 mx1 dovecot: imap-login: Login: user=<a>, method=PLAIN
      Nov 23 15:36:30 mx1 kernel: [1.0] eth0: link up
      Nov 23 15:36:30 mx1 opendkim[9]: 4A1B2C3D4E: DKIM-Signature field added (s=x, d=example.com)
      Nov 23 15:36:30 mx1 myapp/worker[9]: 4A1B2C3D4E: to=<a@b>, relay=none, dsn=5.0.0, status=bounced (550 x)
      -- Logs begin at Mon 2026-11-23 --

      """
    let (collector, counts) = try read(Array(log.utf8))
    #expect(counts.total == 5)
    #expect(counts.other == 5)
    #expect(collector.replies.isEmpty)
  }

  @Test("a line full of envelopes is read in time that a user can wait")
  func hostileEnvelope() throws {
    let head = "Nov 23 15:36:30 mx1 postfix/smtpd[1]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 554 5.7.1 no"
    for piece in ["; from=<", "; from=<a> to=<b>", "; from=<\"", ": ", "; from=<a>; "] {
      let text = head + String(repeating: piece, count: LineAccountingTests.length / piece.utf8.count) + "\n"
      var total = 0
      let time = try ContinuousClock().measure { total = try read(Array(text.utf8)).1.total }
      #expect(total == 1)
      #expect(time < .seconds(LineAccountingTests.patience), "\(piece)")
    }
  }

  /// Bytes of the line, and seconds for it. A program that was not optimized gets less to do and more time for it.
  #if DEBUG
    private static let length = 16_000
    private static let patience = 10.0
  #else
    private static let length = 65_000
    private static let patience = 1.0
  #endif
}
