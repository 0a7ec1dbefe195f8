public import GuideData
package import SMTPReply

/// One entry of the guide; see `GuideData`.
public typealias Cause = GuideData.Cause
/// A page to look up a block list, or of a large provider.
package typealias LookupPage = GuideData.LookupPage
/// A large mail provider.
package typealias Provider = GuideData.Provider
/// What a reply code says by itself; see `GuideData`.
package typealias CodeMeaning = GuideData.CodeMeaning
/// What an enhanced status code says by itself; see `GuideData`.
package typealias EnhancedMeaning = GuideData.EnhancedMeaning

/// Tells what replies mean: the catalogue of codes and causes, and the reading of a reply's text.
///
/// Text, stage and direction decide the cause; the code alone gives an answer of low confidence, or none.
public struct ReplyGuide: Sendable {
  /// Every cause: the user's own rules first, then the catalogue's in its order.
  public let causes: [Cause]
  /// Every enhanced status code: the registry's, then what providers mean by numbers of their own.
  package let enhancedCodes: [EnhancedMeaning]
  private let meanings: [ReplyCode: CodeMeaning]
  private let labels: [String: String]
  private let matcher: CauseMatcher
  private let places: [String: Int]
  /// The causes that enhanced codes name, by raw value; providers' own numbers go before the registry's.
  private let enhancedCauses: [UInt32: Int]

  /// What is made of this guide once.
  package private(set) var companion = GuideCompanion()

  /// The same guide with a companion of its own, for what is kept in this one's.
  package var alone: ReplyGuide {
    var guide = self
    guide.companion = GuideCompanion()
    return guide
  }

  /// The languages that the guide is worded in, English first.
  public static var languages: [String] { embeddedLanguages }

  /// The guide that is part of the program, worded in `language` (one of `languages`); English when there is no such wording.
  ///
  /// Throws if the program was built from broken data files. Takes some milliseconds: make it once.
  public init(language: String = "en") throws { try self.init(language: language, rules: []) }

  /// The same with `rules` in front of its own causes.
  ///
  /// Throws, too, if `rules` are more than can be looked for.
  package init(language: String = "en", rules: [Cause]) throws {
    let catalogue = Catalogue(language: language)
    guard !catalogue.causes.isEmpty, !catalogue.codes.isEmpty else { throw Broken() }
    causes = rules + catalogue.causes
    guard rules.isEmpty || PhraseList.fits(causes, of: rules.indices) else { throw TooManyRules() }
    enhancedCodes = catalogue.enhanced
    labels = catalogue.labels
    var meanings: [ReplyCode: CodeMeaning] = [:]
    for meaning in catalogue.codes {
      if let code = UInt16(exactly: meaning.code).flatMap(ReplyCode.init(rawValue:)) { meanings[code] = meaning }
    }
    self.meanings = meanings
    matcher = CauseMatcher(causes, rules: rules.count, phrases: Catalogue.phrases(offset: rules.count))
    let places = Dictionary(zip(causes.map(\.id), causes.indices), uniquingKeysWith: { first, _ in first })
    var enhancedCauses: [UInt32: Int] = [:]
    for meaning in catalogue.enhanced {
      guard let place = meaning.cause.flatMap({ places[$0] }) else { continue }
      for code in meaning.rawValues { enhancedCauses[code] = place }
    }
    self.places = places
    self.enhancedCauses = enhancedCauses
  }

  private struct TooManyRules: Error, CustomStringConvertible {
    var description: String { "the rules have more causes or phrases than can be looked for" }
  }

  private struct Broken: Error, CustomStringConvertible {
    var description: String { "the guide's data files are missing from this build" }
  }

  /// What `code` says by itself; nil for a code that no standard and no known server uses.
  package func meaning(of code: ReplyCode) -> CodeMeaning? { meanings[code] }

  /// What `code` says by itself: the registry's meaning, and those of providers that use the number otherwise.
  package func meanings(of code: EnhancedStatusCode) -> [EnhancedMeaning] { enhancedCodes.filter { $0.covers(code) } }

  /// Every code the guide knows, ascending.
  package var codes: [CodeMeaning] { meanings.values.sorted { $0.code < $1.code } }

  /// What was said before of replies with this cause, `isSure` by their text: with its class when the guide has no such cause any more.
  package func explanation(
    ofCause id: String, class reason: ReasonClass, isSure: Bool, code: ReplyCode?, enhanced: EnhancedStatusCode?
  ) -> Explanation {
    let cause = cause(id)
    return Explanation(
      cause: cause, class: cause?.class ?? reason, confidence: isSure ? .high : .low, matched: nil, code: code,
      enhanced: enhanced)
  }

  /// The number among `causes` of what `explanation` says; nil when it says none.
  package func number(of explanation: Explanation) -> Int? { explanation.cause.flatMap { places[$0.id] } }

  /// What was said before of a reply with these codes in these circumstances, by the number of its cause.
  package func explanation(
    again cause: Int?, isSure: Bool, code: ReplyCode?, enhanced: EnhancedStatusCode?, circumstances: Circumstances
  ) -> Explanation {
    guard let cause, causes.indices.contains(cause) else {
      let isDone = code?.severity == 2 || circumstances.contains(.isDone)
      return Explanation(
        cause: nil, class: isDone ? .accepted : .unclear, confidence: isSure ? .high : .low, matched: nil, code: code,
        enhanced: enhanced, circumstances: circumstances)
    }
    var own = causes[cause]
    own.isWithinHost = circumstances.contains(.isWithinHost)
    return Explanation(
      cause: own, class: own.class, confidence: isSure ? .high : .low, matched: nil, code: code, enhanced: enhanced,
      circumstances: circumstances)
  }

  /// The cause of this id.
  public func cause(_ id: String) -> Cause? { places[id].map { causes[$0] } }

  /// The code whose title, name or official text `words` are, in any language, case ignored.
  package static func code(named words: String) -> ReplyCode? {
    let wanted = words.lowercased()
    for language in embeddedLanguages {
      let found = Catalogue.codes(language: language).first { meaning in
        [meaning.title, meaning.name, meaning.official].contains { $0?.lowercased() == wanted }
      }
      if let number = found.flatMap({ UInt16(exactly: $0.code) }) { return ReplyCode(rawValue: number) }
    }
    return nil
  }

  /// The pages to look up block lists and what large providers say to senders, read anew each time.
  package static var pages: [LookupPage] { Catalogue.pages() }

  /// The large mail providers, read anew each time.
  package static var providers: [Provider] { Catalogue.providers() }

  /// One of the program's own words in the guide's language; the id itself when there is none.
  package func label(_ id: String) -> String { labels[id] ?? id }

  /// Reads a reply: the cause that its text, stage, direction and codes tell, or none. Linear in the text.
  public func explain(_ reply: ReplyText) -> Explanation {
    // What was done has no cause of failure, whatever its text says: the words may be a command's or a file's.
    if reply.circumstances.contains(.isDone), reply.code?.severity != 2 {
      return Explanation(
        cause: nil, class: .accepted, confidence: .high, matched: nil, code: reply.code, enhanced: reply.enhanced)
    }
    return seen(reply, reading(of: reply))
  }

  /// What was read in `reply` as its circumstances change it.
  private func seen(_ reply: ReplyText, _ found: Explanation) -> Explanation {
    guard var cause = found.cause else { return found }
    if reply.circumstances.contains(.isToPrivateAddress), ReplyGuide.looksAtAddress(found.class),
      let hidden = self.cause("hidden-clients")
    {
      // The check was made of an address that is the client's own only if the client is next door.
      return answer(reply, hidden, found.confidence, found.matched)
    }
    guard reply.circumstances.contains(.isWithinHost) else { return found }
    cause.isWithinHost = true
    return answer(reply, cause, found.confidence, found.matched)
  }

  /// Whether causes of `reason` rest on the client's address.
  private static func looksAtAddress(_ reason: ReasonClass) -> Bool {
    [.mailAuth, .blocklisted, .reputation, .rdnsHelo, .rateLimit].contains(reason)
  }

  /// What codes and text tell by themselves.
  private func reading(of reply: ReplyText) -> Explanation {
    let match = matcher.match(reply)
    // A text that names no ground leaves it to the codes.
    let isVague = match.map { !$0.isCertain && causes[$0.cause].class == .unclear } ?? true
    if isVague, reply.code?.severity != 2 {
      if let (cause, code) = causeOfCodes(reply) { return answer(reply, causes[cause], .low, code) }
      if let cause = matcher.milterCause(reply) { return answer(reply, causes[cause], .low, "milter-reject") }
    }
    if let match { return answer(reply, causes[match.cause], match.isCertain ? .high : .low, words(of: match, reply)) }
    return answer(reply, nil, reply.code?.severity == 2 ? .high : .low, nil)
  }

  private func answer(
    _ reply: ReplyText, _ cause: Cause?, _ confidence: Explanation.Confidence, _ matched: String?
  ) -> Explanation {
    let reason = cause?.class ?? (reply.code?.severity == 2 ? .accepted : .unclear)
    return Explanation(
      cause: cause, class: reason, confidence: confidence, matched: matched, code: reply.code, enhanced: reply.enhanced,
      circumstances: reply.circumstances)
  }

  /// What decided for `match`: its phrase, or the codes.
  private func words(of match: CauseMatcher.Match, _ reply: ReplyText) -> String {
    if let phrase = match.phrase, let text = causes[phrase.cause].phrase(phrase.number, isWeak: phrase.isWeak) {
      return text
    }
    return [reply.code?.description, reply.enhanced?.description].compactMap { $0 }.joined(separator: " ")
  }

  /// The cause that the codes name when the text is not known: the enhanced code before the reply code.
  private func causeOfCodes(_ reply: ReplyText) -> (cause: Int, code: String)? {
    for code in [reply.enhanced].compactMap({ $0 }) + reply.quotedEnhanced where code.group != 2 {
      guard let place = enhancedCauses[code.rawValue] else { continue }
      return matcher.turned(place, reply, at: nil).map { ($0, code.description) }
    }
    for code in [reply.code].compactMap({ $0 }) + reply.quotedCodes {
      guard let place = meanings[code]?.cause.flatMap({ places[$0] }) else { continue }
      return matcher.turned(place, reply, at: nil).map { ($0, code.description) }
    }
    return nil
  }
}
