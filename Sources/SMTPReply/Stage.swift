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

  /// The place among all stages, from 0: for keys of fixed size.
  public var ordinal: UInt8 {
    switch self {
    case .banner: 0
    case .connect: 1
    case .ehlo: 2
    case .starttls: 3
    case .auth: 4
    case .mail: 5
    case .rcpt: 6
    case .data: 7
    case .endOfData: 8
    case .vrfy: 9
    case .expn: 10
    case .etrn: 11
    }
  }
}
