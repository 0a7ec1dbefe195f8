public import MailLog
public import SMTPReply

/// What a run found out, as a value: every format prints the same figures from it.
public struct Report: Sendable {
  /// Deliveries by their final outcome, and what else was counted.
  public struct Totals: Sendable {
    public var delivered = 0
    public var deliveredAfterDeferral = 0
    /// Recipients that were deferred and not settled by the end.
    public var deferred = 0
    /// Deferral replies, each attempt counted.
    public var deferrals = 0
    public var bounced = 0
    public var rejected = 0
    public var attempts = 0
    public var probes = 0
  }

  /// What a finding or a cause touches most: how many different ones.
  public struct Affected: Sendable {
    /// `sender`, `recipient`, `login` or `host`.
    public var kind: String
    public var count: Int
  }

  /// One thing to fix: a cause in one direction, over all codes.
  public struct Finding: Sendable {
    public var cause: String
    public var `class`: ReasonClass
    public var direction: Direction
    public var actor: Actor
    public var permanence: Permanence
    public var title: String
    /// The codes it came with, `553 5.7.1`, the most frequent first.
    public var codes: [String]
    public var replies: Int
    public var affected: Affected
    /// What it rests on, such as a login's networks; comes before the fix.
    public var evidence: [String]
    public var fix: [String]
  }

  /// One cause below a code.
  public struct CauseSection: Sendable {
    /// Nil when nothing explains the replies.
    public var id: String?
    public var `class`: ReasonClass
    public var actor: Actor
    public var permanence: Permanence?
    public var direction: Direction
    public var title: String
    public var meaning: String
    public var replies: Int
    /// Distinct recipients; nil where they are not grouped.
    public var recipients: Int?
    public var fix: [String]
    public var setting: String?
    /// Reply texts with placeholders, the most frequent first.
    public var templates: [Template]
  }

  /// A reply text with placeholders.
  public struct Template: Sendable {
    public var text: String
    public var replies: Int
  }

  /// One recipient below a code.
  public struct TopRecipient: Sendable {
    public var recipient: String
    public var replies: Int
    public var first: LogTime
    public var last: LogTime
    /// The last reply's template.
    public var reply: String
  }

  /// Everything said of one reply code.
  public struct CodeSection: Sendable {
    public var code: ReplyCode
    public var name: String
    public var title: String?
    public var replies = 0
    /// Distinct recipients named; nil for plain success.
    public var recipients: Int?
    public var domains: Int?
    public var outbound = 0
    public var inbound = 0
    public var implied = 0
    public var meaning: String
    public var when: String?
    public var fix: [String]
    public var differences: String?
    public var use: String?
    public var causes: [CauseSection] = []
    public var topRecipients: [TopRecipient]?
  }

  public var inputs: [InputSummary]
  public var totals = Totals()
  public var findings: [Finding] = []
  /// Every code seen, and 252 and 553 always; ascending.
  public var codes: [CodeSection] = []
  /// Deliveries that were settled without any reply, by cause.
  public var withoutReply: [CauseSection] = []
  /// Lines that look like they carry a reply and were not understood, the first few.
  public var notUnderstood: [String] = []

  /// All lines of all inputs.
  public var lines: LineCounts { inputs.reduce(into: LineCounts()) { $0 += $1.lines } }
  /// Time of the first line.
  public var first: LogTime? { inputs.lazy.compactMap(\.first).first }
  /// Time of the last line.
  public var last: LogTime? { inputs.lazy.reversed().compactMap(\.last).first }
}
