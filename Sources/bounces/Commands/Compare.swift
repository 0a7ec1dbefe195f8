import ArgumentParser
import ReplyCounts
import ReplyGuide

/// `bounces compare`: two codes side by side.
struct Compare: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Set two codes side by side: meaning, when, fix, differences, use.",
    discussion: """
      A code is a reply code (553), an enhanced status code (5.7.1), or the name of a reply code.

        bounces compare 252 553
        bounces compare 550 553 --lang es
      """)

  /// The form of the answer.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  @Argument(help: "The first code.")
  var first: String

  @Argument(help: "The second code.")
  var second: String

  @Option(help: "Form of the answer: text or json.")
  var format: Format = .text

  @OptionGroup var language: LanguageOption

  var fileUse: FileUse { FileUse() }

  func run(_: FileUse.Checked) throws {
    let guide = try ReplyGuide(language: language.language)
    let left = try code(first, guide)
    let right = try code(second, guide)
    switch format {
    case .text:
      StandardOutput.write(Array(ComparePage(left, right, guide: guide, page: Terminal.page).page.text.utf8))
    case .json:
      var json = JSONWriter(isPretty: true)
      json.beginObject()
      json.key("codes")
      json.beginArray()
      for code in [left, right] { write(code, &json) }
      json.endArray()
      write("differences", ComparedCode.differences(left, right, guide), &json)
      json.endObject()
      json.endLine()
      StandardOutput.write(json.bytes)
    }
  }

  private func code(_ text: String, _ guide: ReplyGuide) throws -> ComparedCode {
    if let code = ComparedCode(text, guide: guide) { return code }
    throw ValidationError("'\(text)' is no code; give a reply code such as 553 or an enhanced code such as 5.7.1.")
  }

  private func write(_ code: ComparedCode, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("code")
    json.value(code.name)
    json.key("title")
    json.value(code.heading)
    json.key("kind")
    json.value(code.kind)
    json.key("official")
    json.value(code.official)
    write("meaning", code.meaning, &json)
    write("when", code.when, &json)
    write("fix", code.fix, &json)
    write("use", code.use, &json)
    json.endObject()
  }

  private func write(_ key: StaticString, _ texts: [String], _ json: inout JSONWriter) {
    json.key(key)
    json.beginArray()
    for text in texts { json.value(text) }
    json.endArray()
  }
}
