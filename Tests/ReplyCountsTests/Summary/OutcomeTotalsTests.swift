import MailLog
import SMTPReply
import Testing

@testable import ReplyCounts

@Suite("Outcomes in totals, and whom repeated replies hit")
struct OutcomeTotalsTests {
  private func summary(_ pieces: Pieces, _ text: String) throws -> Summary {
    try pieces.summary(Pieces.Part(bytes: Array(text.utf8)[...]), isFirst: true)
  }

  private static let discards = """
    Nov 23 10:00:00 mx1 postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.com>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=4.3.0, status=deferred (host 127.0.0.1[127.0.0.1] said: 451 4.5.0 not now (in reply to end of DATA command))
    Nov 23 10:10:00 mx1 postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.com>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.7.0, status=sent (250 2.7.0 Ok, discarded, id=1-2 - SPAM)
    Nov 23 10:10:00 mx1 postfix/qmgr[1]: 4A1B2C3D4E: removed
    Nov 23 10:10:01 mx1 postfix/discard[1]: 4A1B2C3D4F: to=<b@example.com>, relay=none, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (spam trap)
    Nov 23 10:10:02 mx1 postfix/smtpd[1]: NOQUEUE: discard: RCPT from x[192.0.2.7]: <c@example.com>: Recipient address triggers DISCARD action; from=<s@example.org> to=<c@example.com> proto=ESMTP helo=<h>
    Nov 23 10:10:03 mx1 postfix/smtp[1]: 4A1B2C3D50: to=<d@example.com>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)

    """

  @Test("what was thrown away is not delivered, waits no more and has no part in the rate")
  func discarded() throws {
    let pieces = try Pieces()
    let summary = try summary(pieces, Self.discards)
    let tally = summary.tally
    #expect(tally.totals.discarded == 3)
    #expect(tally.totals.delivered == 1)
    #expect(tally.totals.deliveredAfterDeferral == 0)
    #expect(tally.pending.count == 0)
    let report = pieces.report(summary)
    #expect(report.contains("\"discarded\": 3"))
    // The 250 of the filter counts as a reply, without a cause.
    #expect(tally.successes[250] == 2)
  }

  @Test("the sum of two logs has both, and the written form keeps it")
  func merged() throws {
    let pieces = try Pieces()
    var tally = try summary(pieces, Self.discards).tally
    tally.append(tally, serialOffset: 1_000)
    #expect(tally.totals.discarded == 6)
    var state = StateWriter()
    tally.totals.write(to: &state)
    var reader = StateReader(state.bytes, version: Summary.version)
    #expect(try Totals(from: &reader) == tally.totals)
    #expect(reader.isAtEnd)
  }

  @Test("a summary of version 1 has no such count and is read")
  func oldVersion() throws {
    var state = StateWriter()
    for count in 1...8 { state.write(count) }
    var reader = StateReader(state.bytes, version: 1)
    let totals = try Totals(from: &reader)
    #expect(reader.isAtEnd)
    #expect(totals.delivered == 1)
    #expect(totals.probes == 8)
    #expect(totals.discarded == 0)
  }

  private static func attempts(_ stage: String, _ reply: String) -> String {
    let said = "H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after \(stage): \(reply)"
    return """
      2026-11-23 15:20:10 1xVVq2-0000mL-25 \(said)
      2026-11-23 15:20:10 1xVVq2-0000mL-25 == a@example.com R=r T=t defer (0) \(said)
      2026-11-23 15:20:10 1xVVq2-0000mL-25 == b@example.org R=r T=t defer (0) \(said)

      """
  }

  @Test(
    "a reply that a line repeats for a recipient counts once and hits the recipient",
    arguments: [
      ("initial connection", "421 too busy", 2, 2), ("EHLO me", "421 4.3.2 later", 2, 2),
      ("end of data", "451 4.3.0 later", 2, 2), ("MAIL FROM:<s@example.org>", "450 later", 2, 2),
    ])
  func repeats(stage: String, reply: String, replies: Int, recipients: Int) throws {
    let pieces = try Pieces()
    let log = Self.attempts(stage, reply)
    let whole = try summary(pieces, log)
    let tally = whole.tally
    let group = try #require(tally.groups.groups.first)
    #expect(tally.groups.groups.count == 1)
    #expect(group.replies == replies)
    let reach = RecipientReach(tally, top: 5)
    let code = try #require(ReplyCode(rawValue: UInt16(reply.prefix(3))!))
    #expect(reach.recipientsByCode[code] == recipients)
    #expect(reach.domainsByCode[code] == recipients)
    // Wherever the log is cut, the same comes out.
    let bytes = Array(log.utf8)
    for cut in stride(from: 20, to: bytes.count, by: 97) {
      let parts = Pieces.parts(of: bytes, cutAt: [cut])
      let first = try pieces.summary(parts[0], isFirst: true)
      first.append(try pieces.summary(parts[1], isFirst: false))
      first.finish()
      whole.finish()
      #expect(pieces.report(first) == pieces.report(whole))
    }
  }

  @Test("the recipient of a RCPT that was refused counts once")
  func ownRecipient() throws {
    let pieces = try Pieces()
    let said =
      "H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<a@example.com>: 450 later"
    let summary = try summary(
      pieces,
      "2026-11-23 15:20:10 1xVVq2-0000mL-25 \(said)\n2026-11-23 15:20:10 1xVVq2-0000mL-25 == a@example.com R=r T=t defer (-44) \(said)\n"
    )
    let code = try #require(ReplyCode(rawValue: 450))
    let reach = RecipientReach(summary.tally, top: 5)
    #expect(reach.recipientsByCode[code] == 1)
    #expect(reach.topByCode[code]?.first?.replies == 1)
  }
}
