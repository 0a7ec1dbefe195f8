import Foundation

/// A document of the repository, with what a test can hold of it.
struct Document {
  let path: String
  let text: String
  /// What stands between fences.
  let blocks: [Block]
  /// The lines outside of them.
  let prose: String

  /// Lines between two fences.
  struct Block: Sendable, CustomStringConvertible {
    let document: String
    /// What stands behind the first fence: empty for commands.
    let language: String
    let lines: [String]

    var text: String { lines.joined(separator: "\n") }

    /// Whether commands are shown with what they print.
    var hasOutput: Bool { lines.first?.hasPrefix("$ ") == true }

    var description: String { "\(document): \(lines.first ?? "")" }
  }

  /// The document at `path` from the repository's top.
  init(_ path: String) throws {
    self.path = path
    text = try String(contentsOf: Program.root.appendingPathComponent(path), encoding: .utf8)
    var blocks: [Block] = []
    var prose: [String] = []
    var open: (language: String, lines: [String])?
    for line in text.components(separatedBy: "\n") {
      if let block = open {
        guard line == "```" else {
          open = (block.language, block.lines + [line])
          continue
        }
        blocks.append(Block(document: path, language: block.language, lines: block.lines))
        open = nil
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), [])
      } else {
        prose.append(line)
      }
    }
    self.blocks = blocks
    self.prose = prose.joined(separator: "\n")
  }

  /// The two that a postmaster reads.
  static var forUsers: [Document] { get throws { try ["README.md", "Documentation/manual.md"].map(Document.init) } }

  /// Their blocks of commands; none where they cannot be read, which another test says.
  static var commandBlocks: [Block] {
    ((try? forUsers) ?? []).flatMap(\.blocks).filter { $0.language.isEmpty }
  }

  /// What stands in backticks outside of the blocks.
  var code: [String] { prose.matches(of: /`([^`\n]+)`/).map { String($0.1) } }

  /// Where its links lead that stay in the repository: a path from the document, and a heading.
  var links: [(path: String, heading: String)] {
    prose.matches(of: /\]\(([^)#:]*)(?:#([^)]*))?\)/).map { (String($0.1), String($0.2 ?? "")) }
  }

  /// The names by which links lead to its headings.
  var headings: Set<String> {
    Set(
      prose.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
        String(
          line.drop { $0 == "#" || $0 == " " }.lowercased().filter { $0.isLetter || $0.isNumber || " -".contains($0) }
            .map { $0 == " " ? "-" : $0 })
      })
  }
}
