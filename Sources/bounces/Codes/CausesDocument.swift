import ReplyGuide
import SMTPReply

/// The page `Documentation/causes.md`: every cause of the guide, by class.
struct CausesDocument {
  let guide: ReplyGuide

  /// The page as Markdown.
  var text: String {
    var text = """
      # Causes

      Made by `bounces codes --format markdown > Documentation/causes.md`; a test compares it. What each entry is and how
      to add one: `Sources/ReplyGuide/Catalogue/README.md`. One entry in a terminal: `bounces explain ID`.

      """
    for reasonClass in ReasonClass.allCases {
      let causes = guide.causes.filter { $0.class == reasonClass }
      guard !causes.isEmpty else { continue }
      text += "\n## \(guide.label("class_\(reasonClass.rawValue)")) (`\(reasonClass.rawValue)`)\n"
      for cause in causes { text += entry(cause) }
    }
    return text
  }

  private func entry(_ cause: Cause) -> String {
    var text = "\n### \(cause.id)\n\n**\(cause.title).** \(cause.meaning) \(cause.when)\n\n"
    var facts: [String] = []
    if let provider = cause.provider { facts.append(provider) }
    if !cause.codes.isEmpty { facts.append(cause.codes.map(String.init).joined(separator: " ")) }
    if !cause.enhanced.isEmpty { facts.append(cause.enhanced.joined(separator: " ")) }
    facts.append(guide.label(cause.permanence.rawValue))
    facts.append(
      "\(guide.label("who_acts").lowercased()): \(guide.name(of: cause.actor, .outbound, isOwnClient: false))")
    text += facts.joined(separator: " · ") + "\n\n" + steps(cause.fix)
    if let advice = cause.inbound { text += "\n\(guide.label("if_you_said_it")):\n\n" + steps(advice.fix) }
    if let advice = cause.submission { text += "\n\(guide.label("if_own_client")):\n\n" + steps(advice.fix) }
    let settings = cause.settings.map { "\($0.mta.name): \($0.text)" }
    if !settings.isEmpty { text += "\n" + settings.joined(separator: ". ") + "\n" }
    if let sample = cause.samples.first { text += "\n    \(sample.reply)\n" }
    return text
  }

  private func steps(_ steps: [String]) -> String {
    steps.enumerated().map { "\($0.offset + 1). \($0.element)\n" }.joined()
  }
}
