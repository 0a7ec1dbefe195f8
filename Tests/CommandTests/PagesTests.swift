import Foundation
import Testing

/// What the pages point to is there.
@Suite("Pages")
struct PagesTests {
  /// The pages at the heads of rooms.
  private static let rooms: [String] = {
    let sources = Program.root.appendingPathComponent("Sources")
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: sources.path)) ?? []
    return folders.sorted().map { "Sources/\($0)/README.md" }.filter {
      FileManager.default.fileExists(atPath: Program.root.appendingPathComponent($0).path)
    }
  }()

  @Test("the large rooms have a page at their head, short enough to be read")
  func heads() throws {
    #expect(PagesTests.rooms.count >= 6)
    for room in PagesTests.rooms {
      let lines = try Document(room).text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect((20...40).contains(lines), "\(room): \(lines) lines")
    }
  }

  @Test("a room's page names files and folders that are there", arguments: rooms)
  func paths(room: String) throws {
    let folder = Program.root.appendingPathComponent(room).deletingLastPathComponent()
    let named = try Document(room).code.filter { name in
      name.contains("/") || [".swift", ".yaml", ".md", ".txt"].contains { name.hasSuffix($0) }
    }
    #expect(!named.isEmpty)
    for name in named {
      let isThere = [folder, Program.root].contains {
        FileManager.default.fileExists(atPath: $0.appendingPathComponent(name).path)
      }
      #expect(isThere, "\(room): \(name)")
    }
  }

  @Test(
    "links lead to files and headings",
    arguments: ["README.md", "Documentation/manual.md", "CONTRIBUTING.md"] + rooms)
  func links(path: String) throws {
    let document = try Document(path)
    for (target, heading) in document.links {
      let other = URL(fileURLWithPath: "/" + path).deletingLastPathComponent().appendingPathComponent(target)
      let inside = target.isEmpty ? path : String(other.standardizedFileURL.path.dropFirst())
      #expect(
        FileManager.default.fileExists(atPath: Program.root.appendingPathComponent(inside).path), "\(path): \(target)")
      if !heading.isEmpty { #expect(try Document(inside).headings.contains(heading), "\(path): \(heading)") }
    }
  }
}
