import SMTPReply

extension Cause {
  /// Writes what the matcher needs.
  package func write(to section: inout SectionWriter) {
    section.put(id)
    section.put(provider)
    section.put(codes.map(String.init).joined(separator: " "))
    section.put(enhancedCodes.map { String($0.rawValue) }.joined(separator: " "))
    section.put(stages)
    section.put(direction)
    section.put(reply)
    section.put(isMilters)
    section.put(by)
    section.put(begins)
    section.put(leads)
    section.put(yields)
    section.put(isForeignSender)
    section.put(sameAs)
    section.put(insteadOf?.rawValue)
    section.put(phrases != nil || weakPhrases != nil)
    section.put(`class`.rawValue)
    section.put(actor.rawValue)
    section.put(permanence.rawValue)
    section.put(inboundActor?.rawValue)
    section.put(submissionActor?.rawValue)
  }

  /// Writes the rest of what is not worded.
  package func writeDetails(to section: inout SectionWriter) {
    section.put(phrases)
    section.put(weakPhrases)
    section.put(source)
    section.put(date)
    section.put(samples.map(\.reply))
    section.put(samples.map { $0.stage ?? "" })
    section.put(samples.map { $0.direction ?? "" })
  }

  /// Reads a cause; passes over its wording and details, which stay where they are.
  package init(from section: inout SectionReader, wording: inout SectionReader, details: inout SectionReader) {
    let words = CauseWords.embedded(wording: wording, details: details)
    wording.skip(CauseWords.Line.count)
    details.skip(CauseDetails.lineCount)
    self.init(
      id: section.requiredText(), provider: section.text(), codes: section.numbers().map { Int($0) },
      enhancedCodes: section.numbers().compactMap { EnhancedStatusCode(rawValue: $0) }, stages: section.texts(),
      direction: section.text(), reply: section.text(), isMilters: section.flag(), by: section.text(),
      begins: section.flag(), leads: section.flag(), yields: section.flag(),
      isForeignSender: section.flag(), sameAs: section.text(),
      insteadOf: section.text().flatMap(ReasonClass.init(rawValue:)), hasPhrases: section.flag(),
      class: ReasonClass(rawValue: section.requiredText()) ?? .unclear,
      actor: ActingParty(rawValue: section.requiredText()) ?? .nobody,
      permanence: Permanence(rawValue: section.requiredText()) ?? .info,
      inboundActor: section.text().flatMap(ActingParty.init(rawValue:)),
      submissionActor: section.text().flatMap(ActingParty.init(rawValue:)), words: words)
  }
}

extension CauseDetails {
  init(from section: inout SectionReader) {
    phrases = section.texts()
    weakPhrases = section.texts()
    source = section.requiredText()
    date = section.requiredText()
    let replies = section.texts() ?? []
    let places = zip(section.texts() ?? [], section.texts() ?? [])
    samples = zip(replies, places).map { reply, place in
      Cause.Sample(
        reply: reply, stage: place.0.isEmpty ? nil : place.0, direction: place.1.isEmpty ? nil : place.1)
    }
  }
}

extension CauseWording {
  /// Writes the wording, a line for each of `CauseWords.Line`; the cause's place tells whose it is.
  package func write(to section: inout SectionWriter) {
    section.put(title)
    section.put(meaning)
    section.put(when)
    section.put(fix)
    section.put(inbound)
    section.put(submission)
    for mta in MTA.allCases { section.put(settings[mta]) }
  }
}
