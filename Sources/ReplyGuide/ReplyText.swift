public import SMTPReply

/// A reply as the guide reads it: one text without the codes of its lines, blanks and case folded, addresses taken out.
public struct ReplyText: Sendable {
  /// The reply code; nil when there was no reply.
  package var code: ReplyCode?
  /// The first enhanced status code.
  package var enhanced: EnhancedStatusCode?
  /// The command answered.
  package var stage: Stage?
  /// Who said it to whom.
  package var direction: Direction?
  /// What else is known; empty when nothing is.
  package var circumstances: Circumstances
  /// UTF-8; ASCII capitals are lower case, runs of blanks are one, an address is `@`.
  package let folded: [UInt8]
  /// The codes of replies that the text quotes: a relay, an address verification or a bounce repeats them.
  let quotedCodes: [ReplyCode]
  /// The enhanced status codes that stand inside the text, as qmail's `(#5.1.1)`.
  let quotedEnhanced: [EnhancedStatusCode]
  /// Where the folded text is another server's reply, which the verdict only quotes.
  let quoted: Range<Int>
  private let senderWords: SenderWords

  /// Takes `text`, UTF-8 whose lines are joined and have no codes, and what is known beside it. Linear in the text.
  public init(
    _ text: some Sequence<UInt8>, code: ReplyCode?, enhanced: EnhancedStatusCode? = nil, stage: Stage? = nil,
    direction: Direction? = nil
  ) {
    self.init(text, code: code, enhanced: enhanced, stage: stage, direction: direction, circumstances: [])
  }

  /// Takes `text`, whose lines are joined and have no codes, and folds it. O(n).
  package init(
    _ text: some Sequence<UInt8>, code: ReplyCode?, enhanced: EnhancedStatusCode?, stage: Stage?, direction: Direction?,
    circumstances: Circumstances
  ) {
    self.code = code
    self.enhanced = enhanced
    self.stage = stage
    self.direction = direction
    self.circumstances = circumstances
    var folding = ReplyFolding(Array(text), code: code)
    folding.run()
    folded = folding.folded
    quotedCodes = folding.codes
    quotedEnhanced = folding.enhanced
    senderWords = SenderWords(folding.folded)
    if senderWords.isMilters, !circumstances.contains(.isSenderCheck) { self.circumstances.insert(.isMilters) }
    // Blanks at the end go once all is folded, and a quotation may have begun behind them.
    let start = min(folding.quote ?? .max, folding.folded.count)
    let end = senderWords.verdict ?? 0
    quoted = start..<(end > start ? end : folding.folded.count)
  }

  /// Whether what the text says at `place`, or its codes when there is no place, is said of the sender: at MAIL no recipient
  /// has been named (RFC 5321 3.3), and X.1.7 and X.1.8 are the sender's (RFC 3463 3.2).
  func isOfSender(at place: Int?) -> Bool {
    if isOfSenderAlone { return true }
    guard let first = senderWords.first else { return false }
    return place.map { first <= $0 } ?? true
  }

  /// Whether nothing but the sender was looked at.
  var isOfSenderAlone: Bool {
    if stage == .mail || circumstances.contains(.isSenderCheck) || senderWords.verdict != nil { return true }
    return (enhanced ?? quotedEnhanced.first)?.isOfSender ?? false
  }

  /// What an MTA puts in front of the words that it repeats.
  private static let leadIns: [[UInt8]] = [
    "delivery temporarily suspended: ", "could not complete sender verify: ", "could not complete recipient verify: ",
  ].map { Array($0.utf8) }

  /// Whether the text's own words begin at `start`.
  func begins(at start: Int) -> Bool {
    start == 0 || ReplyText.leadIns.contains { $0.count == start && folded.starts(with: $0) }
  }

  /// Whether `code` is the reply's own or one it quotes.
  func has(_ code: ReplyCode) -> Bool { self.code == code || quotedCodes.contains(code) }

  /// Whether `code` is the reply's own or one it quotes.
  func has(_ code: EnhancedStatusCode) -> Bool { enhanced == code || quotedEnhanced.contains(code) }
}

extension EnhancedStatusCode {
  fileprivate var isOfSender: Bool { subject == 1 && (detail == 7 || detail == 8) }
}
