import MailLog
import SMTPReply

extension ReplyRecord {
  /// Whether the delivery was encrypted; nil when the log does not say.
  ///
  /// Exim names the cipher (`X=`) of each delivery that has one unless its log selector lacks `tls_cipher`; Postfix has `tls=` from 3.11
  /// on (`smtp_log_tls_feature_status`), and a line of its own in front of the delivery at `smtp_tls_loglevel` 1.
  func isUnderTLS(_ line: RawSpan) -> Bool? {
    guard remoteAddress.exists else { return nil }
    let start = remoteAddress.range.upperBound
    let end = reply.exists && reply.range.lowerBound > start ? reply.range.lowerBound : start
    if mta == .exim { return line.firstIndex(of: " X=", from: start, to: end) != nil }
    guard let mark = line.firstIndex(of: ", tls=", from: start, to: end) else { return isEncrypted }
    return !line.starts(with: "none", at: mark + 6, end: end) && !line.starts(with: ",", at: mark + 6, end: end)
  }
}

extension RawSpan {
  /// Where the domain of the address in `field` lies; nil without one.
  func domain(_ field: Field) -> Range<Int>? {
    guard field.exists,
      let at = lastIndex(of: UInt8(ascii: "@"), from: field.range.lowerBound, to: field.range.upperBound),
      at + 1 < field.range.upperBound
    else { return nil }
    return (at + 1)..<field.range.upperBound
  }
}
