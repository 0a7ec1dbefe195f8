import Testing

@Suite("The report as a page")
struct HTMLFormTests {
  @Test("nothing of a log is markup, and no other script runs than the page's own")
  func harmless() throws {
    let page = try SmallReport.text(.html)
    #expect(page.hasPrefix("<!doctype html>") && page.contains("script-src 'sha256-"))
    #expect(!page.contains("<script>alert"))
    #expect(page.contains("553 &lt;script&gt;alert({n})&lt;/script&gt; | see www.evil.example"))
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(!page.contains("www.evil.example\""))
  }

  @Test("cards, findings, sections and charts show the figures")
  func figures() throws {
    let page = try SmallReport.text(.html)
    for part in [
      "<div class=\"card bounced\"><b>3</b><span>bounced</span><small>60.0 %</small></div>",
      "<div class=\"card refused\"><b>1</b>", "aria-label=\"Deferrals\"", "id=\"code-553\"",
      "<td class=\"address\">=sum@e.example</td>",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test("each finding leads to its replies on the page")
  func links() throws {
    let page = try SmallReport.text(.html)
    for target in ["c554-spamhaus-list-outbound", "c550-no-such-user-outbound", "c554-relay-denied-inbound"] {
      #expect(page.contains("href=\"#\(target)\"") && page.contains("id=\"\(target)\""), "\(target)")
    }
  }
}
