import ArgumentParser
import MailLog
import ReplyCounts
import ReplyGuide
import SMTPReply

/// `bounces codes`: the list of what the guide knows.
struct Codes: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes",
    abstract: "List what the guide knows: reply codes, enhanced codes and causes; check a file of your own causes.")

  /// What to list.
  enum Part: String, CaseIterable, ExpressibleByArgument {
    case all
    case reply
    case enhanced
    case causes
  }

  /// The form of the list; `markdown` is the page in Documentation.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case markdown
  }

  @Argument(help: "What to list: all, reply, enhanced or causes.")
  var part: Part = .all

  @Option(help: "Form of the list: text, json or markdown.")
  var format: Format = .text

  @Option(help: "Check a file of your own causes, and list nothing.", completion: .file())
  var check: String?

  @OptionGroup var language: LanguageOption
  @OptionGroup var rules: RulesOption

  var fileUse: FileUse {
    var files = FileUse(rules)
    if let check { files.others.append(("--check", check)) }
    return files
  }

  func run(_: FileUse.Checked) throws {
    if let check {
      let count = try RulesOption.causes(in: check).count
      let answer = "\(check.onOneLine): \(count) cause\(count == 1 ? "" : "s"), nothing wrong\n"
      return StandardOutput.write(Array(answer.utf8))
    }
    let guide = try rules.guide(language.language)
    switch format {
    case .text: StandardOutput.write(Array(text(guide).utf8))
    case .json: StandardOutput.write(json(guide))
    case .markdown: StandardOutput.write(Array(CausesDocument(guide: guide).text.utf8))
    }
  }

  private func text(_ guide: ReplyGuide) -> String {
    var page = Terminal.page
    if part == .all || part == .reply {
      page.heading("\(guide.label("codes_title")) (\(guide.codes.count))")
      for code in guide.codes {
        page.paragraph("\(code.title ?? code.name)\(code.registered ? "" : " *")", label: "\(code.code)  ")
      }
      page.paragraph("* \(guide.label("unregistered"))")
    }
    if part == .all { page.gap() }
    if part == .all || part == .enhanced {
      page.heading("\(guide.label("enhanced_title")) (\(guide.enhancedCodes.count))")
      for code in guide.enhancedCodes {
        let label = code.code + String(repeating: " ", count: max(1, 12 - code.code.count))
        page.paragraph((code.provider.map { "\($0): " } ?? "") + code.name, label: label)
      }
    }
    if part == .all { page.gap() }
    if part == .all || part == .causes { addCauses(guide, &page) }
    return page.text
  }

  private func addCauses(_ guide: ReplyGuide, _ page: inout Page) {
    page.heading("\(guide.label("causes_title")) (\(guide.causes.count))")
    for reasonClass in ReasonClass.allCases {
      let causes = guide.causes.filter { $0.class == reasonClass }
      guard !causes.isEmpty else { continue }
      page.paragraph("\(guide.label("class_\(reasonClass.rawValue)")) (\(reasonClass.rawValue))")
      for cause in causes { page.paragraph("\(cause.title) (\(cause.id))", label: "- ", indent: 4) }
    }
  }

  private func json(_ guide: ReplyGuide) -> [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.beginObject()
    json.key("reply_codes")
    json.beginArray()
    for code in guide.codes { entry(&json, String(code.code), code.title ?? code.name, code.class) }
    json.endArray()
    json.key("enhanced_codes")
    json.beginArray()
    for code in guide.enhancedCodes { entry(&json, code.code, code.name, code.class, provider: code.provider) }
    json.endArray()
    json.key("causes")
    json.beginArray()
    for cause in guide.causes { entry(&json, cause.id, cause.title, cause.class, provider: cause.provider) }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private func entry(
    _ json: inout JSONWriter, _ id: String, _ title: String, _ reasonClass: ReasonClass, provider: String? = nil
  ) {
    json.beginObject()
    json.key("id")
    json.value(id)
    json.key("title")
    json.value(title)
    json.key("class")
    json.value(reasonClass.rawValue)
    json.key("provider")
    json.value(provider)
    json.endObject()
  }
}
