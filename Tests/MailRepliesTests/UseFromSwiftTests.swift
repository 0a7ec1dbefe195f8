import Foundation
import Testing

/// What "Use it from Swift" shows is what the gate builds and runs.
@Suite("Use it from Swift")
struct UseFromSwiftTests {
  @Test("the programs shown are those of Examples", arguments: ["print-replies", "explain-bounces", "explain-reply"])
  func examples(name: String) throws {
    let page = try String(
      contentsOf: SampleLogs.root.appendingPathComponent("Documentation/use-from-swift.md"), encoding: .utf8)
    let program = try String(
      contentsOf: SampleLogs.root.appendingPathComponent("Examples/Sources/\(name)/main.swift"), encoding: .utf8)
    #expect(program.hasPrefix("import MailReplies\n") && page.contains("```swift\n\(program)```\n"))
  }
}
