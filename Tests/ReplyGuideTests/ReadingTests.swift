import GuideData
import SMTPReply
import Testing

@testable import ReplyGuide

@Suite("Reading replies")
struct ReadingTests {
  let guide: ReplyGuide

  init() throws {
    guide = try ReplyGuide()
  }

  @Test("replies as servers word them get their class")
  func replies() throws {
    for (wanted, reply) in try SampleText.table("replies.txt") {
      let answer = guide.explain(SampleText.text(reply))
      #expect(answer.class.rawValue == wanted, "\(reply) [\(answer.cause?.id ?? "-"): \(answer.matched ?? "-")]")
    }
  }

  @Test("an unknown text stays unexplained, whatever its code")
  func unknown() {
    for code in ["250 2.0.0", "421", "450", "451 4.7.1", "550", "550 5.7.1", "553 5.7.1", "554", "554 5.0.0"] {
      let answer = guide.explain(SampleText.text("\(code) zzz qqq"))
      #expect(answer.cause == nil, "\(code)")
      #expect(answer.class == (code.hasPrefix("2") ? .accepted : .unclear), "\(code)")
    }
  }

  @Test("a telling code alone is an answer of low confidence, and says so")
  func codeAlone() {
    for (reply, wanted) in [
      ("550 5.1.1 zzz", ReasonClass.userUnknown), ("552 5.2.2 zzz", .mailboxFull), ("554 5.4.6 zzz", .loop),
      ("535 zzz", .smtpAuth), ("550 5.7.606 zzz", .blocklisted), ("550 zzz (#5.1.1)", .userUnknown),
    ] {
      let answer = guide.explain(SampleText.text(reply))
      #expect(answer.class == wanted && answer.confidence == .low, "\(reply)")
      #expect(answer.matched?.first?.isNumber == true, "\(reply)")
    }
  }

  @Test("wrappers and echoes look through to the reply inside")
  func wrappers() {
    for (text, wanted) in [
      (
        "450 4.1.1 <a@example.net>: Recipient address rejected: unverified address: host mx.example.net[192.0.2.1] said: 553 "
          + "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", ReasonClass.relayDenied
      ),
      (
        "550 Sender verify failed: SMTP error from remote mail server after RCPT TO:<b@example.org>: 550 5.2.1 mailbox is "
          + "disabled", .senderRefused
      ),
      ("550 5.2.2 <a@example.net> user is over quota 503 5.5.1 Valid RCPT command must precede DATA", .mailboxFull),
      ("554 5.1.1 <a@example.net>: User unknown 554 5.5.1 Error: no valid recipients", .userUnknown),
    ] {
      let answer = guide.explain(SampleText.text(text))
      #expect(answer.class == wanted, "\(text): \(answer.cause?.id ?? "-") by \(answer.matched ?? "-")")
    }
    let expired = guide.explain(
      SampleText.text("Greylisted, please come back later: retry timeout exceeded", hasReply: false))
    #expect(expired.class == .greylist)
    #expect(guide.explain(SampleText.text("retry timeout exceeded", hasReply: false)).class == .expired)
  }

  @Test("what stands in an address is no part of the wording")
  func addresses() {
    let reply = "550 5.7.1 <spamhaus-virus@greylist.example>: Relay access denied for mailbox.full@example.com"
    #expect(guide.explain(SampleText.text(reply)).class == .relayDenied)
  }

  @Test("a 2xx has no cause of failure")
  func success() {
    let answer = guide.explain(SampleText.text("250 2.0.0 Ok: not spam, queued as 4A1B2C3D4E"))
    #expect(answer.class == .accepted && answer.cause == nil)
    #expect(guide.explain(SampleText.text("252 Administrative prohibition")).class == .accepted)
  }

  @Test("the user's own causes come first")
  func rules() throws {
    let file = CauseFile(
      "- id: ours\n  phrases: [relay access denied]\n  class: policy\n  title: Ours\n  fix: [Do it.]",
      path: "rules.yaml",
      kind: .rules)
    #expect(file.problems.isEmpty)
    let guide = try ReplyGuide(rules: file.causes)
    #expect(guide.explain(SampleText.text("554 5.7.1 <a@example.net>: Relay access denied")).cause?.id == "ours")
  }

  @Test("a reply may end anywhere in what it quotes")
  func cut() {
    let text = Array(
      "5.1.1 host mx.example.org[192.0.2.1] said: 450 4.2.0 <r@example.com>: try \"later\" (in reply to RCPT TO)".utf8)
    for end in 0...text.count {
      for blanks in 0...2 {
        let bytes = text[..<end] + [UInt8](repeating: 0x20, count: blanks)
        let answer = guide.explain(
          ReplyText(bytes, code: .mailboxNameNotAllowed, enhanced: nil, stage: nil, direction: nil))
        #expect(answer.class != .accepted)
      }
    }
  }

  @Test("64 KiB of hostile text are read at once", .timeLimit(.minutes(1)))
  func hostile() {
    let words = [
      "sender address rejected: not owned by use", "aaaaaaaa", "user unknow", "user ", "a@", "5.1.1 ", "550-x ",
      "mailbox account recipient address ", "does not exis ", "\u{2019}", "(", "@@@@",
    ]
    for word in words {
      let text = String(repeating: word, count: 65_536 / word.utf8.count)
      let time = ContinuousClock().measure {
        _ = guide.explain(
          ReplyText(text.utf8, code: .mailboxNameNotAllowed, enhanced: nil, stage: nil, direction: nil))
      }
      #expect(time < .seconds(ReadingTests.patience), "\(word): \(time)")
    }
  }

  /// Seconds for one text; a program that was not optimized and shares the machine with other tests may take longer.
  private static var patience: Double {
    #if DEBUG
      5
    #else
      0.1
    #endif
  }
}
