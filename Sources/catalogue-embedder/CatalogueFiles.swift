import GuideData

/// The catalogue's files, gathered by language and kind.
///
/// A file's place says what it holds: `codes.yaml`, `enhanced.yaml`, `labels.yaml`, `report.yaml` and `causes/*.yaml`, in English with
/// all facts; and the same again, words only, below a folder for each other language. `pages.yaml` and `providers.yaml` have no words.
struct CatalogueFiles {
  /// The words of one language.
  struct Wording {
    var codes: [CodeMeaning] = []
    var enhanced: [EnhancedMeaning] = []
    var causes: [CauseWording] = []
    var labels: [Label] = []
  }

  let folder: String
  private(set) var problems: [String] = []
  private(set) var causes: [Cause] = []
  private var pages: [LookupPage] = []
  private var providers: [Provider] = []
  private var english = Wording()
  private var others: [String: Wording] = [:]

  init(folder: String) {
    self.folder = folder
  }

  /// English first, the others by name.
  var languages: [String] { ["en"] + others.keys.sorted() }

  /// Reads one file.
  mutating func read(_ text: String, path: String) {
    var parts = path.dropFirst(folder.count).split(separator: "/").map(String.init)
    let language = parts.first.flatMap { $0.count == 2 ? $0 : nil }
    if language != nil { parts.removeFirst() }
    var wording = language.map { others[$0] ?? Wording() } ?? english
    var file = CodeFiles(text, path: path)
    switch parts.first {
    case "codes.yaml": wording.codes = language == nil ? file.codes() : file.codeWording()
    case "enhanced.yaml": wording.enhanced = file.enhanced(isWording: language != nil)
    case "labels.yaml", "report.yaml": wording.labels += file.labels()
    case "pages.yaml" where language == nil: pages = file.pages()
    case "providers.yaml" where language == nil: providers = file.providers()
    case "causes" where language != nil: wording.causes += file.causeWording()
    case "causes":
      let read = CauseFile(text, path: path, kind: .catalogue)
      problems += read.problems.map(\.description)
      causes += read.causes
      wording.causes += read.causes.map(CauseWording.init)
    default: problems.append("\(path):1: error: a file of no known kind")
    }
    problems += file.problems.map(\.description)
    if let language { others[language] = wording } else { english = wording }
  }

  /// Puts the words of every language in the order of the English ones, and says what is missing.
  mutating func check() {
    let ids = causes.map(\.id)
    for id in Set(ids) where ids.filter({ $0 == id }).count > 1 {
      problems.append("\(folder): error: two causes are \(id)")
    }
    for name in causes.compactMap(\.sameAs) + english.codes.compactMap(\.cause) + english.enhanced.compactMap(\.cause)
    where !ids.contains(name) {
      problems.append("\(folder): error: there is no cause \(name)")
    }
    for language in others.keys.sorted() {
      let found = others[language] ?? Wording()
      var wording = Wording()
      let place = "\(folder)/\(language): error:"
      wording.causes = pick(english.causes, from: found.causes, \.id, place)
      wording.codes = pick(english.codes, from: found.codes, { String($0.code) }, place)
      wording.enhanced = pick(english.enhanced, from: found.enhanced, { $0.code + ($0.provider ?? "") }, place)
      wording.labels = pick(english.labels, from: found.labels, \.id, place)
      for index in wording.causes.indices { wording.causes[index].fill(from: english.causes[index]) }
      for (words, original) in zip(wording.causes, english.causes) where words.id == original.id {
        for key in words.missing(from: original) {
          problems.append("\(place) \(words.id): `\(key)` has not as many steps as in English")
        }
      }
      others[language] = wording
    }
  }

  private mutating func pick<Entry>(
    _ wanted: [Entry], from found: [Entry], _ id: (Entry) -> String, _ place: String
  ) -> [Entry] {
    let known = Dictionary(found.map { (id($0), $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(wanted.map(id))
    for entry in found where !names.contains(id(entry)) { problems.append("\(place) \(id(entry)) is not in English") }
    return wanted.map { entry in
      if let words = known[id(entry)] { return words }
      problems.append("\(place) \(id(entry)) is missing")
      return entry
    }
  }

  /// The literals to embed, by name.
  var sections: [String: SectionWriter] {
    var sections: [String: SectionWriter] = [:]
    for cause in causes {
      cause.write(to: &sections["causes", default: SectionWriter()])
      cause.writeDetails(to: &sections["details", default: SectionWriter()])
    }
    PhraseList(causes, of: causes.indices).write(to: &sections["phrases", default: SectionWriter()])
    for page in pages { page.write(to: &sections["pages", default: SectionWriter()]) }
    for provider in providers { provider.write(to: &sections["providers", default: SectionWriter()]) }
    for code in english.codes { code.write(to: &sections["codes", default: SectionWriter()]) }
    for code in english.enhanced { code.write(to: &sections["enhanced", default: SectionWriter()]) }
    for language in languages {
      let wording = others[language] ?? english
      for entry in wording.causes { entry.write(to: &sections["\(language)/causes", default: SectionWriter()]) }
      for entry in wording.codes { entry.writeWording(to: &sections["\(language)/codes", default: SectionWriter()]) }
      for entry in wording.enhanced {
        entry.writeWording(to: &sections["\(language)/enhanced", default: SectionWriter()])
      }
      for entry in wording.labels { entry.write(to: &sections["\(language)/labels", default: SectionWriter()]) }
    }
    return sections
  }
}
