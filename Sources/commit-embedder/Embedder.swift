import Foundation

/// Writes a Swift source with the commit that is checked out, `EmbeddedCommit.id`; nil outside a repository, as in a tarball.
///
/// It reads git's own files: a build may have no git, and may not run it.
@main
struct Embedder {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      FileHandle.standardError.write(Data("usage: commit-embedder OUTPUT PACKAGE\n".utf8))
      exit(1)
    }
    let commit = Checkout(arguments[2]).commit.map { "\"\($0.prefix(12))\"" } ?? "nil"
    let source = "// Made by commit-embedder.\nenum EmbeddedCommit {\n  static let id: String? = \(commit)\n}\n"
    try Data(source.utf8).write(to: URL(fileURLWithPath: arguments[1]))
  }
}

/// A work tree of git (gitrepository-layout(5)).
struct Checkout {
  private let root: String

  init(_ root: String) { self.root = root }

  /// The 40 digits of the commit that is checked out.
  var commit: String? {
    guard let folder, let head = text(folder + "/HEAD") else { return nil }
    guard head.hasPrefix("ref: ") else { return hash(head) }
    let name = String(head.dropFirst(5))
    // Branches of a linked work tree are kept with the main one.
    let common = text(folder + "/commondir").map { $0.hasPrefix("/") ? $0 : folder + "/" + $0 } ?? folder
    if let loose = text(common + "/" + name) { return hash(loose) }
    let packed = text(common + "/packed-refs")?.split(separator: "\n").first { $0.hasSuffix(" " + name) }
    return packed.flatMap { hash(String($0.prefix { $0 != " " })) }
  }

  /// Git's folder: `.git`, or what a file of that name points to.
  private var folder: String? {
    let place = root + "/.git"
    guard let link = text(place), link.hasPrefix("gitdir: ") else {
      return FileManager.default.fileExists(atPath: place + "/HEAD") ? place : nil
    }
    let path = String(link.dropFirst(8))
    return path.hasPrefix("/") ? path : root + "/" + path
  }

  private func text(_ path: String) -> String? {
    (try? String(contentsOfFile: path, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func hash(_ text: String) -> String? {
    text.count >= 40 && text.allSatisfy(\.isHexDigit) ? text : nil
  }
}
