import SMTPReply

/// Reads a YAML file of causes.
package struct CauseFile {
  /// How much an entry has to hold.
  package enum Kind: Sendable {
    /// Every key that the guide's own causes have.
    case catalogue
    /// A postmaster's own: class, title, advice and what it is recognised by are enough.
    case rules
  }

  /// The causes that were read.
  package private(set) var causes: [Cause] = []
  /// What is wrong with the file, by line.
  package private(set) var problems: [FileProblem] = []
  /// The line of each cause's `same_as`, or its own.
  private(set) var sameAsLines: [Int] = []
  private let kind: Kind
  private let path: String
  /// What reports call by these names is no cause of the guide's.
  private static let ownNames: Set<String> = ["none", "not-explained", "stolen-login"]

  /// Reads `text`, the content of `path`.
  package init(_ text: String, path: String, kind: Kind) {
    self.kind = kind
    self.path = path
    do {
      read(try YAMLReader.read(text))
    } catch {
      problems = [error]
    }
    sortProblems()
  }

  mutating func complain(_ line: Int, _ problem: String, allowed: String? = nil) {
    problems.append(FileProblem(line: line, problem, allowed: allowed))
  }

  mutating func sortProblems() {
    for index in problems.indices { problems[index].path = path }
    problems.sort { $0.line < $1.line }
  }

  private mutating func read(_ node: YAMLNode) {
    guard case .list(let items) = node.content else {
      problems.append(
        FileProblem(line: node.line, "not a list of causes", allowed: "entries that start with `- id: ...`"))
      return
    }
    guard items.count <= PhraseList.causeLimit else {
      complain(node.line, "\(items.count) causes are too many", allowed: "\(PhraseList.causeLimit)")
      return
    }
    var ids: Set<String> = []
    for item in items {
      var fields = EntryFields(item, problems: &problems)
      let cause = readCause(&fields)
      checkID(cause.id, isNew: ids.insert(cause.id).inserted, &fields)
      sameAsLines.append(fields.line(of: "same_as"))
      fields.finish(into: &problems)
      causes.append(cause)
    }
  }

  /// An id stands in file names, pages, metrics and options, and in mails that others read.
  private func checkID(_ id: String, isNew: Bool, _ fields: inout EntryFields) {
    let line = fields.line(of: "id")
    if !isNew { fields.complain(line, "the id `\(id)` is there twice") }
    let isSound = id.utf8.allSatisfy { ASCII.isSmallLetter($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "-") }
    if !isSound || id.utf8.count > 64 {
      fields.complain(line, "the id `\(id)` is none", allowed: "up to 64 small letters of ASCII, digits, dashes")
    } else if CauseFile.ownNames.contains(id) {
      fields.complain(line, "the id `\(id)` means something else in reports", allowed: "another one")
    }
  }

  private func readCause(_ fields: inout EntryFields) -> Cause {
    let id = fields.requiredText("id")
    let provider = fields.text("provider")
    let conditions = CauseConditions(&fields)
    let reasonClass: ReasonClass? = fields.word("class")
    if reasonClass == nil, fields.line(of: "class") == fields.line {
      let names = ReasonClass.allCases.map(\.rawValue).joined(separator: ", ")
      fields.complain(nil, "`class` is missing", allowed: names)
    }
    let actor: ActingParty? = kind == .catalogue ? requiredWord("actor", &fields) : fields.word("actor")
    let permanence: Permanence? = kind == .catalogue ? requiredWord("permanence", &fields) : fields.word("permanence")
    let isOurs = kind == .catalogue
    var wording = CauseWording(
      id: id, title: fields.requiredText("title"),
      meaning: isOurs ? fields.requiredText("meaning") : fields.text("meaning") ?? "",
      when: isOurs ? fields.requiredText("when") : fields.text("when") ?? "", fix: fields.texts("fix") ?? [])
    if wording.fix.isEmpty {
      fields.complain(nil, "`fix` is missing", allowed: "a list of steps, the most useful first")
    }
    let inbound = advice("inbound", &fields)
    let submission = advice("submission", &fields)
    wording.inbound = inbound?.fix
    wording.submission = submission?.fix
    for mta in MTA.allCases { wording.settings[mta] = fields.text(mta.rawValue) }
    var details = CauseDetails(phrases: conditions.phrases, weakPhrases: conditions.weakPhrases)
    details.source = isOurs ? fields.requiredText("source") : fields.text("source") ?? ""
    details.date = isOurs ? fields.requiredText("date") : fields.text("date") ?? ""
    details.samples = samples(&fields)
    if isOurs, details.samples.isEmpty { fields.complain(nil, "`samples` is missing") }
    let usual = reasonClass ?? .unclear
    var cause = Cause(
      id: id, provider: provider, class: usual, actor: actor ?? usual.usualActor,
      permanence: permanence ?? usual.usualPermanence, inboundActor: inbound?.actor, submissionActor: submission?.actor,
      words: .own(wording, details))
    conditions.apply(to: &cause)
    return cause
  }

  private func requiredWord<Word: RawRepresentable & CaseIterable>(
    _ key: String, _ fields: inout EntryFields
  ) -> Word? where Word.RawValue == String {
    let word: Word? = fields.word(key)
    if word == nil, fields.line(of: key) == fields.line { fields.complain(nil, "`\(key)` is missing") }
    return word
  }

  private func advice(_ key: String, _ fields: inout EntryFields) -> Cause.Advice? {
    guard var below = fields.fields(key) else { return nil }
    let advice = Cause.Advice(actor: below.word("actor"), fix: below.texts("fix") ?? [])
    if advice.fix.isEmpty { below.complain(nil, "`\(key)` has no `fix`") }
    fields.take(&below)
    return advice
  }

  private func samples(_ fields: inout EntryFields) -> [Cause.Sample] {
    var samples: [Cause.Sample] = []
    for var item in fields.list("samples") {
      let stage: Stage? = item.word("stage")
      let direction: Direction? = item.word("direction")
      samples.append(
        Cause.Sample(reply: item.requiredText("reply"), stage: stage?.rawValue, direction: direction?.rawValue))
      fields.take(&item)
    }
    return samples
  }
}

extension EntryFields {
  /// Takes over what is wrong with a part of the entry.
  mutating func take(_ part: inout EntryFields) {
    var found: [FileProblem] = []
    part.finish(into: &found)
    for problem in found { complain(problem.line, problem.problem, allowed: problem.allowed) }
  }
}
