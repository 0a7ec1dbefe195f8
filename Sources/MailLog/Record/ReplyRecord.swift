package import SMTPReply

/// One SMTP reply as a log line tells it: the interface between the parsers and everything after them.
///
/// It holds no text of its own. Every `Field` is a piece of the line that the record came from, and what the message's
/// earlier lines said is in `MessageFacts`, so a record is good only while its reader hands it over. A parser of another
/// MTA fills the same record. Keys and rules: the design's section on the reply record.
package struct ReplyRecord: Sendable {
  /// The line's number in the decompressed input, from 1; of the last line when several were joined.
  package var line = 0
  /// The number of the line's input among those of the reader, from 0.
  package var input = 0
  /// The mail server that wrote the line.
  package var mta = MTA.postfix
  /// Who said the reply to whom.
  package var direction = Direction.outbound
  /// What became of the delivery.
  package var outcome = Outcome.delivered
  /// The command answered; nil when the log does not tell.
  package var stage: Stage?
  /// The reply's own code; nil when there was no reply, or the log lacks it.
  package var code: ReplyCode?
  /// The first enhanced status code that the reply states on any of its lines.
  package var enhanced: EnhancedStatusCode?
  /// The reply with its codes, as it stands in the line; or the MTA's own words when `code` and `enhanced` are nil.
  package var reply = Field.none
  /// What stands between the lines of `reply`.
  package var joint = ReplyJoint.blank
  /// The address that the reply is about.
  package var recipient = Field.none
  /// What the sender wrote, before aliasing.
  package var originalRecipient = Field.none
  /// The envelope sender, when the line itself has it.
  package var sender = Field.none
  /// The peer's name; none when the log has only its address.
  package var remoteHost = Field.none
  /// The peer's address.
  package var remoteAddress = Field.none
  /// The host that wrote the line.
  package var logHost = Field.none
  /// The program with its instance, as `submission/smtpd`.
  package var service = Field.none
  /// The queue id; none for `NOQUEUE`.
  package var queueID = Field.none
  /// The message id, without brackets.
  package var messageID = Field.none
  /// `name[address]` of the client that submitted the message.
  package var client = Field.none
  /// The login, when the line itself has it.
  package var saslUser = Field.none
  /// The HELO name that the client gave.
  package var helo = Field.none
  /// The MTA's own status number (Postfix's `dsn=`).
  package var dsn = Field.none
  /// Seconds since arrival, as written.
  package var delay = Field.none
  /// The message's bytes as written, on lines that begin it or name its sender.
  package var size = Field.none
  /// How often the reply was said.
  package var count = 1
  /// Whether the code is known from how the MTA works and not from the line.
  package var isImplied = false
  /// Whether the reply stood on an earlier line already: the outcome counts, the reply does not again. A rejection that
  /// repeats another counts not at all.
  package var isDuplicate = false
  /// What was found out of the record's bytes before they were written anew, for whoever reads it behind that; nil while its fields lie in
  /// the log's own bytes.
  package var noted: ReplyNotes?
  /// What the line tells around the reply.
  package var origin = ReplyOrigin.plain
  /// Whether earlier lines say that the connection was encrypted; nil when they do not tell.
  package var isEncrypted: Bool?
  /// Whether the line settles all recipients of its message that are still waiting (`status=expired`).
  package var settlesMessage = false

  /// A record with nothing known.
  package init() {}
}
