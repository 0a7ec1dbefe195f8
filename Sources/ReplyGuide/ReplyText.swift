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
  /// What the log tells around it.
  public var origin: ReplyOrigin
  /// UTF-8; ASCII capitals are lower case, runs of blanks are one, an address is `@`.
  public let folded: [UInt8]
  /// The codes of replies that the text quotes: a relay, an address verification or a bounce repeats them.
  let quotedCodes: [ReplyCode]
  /// The enhanced status codes that stand inside the text, as qmail's `(#5.1.1)`.
  let quotedEnhanced: [EnhancedStatusCode]
  /// Where the folded text is another server's reply, which the verdict only quotes.
  let quoted: Range<Int>
  private let senderWords: SenderWords

  /// Takes `text`, whose lines are joined and have no codes, and folds it. O(n).
  public init(
    _ text: some Sequence<UInt8>, code: ReplyCode?, enhanced: EnhancedStatusCode?, stage: Stage?, direction: Direction?,
    origin: ReplyOrigin = .plain
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
    senderWords = SenderWords(folding.folded)
    self.origin = origin == .plain && senderWords.isMilters ? .milter : origin
    let start = folding.quote ?? folding.folded.count
    let end = senderWords.verdict ?? 0
    quoted = start..<(end > start ? end : folding.folded.count)
  }

  /// Whether what the text says at `place`, or its codes when there is no place, is said of the sender: at MAIL no recipient
  /// has been named (RFC 5321 3.3), and X.1.7 and X.1.8 are the sender's (RFC 3463 3.2).
  ///
  /// Which senders a recipient takes, `isAboutSenders`, is the recipient's matter although senders are named.
  func isOfSender(at place: Int?, isAboutSenders: Bool) -> Bool {
    if stage == .mail || origin == .senderCheck || senderWords.verdict != nil { return true }
    if let code = enhanced ?? quotedEnhanced.first, code.isOfSender { return true }
    return !isAboutSenders && isSenderNamed(before: place)
  }

  /// Whether the text names the sender in front of `place`, or anywhere when there is no place.
  private func isSenderNamed(before place: Int?) -> Bool {
    guard let first = senderWords.first else { return false }
    return place.map { first <= $0 } ?? true
  }

  /// Whether `code` is the reply's own or one it quotes.
  func has(_ code: ReplyCode) -> Bool { self.code == code || quotedCodes.contains(code) }

  /// Whether `code` is the reply's own or one it quotes.
  func has(_ code: EnhancedStatusCode) -> Bool { enhanced == code || quotedEnhanced.contains(code) }
}

extension EnhancedStatusCode {
  fileprivate var isOfSender: Bool { subject == 1 && (detail == 7 || detail == 8) }
}
