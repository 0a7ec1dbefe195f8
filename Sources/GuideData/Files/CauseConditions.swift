import SMTPReply

/// The keys of a cause that say what it is recognised by.
struct CauseConditions {
  private var codes: [Int] = []
  private var enhanced: [String] = []
  private var stages: [String]?
  private var direction: Direction?
  private var reply: String?
  private var isMilters = false
  private var by: String?
  private var begins = false
  private var leads = false
  private var yields = false
  private var isForeignSender = false
  private var sameAs: String?
  private var insteadOf: ReasonClass?
  private(set) var phrases: [String]?
  private(set) var weakPhrases: [String]?

  init(_ fields: inout EntryFields) {
    for text in fields.texts("codes") ?? [] {
      if let code = Int(text), (200...599).contains(code) {
        codes.append(code)
      } else {
        fields.complain(fields.line(of: "codes"), "`\(text)` is no reply code", allowed: "200 to 599")
      }
    }
    enhanced = fields.texts("enhanced") ?? []
    for text in enhanced where EnhancedStatusCode(text) == nil {
      fields.complain(fields.line(of: "enhanced"), "`\(text)` is no enhanced status code", allowed: "such as \"5.7.1\"")
    }
    stages = fields.texts("stages")
    for text in stages ?? [] where Stage(rawValue: text) == nil {
      let names = Stage.allCases.map(\.rawValue).joined(separator: ", ")
      fields.complain(fields.line(of: "stages"), "`\(text)` is no stage", allowed: names)
    }
    direction = fields.word("direction")
    readReply(&fields)
    isMilters = CauseConditions.flag("milter", &fields)
    sameAs = fields.text("same_as")
    insteadOf = fields.word("instead_of")
    phrases = CauseConditions.phrases("phrases", &fields)
    weakPhrases = CauseConditions.phrases("weak_phrases", &fields)
    if begins, weakPhrases != nil || (phrases ?? []).contains(where: { Phrase.parts(of: $0).count > 1 }) {
      fields.complain(
        fields.line(of: leads ? "leads" : "begins"),
        "a text that has to begin with a phrase needs whole `phrases`: without ` ... `, and no `weak_phrases`")
    }
    if weakPhrases != nil, codes.isEmpty, enhanced.isEmpty, reply == nil {
      fields.complain(fields.line(of: "weak_phrases"), "`weak_phrases` count only together with `codes` or `enhanced`")
    }
    let hasPlace = isMilters || !codes.isEmpty && (!enhanced.isEmpty || stages != nil)
    if phrases == nil, weakPhrases == nil, sameAs == nil, insteadOf == nil, !hasPlace {
      fields.complain(
        nil, "nothing to recognise the cause by",
        allowed: "`phrases`, `weak_phrases` with `codes`, `same_as`, or `codes` with `enhanced` or `stages`")
    }
  }

  private mutating func readReply(_ fields: inout EntryFields) {
    reply = fields.text("reply")
    if let reply, reply != "none" {
      fields.complain(fields.line(of: "reply"), "`reply: \(reply)` is not known", allowed: "none")
    }
    by = fields.text("by")
    if let by, by != "own-host" {
      fields.complain(fields.line(of: "by"), "`by: \(by)` is not known", allowed: "own-host")
    }
    leads = CauseConditions.flag("leads", &fields)
    begins = CauseConditions.flag("begins", &fields) || leads
    yields = CauseConditions.flag("yields", &fields)
    isForeignSender = CauseConditions.flag("foreign_sender", &fields)
  }

  private static func flag(_ key: String, _ fields: inout EntryFields) -> Bool {
    let text = fields.text(key)
    if let text, text != "true", text != "false" {
      fields.complain(fields.line(of: key), "`\(key): \(text)` is not known", allowed: "true, false")
    }
    return text == "true"
  }

  func apply(to cause: inout Cause) {
    cause.codes = codes
    cause.enhancedCodes = enhanced.compactMap { EnhancedStatusCode($0) }
    cause.stages = stages
    cause.direction = direction?.rawValue
    cause.reply = reply
    cause.isMilters = isMilters
    cause.by = by
    cause.begins = begins
    cause.leads = leads
    cause.yields = yields
    cause.isForeignSender = isForeignSender
    cause.sameAs = sameAs
    cause.insteadOf = insteadOf
    cause.hasPhrases = phrases != nil || weakPhrases != nil
  }

  private static func phrases(_ key: String, _ fields: inout EntryFields) -> [String]? {
    guard let phrases = fields.texts(key) else { return nil }
    for phrase in phrases {
      let parts = Phrase.parts(of: phrase)
      if Phrase.hasOpenGap(parts) {
        fields.complain(
          fields.line(of: key), "`\(phrase)` has nothing on one side of ` ... `", allowed: "texts on both sides")
        continue
      }
      if parts.contains(where: { $0.count > Phrase.longest }) {
        fields.complain(
          fields.line(of: key), "a phrase of more than \(Phrase.longest) bytes",
          allowed: "the two to five words that are always said")
      }
      if parts.count > 2 {
        fields.complain(fields.line(of: key), "`\(phrase)` has more than one ` ... `", allowed: "one")
      }
      if parts.contains(where: { $0.count < 2 }) || !parts.joined().contains(where: ASCII.isOfWord)
        || parts.reduce(0, { $0 + $1.count }) < 3
      {
        fields.complain(
          fields.line(of: key), "`\(phrase)` is too short to tell anything", allowed: "texts of at least 3 characters")
      }
    }
    return phrases
  }
}
