import ReplyCounts
public import MailLog
package import ReplyGuide
public import SMTPReply

/// One SMTP reply of a mail log, with what the log tells of it, as a plain value.
///
/// What the log does not say is nil. Text that is no UTF-8 has U+FFFD in it. A value keeps nothing of the log alive, so any number of them
/// may be kept; each takes some 600 bytes and its text.
///
///     for reply in try MailReplies("/var/log/mail.log") where reply.outcome == .bounced {
///       print(reply.code?.description ?? "-", reply.recipient ?? "-", reply.text)
///     }
///
/// Every reply that the log shows is one, as `bounces extract` prints them. Who counts takes `count` of those whose
/// `outcome.isCounted` holds and that are no duplicates.
public struct MailReply: Sendable {
  // Where it stands.

  /// The input as it was named.
  public let path: String
  /// The number of the input among those that were read, from 0.
  public let input: Int
  /// The number of the line in the decompressed input, from 1; of the last one when several were joined.
  public let line: Int
  /// When the line was written, by its stamp; nil for a stamp that is none.
  public let time: LogTime?
  /// The mail server that wrote the line.
  public let server: MTA
  /// The host that wrote the line.
  public let logHost: String?
  /// The program with its instance, as `smtp` or `submission/smtpd`.
  public let service: String?

  // What was said.

  /// Who said it to whom.
  public let direction: Direction
  /// What became of the delivery.
  public let outcome: Outcome
  /// The command answered; nil when the log does not tell.
  public let stage: Stage?
  /// The reply's own code; nil when there was no reply, or the log lacks it.
  public let code: ReplyCode?
  /// The first enhanced status code that the reply states.
  public let enhanced: EnhancedStatusCode?
  /// The reply without its codes, its lines joined by blanks, or the mail server's own words where there was no reply; may be empty.
  public let text: String
  /// How often the reply was said.
  public let count: Int
  /// Whether the code is known from how the mail server works, and not from the line.
  public let isImplied: Bool
  /// Whether the reply stood on an earlier line already: the outcome counts, the reply does not again. A refusal that
  /// repeats another counts not at all.
  public let isDuplicate: Bool

  // Of whom, by whom, to whom.

  /// The address that the reply is about.
  public let recipient: String?
  /// What the sender wrote, before aliasing.
  public let originalRecipient: String?
  /// The envelope sender; empty for a bounce.
  public let sender: String?
  /// The peer's name; nil when the log has only its address.
  public let remoteHost: String?
  /// The peer's IP address.
  public let remoteAddress: String?
  /// The HELO name that the client gave.
  public let helo: String?

  // The message.

  /// The queue id; nil for a refusal before there is a message.
  public let queueID: String?
  /// The message id, without brackets.
  public let messageID: String?
  /// `name[address]` of the client that submitted the message.
  public let client: String?
  /// The login of that client.
  public let saslUser: String?
  /// Whether we said it to a client of our own: one that logged in, or that is on this host.
  public let isOwnClient: Bool
  /// Bytes of the message.
  public let size: Int?
  /// The mail server's own status number, as Postfix's `dsn=5.1.1`.
  public let dsn: String?
  /// The time since the message arrived, as written: `0.35` seconds, or Exim's `1m20s`.
  public let delay: String?
  /// Whether a recipient of the message was deferred before.
  public let wasDeferred: Bool
  /// Whether the line settles all recipients of its message that are still waiting (`status=expired`).
  public let settlesMessage: Bool
  /// The queue id under which a server of our own, such as a content filter, took the message in.
  public let handedOnID: String?
  /// A number that all replies of a message have, and those of no other message of the run; nil when the line has no queue id.
  public let message: UInt64?

  // What the guide is asked with.

  /// What decides whose fault the reply can be.
  package let circumstances: Circumstances
  /// Whether the line itself has the sender, so that the reply may repeat it.
  let saysSender: Bool

  /// The reply of `record`, of the input `path`.
  package init(
    _ record: borrowing ReplyRecord, at time: LogTime?, line bytes: RawSpan, of facts: MessageFacts, message: RawSpan,
    path: String
  ) {
    self.path = path
    input = record.input
    line = record.line
    self.time = time
    server = record.mta
    logHost = bytes.string(record.logHost)
    service = bytes.string(record.service)
    direction = record.direction
    outcome = record.outcome
    stage = record.stage
    code = record.code
    enhanced = record.enhanced
    text = record.words(in: bytes)
    count = record.count
    isImplied = record.isImplied
    isDuplicate = record.isDuplicate
    recipient = bytes.string(record.recipient)
    originalRecipient = bytes.string(record.originalRecipient)
    sender = bytes.string(record.sender) ?? message.string(facts.sender)
    remoteHost = bytes.string(record.remoteHost)
    remoteAddress = bytes.string(record.remoteAddress)
    helo = bytes.string(record.helo)
    queueID = bytes.string(record.queueID)
    messageID = bytes.string(record.messageID) ?? message.string(facts.messageID)
    client = bytes.string(record.client) ?? message.string(facts.client)
    saslUser = bytes.string(record.saslUser) ?? message.string(facts.saslUser)
    isOwnClient = record.isToOwnClient(bytes, facts)
    size = facts.size
    dsn = bytes.string(record.dsn)
    delay = bytes.string(record.delay)
    wasDeferred = facts.wasDeferred
    settlesMessage = record.settlesMessage
    handedOnID = bytes.string(record.handedOnID(bytes))
    self.message = facts.serial == 0 ? nil : facts.serial
    circumstances = record.circumstances(bytes, isOwnClient: isOwnClient)
    saysSender = record.sender.exists
  }
}
