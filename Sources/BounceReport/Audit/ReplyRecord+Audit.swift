import MailLog
import SMTPReply

extension ReplyRecord {
  /// The queue id under which a server on this host took the mail in; nil when none did or it does not say.
  func handedOnID(_ line: RawSpan) -> String? {
    guard remoteAddress.exists, reply.exists else { return nil }
    let address = remoteAddress.range
    let isHere =
      line.starts(with: "127.", at: address.lowerBound, end: address.upperBound)
      || address.count == 3 && line.starts(with: "::1", at: address.lowerBound, end: address.upperBound)
    guard isHere else { return nil }
    let end = reply.range.upperBound
    let postfix = line.lastIndex(of: "queued as ", from: reply.range.lowerBound, to: end).map { $0 + 10 }
    guard let start = postfix ?? line.lastIndex(of: "OK id=", from: reply.range.lowerBound, to: end).map({ $0 + 6 })
    else { return nil }
    var stop = start
    while stop < end {
      let byte = line.byte(stop)
      guard byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-") else { break }
      stop += 1
    }
    return stop - start >= 5 ? line.string(Field(start, stop)) : nil
  }

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
