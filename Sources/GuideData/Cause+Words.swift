public import SMTPReply

extension Cause {
  /// The heading of a finding.
  public var title: String { words.wording(.title) ?? "" }
  /// What happened, in one to three sentences.
  public var meaning: String { words.wording(.meaning) ?? "" }
  /// When it is seen.
  public var when: String { words.wording(.when) ?? "" }
  /// How to fix it, in steps; the first is what a finding prints.
  public var fix: [String] { words.wordings(.fix) ?? [] }
  /// The setting of the mail server `mta`, where ours is the side to mend: `-` where there is none to change.
  public func setting(of mta: MTA) -> String? { words.wording(.setting(mta)) }
  /// The settings to change, by server.
  public var settings: [(mta: MTA, text: String)] {
    MTA.allCases.compactMap { mta in setting(of: mta).flatMap { $0 == "-" ? nil : (mta, $0) } }
  }

  /// What differs when we said it to a client that is a stranger, or of whom nothing is known.
  public var inbound: Advice? { words.wordings(.inbound).map { Advice(actor: inboundActor, fix: $0) } }
  /// What differs when we said it to our own user: a client that logged in or is local.
  public var submission: Advice? { words.wordings(.submission).map { Advice(actor: submissionActor, fix: $0) } }

  /// Texts that decide by themselves, case ignored; ` ... ` stands for whatever is between two texts.
  public var phrases: [String]? { words.phrases(isWeak: false) }
  /// Texts that count only together with one of `codes`.
  public var weakPhrases: [String]? { words.phrases(isWeak: true) }
  /// The phrase, or weak phrase, of this number; nil when there are not as many.
  public func phrase(_ number: Int, isWeak: Bool) -> String? { words.phrase(number, isWeak: isWeak) }

  /// Where the facts are from.
  public var source: String { words.details.source }
  /// When they were last looked at.
  public var date: String { words.details.date }
  /// Replies that have this cause and no other.
  public var samples: [Sample] { words.details.samples }
}
