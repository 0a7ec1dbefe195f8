import GuideData

/// The guide's data files, as they were embedded at build time.
struct Catalogue {
  private(set) var codes: [CodeMeaning] = []
  private(set) var enhanced: [EnhancedMeaning] = []
  private(set) var causes: [Cause] = []
  private(set) var labels: [String: String] = [:]

  /// Decodes the embedded files with the words of `language`, or the English ones when there are none.
  init(language: String) {
    let words = embeddedLanguages.contains(language) ? language : "en"
    if let details = embeddedSection("details") {
      var details = SectionReader(details)
      Catalogue.read("causes", words) { causes.append(Cause(from: &$0, wording: &$1, details: &details)) }
    }
    codes = Catalogue.codes(language: words)
    Catalogue.read("enhanced", words) { enhanced.append(EnhancedMeaning(from: &$0, wording: &$1)) }
    if let text = embeddedSection("\(words)/labels") {
      var section = SectionReader(text)
      while !section.isAtEnd {
        let label = Label(from: &section)
        labels[label.id] = label.text
      }
    }
  }

  /// The reply codes with the words of `language`, which is one of `embeddedLanguages`.
  static func codes(language: String) -> [CodeMeaning] {
    var codes: [CodeMeaning] = []
    read("codes", language) { codes.append(CodeMeaning(from: &$0, wording: &$1)) }
    return codes
  }

  /// The look-up pages of block lists, and those of large providers.
  static func pages() -> [LookupPage] {
    guard let text = embeddedSection("pages") else { return [] }
    var section = SectionReader(text)
    var pages: [LookupPage] = []
    while !section.isAtEnd { pages.append(LookupPage(from: &section)) }
    return pages
  }

  /// The large mail providers.
  static func providers() -> [Provider] {
    guard let text = embeddedSection("providers") else { return [] }
    var section = SectionReader(text)
    var providers: [Provider] = []
    while !section.isAtEnd { providers.append(Provider(from: &section)) }
    return providers
  }

  /// The phrases of the causes, whose numbers grow by `offset`.
  static func phrases(offset: Int) -> PhraseList {
    guard let text = embeddedSection("phrases") else { return PhraseList([], of: 0..<0) }
    var section = SectionReader(text)
    return PhraseList(from: &section, offset: offset)
  }

  private static func read(
    _ name: String, _ language: String, _ take: (inout SectionReader, inout SectionReader) -> Void
  ) {
    guard let facts = embeddedSection(name), let words = embeddedSection("\(language)/\(name)") else { return }
    var section = SectionReader(facts)
    var wording = SectionReader(words)
    while !section.isAtEnd { take(&section, &wording) }
  }
}
