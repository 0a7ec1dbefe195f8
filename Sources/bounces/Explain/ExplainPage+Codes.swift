import ReplyGuide
import SMTPReply

extension ExplainPage {
  /// Adds what codes say by themselves.
  mutating func add(_ code: ReplyCode?, _ enhanced: EnhancedStatusCode?) {
    if let code { add(code) }
    if code != nil, enhanced != nil { page.gap() }
    if let enhanced { add(enhanced) }
  }

  private mutating func add(_ code: ReplyCode) {
    guard let meaning = guide.meaning(of: code) else {
      page.heading("\(code)  \(guide.label("unknown_code"))", right: guide.kind(of: code))
      page.paragraph(guide.label("unknown_code_help"))
      return
    }
    page.heading("\(code)  \(meaning.title ?? meaning.name)", right: guide.kind(of: code))
    let source = meaning.source.map { " (\($0))" } ?? ""
    if !meaning.official.isEmpty { page.paragraph(meaning.official + source, indent: 5) }
    if !meaning.registered { page.paragraph(guide.label("unregistered"), indent: 5) }
    if !meaning.commands.isEmpty {
      page.paragraph(guide.commands(meaning.commands), label: guide.label("said_to") + " ", indent: 5)
    }
    section("description", meaning.meaning)
    section("when", meaning.when)
    if let fix = meaning.fix, !fix.isEmpty {
      page.gap()
      page.heading(guide.label("fix"))
      page.steps(fix)
    }
    section("differences", meaning.differences)
    section("use", meaning.use)
    addCauses(of: code)
  }

  private mutating func addCauses(of code: ReplyCode) {
    let causes = guide.causes(of: code)
    guard !causes.isEmpty else { return }
    page.gap()
    page.heading("\(guide.label("causes_of")) \(code) (\(causes.count))")
    var last: ReasonClass?
    for cause in causes {
      if cause.class != last { page.paragraph(guide.label("class_\(cause.class.rawValue)")) }
      last = cause.class
      page.paragraph("\(cause.title) (\(cause.id))", label: "- ", indent: 4)
    }
  }

  private mutating func add(_ enhanced: EnhancedStatusCode) {
    let meanings = guide.meanings(of: enhanced)
    if meanings.isEmpty {
      page.heading("\(enhanced)  \(guide.label("unknown_code"))", right: guide.label("kind_\(enhanced.group)"))
      page.paragraph(guide.label("unknown_code_help"))
    }
    for (number, meaning) in meanings.enumerated() {
      if number > 0 { page.gap() }
      let owner = meaning.provider.map { "\(guide.label("at_provider")) \($0): " } ?? ""
      page.heading("\(enhanced)  \(owner)\(meaning.name)", right: guide.label("kind_\(enhanced.group)"))
      if !meaning.official.isEmpty { page.paragraph("\(meaning.official) (\(meaning.source))", indent: 7) }
      page.paragraph(meaning.meaning)
      page.paragraph(
        guide.name(of: meaning.actor, .outbound, isOwnClient: false), label: guide.label("who_acts") + ": ")
      page.steps(meaning.fix)
    }
  }
}
