import SMTPReply
import Testing

@testable import ReplyGuide

@Suite("Names in replies say nothing of the cause")
struct NameTests {
  let guide: ReplyGuide

  init() throws {
    guide = try ReplyGuide()
  }

  /// Words that decide a cause where a server says them itself.
  static let words = [
    "blocked using zen.spamhaus.org", "relay access denied", "mailbox full", "user unknown",
    "greylisted, try again later",
    "550 5.7.1 rejected as spam", "x> Relay access denied; <y", "x>: Relay access denied",
  ]

  /// Places where servers repeat what a client wrote.
  static let forms = [
    "550 5.1.1 <%@example.com>: Recipient address rejected: Some local rule",
    "550 5.1.1 <%>: Helo command rejected: Some local rule",
    "550 Some local rule for <%@example.com>", "550 Some local rule for \"%\"@example.com",
    "550 5.1.1 <{address}>: Some local rule; from=<\"%\"@example.com> to=<r@example.com> proto=ESMTP helo=<%>",
  ]

  @Test("whatever the words, the cause is the one without them", arguments: words)
  func names(words: String) {
    for form in Self.forms {
      // A bracket that opens in a name of an unknown length may be the server's.
      if words.contains("<"), !form.hasPrefix("550 5.1.1 <%@") { continue }
      if words.contains(">"), !form.hasPrefix("550 5.1.1 <%") { continue }
      let parts = form.split(separator: "%", omittingEmptySubsequences: false)
      let answer = guide.explain(SampleText.text(parts.joined(separator: words), direction: "inbound"))
      let usual = guide.explain(SampleText.text(parts.joined(separator: "joe"), direction: "inbound"))
      #expect(answer.cause?.id == usual.cause?.id, "\(parts.joined(separator: words))")
    }
  }

  @Test(
    "what Exim repeats of a command",
    arguments: [
      "rejected EHLO or HELO %", "temporarily rejected EXPN %",
      "rejected EHLO from [192.0.2.7]: syntactically invalid argument(s): %",
      "SMTP call from [192.0.2.7] dropped: too many unrecognized commands (last was \"%\")",
    ])
  func commands(form: String) {
    let parts = form.split(separator: "%", omittingEmptySubsequences: false)
    for words in ["mailbox full", "blocked using zen.spamhaus.org"] {
      let answer = guide.explain(SampleText.text(parts.joined(separator: words), direction: "inbound", hasReply: false))
      let usual = guide.explain(SampleText.text(parts.joined(separator: "joe"), direction: "inbound", hasReply: false))
      #expect(answer.cause?.id == usual.cause?.id, "\(words)")
    }
  }
}
