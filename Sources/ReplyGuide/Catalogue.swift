import FoundationEssentials

/// The guide's data files, as they were embedded at build time.
struct Catalogue: Decodable {
  var codes: [CodeMeaning]
  var causes: [Cause]
  /// Wording by language and entry.
  var translations: [String: Translation]

  /// The wording of one language, under the ids of the English entries.
  struct Translation: Decodable {
    var codes: [CodeWording]
    var causes: [CauseWording]
  }

  /// The translated keys of a code.
  struct CodeWording: Decodable {
    var code: Int
    var name: String
    var title: String?
    var meaning: String
    var when: String?
    var fix: [String]?
    var differences: String?
    var use: String?
  }

  /// The translated keys of a cause.
  struct CauseWording: Decodable {
    var id: String
    var title: String
    var meaning: String
    var when: String
    var fix: [String]
    var inbound: Inbound?

    struct Inbound: Decodable {
      var fix: [String]
    }
  }

  /// Decodes the embedded files; takes some milliseconds.
  static func embedded() throws -> Catalogue {
    let json = embeddedCatalogue.withUTF8Buffer { unsafe Data($0) }
    return try JSONDecoder().decode(Catalogue.self, from: json)
  }

  /// Puts the wording of `language` in the place of the English one.
  mutating func translate(to language: String) {
    guard let translation = translations[language] else { return }
    let codeWording = Dictionary(translation.codes.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
    for index in codes.indices {
      guard let wording = codeWording[codes[index].code] else { continue }
      codes[index].name = wording.name
      codes[index].title = wording.title
      codes[index].meaning = wording.meaning
      codes[index].when = wording.when
      codes[index].fix = wording.fix
      codes[index].differences = wording.differences
      codes[index].use = wording.use
    }
    let causeWording = Dictionary(translation.causes.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    for index in causes.indices {
      guard let wording = causeWording[causes[index].id] else { continue }
      causes[index].title = wording.title
      causes[index].meaning = wording.meaning
      causes[index].when = wording.when
      causes[index].fix = wording.fix
      if let fix = wording.inbound?.fix { causes[index].inbound?.fix = fix }
    }
  }
}
