import Foundation
import Testing

/// What the README shows is what the program prints.
@Suite("README")
struct ReadmeTests {
  @Test("the report shown is the beginning of the sample day's")
  func report() throws {
    let readme = try String(contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "\n```\n")
    let shown = try #require(blocks.first { $0.hasPrefix("SampleLogs/postfix.log.gz · ") })
    #expect(try Program(["analyze", "--lang", "en", "SampleLogs/postfix.log.gz"]).output.hasPrefix(shown))
  }
}
