import SMTPReply

extension ReplyRecord {
  /// The address of ours that a delivery left from: what Exim writes right behind the peer's, ` H=NAME [ADDRESS]:25 I=[ADDRESS]:PORT`
  /// (log_selector = +outgoing_interface). None where the log does not tell.
  package func interface(_ line: RawSpan) -> Field {
    guard mta == .exim, remoteAddress.exists else { return .none }
    let end = reply.exists ? min(line.byteCount, reply.range.lowerBound) : line.byteCount
    var at = remoteAddress.range.upperBound
    guard at < end, line.byte(at) == ASCII.closeBracket else { return .none }
    at &+= 1
    // The peer's port, and the mark of a connection that goes on.
    while at < end, ASCII.isDigit(line.byte(at)) || line.byte(at) == ASCII.colon || line.byte(at) == UInt8(ascii: "*") {
      at &+= 1
    }
    guard line.starts(with: " I=[", at: at, end: end),
      let close = line.firstIndex(of: ASCII.closeBracket, from: at &+ 4, to: min(end, at &+ 50))
    else { return .none }
    return Field(at &+ 4, close)
  }
}
