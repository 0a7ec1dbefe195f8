import ReplyGuide

/// Finds the block list that replies name, and the page to look it up; or the page of the provider whose reply it is.
struct LookupPages {
  private let pages = ReplyGuide.pages

  /// The lists that `template` names, by what replies call them.
  func lists(in template: String) -> [LookupPage] {
    let text = template.lowercased()
    return pages.filter { page in page.marks.contains { text.contains($0) } }
  }

  /// The page of `provider`, if it has one.
  func page(of provider: String) -> LookupPage? { pages.first { $0.marks.isEmpty && $0.name == provider } }
}
