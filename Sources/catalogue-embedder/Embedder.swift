import Foundation
import Yams

/// Turns the guide's YAML files into one Swift source that holds them as a JSON string literal.
///
/// YAML is what people like to edit, JSON what loads in milliseconds. Usage: `catalogue-embedder OUTPUT FOLDER FILE...`.
@main
struct Embedder {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 3 else { throw Failure(text: "usage: catalogue-embedder OUTPUT FOLDER FILE...") }
    var catalogue: [String: Any] = ["codes": [Any](), "causes": [Any](), "translations": [String: Any]()]
    for path in arguments[3...] {
      try add(path, below: arguments[2], to: &catalogue)
    }
    let json = try JSONSerialization.data(withJSONObject: catalogue, options: [.sortedKeys, .withoutEscapingSlashes])
    let source = """
      // Made by catalogue-embedder from the files in Catalogue/.
      let embeddedCatalogue: StaticString = ###\"\"\"
      \(String(decoding: json, as: UTF8.self))
      \"\"\"###

      """
    try Data(source.utf8).write(to: URL(fileURLWithPath: arguments[1]))
  }

  /// A file's place says what it holds: `codes.yaml`, `causes/*.yaml`, and both again below a language's folder.
  private static func add(_ path: String, below folder: String, to catalogue: inout [String: Any]) throws {
    let entries: Any?
    do {
      // A date stays the text it is.
      let resolver = Resolver.default.removing(.timestamp)
      entries = try Yams.load(yaml: String(contentsOfFile: path, encoding: .utf8), resolver)
    } catch {
      throw Failure(text: "\(path): error: \(error)")
    }
    guard let list = entries as? [Any] else { throw Failure(text: "\(path): error: not a list of entries") }
    var parts = path.dropFirst(folder.count).split(separator: "/").map(String.init)
    let language = parts.first.flatMap { $0.count == 2 ? $0 : nil }
    if language != nil { parts.removeFirst() }
    let kind = parts.first == "codes.yaml" ? "codes" : "causes"
    guard let language else {
      catalogue[kind] = (catalogue[kind] as? [Any] ?? []) + list
      return
    }
    var translations = catalogue["translations"] as? [String: Any] ?? [:]
    var wording = translations[language] as? [String: Any] ?? ["codes": [Any](), "causes": [Any]()]
    wording[kind] = (wording[kind] as? [Any] ?? []) + list
    translations[language] = wording
    catalogue["translations"] = translations
  }

  private struct Failure: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
  }
}
