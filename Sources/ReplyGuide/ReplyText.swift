public import SMTPReply

/// A reply as the guide reads it: one text without the codes of its lines, blanks and case folded.
public struct ReplyText: Sendable {
  /// The reply code; nil when there was no reply.
  public var code: ReplyCode?
  /// The first enhanced status code.
  public var enhanced: EnhancedStatusCode?
  /// The command answered.
  public var stage: Stage?
  /// Who said it to whom.
  public var direction: Direction?
  /// UTF-8; ASCII capitals are lower case, runs of blanks are one.
  public let folded: [UInt8]

  /// Takes `text`, whose lines are joined and have no codes, and folds it. O(n).
  public init(
    _ text: some Sequence<UInt8>, code: ReplyCode?, enhanced: EnhancedStatusCode?, stage: Stage?, direction: Direction?
  ) {
    self.code = code
    self.enhanced = enhanced
    self.stage = stage
    self.direction = direction
    folded = ReplyText.fold(text)
  }

  /// `text` with ASCII capitals in lower case and every run of blanks and controls as one blank.
  static func fold(_ text: some Sequence<UInt8>) -> [UInt8] {
    var folded: [UInt8] = []
    for byte in text {
      if byte <= 0x20 {
        if let last = folded.last, last != 0x20 { folded.append(0x20) }
      } else {
        folded.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
      }
    }
    if folded.last == 0x20 { folded.removeLast() }
    return folded
  }
}
