public import SMTPReply

/// A reply as the guide reads it: one text without the codes of its lines, blanks and case folded, addresses taken out.
public struct ReplyText: Sendable {
  /// The reply code; nil when there was no reply.
  public var code: ReplyCode?
  /// The first enhanced status code.
  public var enhanced: EnhancedStatusCode?
  /// The command answered.
  public var stage: Stage?
  /// Who said it to whom.
  public var direction: Direction?
  /// UTF-8; ASCII capitals are lower case, runs of blanks are one, an address is `@`.
  public let folded: [UInt8]
  /// The codes of replies that the text quotes: a relay, an address verification or a bounce repeats them.
  let quotedCodes: [ReplyCode]
  /// The enhanced status codes that stand inside the text, as qmail's `(#5.1.1)`.
  let quotedEnhanced: [EnhancedStatusCode]

  /// Takes `text`, whose lines are joined and have no codes, and folds it. O(n).
  public init(
    _ text: some Sequence<UInt8>, code: ReplyCode?, enhanced: EnhancedStatusCode?, stage: Stage?, direction: Direction?
  ) {
    self.code = code
    self.enhanced = enhanced
    self.stage = stage
    self.direction = direction
    var folding = ReplyFolding(Array(text), code: code)
    folding.run()
    folded = folding.folded
    quotedCodes = folding.codes
    quotedEnhanced = folding.enhanced
  }

  /// Whether `code` is the reply's own or one it quotes.
  func has(_ code: ReplyCode) -> Bool { self.code == code || quotedCodes.contains(code) }

  /// Whether `code` is the reply's own or one it quotes.
  func has(_ code: EnhancedStatusCode) -> Bool { enhanced == code || quotedEnhanced.contains(code) }
}
