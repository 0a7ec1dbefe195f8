package import SMTPReply

/// A delivery to one recipient that went well, with a reply that says no more than that or without any.
///
/// Most lines of a busy log are deliveries, and a report only counts them: a sink that `takesPlainDeliveries` gets this in the place
/// of a whole `ReplyRecord`, for the lines where nothing else is to be told.
package struct PlainDelivery: Sendable {
  /// The recipient as the log quotes it.
  package var recipient: Field
  /// The reply's code, one of plain success; nil when the log has no reply.
  package var code: ReplyCode?
  /// The message's number, as `MessageFacts.serial`.
  package var serial: UInt64
  /// Whether a recipient of the message was deferred before.
  package var wasDeferred: Bool
}
