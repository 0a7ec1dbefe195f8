import ReplyGuide
import SMTPReply

/// One of the two codes that are compared, with what the guide says of it.
struct ComparedCode {
  let name: String
  let heading: String
  let kind: String
  let official: String
  let meaning: [String]
  let when: [String]
  let fix: [String]
  let use: [String]
  /// The class and who acts, by default.
  let standing: String
  fileprivate let severity: Int
  fileprivate let commands: String?
  fileprivate let differences: String?
  fileprivate let reply: ReplyCode?

  /// Takes `text` as a reply code, its name, or an enhanced code; nil when it is none of them.
  init?(_ text: String, guide: ReplyGuide) {
    switch Question(text, guide: guide) {
    case .codes(let code?, _): self.init(code, guide)
    case .codes(nil, let enhanced?): self.init(enhanced, guide)
    default: return nil
    }
  }

  private init(_ code: ReplyCode, _ guide: ReplyGuide) {
    let known = guide.meaning(of: code)
    name = code.description
    heading = "\(code)  \(known?.title ?? known?.name ?? guide.label("unknown_code"))"
    kind = guide.kind(of: code)
    official = known.map { $0.official.isEmpty ? guide.label("unregistered") : $0.official } ?? ""
    meaning = [known?.meaning ?? guide.label("unknown_code_help")]
    when = [known?.when ?? guide.label("when_\(code.severity)")]
    fix = ComparedCode.numbered(known?.fix ?? [guide.label("fix_\(code.severity)")])
    use = [known?.use ?? guide.label("use_\(code.severity)")]
    standing = ComparedCode.standing(known?.class, known?.actor, guide)
    severity = code.severity
    commands = known.flatMap { $0.commands.isEmpty ? nil : guide.commands($0.commands) }
    differences = known?.differences
    reply = code
  }

  private init(_ code: EnhancedStatusCode, _ guide: ReplyGuide) {
    let known = guide.meanings(of: code)
    let first = known.first
    name = code.description
    heading = "\(code)  \(first?.name ?? guide.label("unknown_code"))"
    kind = guide.label("kind_\(code.group)")
    official = first?.official ?? ""
    meaning =
      known.isEmpty
      ? [guide.label("unknown_code_help")]
      : known.map { ($0.provider.map { "\($0): " } ?? "") + $0.meaning }
    when = [guide.label("when_\(code.group)")]
    fix = ComparedCode.numbered(known.flatMap(\.fix))
    use = [guide.label("use_\(code.group)")]
    standing = ComparedCode.standing(first?.class, first?.actor, guide)
    severity = Int(code.group)
    commands = nil
    differences = nil
    reply = nil
  }

  private static func numbered(_ steps: [String]) -> [String] {
    steps.count < 2 ? steps : steps.enumerated().map { "\($0.offset + 1). \($0.element)" }
  }

  private static func standing(_ reasonClass: ReasonClass?, _ actor: ActingParty?, _ guide: ReplyGuide) -> String {
    [
      reasonClass.map { guide.label("class_\($0.rawValue)") },
      actor.map { guide.name(of: $0, .outbound, isOwnClient: false) },
    ]
    .compactMap { $0 }.joined(separator: "; ")
  }

  /// How the two differ: in how final they are, what they answer and what they are mostly about, and the guide's own
  /// words where it has some for this pair.
  static func differences(_ left: ComparedCode, _ right: ComparedCode, _ guide: ReplyGuide) -> [String] {
    var lines: [String] = []
    // The guide has words for how the watched codes differ from each other.
    if Set([left.reply, right.reply]) == Set(ReplyCode.watched) {
      lines = [left.differences, right.differences].compactMap { $0 }
    }
    func add(_ label: String, _ first: String?, _ second: String?) {
      guard let first, let second, !first.isEmpty, !second.isEmpty, first != second else { return }
      lines.append("\(guide.label(label)): \(left.name) – \(first); \(right.name) – \(second).")
    }
    if !lines.isEmpty { return lines }
    add("difference_kind", guide.label("difference_\(left.severity)"), guide.label("difference_\(right.severity)"))
    add("difference_commands", left.commands, right.commands)
    add("difference_default", left.standing, right.standing)
    if lines.isEmpty { lines.append(guide.label("difference_none")) }
    return lines
  }
}
