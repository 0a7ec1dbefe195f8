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
        let answer = guide.explain(text(of: sample, hasReply: cause.reply != "none")).cause?.id
        #expect(answer == cause.id, "\(sample.reply)")
      }
    }
  }

  @Test("ids are unique, conditions are words we know")
  func ids() {
    #expect(Set(guide.causes.map(\.id)).count == guide.causes.count)
    for cause in guide.causes {
      #expect((cause.stages ?? []).allSatisfy { Stage(rawValue: $0) != nil }, "\(cause.id)")
      #expect(cause.direction.map { Direction(rawValue: $0) != nil } ?? true, "\(cause.id)")
      #expect(cause.enhanced.allSatisfy { EnhancedStatusCode($0) != nil }, "\(cause.id)")
      #expect(!cause.fix.isEmpty && !cause.meaning.isEmpty && !cause.when.isEmpty, "\(cause.id)")
    }
  }

  @Test("Spanish is complete")
  func translation() throws {
    let catalogue = try Catalogue.embedded()
    let wording = try #require(catalogue.translations["es"])
    #expect(Set(wording.causes.map(\.id)) == Set(guide.causes.map(\.id)))
    #expect(Set(wording.codes.map(\.code)) == Set(guide.codes.map(\.code)))
    for (english, translated) in zip(guide.causes, spanish.causes) {
      #expect(english.fix.count == translated.fix.count, "\(english.id)")
      #expect(english.meaning != translated.meaning, "\(english.id)")
      #expect(english.title != translated.title, "\(english.id)")
      #expect(english.when != translated.when && english.fix != translated.fix, "\(english.id)")
      #expect(english.inbound?.fix.count == translated.inbound?.fix.count, "\(english.id)")
    }
  }

  @Test("advice does no harm")
  func advice() {
    for cause in guide.causes {
      for first in [cause.fix.first, cause.inbound?.fix.first].compactMap({ $0?.lowercased() }) {
        for word in ["mynetworks", "allow-list", "allowlist", "whitelist"] {
          #expect(!first.contains(word), "\(cause.id)")
        }
      }
    }
  }

  @Test("252 and 553 are explained in full")
  func twoCodes() throws {
    for code in [ReplyCode.cannotVerify, .mailboxNameNotAllowed] {
      let meaning = try #require(guide.meaning(of: code))
      #expect(meaning.when != nil && meaning.differences != nil && meaning.use != nil)
      #expect(!(meaning.fix ?? []).isEmpty)
    }
    #expect(guide.meaning(of: .cannotVerify)?.title == "Cannot Verify User")
    #expect(guide.meaning(of: .mailboxNameNotAllowed)?.title == "Mailbox Name Invalid")
  }

  @Test("an unknown text stays unexplained, whatever its code")
  func unknown() {
    let answer = guide.explain(
      ReplyText("zzz qqq".utf8, code: .mailboxNameNotAllowed, enhanced: nil, stage: .rcpt, direction: .outbound))
    #expect(answer.cause == nil)
    #expect(answer.class == .unclear)
  }

  @Test("64 KiB of hostile text are read at once", .timeLimit(.minutes(1)))
  func hostile() {
    for word in ["sender address rejected: not owned by use", "aaaaaaaa", "user unknow"] {
      let text = String(repeating: word, count: 65_536 / word.utf8.count)
      let time = ContinuousClock().measure {
        _ = guide.explain(
          ReplyText(text.utf8, code: .mailboxNameNotAllowed, enhanced: nil, stage: nil, direction: nil))
      }
      #expect(time < .seconds(CatalogueTests.patience), "\(word)")
    }
  }

  /// Seconds for one text; a program that was not optimized and shares the machine with other tests may take longer.
  private static var patience: Double {
    #if DEBUG
      20
    #else
      1
    #endif
  }

  /// A sample as the parser would hand it over.
  private func text(of sample: Cause.Sample, hasReply: Bool) -> ReplyText {
    let stage = sample.stage.flatMap(Stage.init(rawValue:))
    let direction = sample.direction.flatMap(Direction.init(rawValue:))
    let code = hasReply ? UInt16(sample.reply.prefix(3)).flatMap(ReplyCode.init(rawValue:)) : nil
    guard let code else {
      return ReplyText(sample.reply.utf8, code: nil, enhanced: nil, stage: stage, direction: direction)
    }
    var rest = sample.reply.dropFirst(4)
    var enhanced: EnhancedStatusCode?
    if let first = rest.split(separator: " ").first, let found = EnhancedStatusCode(first) {
      enhanced = found
      rest = rest.dropFirst(first.count + 1)
    }
    return ReplyText(rest.utf8, code: code, enhanced: enhanced, stage: stage, direction: direction)
  }
}
