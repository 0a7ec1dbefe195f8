public import SMTPReply

extension Cause {
  /// The heading of a finding.
  public var title: String { words.wording(.title) ?? "" }
  /// What happened, in one to three sentences.
  public var meaning: String { words.wording(.meaning) ?? "" }
  /// When it is seen.
  public var when: String { words.wording(.when) ?? "" }
  /// How to fix it, in steps; the first is what a finding prints.
  package var fix: [String] { words.wordings(.fix) ?? [] }
  /// The setting of the mail server `mta`, where ours is the side to mend: `-` where there is none to change.
  public func setting(of mta: MTA) -> String? { words.wording(.setting(mta)) }
  /// The settings to change, by server.
  package var settings: [(mta: MTA, text: String)] {
    MTA.allCases.compactMap { mta in setting(of: mta).flatMap { $0 == "-" ? nil : (mta, $0) } }
  }

  /// What differs when we said it to a client that is a stranger, or of whom nothing is known.
  package var inbound: Advice? { words.wordings(.inbound).map { Advice(actor: inboundActor, fix: $0) } }
  /// What differs when we said it to our own user: a client that logged in or is local.
  package var submission: Advice? { words.wordings(.submission).map { Advice(actor: submissionActor, fix: $0) } }

  /// Texts that decide by themselves, case ignored; ` ... ` stands for whatever is between two texts.
  package var phrases: [String]? { words.phrases(isWeak: false) }
  /// Texts that count only together with one of `codes`.
  package var weakPhrases: [String]? { words.phrases(isWeak: true) }
  /// The phrase, or weak phrase, of this number; nil when there are not as many.
  package func phrase(_ number: Int, isWeak: Bool) -> String? { words.phrase(number, isWeak: isWeak) }

  /// Where the facts are from.
  package var source: String { words.details.source }
  /// When they were last looked at.
  package var date: String { words.details.date }
  /// Replies that have this cause and no other.
  package var samples: [Sample] { words.details.samples }
}
