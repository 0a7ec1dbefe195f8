import SMTPReply
import Testing

@testable import ReplyGuide

/// "Advice does no harm", over every text in every language.
@Suite("Advice")
struct AdviceTests {
  let guides: [ReplyGuide]

  init() throws {
    guides = try ReplyGuide.languages.map { try ReplyGuide(language: $0) }
  }

  /// The steps of a cause, each side by itself.
  private func sides(_ cause: Cause) -> [[String]] {
    [cause.fix, cause.inbound?.fix, cause.submission?.fix].compactMap { $0 }
  }

  @Test("the first step never widens, allow-lists or drops a restriction")
  func firstStep() {
    let words = [
      "mynetworks", "allow-list", "allowlist", "whitelist", "white list", "lista blanca", "permitlist", "disable_vrfy",
      "switch the check off", "remove the restriction", "quite la restricción", "smtpd_relay_restrictions",
    ]
    for guide in guides {
      for cause in guide.causes {
        for first in sides(cause).compactMap({ $0.first?.lowercased() }) {
          for word in words { #expect(!first.contains(word), "\(cause.id): \(first)") }
        }
      }
    }
  }

  @Test("mynetworks is never to be widened, and VRFY stays as it is")
  func settings() {
    for guide in guides {
      for cause in guide.causes {
        for text in sides(cause).flatMap({ $0 }) + cause.settings.map(\.text) {
          let text = text.lowercased()
          if text.contains("mynetworks") {
            #expect(
              ["not", "never", "no ", "nunca", "only", "solo", "narrow", "keep", "small", "last"]
                .contains { text.contains($0) }, "\(cause.id): \(text)")
          }
          if text.contains("disable_vrfy_command") {
            #expect(text.contains("auditor"), "\(cause.id): \(text)")
          }
          for sign in ["remove the +", "take out the +", "strip the +", "quite el +", "without the +"] {
            #expect(!text.contains(sign), "\(cause.id): \(text)")
          }
        }
      }
    }
  }

  @Test("a stolen password is ruled out before more senders are allowed")
  func stolenLogin() throws {
    for (guide, word) in zip(guides, ["stolen password", "contraseña robada"]) {
      let cause = try #require(guide.cause("553-not-owned"))
      for direction in Direction.allCases {
        for isOwn in [false, true] {
          #expect(cause.fix(direction, isOwnClient: isOwn).first?.contains(word) == true)
        }
      }
    }
  }

  @Test("who refused whom turns the roles round")
  func sides() throws {
    let cause = try #require(guides[0].cause("553-not-owned"))
    #expect(cause.fix(.outbound) != cause.fix(.inbound))
    #expect(cause.fix(.inbound) != cause.fix(.inbound, isOwnClient: true))
    let listed = try #require(guides[0].cause("dnsbl-postfix"))
    #expect(listed.actor(.inbound) != listed.actor(.inbound, isOwnClient: true))
  }

  @Test("a vague text never says to remove an address")
  func vague() {
    for guide in guides {
      let answer = guide.explain(
        SampleText.text("553 Requested action not taken: mailbox name not allowed", stage: "rcpt"))
      #expect(answer.confidence == .low)
    }
  }
}
