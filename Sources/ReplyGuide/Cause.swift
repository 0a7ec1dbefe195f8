public import SMTPReply

/// Why a reply was said: one entry of the guide. Its form is that of the YAML files in `Catalogue/causes`.
public struct Cause: Decodable, Sendable {
  /// The name that reports and rules use; lower case, digits and dashes.
  public let id: String
  /// Whose wording it is, when it is one provider's own.
  public let provider: String?
  /// The reply codes it is said with; empty: any.
  public let codes: [Int]
  /// The enhanced status codes it is said with; empty: any.
  public let enhanced: [String]
  /// The stages it can occur at; nil: any.
  public let stages: [String]?
  /// Who says it to whom; nil: either.
  public let direction: String?
  /// `none` for what the MTA says by itself, without any SMTP reply.
  public let reply: String?
  /// Texts that decide by themselves, case ignored.
  public let phrases: [String]?
  /// Texts that count only together with one of `codes`.
  public let weakPhrases: [String]?
  /// The reason class it belongs to.
  public let `class`: ReasonClass
  /// Who must act.
  public let actor: Actor
  /// Whether trying again can help.
  public let permanence: Permanence
  /// The heading of a finding.
  public var title: String
  /// What happened, in one to three sentences.
  public var meaning: String
  /// When it is seen.
  public var when: String
  /// How to fix it, in steps; the first is what a finding prints.
  public var fix: [String]
  /// What differs when we said it to a client.
  public var inbound: Inbound?
  /// The Postfix setting, where ours is the side to mend.
  public let postfix: String?
  /// The Exim setting, where ours is the side to mend.
  public let exim: String?
  /// Where the facts are from.
  public let source: String
  /// When they were last looked at.
  public let date: String
  /// Replies that have this cause and no other.
  public let samples: [Sample]

  /// Advice for a reply that we said to a client.
  public struct Inbound: Decodable, Sendable {
    /// Who must act then.
    public let actor: Actor?
    /// How to fix it then, in steps.
    public var fix: [String]
  }

  /// A reply as it stands in a log.
  public struct Sample: Decodable, Sendable {
    /// The text with its codes.
    public let reply: String
    /// The command answered, where it matters.
    public let stage: String?
    /// Who says it to whom, where it matters.
    public let direction: String?
  }

  enum CodingKeys: String, CodingKey {
    case id, provider, codes, enhanced, stages, direction, reply, phrases, weakPhrases = "weak_phrases", `class`, actor
    case permanence, title, meaning, when, fix, inbound, postfix, exim, source, date, samples
  }

  /// Who must act when the reply went in `direction`.
  public func actor(_ direction: Direction) -> Actor {
    direction == .inbound ? inbound?.actor ?? actor : actor
  }

  /// How to fix it when the reply went in `direction`.
  public func fix(_ direction: Direction) -> [String] {
    direction == .inbound ? inbound?.fix ?? fix : fix
  }
}
