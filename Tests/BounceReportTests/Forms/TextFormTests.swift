import TestSupport
import Testing

@testable import BounceReport

@Suite("The report as text")
struct TextFormTests {
  private func lines(width: Int = 100, isColoured: Bool = false) throws -> [String] {
    let text = TextForm(try SmallReport.log.report(), width: width, isColoured: isColoured).text()
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("the head counts lines and recipients")
  func head() throws {
    let lines = try lines()
    #expect(lines[0] == "mail.log · 2026-11-22 10:00:00 – 2026-11-22 10:00:00")
    #expect(lines[1] == "6 lines: 6 Postfix, 0 other programs, 0 not understood")
    #expect(lines[3] == "  recipients     delivered 1  20.0 %     bounced 3  60.0 %     still deferred 1")
    #expect(lines[5] == "  refused by us  1")
  }

  @Test("findings come in the order of their weight, and what wants nobody to act is one line")
  func findings() throws {
    let lines = try lines()
    let start = try #require(lines.firstIndex(of: "WHAT TO FIX FIRST"))
    #expect(lines[start + 1] == " 1  An IP on the Spamhaus list")
    #expect(lines[start + 3] == "    Named: 203.0.113.9, Spamhaus")
    let titles = lines.dropFirst(start).filter { $0.hasPrefix(" 2  ") || $0.hasPrefix(" 3  ") }
    #expect(titles == [" 2  Mailboxes that do not exist", " 3  Relaying that was refused"])
    #expect(!lines.contains { $0.hasPrefix(" 4  ") })
    #expect(lines.contains("  1 more reply needs nothing from you: strangers refused, greylisting and the like."))
    #expect(lines.contains("  1 failed reply is not explained: read it below, under its code."))
  }

  @Test("the watched codes have a section each, seen or not, in front of the others")
  func watched() throws {
    let sections = try lines().filter { $0.contains(" · ") && $0.first?.isNumber == true }
    #expect(sections.map { String($0.prefix(3)) } == ["252", "553", "450", "550", "554"])
    #expect(try lines().contains("  None in this log."))
  }

  @Test("paragraphs and tables keep to the width", arguments: [60, 80, 140])
  func width(width: Int) throws {
    let long = try lines(width: width).filter { $0.columns > width && !$0.contains("replies recipients") }
    // The table of codes has columns that are needed; what it says of a code is never cut below 20 columns.
    #expect(long.allSatisfy { $0.first == " " && $0.columns <= 92 }, "\(long)")
  }

  @Test("colour is around headings alone")
  func colour() throws {
    let plain = try lines()
    let coloured = try lines(isColoured: true)
    let stripped = coloured.map {
      $0.replacing("\u{1b}[1m", with: "").replacing("\u{1b}[0m", with: "")
    }
    #expect(stripped == plain && coloured[0] == "\u{1b}[1m\(plain[0])\u{1b}[0m")
    #expect(coloured.count { $0.contains("\u{1b}") } > 8)
  }

  @Test("whether to worry is said first where it is asked for")
  func worry() throws {
    let text = TextForm(try SmallReport.log.report(), saysWhetherToWorry: true).text()
    #expect(
      text.hasPrefix("3 problems want somebody to act, first: An IP on the Spamhaus list (1 reply)."),
      "\(text.prefix(200))")
  }
}
