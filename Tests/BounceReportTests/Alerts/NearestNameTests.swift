import Testing

@testable import BounceReport

@Suite("Names that are nearly right")
struct NearestNameTests {
  @Test(
    "the name that may be meant",
    arguments: [
      ("no-such-usr", "no-such-user"), ("NO-SUCH-USER", "no-such-user"), ("mailbox-ful", "mailbox-full"), ("x", nil),
      ("", nil), ("something-quite-different", nil),
    ])
  func nearest(typed: String, wanted: String?) {
    #expect(NearestName.of(typed, among: ["mailbox-full", "no-such-user", "no-such-domain"]) == wanted)
  }
}
