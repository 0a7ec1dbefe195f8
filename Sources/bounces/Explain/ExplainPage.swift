import ReplyGuide
import SMTPReply

/// What the guide says of replies, causes and codes, for a reader at a terminal.
struct ExplainPage {
  let guide: ReplyGuide
  var page: Page

  /// Adds one reply: what it means, who acts and how to fix it.
  mutating func add(_ pasted: PastedReply) {
    let answer = guide.explain(pasted.reply)
    page.paragraph(pasted.shown, indent: 0)
    page.gap()
    guard let cause = answer.cause else {
      addUnexplained(answer, pasted)
      return
    }
    page.heading(cause.title)
    page.paragraph(standing(of: cause, answer, pasted))
    if answer.confidence == .low {
      page.paragraph(guide.label("low_confidence") + " " + (answer.matched.map { "“\($0)”" } ?? ""))
    }
    add(cause, pasted.direction, isOwnClient: pasted.isOwnClient)
    addCodes(pasted)
  }

  /// Adds an entry of the guide by itself.
  mutating func add(_ cause: Cause) {
    page.heading(cause.title)
    page.paragraph(
      "\(cause.id) · \(guide.label("class_\(cause.class.rawValue)")) · \(guide.label(cause.permanence.rawValue))")
    add(cause, nil, isOwnClient: false)
    page.gap()
    page.heading(guide.label("example"))
    for sample in cause.samples.prefix(3) { page.paragraph(sample.reply) }
  }

  private func standing(of cause: Cause, _ answer: Explanation, _ pasted: PastedReply) -> String {
    var parts = [cause.id, guide.label("class_\(cause.class.rawValue)")]
    parts += [guide.label((answer.permanence ?? cause.permanence).rawValue)]
    if let side = pasted.side { parts.append(guide.label(side)) }
    if let stage = pasted.stage { parts.append("\(guide.label("stage")) \(stage.rawValue)") }
    return parts.joined(separator: " · ")
  }

  private mutating func add(_ cause: Cause, _ direction: Direction?, isOwnClient: Bool) {
    section("meaning", cause.meaning)
    section("when", cause.when)
    let side = direction ?? .outbound
    section("who_acts", guide.name(of: cause.actor(side, isOwnClient: isOwnClient), side, isOwnClient: isOwnClient))
    page.gap()
    page.heading(guide.label("fix"))
    page.steps(cause.fix(side, isOwnClient: isOwnClient))
    if direction == nil { addOtherSides(cause) }
    guard direction != .outbound || cause.actor == .senderServer else { return }
    let width = (MTA.allCases.map(\.name.count).max() ?? 0) + 2
    for (mta, text) in cause.settings {
      page.paragraph(text, label: mta.name + String(repeating: " ", count: width - mta.name.count))
    }
  }

  /// The advice for those who said it themselves, when nobody knows who did.
  private mutating func addOtherSides(_ cause: Cause) {
    if let advice = cause.inbound {
      page.gap()
      page.heading(guide.label("if_you_said_it"))
      page.steps(advice.fix)
    }
    if let advice = cause.submission {
      page.gap()
      page.heading(guide.label("if_own_client"))
      page.steps(advice.fix)
    }
  }

  private mutating func addUnexplained(_ answer: Explanation, _ pasted: PastedReply) {
    if answer.class == .accepted {
      page.heading(guide.label("class_accepted"))
    } else {
      page.heading(guide.label("not_explained"))
      page.paragraph(guide.label("not_explained_help"))
    }
    addCodes(pasted)
  }

  private mutating func addCodes(_ pasted: PastedReply) {
    if pasted.code != nil || pasted.enhanced != nil { page.gap() }
    if let code = pasted.code {
      let meaning = guide.meaning(of: code)
      page.paragraph(
        "\(meaning?.title ?? meaning?.name ?? guide.label("unknown_code")) · \(guide.kind(of: code))",
        label: "\(code)  ")
    }
    guard let enhanced = pasted.enhanced else { return }
    for meaning in guide.meanings(of: enhanced) {
      page.paragraph("\(meaning.provider.map { "\($0): " } ?? "")\(meaning.name)", label: "\(enhanced)  ")
    }
  }

  mutating func section(_ label: String, _ words: String?) {
    guard let words, !words.isEmpty else { return }
    page.gap()
    page.heading(guide.label(label))
    page.paragraph(words)
  }
}
