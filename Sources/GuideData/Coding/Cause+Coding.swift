import SMTPReply

extension Cause {
  /// Writes everything but the wording.
  public func write(to section: inout SectionWriter) {
    section.put(id)
    section.put(provider)
    section.put(codes.map(String.init))
    section.put(enhanced)
    section.put(stages)
    section.put(direction)
    section.put(reply)
    section.put(yields)
    section.put(sameAs)
    section.put(phrases)
    section.put(weakPhrases)
    section.put(`class`.rawValue)
    section.put(actor.rawValue)
    section.put(permanence.rawValue)
    section.put(inbound != nil)
    section.put(inbound?.actor?.rawValue)
    section.put(submission != nil)
    section.put(submission?.actor?.rawValue)
    section.put(source)
    section.put(date)
    section.put(samples.map(\.reply))
    section.put(samples.map { $0.stage ?? "" })
    section.put(samples.map { $0.direction ?? "" })
  }

  /// Reads a cause and its wording.
  public init(from section: inout SectionReader, wording: inout SectionReader) {
    let id = section.requiredText()
    let provider = section.text()
    let codes = (section.texts() ?? []).compactMap { Int($0) }
    let enhanced = section.texts() ?? []
    let stages = section.texts()
    let direction = section.text()
    let reply = section.text()
    let yields = section.flag()
    let sameAs = section.text()
    let phrases = section.texts()
    let weakPhrases = section.texts()
    let reasonClass = ReasonClass(rawValue: section.requiredText()) ?? .unclear
    let actor = Actor(rawValue: section.requiredText()) ?? .nobody
    let permanence = Permanence(rawValue: section.requiredText()) ?? .info
    let inbound = Advice(from: &section)
    let submission = Advice(from: &section)
    self.init(
      id: id, provider: provider, codes: codes, enhanced: enhanced, stages: stages, direction: direction, reply: reply,
      yields: yields, sameAs: sameAs, phrases: phrases, weakPhrases: weakPhrases, class: reasonClass, actor: actor,
      permanence: permanence, title: "", meaning: "", when: "", fix: [], inbound: inbound, submission: submission,
      source: section.requiredText(), date: section.requiredText(), samples: [])
    let replies = section.texts() ?? []
    let places = zip(section.texts() ?? [], section.texts() ?? [])
    for (reply, place) in zip(replies, places) {
      samples.append(
        Sample(reply: reply, stage: place.0.isEmpty ? nil : place.0, direction: place.1.isEmpty ? nil : place.1))
    }
    take(CauseWording(from: &wording, id: id))
  }
}

extension Cause.Advice {
  /// Reads advice without its wording; nil when the cause has none.
  fileprivate init?(from section: inout SectionReader) {
    let exists = section.flag()
    let actor = section.text().flatMap(Actor.init(rawValue:))
    guard exists else { return nil }
    self.init(actor: actor, fix: [])
  }
}

extension CauseWording {
  /// Writes the wording; the cause's place tells whose it is.
  public func write(to section: inout SectionWriter) {
    section.put(title)
    section.put(meaning)
    section.put(when)
    section.put(fix)
    section.put(inbound)
    section.put(submission)
    section.put(postfix)
    section.put(exim)
  }

  init(from section: inout SectionReader, id: String) {
    self.init(
      id: id, title: section.requiredText(), meaning: section.requiredText(), when: section.requiredText(),
      fix: section.texts() ?? [])
    inbound = section.texts()
    submission = section.texts()
    postfix = section.text()
    exim = section.text()
  }
}
