public import MailLog
public import ReplyGuide
public import SMTPReply

// The names that a program needs beside those of this library, so that `import MailReplies` is all that it writes.

/// Tells what replies mean; see `ReplyGuide`.
public typealias ReplyGuide = ReplyGuide::ReplyGuide
/// A reply as the guide reads it; see `ReplyGuide`.
public typealias ReplyText = ReplyGuide::ReplyText
/// What the guide says of one reply; see `ReplyGuide`.
public typealias Explanation = ReplyGuide::Explanation
/// One entry of the guide; see `ReplyGuide`.
public typealias Cause = ReplyGuide::Cause
/// A reply code, such as 553; see `SMTPReply`.
public typealias ReplyCode = SMTPReply::ReplyCode
/// An enhanced status code, such as 5.7.1; see `SMTPReply`.
public typealias EnhancedStatusCode = SMTPReply::EnhancedStatusCode
/// Who said a reply to whom; see `SMTPReply`.
public typealias Direction = SMTPReply::Direction
/// What became of a delivery; see `SMTPReply`.
public typealias Outcome = SMTPReply::Outcome
/// The command that a reply answers; see `SMTPReply`.
public typealias Stage = SMTPReply::Stage
/// The class of a cause; see `SMTPReply`.
public typealias ReasonClass = SMTPReply::ReasonClass
/// Whether trying again can help; see `SMTPReply`.
public typealias Permanence = SMTPReply::Permanence
/// Who has to act; see `SMTPReply`.
public typealias ActingParty = SMTPReply::ActingParty
/// The mail server that wrote a line; see `SMTPReply`.
public typealias MTA = SMTPReply::MTA
/// A time as a log line tells it; see `MailLog`.
public typealias LogTime = MailLog::LogTime
/// How lines were accounted for; see `MailLog`.
public typealias LineCounts = MailLog::LineCounts
/// Why an input could not be opened; see `MailLog`.
public typealias InputError = MailLog::InputError
/// Why an input could not be read to its end; see `MailLog`.
public typealias InputDamage = MailLog::InputDamage
/// What is worth saying of an input; see `MailLog`.
public typealias InputWarning = MailLog::InputWarning
/// What of the paths given was left out; see `MailLog`.
public typealias InputNote = MailLog::InputNote
