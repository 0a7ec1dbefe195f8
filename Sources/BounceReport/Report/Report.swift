import MailLog
import ReplyCounts
import SMTPReply

/// What a run found out, as a value: every format prints the same figures from it.
package struct Report: Sendable {
  /// What happened in one hour of the log's own clock.
  struct Hour: Sendable {
    var start: LogTime
    var counts: OutcomeHours.Counts
  }

  /// A name and how many replies it has to do with.
  struct NamedCount: Sendable {
    var name: String
    var replies: Int
  }

  /// What a finding or a cause touches most: how many different ones.
  struct Affected: Sendable {
    var kind: AffectedKind
    var count: Int
  }

  /// One thing to fix: a cause in one direction, over all codes and over the causes that are the same trouble.
  struct Finding: Sendable {
    /// The cause, the main one of several; `stolen-login` is of the report's own.
    var cause: String
    /// All of them.
    var causes: [String]
    var `class`: ReasonClass
    var direction: Direction
    /// Whether we said it to clients of our own.
    var isOwnClient: Bool
    /// Whether a service of our own host said it to our mail server.
    var isWithinHost: Bool
    var actor: ActingParty
    var permanence: Permanence
    var title: String
    /// The codes it came with, `553 5.7.1`, the most frequent first.
    var codes: [String]
    var replies: Int
    /// Replies of them whose cause is not sure: the code or a general word alone says it.
    var unsure = 0
    var affected: Affected
    /// What it rests on, such as a login's networks; comes before the fix.
    var evidence: [String]
    /// What the replies name, where that is few: addresses of ours, block lists, senders, logins, hosts.
    var named: [String]
    /// Whether there was more to name.
    var namesMore: Bool
    /// Whether somebody acknowledged it, so that it takes one line.
    var isKnown = false
    /// Replies on the days before and of this run, the oldest first; empty without a history.
    var trend: [Int] = []
    /// Pages on the web that say more of just this.
    var pages: [String]
    var fix: [String]
  }

  /// One cause below a code.
  struct CauseSection: Sendable {
    /// Nil when nothing explains the replies.
    var id: String?
    var `class`: ReasonClass
    var actor: ActingParty
    var permanence: Permanence?
    var direction: Direction
    /// Whether we said it to clients of our own.
    var isOwnClient: Bool
    /// Whether a service of our own host said it to our mail server.
    var isWithinHost: Bool
    /// Whether a server said it, or the client heard it; else it is our own mail server's word.
    var isReply: Bool
    var title: String
    var meaning: String
    var replies: Int
    /// Replies of them whose cause is not sure: the code or a general word alone says it.
    var unsure = 0
    /// Distinct recipients; nil where they are not grouped.
    var recipients: Int?
    var fix: [String]
    /// Where ours is the side to mend: the setting of each mail server whose lines were read.
    var settings: [Setting]
    /// Reply texts with placeholders, the most frequent first.
    var templates: [Template]
  }

  /// What to set in one mail server.
  struct Setting: Sendable {
    /// `Postfix` or `Exim`.
    var server: String
    var text: String
  }

  /// A reply text with placeholders.
  struct Template: Sendable {
    var text: String
    var replies: Int
  }

  /// One recipient below a code.
  struct TopRecipient: Sendable {
    var recipient: String
    var replies: Int
    var first: LogTime
    var last: LogTime
    /// What kind of reply the last one was: its template. The reply itself would take as much memory as all the rest for each recipient.
    var reply: String
  }

  /// Everything said of one reply code.
  struct CodeSection: Sendable {
    var code: ReplyCode
    var name: String
    var title: String?
    var replies = 0
    /// Distinct recipients named; nil for plain success.
    var recipients: Int?
    var domains: Int?
    var outbound = 0
    var inbound = 0
    var implied = 0
    var meaning: String
    var when: String?
    var fix: [String]
    var differences: String?
    var use: String?
    var causes: [CauseSection] = []
    var topRecipients: [TopRecipient]?
    /// The recipients' domains with the most replies, and hosts that said or were told so where the cause is about hosts.
    var topDomains: [NamedCount] = []
    var topHosts: [String] = []
  }

  var words: ReportWords
  var inputs: [InputSummary]
  /// The filters that chose the replies, as the user gave them; none when all count.
  var selection: [String] = []
  /// Files that were not read, since they are wholly out of the time that the filters let through.
  var skipped: [String] = []
  /// What has pseudonyms; nil when nothing has.
  var redacted: Redactor.Scope?
  var totals = Totals()
  /// Figures by domain, provider, sender domain, client and login; nil unless they were asked for.
  var audit: Audit?
  /// What is new against the days before; nil without a history.
  package internal(set) var news: News?
  /// Thresholds that were exceeded, in words.
  package internal(set) var alerts: [String] = []
  /// The hours in which anything was settled, in order.
  var hours: [Hour] = []
  var findings: [Finding] = []
  /// Every code seen, and the watched ones always; ascending.
  var codes: [CodeSection] = []
  /// Deliveries that were settled without any reply, by cause.
  var withoutReply: [CauseSection] = []
  /// Lines that look like they carry a reply and were not understood, the first few.
  var notUnderstood: [String] = []

  /// All lines of all inputs.
  var lines: LineCounts { inputs.reduce(into: LineCounts()) { $0 += $1.lines } }
  /// Time of the first line.
  var first: LogTime? { inputs.lazy.compactMap(\.first).first }
  /// Time of the last line.
  var last: LogTime? { inputs.lazy.reversed().compactMap(\.last).first }
}
