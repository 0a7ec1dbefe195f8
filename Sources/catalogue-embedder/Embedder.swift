import Foundation
import GuideData

/// Checks the guide's YAML files and turns them into one Swift source that holds them as string literals.
///
/// YAML is what people like to edit, lines of text what loads in a millisecond. Usage: `catalogue-embedder OUTPUT FOLDER
/// FILE...`; what is wrong with a file ends the build with its place.
@main
struct Embedder {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 3 else { return stop(["usage: catalogue-embedder OUTPUT FOLDER FILE..."]) }
    var files = CatalogueFiles(folder: arguments[2])
    for path in arguments[3...] { files.read(try String(contentsOfFile: path, encoding: .utf8), path: path) }
    files.check()
    guard files.problems.isEmpty else { return stop(files.problems) }
    var source = "// Made by catalogue-embedder from the files in Catalogue/.\n"
    source += "let embeddedLanguages = \(files.languages)\n\n"
    source += "func embeddedSection(_ name: String) -> StaticString? {\n  switch name {\n"
    for (name, section) in files.sections.sorted(by: { $0.key < $1.key }) {
      source += "  case \"\(name)\":\n    return ###\"\"\"\n\(section.text)\"\"\"###\n"
    }
    source += "  default: return nil\n  }\n}\n"
    try Data(source.utf8).write(to: URL(fileURLWithPath: arguments[1]))
  }

  private static func stop(_ problems: [String]) {
    FileHandle.standardError.write(Data((problems.joined(separator: "\n") + "\n").utf8))
    exit(1)
  }
}
