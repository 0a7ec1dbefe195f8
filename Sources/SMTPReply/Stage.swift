/// The command that a reply answers (RFC 5321 section 4.3.2).
public enum Stage: String, CaseIterable, Sendable {
  /// The server's first words, before any command.
  case banner
  case connect
  /// EHLO, HELO or LHLO.
  case ehlo
  case starttls
  case auth
  case mail
  case rcpt
  case data
  /// The reply to the final dot, or to the last BDAT.
  case endOfData = "end-of-data"
  case vrfy
  case expn
  case etrn
}
