public import SMTPReply

/// Why a reply was said: one entry of the guide. Its form is that of the YAML files in `Catalogue/causes`.
public struct Cause: Sendable {
  /// The name that reports and rules use; lower case, digits and dashes.
  public var id: String
  /// Whose wording it is, when it is one provider's own.
  public var provider: String?
  /// The reply codes it is said with; empty: any.
  public var codes: [Int] = []
  /// The enhanced status codes it is said with; empty: any.
  public var enhanced: [String] = []
  /// The stages it can occur at; nil: any.
  public var stages: [String]?
  /// Who says it to whom; nil: either.
  public var direction: String?
  /// `none` for what the MTA says by itself, without any SMTP reply.
  public var reply: String?
  /// Whether anything else that the text says goes before: the cause is only the wrapping of another reply.
  public var yields = false
  /// The id of the cause that is the same trouble under another code.
  public var sameAs: String?
  /// Texts that decide by themselves, case ignored; ` ... ` stands for whatever is between two texts.
  public var phrases: [String]?
  /// Texts that count only together with one of `codes`.
  public var weakPhrases: [String]?
  /// The reason class it belongs to.
  public var `class`: ReasonClass
  /// Who must act.
  public var actor: Actor
  /// Whether trying again can help.
  public var permanence: Permanence
  /// The heading of a finding.
  public var title: String
  /// What happened, in one to three sentences.
  public var meaning: String
  /// When it is seen.
  public var when: String
  /// How to fix it, in steps; the first is what a finding prints.
  public var fix: [String]
  /// What differs when we said it to a client that is a stranger, or of whom nothing is known.
  public var inbound: Advice?
  /// What differs when we said it to our own user: a client that logged in or is local.
  public var submission: Advice?
  /// The Postfix setting, where ours is the side to mend.
  public var postfix: String?
  /// The Exim setting, where ours is the side to mend.
  public var exim: String?
  /// Where the facts are from.
  public var source: String
  /// When they were last looked at.
  public var date: String
  /// Replies that have this cause and no other.
  public var samples: [Sample]

  /// What to do when we said the reply.
  public struct Advice: Sendable {
    /// Who must act then.
    public var actor: Actor?
    /// How to fix it then, in steps.
    public var fix: [String]
  }

  /// A reply as it stands in a log.
  public struct Sample: Sendable {
    /// The text with its codes.
    public var reply: String
    /// The command answered, where it matters.
    public var stage: String?
    /// Who says it to whom, where it matters.
    public var direction: String?
  }

  /// Who must act when the reply went in `direction`; `isOwnClient` when we said it to a client of our own.
  public func actor(_ direction: Direction, isOwnClient: Bool = false) -> Actor {
    guard direction == .inbound else { return actor }
    if isOwnClient, let submission { return submission.actor ?? actor }
    return inbound?.actor ?? actor
  }

  /// How to fix it when the reply went in `direction`; `isOwnClient` when we said it to a client of our own.
  public func fix(_ direction: Direction, isOwnClient: Bool = false) -> [String] {
    guard direction == .inbound else { return fix }
    if isOwnClient, let submission { return submission.fix }
    return inbound?.fix ?? fix
  }
}
