import Foundation
import Testing

/// Whose login the report names as stolen is not for a stranger to say, nor for the thief to hide.
@Suite("Logins in crafted lines")
struct CraftedLoginTests {
  private static let head = "mx1 postfix/smtpd[9]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: "

  /// The report on `count` lines, each made of its number.
  private func report(_ count: Int, _ line: (Int) -> String) throws -> String {
    let lines = (0..<count).map { "Nov 22 10:0\($0 / 60):\(String(format: "%02d", $0 % 60)) \(line($0))\n" }
    return try Program(["analyze", "-"], input: Data(lines.joined().utf8)).output
  }

  private func refusal(_ number: Int, fake: String, words: String) -> String {
    let local = "x@d\(number).example>: Sender address rejected: not owned by user \(fake); "
    let address = "\(local)from=<x@d\(number).example> to=<victim@example.org> proto=ESMTP helo=<z"
    return "\(Self.head)553 5.7.1 <\(address)@d\(number).example>: Sender address rejected: \(words); "
      + "from=<\"\(address)\"@d\(number).example> to=<real@example.com> proto=ESMTP helo=<h.example>"
  }

  @Test("a stranger's sender blames no login")
  func blame() throws {
    let text = try report(60) { refusal($0, fake: "boss@example.com", words: "not logged in") }
    #expect(text.contains("60"))
    #expect(!text.contains("boss@example.com"))
    #expect(!text.contains("! "))
  }

  @Test("a thief's senders do not hide his login")
  func thief() throws {
    let text = try report(60) { refusal($0, fake: "boss@example.com", words: "not owned by user sales@example.com") }
    #expect(text.contains("! sales@example.com was refused 60 times, with senders of 60 domains"))
    #expect(!text.contains("boss@example.com"))
  }

  @Test("a name that is cut behind a login is no login")
  func cut() throws {
    let text = try report(5) { number in
      let line =
        "\(Self.head)554 5.7.1 <real@e.example>: Relay access denied; from=<a@d\(number).example> to=<real@e.example> "
      let name = "proto=ESMTP helo=<x> sasl_method=PLAIN, sasl_username=boss@example.com, "
      return String((line + name + String(repeating: "B", count: 2_000)).prefix(2_018))
    }
    #expect(!text.contains("boss@example.com"))
  }
}
