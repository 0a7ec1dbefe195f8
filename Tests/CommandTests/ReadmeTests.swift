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

  @Test("the list shown is what suppress prints")
  func suppress() throws {
    let readme = try String(contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(readme.components(separatedBy: "\n```\n").first { $0.hasPrefix("$ bounces suppress ") })
    let lines = block.split(separator: "\n", maxSplits: 1)
    let arguments = lines[0].split(separator: " ").dropFirst(2).map(String.init)
    #expect(try Program(arguments).output.split(separator: "\r\n") == lines[1].split(separator: "\n"))
  }

  @Test("the message shown is what trace prints")
  func trace() throws {
    let readme = try String(contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(readme.components(separatedBy: "\n```\n").first { $0.hasPrefix("$ bounces trace ") })
    let lines = block.split(separator: "\n", maxSplits: 1)
    let arguments = lines[0].split(separator: " ").dropFirst(2).map(String.init)
    #expect(try Program(arguments + ["--lang", "en"]).output == lines[1] + "\n")
  }

  @Test("the metrics shown are the beginning of what analyze prints")
  func metrics() throws {
    let readme = try String(contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(readme.components(separatedBy: "\n```\n").first { $0.hasPrefix("$ bounces analyze ") })
    let lines = block.split(separator: "\n", maxSplits: 1)
    #expect(lines[0].hasSuffix(" --format prom SampleLogs/postfix.log.gz | head -5"))
    #expect(lines[1].split(separator: "\n").count == 5)
    #expect(
      try Program(["analyze", "--format", "prom", "SampleLogs/postfix.log.gz"]).output.hasPrefix(lines[1] + "\n"))
  }

  @Test("the audit shown is a part of what analyze prints")
  func audit() throws {
    let readme = try String(contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "\n```\n")
    let block = try #require(
      blocks.first { $0.hasPrefix("$ bounces analyze --audit --top 3 SampleLogs/postfix.log.gz") })
    let lines = block.split(separator: "\n", maxSplits: 1)
    let output = try Program(["analyze", "--audit", "--top", "3", "--lang", "en", "SampleLogs/postfix.log.gz"]).output
    #expect(lines[1].split(separator: "\n").count == 5 && output.contains(lines[1] + "\n"))
  }

  @Test("the redacted trace shown is the beginning of what trace prints")
  func redactedTrace() throws {
    let readme = try String(contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(
      readme.components(separatedBy: "\n```\n").first { $0.hasPrefix("$ bounces trace --redact") })
    let lines = block.split(separator: "\n", maxSplits: 1)
    let arguments = lines[0].replacing(" | head -5", with: "").split(separator: " ").dropFirst(2).map(String.init)
    #expect(try Program(arguments + ["--lang", "en"]).output.hasPrefix(lines[1] + "\n"))
  }

  @Test("the nightly report shown is the beginning of what analyze prints with a history")
  func nightly() throws {
    let readme = try String(contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(
      readme.components(separatedBy: "\n```\n").first { $0.hasPrefix("$ zcat SampleLogs/postfix.log.gz | head") })
    let lines = block.components(separatedBy: "\n")
    let folder = try Folder()
    let commands = lines.prefix { $0.hasPrefix("$ ") }.map { line in
      line.dropFirst(2).replacingOccurrences(of: "SampleLogs", with: "$SAMPLES")
        .replacingOccurrences(of: "bounces ", with: "\"$BOUNCES\" ")
    }
    let shown = lines.dropFirst(commands.count).joined(separator: "\n") + "\n"
    #expect(commands.count == 4 && shown.count > 300)
    #expect(try folder.run(commands.joined(separator: "; ")).output == shown)
  }
}
