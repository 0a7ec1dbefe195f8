package import ReplyGuide
import SMTPReply

/// Finds the block list that replies name, and the page to look it up; or the page of the provider whose reply it is.
package struct LookupPages {
  private let pages: [LookupPage]
  /// The bytes of each page's marks.
  private let marks: [[[UInt8]]]

  /// The pages of the guide.
  package init() {
    pages = ReplyGuide.pages
    marks = pages.map { page in page.marks.map { Array($0.utf8) } }
  }

  /// The lists that `template` names, by what replies call them.
  package func lists(in template: String) -> [LookupPage] {
    // Bytes: to look for a text in a text costs a hundred times as much, and there may be many templates.
    indices(in: Array(template.lowercased().utf8)).map { pages[$0] }
  }

  /// The numbers of the lists that `text` names, from 1; `name(at:)` has their names.
  func places(in text: [UInt8]) -> [UInt8] {
    indices(in: text.map { ASCII.lowercased($0) }).map { UInt8(clamping: $0 + 1) }
  }

  /// The name of the list with a number that `places` gave.
  func name(at place: UInt8) -> String { pages[Int(place) - 1].name }

  private func indices(in text: [UInt8]) -> [Int] {
    pages.indices.filter { marks[$0].contains { LookupPages.isIn(text, $0) } }
  }

  /// The lists that any of `texts` names.
  package func lists(inAny texts: [String]) -> [LookupPage] {
    let found = Set(texts.flatMap { lists(in: $0) }.map(\.name))
    return pages.filter { found.contains($0.name) }
  }

  /// The page of `provider`, if it has one.
  package func page(of provider: String) -> LookupPage? { pages.first { $0.marks.isEmpty && $0.name == provider } }

  private static func isIn(_ text: [UInt8], _ mark: [UInt8]) -> Bool {
    guard let first = mark.first, mark.count <= text.count else { return false }
    return (0...(text.count - mark.count)).contains { start in
      text[start] == first && text[start..<(start + mark.count)].elementsEqual(mark)
    }
  }
}
