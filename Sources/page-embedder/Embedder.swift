import Foundation

/// Turns files into one Swift source with a string literal for each: `EmbeddedPage.template`, `.style`, `.script`.
@main
struct Embedder {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5 else {
      FileHandle.standardError.write(Data("usage: page-embedder OUTPUT TEMPLATE STYLE SCRIPT\n".utf8))
      exit(1)
    }
    var source = "// Made by page-embedder from the files in HTML/Page/.\nenum EmbeddedPage {\n"
    for (name, path) in zip(["template", "style", "script"], arguments[2...]) {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      source += "  static let \(name) = ####\"\"\"\n\(text)\n\"\"\"####\n"
    }
    try Data((source + "}\n").utf8).write(to: URL(fileURLWithPath: arguments[1]))
  }
}
