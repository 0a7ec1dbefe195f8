import SMTPReply
import Testing

@testable import ReplyGuide

@Suite("Whose side a reply speaks of")
struct SenderSideTests {
  let guide: ReplyGuide

  init() throws {
    guide = try ReplyGuide()
  }

  /// What can be said of nothing but a recipient, or a recipient's domain.
  static let ofRecipients: Set<ReasonClass> = [
    .userUnknown, .mailboxDisabled, .mailboxFull, .addressMoved, .badAddress, .recipientRestricted, .domainInvalid,
  ]

  static let refusals = [
    "550 No such user here", "550 5.1.1 User unknown", "550 mailbox unavailable", "552 5.2.2 Mailbox full",
    "550 5.2.1 This account is disabled", "551 User not local", "553 5.1.3 Invalid address syntax",
    "550 Domain shop.example.com has no A or MX record", "553 shop.example.com does not exist",
    "450 4.1.2 host not found",
    "550 5.1.6 The mailbox has moved",
  ]

  @Test("at MAIL no recipient has been named", arguments: refusals)
  func atMail(reply: String) {
    let answer = guide.explain(SampleText.text(reply, stage: "mail", direction: "outbound"))
    #expect(!Self.ofRecipients.contains(answer.class), "\(reply): \(answer.cause?.id ?? "-")")
    let actor = answer.cause?.actor(.outbound)
    #expect(actor != .senderList && actor != .recipient)
  }

  @Test(
    "a check of the sender is the sender's, whatever it quotes",
    arguments: [
      "550 5.1.0 <app@example.com>: Sender address rejected: User unknown in relay recipient table",
      "450 4.1.7 <app@example.com>: Sender address rejected: unverified address: host mx.example.com[192.0.2.9] said: "
        + "550 5.1.1 <app@example.com>: Recipient address rejected: User unknown in local recipient table",
      "550 Verification failed for <app@example.com> Called: 192.0.2.9 Sent: RCPT TO:<app@example.com> "
        + "Response: 550 5.2.2 Mailbox full Sender verify failed",
      "550 Verification failed for <app@web.localdomain> unrouteable mail domain \"web.localdomain\" Sender verify failed",
      "554 sender callout failed: no such mailbox here",
      "551 5.7.1 Your return address could not be verified: mailbox disabled there",
      "550 5.1.8 <app@example.com>: mailbox does not exist",
      "501 5.1.7 Invalid address",
      "550 Der Absender existiert nicht",
    ], ["rcpt", "mail"])
  func checked(reply: String, stage: String) {
    let answer = guide.explain(SampleText.text(reply, stage: stage, direction: "outbound"))
    #expect(answer.class == .senderRefused || answer.class == .senderDomain, "\(reply): \(answer.cause?.id ?? "-")")
  }

  @Test(
    "a refusal of the recipient stays the recipient's",
    arguments: [
      "550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown in relay recipient table",
      "550 5.1.1 The account that you tried to reach does not exist; check the address with its sender",
    ])
  func recipients(reply: String) {
    let answer = guide.explain(SampleText.text(reply, stage: "rcpt", direction: "outbound"))
    #expect(answer.class == .userUnknown)
  }

  @Test(
    "causes worded for 553 answer where 553 was said",
    arguments: [
      "No Such User Here", "mailing loop seen", "Relaying is not allowed", "sender does not belong to the login",
    ])
  func boundToCode(words: String) {
    for code in [nil, "550", "554"] {
      let reply = code.map { "\($0) \(words)" } ?? words
      let answer = guide.explain(SampleText.text(reply, stage: "rcpt", direction: "outbound", hasReply: code != nil))
      #expect(answer.cause?.id.hasPrefix("553-") != true, "\(reply): \(answer.cause?.id ?? "-")")
    }
  }

  @Test("a 4xx is tried again and a 5xx is not, whatever the cause", arguments: refusals)
  func permanence(reply: String) {
    for (code, expected) in [("4", Permanence.soft), ("5", .hard)] {
      let answer = guide.explain(SampleText.text(code + reply.dropFirst(), stage: "rcpt", direction: "outbound"))
      guard let cause = answer.cause, cause.permanence != .info else { continue }
      #expect(answer.permanence == expected, "\(code + reply.dropFirst()): \(cause.id)")
    }
  }

  @Test("without a code our own server's verdict tells whether it is for good")
  func verdict() {
    for (verdict, expected) in [(Circumstances.isTriedAgain, Permanence.soft), (.isGivenUp, .hard)] {
      let text = ReplyText(
        "Command died with signal 11: \"/usr/bin/sort-mail\"".utf8, code: nil, enhanced: nil, stage: nil,
        direction: .outbound,
        circumstances: [.isWithinHost, verdict])
      #expect(guide.explain(text).permanence == expected)
    }
  }

  @Test("a milter's refusal is a filter's, with words or without")
  func milters() {
    for (words, enhanced) in [
      ("Try again later", "4.7.1"), ("Command rejected", "5.7.1"), ("no thanks, not today", "5.7.1"),
    ] {
      let text = ReplyText(
        words.utf8, code: nil, enhanced: EnhancedStatusCode(enhanced[...]), stage: .endOfData, direction: .inbound,
        circumstances: .isMilters)
      let answer = guide.explain(text)
      #expect(answer.class != .unclear, "\(words)")
      #expect(answer.permanence == (enhanced.hasPrefix("4") ? .soft : .hard))
    }
    let down = ReplyText(
      "Service unavailable - try again later".utf8, code: ReplyCode(rawValue: 451),
      enhanced: EnhancedStatusCode("4.7.1"[...]), stage: .data,
      direction: .inbound, circumstances: .isMilters)
    let answer = guide.explain(down)
    #expect(answer.cause?.id != "milter-down" || answer.confidence == .low)
  }
}
