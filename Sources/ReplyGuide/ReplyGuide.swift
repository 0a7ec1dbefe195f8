public import SMTPReply

/// Tells what replies mean: the catalogue of codes and causes, and the reading of a reply's text.
///
/// Text, stage and direction decide the cause; the code alone never does.
public struct ReplyGuide: Sendable {
  /// Every cause, in the catalogue's order.
  public let causes: [Cause]
  private let meanings: [ReplyCode: CodeMeaning]
  private let matcher: CauseMatcher

  /// The guide that is part of the program, worded in `language` (`en`, `es`); English where that lacks something.
  ///
  /// Throws only if the program was built from broken data files.
  public init(language: String = "en") throws {
    var catalogue = try Catalogue.embedded()
    catalogue.translate(to: language)
    causes = catalogue.causes
    var meanings: [ReplyCode: CodeMeaning] = [:]
    for meaning in catalogue.codes {
      if let code = UInt16(exactly: meaning.code).flatMap(ReplyCode.init(rawValue:)) { meanings[code] = meaning }
    }
    self.meanings = meanings
    matcher = CauseMatcher(causes)
  }

  /// What `code` says by itself; nil for a code that no standard and no known server uses.
  public func meaning(of code: ReplyCode) -> CodeMeaning? { meanings[code] }

  /// Every code the guide knows, ascending.
  public var codes: [CodeMeaning] { meanings.values.sorted { $0.code < $1.code } }

  /// Reads a reply: the cause that its text, stage, direction and codes tell, or none.
  public func explain(_ reply: ReplyText) -> Explanation {
    if let match = matcher.match(reply) {
      let cause = causes[match.cause]
      return Explanation(cause: cause, class: cause.class, confidence: match.isCertain ? .high : .low)
    }
    if let code = reply.code, code.isPlainSuccess {
      return Explanation(cause: nil, class: .accepted, confidence: .high)
    }
    return Explanation(cause: nil, class: .unclear, confidence: .low)
  }
}
