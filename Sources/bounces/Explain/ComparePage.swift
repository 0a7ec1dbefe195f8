import ReplyGuide
import SMTPReply

/// Two codes side by side.
struct ComparePage {
  let guide: ReplyGuide
  private(set) var page: Page
  private let left: ComparedCode
  private let right: ComparedCode

  init(_ left: ComparedCode, _ right: ComparedCode, guide: ReplyGuide, page: Page) {
    self.left = left
    self.right = right
    self.guide = guide
    self.page = page
    write()
  }

  private mutating func write() {
    page.heading(pair: left.heading, right.heading)
    page.columns([left.kind], [right.kind])
    page.columns([left.official], [right.official])
    section("description", left.meaning, right.meaning)
    section("when", left.when, right.when)
    section("fix", left.fix, right.fix)
    page.gap()
    page.heading(guide.label("differences"))
    for line in ComparedCode.differences(left, right, guide) { page.paragraph(line, label: "- ") }
    section("use_each", left.use, right.use)
  }

  private mutating func section(_ label: String, _ first: [String], _ second: [String]) {
    guard !first.isEmpty || !second.isEmpty else { return }
    page.gap()
    page.heading(guide.label(label))
    page.columns(first, second)
  }
}
