import SMTPReply
import Testing

@testable import ReplyGuide

@Suite("Catalogue")
struct CatalogueTests {
  let guide: ReplyGuide
  let spanish: ReplyGuide

  init() throws {
    guide = try ReplyGuide()
    spanish = try ReplyGuide(language: "es")
  }

  @Test("every sample lands on its own cause")
  func samples() {
    for cause in guide.causes {
      #expect(!cause.samples.isEmpty, "\(cause.id) has no sample")
      for sample in cause.samples {
        let text = SampleText.text(
          sample.reply, stage: sample.stage, direction: sample.direction, hasReply: cause.reply != "none",
          circumstances: cause.circumstances)
        let answer = guide.explain(text)
        #expect(answer.cause?.id == cause.id, "\(sample.reply) [\(answer.matched ?? "")]")
      }
    }
  }

  @Test("no rule is dead: each phrase by itself leads to its cause")
  func phrases() {
    for cause in guide.causes {
      for (isWeak, phrases) in [(false, cause.phrases), (true, cause.weakPhrases)] {
        for phrase in phrases ?? [] {
          let answer = guide.explain(alone(phrase, cause))
          #expect(
            answer.cause?.id == cause.id && answer.matched == phrase,
            "DEAD|\(cause.id)|\(isWeak)|\(phrase)|\(answer.cause?.id ?? "-") by \(answer.matched ?? "-")")
        }
      }
    }
  }

  /// A reply of nothing but `phrase`, with the codes, stage and direction that `cause` names first.
  private func alone(_ phrase: String, _ cause: Cause) -> ReplyText {
    let code = cause.reply == "none" ? nil : cause.codes.first.flatMap { ReplyCode(rawValue: UInt16($0)) }
    return ReplyText(
      phrase.utf8, code: code, enhanced: cause.enhanced.first.flatMap { EnhancedStatusCode($0) },
      stage: cause.stages?.first.flatMap(Stage.init(rawValue:)),
      direction: cause.direction.flatMap(Direction.init(rawValue:)), circumstances: cause.circumstances)
  }

  @Test("ids are unique, and every code's cause exists")
  func ids() {
    #expect(Set(guide.causes.map(\.id)).count == guide.causes.count)
    #expect(guide.causes.count >= 260)
    for name in guide.codes.compactMap(\.cause) + guide.enhancedCodes.compactMap(\.cause) {
      #expect(guide.cause(name) != nil, "\(name)")
    }
    for cause in guide.causes {
      if let like = cause.sameAs { #expect(guide.cause(like)?.class == cause.class, "\(cause.id)") }
    }
  }

  @Test("Spanish is complete")
  func translation() {
    #expect(ReplyGuide.languages == ["en", "es"])
    for (english, translated) in zip(guide.causes, spanish.causes) {
      #expect(english.id == translated.id)
      #expect(english.fix.count == translated.fix.count, "\(english.id)")
      #expect(english.meaning != translated.meaning && english.title != translated.title, "\(english.id)")
      #expect(english.when != translated.when && english.fix != translated.fix, "\(english.id)")
      #expect(english.inbound?.fix.count == translated.inbound?.fix.count, "\(english.id)")
      #expect(english.submission?.fix.count == translated.submission?.fix.count, "\(english.id)")
    }
    for (english, translated) in zip(guide.codes, spanish.codes) {
      #expect(english.meaning != translated.meaning, "\(english.code)")
      #expect((english.when == nil) == (translated.when == nil), "\(english.code)")
      #expect(english.fix?.count == translated.fix?.count, "\(english.code)")
    }
    for (english, translated) in zip(guide.enhancedCodes, spanish.enhancedCodes) {
      #expect(english.meaning != translated.meaning && english.fix != translated.fix, "\(english.code)")
    }
  }

  @Test("all codes of RFCs and registry are there")
  func codes() {
    #expect(guide.codes.count == 75)
    #expect(guide.enhancedCodes.filter { $0.provider == nil }.count == 81)
    #expect(guide.enhancedCodes.filter { $0.provider != nil }.count >= 21)
    for meaning in guide.enhancedCodes { #expect(!meaning.rawValues.isEmpty, "\(meaning.code)") }
  }

  @Test("a number that a provider uses otherwise has both meanings")
  func clashes() throws {
    let nullMX = try #require(EnhancedStatusCode("5.1.10"))
    #expect(guide.meanings(of: nullMX).map(\.provider) == [nil, "Microsoft"])
    let banned = try #require(EnhancedStatusCode("5.7.610"))
    #expect(guide.meanings(of: banned).map(\.class) == [.blocklisted])
  }
}
