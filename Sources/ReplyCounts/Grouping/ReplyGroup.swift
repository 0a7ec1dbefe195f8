import MailLog
package import ReplyGuide
package import SMTPReply

/// Replies that are the same but for addresses, ids and numbers, and what is known of them.
package struct ReplyGroup: Sendable {
  /// What tells groups apart beside their template.
  package struct Key: Hashable, Sendable {
    var code: ReplyCode?
    var enhanced: EnhancedStatusCode?
    var stage: Stage?
    var direction: Direction
    /// Whether we said it to a client of our own.
    var isOwnClient: Bool
    /// Who settled it, and with whom.
    package var circumstances: Circumstances

    /// What `packed` gave; nil for what it cannot have given.
    init?(packed: UInt64) {
      let code = UInt16(truncatingIfNeeded: packed)
      let enhanced = UInt32(truncatingIfNeeded: packed >> 16 & 0xff_ffff)
      let ordinal = Int(truncatingIfNeeded: packed >> 40 & 0xff)
      let direction = packed >> 48 & 1
      guard packed >> (50 + UInt64(Circumstances.width)) == 0, ordinal == 255 || ordinal < Stage.allCases.count else {
        return nil
      }
      if code != 1_000 {
        guard let code = ReplyCode(rawValue: code) else { return nil }
        self.code = code
      }
      if enhanced != 0 {
        guard let enhanced = EnhancedStatusCode(rawValue: enhanced) else { return nil }
        self.enhanced = enhanced
      }
      stage = ordinal == 255 ? nil : Stage.allCases[ordinal]
      self.direction = direction == 1 ? .inbound : .outbound
      isOwnClient = packed >> 49 & 1 == 1
      circumstances = Circumstances(rawValue: UInt8(truncatingIfNeeded: packed >> 50))
    }

    init(
      code: ReplyCode?, enhanced: EnhancedStatusCode?, stage: Stage?, direction: Direction, isOwnClient: Bool,
      circumstances: Circumstances = []
    ) {
      self.isOwnClient = isOwnClient
      self.circumstances = circumstances
      self.code = code
      self.enhanced = enhanced
      self.stage = stage
      self.direction = direction
    }

    /// All of it in eight bytes.
    var packed: UInt64 {
      let code = UInt64(code?.rawValue ?? 1_000)
      let enhanced = UInt64(enhanced?.rawValue ?? 0)
      let stage = UInt64(stage?.ordinal ?? 255)
      let sides: UInt64 = (direction == .inbound ? 1 : 0) | (isOwnClient ? 2 : 0)
      return code | enhanced << 16 | stage << 40 | sides << 48 | UInt64(circumstances.rawValue) << 50
    }
  }

  /// What tells it apart beside its template.
  package var key: Key
  private let said: SharedExplanation
  /// The template's bytes.
  var text: [UInt8]
  /// What was found out of its replies before they were written anew; nil of those that stand as they were.
  let noted: ReplyNotes?
  /// Whether it stands for many templates.
  package var isShared: Bool
  /// Whom the group's cause hits.
  var affected: AffectedKind
  /// Whether the addresses that its replies name are kept: those of ours that are refused.
  var namesAddresses: Bool
  /// Whether we refused a login a sender that is not its own, by what the reply says for sure.
  var isOfForeignSender: Bool
  /// The word that decided its cause, if it was one alone and we said the replies: a client may be called so.
  var word: [UInt8]?
  /// Replies, repeats included.
  package var replies = 0
  /// How many of them the log implies and does not show.
  package var implied = 0

  /// The code of its replies; nil for what was settled without one.
  package var code: ReplyCode? { key.code }
  /// The enhanced code, where all its replies state the same one.
  package var enhanced: EnhancedStatusCode? { key.enhanced }
  var stage: Stage? { key.stage }
  /// Who said the replies to whom.
  package var direction: Direction { key.direction }
  /// Whether we said them to clients of our own.
  package var isOwnClient: Bool { key.isOwnClient }
  /// Whether a service of our own host said it.
  package var isWithinHost: Bool { key.circumstances.contains(.isWithinHost) }

  /// The template as text; empty when the group stands for many.
  package var template: String { String(decoding: text, as: UTF8.self) }

  /// What the guide says of its replies.
  package var explanation: Explanation { said.explanation }

  init(key: Key, _ said: SharedExplanation, text: [UInt8], isShared: Bool, noted: ReplyNotes? = nil) {
    self.noted = noted
    self.key = key
    self.said = said
    self.text = text
    self.isShared = isShared
    let explanation = said.explanation
    affected = AffectedKind(explanation.class, key.direction)
    namesAddresses =
      key.direction == .outbound
      && [.blocklisted, .reputation, .rdnsHelo, .rateLimit, .mailAuth].contains(explanation.class)
    isOfForeignSender =
      key.direction == .inbound && key.isOwnClient && explanation.confidence == .high
      && explanation.cause?.isForeignSender == true
  }
}
