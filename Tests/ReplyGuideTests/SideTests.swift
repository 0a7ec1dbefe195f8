import SMTPReply
import Testing

@testable import ReplyGuide

/// Whose fault a reply tells: the sender's or the recipient's.
@Suite("Sides of a reply")
struct SideTests {
  let guide: ReplyGuide

  init() throws {
    guide = try ReplyGuide()
  }

  private func explain(_ reply: String, stage: String?, direction: String? = "outbound") -> Explanation {
    guide.explain(SampleText.text(reply, stage: stage, direction: direction))
  }

  @Test(
    "words about the sender are about the sender, at RCPT and after DATA too",
    arguments: [
      ("550 5.1.0 <cron@web1.example.com>: Sender address rejected: User unknown in relay recipient table", "rcpt"),
      ("450 4.1.0 <cron@example.com>: Sender address rejected: unknown user: \"cron\"", "rcpt"),
      ("550-Verification failed for <a@example.com> 550-Unrouteable address 550 Sender verify failed", "rcpt"),
      (
        "550-Verification failed for <a@example.com> 550-Called: 192.0.2.25 550-Sent: RCPT TO:<a@example.com> "
          + "550-Response: 550 5.1.1 <a@example.com> mailbox is disabled 550 Sender verify failed", "rcpt"
      ),
      (
        "550 5.1.7 <a@example.com>: Sender address rejected: undeliverable address: host mx.example.com[192.0.2.25] said: "
          + "550 5.2.1 mailbox full", "rcpt"
      ),
      ("550-Callback setup failed while verifying <a@example.com> 550 Sender verify failed", "rcpt"),
      ("550 Sender's account does not exist", "rcpt"), ("550 return path: no such user", "end-of-data"),
      ("550 envelope-from <a@example.com>: unknown user", "rcpt"), ("553 5.1.7 zzz", "rcpt"),
      ("550 5.1.8 Access denied, bad outbound sender", "end-of-data"), ("550 5.1.8 user unknown", "rcpt"),
      ("550 5.7.60 SMTP; Client does not have permissions to send as this sender", "end-of-data"),
      ("550 Absender <a@example.com> existiert nicht", "rcpt"), ("550 remitente a@example.com no existe", "rcpt"),
      ("550 Nadawca a@example.com nie istnieje", "rcpt"), ("550 mittente a@example.com non esiste", "rcpt"),
      ("550 发件人不存在", "rcpt"), ("550 отправитель a@example.com не найден", "rcpt"),
    ])
  func sender(reply: String, stage: String) {
    for stage in [stage, nil] {
      let answer = explain(reply, stage: stage)
      #expect(
        [.senderRefused, .senderDomain].contains(answer.class),
        "\(reply): \(answer.cause?.id ?? "-") by \(answer.matched ?? "-")")
    }
  }

  @Test(
    "a recipient that is unknown stays so",
    arguments: [
      "550 5.1.1 <gone@example.net>: Recipient address rejected: User unknown in relay recipient table",
      "550 No such user; the sender should check the address",
      "550 5.1.1 user unknown, notify your sender address book",
      "550 5.1.1 El usuario no existe, avise al remitente",
      "450 4.1.1 <gone@example.net>: Recipient address rejected: undeliverable address: host mx.example.net[192.0.2.1] "
        + "said: 550 5.1.1 User unknown",
    ])
  func recipient(reply: String) {
    let answer = explain(reply, stage: "rcpt")
    #expect(answer.class == .userUnknown, "\(answer.cause?.id ?? "-") by \(answer.matched ?? "-")")
  }

  @Test("a list that takes certain senders only is the recipient's matter")
  func restricted() {
    #expect(explain("550 Sender not authorized to send to this group", stage: "rcpt").class == .recipientRestricted)
  }

  @Test("a cause named after a code needs that code")
  func bound() {
    for cause in guide.causes {
      guard let bound = ReplyCode(startOf: cause.id) else { continue }
      #expect(cause.codes == [Int(bound.rawValue)], "\(cause.id)")
      for phrase in cause.phrases ?? [] {
        for code in [nil, ReplyCode(rawValue: 550), ReplyCode(rawValue: 451)] where code != bound {
          let answer = guide.explain(ReplyText(phrase.utf8, code: code, enhanced: nil, stage: nil, direction: nil))
          #expect(answer.cause?.id != cause.id, "\(cause.id): \(phrase)")
        }
      }
    }
  }

  @Test("an address in brackets is no part of the wording, whatever its local part")
  func brackets() {
    let answer = explain(
      "550 5.1.1 <blocked using zen.spamhaus.org@example.com>: Recipient address rejected: zzz", stage: "rcpt")
    #expect(answer.class != .blocklisted)
  }
}
