import Testing

@testable import ReplyCounts

/// Text on a terminal, by the columns that it takes.
@Suite("Columns of text")
struct TextColumnsTests {
  @Test(
    "what a terminal shows wide takes two columns, marks take none",
    arguments: [
      ("", 0), ("info@example.com", 16), ("jörg@example.com", 16), ("jo\u{308}rg", 4), ("用户@例子.example", 17),
      ("ｆｕｌｌ", 8), ("메일", 4), ("ﾒｰﾙ", 3), ("📧 x", 4), ("❤\u{fe0f}", 2), ("e\u{301}\u{20dd}", 1), ("\u{301}", 0),
      ("почта", 5), ("𠮷", 2), ("…–→", 3),
    ])
  func columns(text: String, columns: Int) {
    #expect(text.columns == columns)
  }

  @Test("cutting and filling give just the columns asked for", arguments: 5...24)
  func cells(width: Int) {
    for text in ["用户用户用户用户用户@例子.example", "jo\u{308}rg@example.com", "longest.local.part@longest.example.com", "a"] {
      #expect(TextCanvas.left(text, width).columns == width, "\(text)")
      #expect(TextCanvas.shortened(text, width).columns <= width)
      #expect(TextCanvas.cut(text, width).columns <= width)
      #expect(TextCanvas.right("用", width).columns == width)
    }
  }

  @Test("a long address keeps its beginning and its domain")
  func middle() {
    #expect(TextCanvas.shortened("newsletter+list-4711@mail.example.com", 21) == "newsletter…xample.com")
    #expect(TextCanvas.shortened("info@example.com", 16) == "info@example.com")
  }

  @Test("no wrapped line is wider than the page")
  func wrapping() {
    var canvas = TextCanvas(width: 60, isColoured: false)
    canvas.paragraph(Array(repeating: "地址不存在 user unknown", count: 20).joined(separator: " "), label: "→ ", indent: 4)
    let lines = canvas.text.split(separator: "\n")
    #expect(lines.count > 5 && lines.allSatisfy { $0.columns <= 60 })
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("      ") })
  }
}
