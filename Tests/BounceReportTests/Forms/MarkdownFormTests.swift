import Testing

@Suite("The report as Markdown")
struct MarkdownFormTests {
  @Test("headings, findings with steps, and a table of codes with as many cells in each row")
  func structure() throws {
    let lines = try SmallReport.text(.markdown).split(separator: "\n").map(String.init)
    #expect(lines[0] == "# `mail.log`")
    #expect(lines.contains("### 1. An IP on the Spamhaus list") && lines.contains("<https://check.spamhaus.org/>"))
    #expect(lines.contains("- delivered 1 (20.0 %), bounced 3 (60.0 %), still deferred 1"))
    let table = lines.filter { $0.hasPrefix("| ") }
    #expect(table.count == 7 && table.allSatisfy { $0.components(separatedBy: " | ").count == 6 }, "\(table)")
    #expect(table.contains("| 553 | mailbox name not allowed | 1 | 1 | 1 | see below |"))
  }

  @Test("a reply is code, so that no tag, bar or link of it is one")
  func harmless() throws {
    let text = try SmallReport.text(.markdown)
    #expect(text.contains("- 1 × `553 <script>alert({n})</script> | see www.evil.example`"))
    #expect(text.components(separatedBy: "<script>").count == 2)
  }
}
