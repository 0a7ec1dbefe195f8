import SMTPReply

// What is on this host: its own addresses, its own sockets, and the filters that take mail in and hand it back.
extension RawSpan {
  /// Whether the IP address in `field` is this host's own: `127.0.0.0/8` or `::1`, also written as one of the other (RFC 4291 section
  /// 2.5.5).
  package func isThisHost(_ field: Field) -> Bool {
    guard field.exists, field.count > 2 else { return false }
    let start = field.range.lowerBound
    let end = field.range.upperBound
    if byte(start) == ASCII.colon {
      return field.count == 3 && starts(with: "::1", at: start, end: end)
        || starts(with: "::ffff:127.", at: start, end: end)
    }
    return starts(with: "127.", at: start, end: end)
  }

  /// Whether the IP address in `field` is of a private network (RFC 1918, RFC 4193), also written as an IPv6 one (RFC 4291 section
  /// 2.5.5): nobody on the net has it.
  package func isPrivate(_ field: Field) -> Bool {
    guard field.exists, field.count > 2 else { return false }
    let end = field.range.upperBound
    var start = field.range.lowerBound
    if starts(with: "::ffff:", at: start, end: end) { start &+= 7 }
    if starts(with: "10.", at: start, end: end) || starts(with: "192.168.", at: start, end: end) { return true }
    if starts(with: "172.", at: start, end: end), end &- start > 6, byte(start &+ 6) == ASCII.dot {
      let second = (byte(start &+ 4), byte(start &+ 5))
      return second.0 == UInt8(ascii: "1") && second.1 >= UInt8(ascii: "6") && second.1 <= UInt8(ascii: "9")
        || second.0 == UInt8(ascii: "2") && ASCII.isDigit(second.1)
        || second.0 == UInt8(ascii: "3") && (second.1 == UInt8(ascii: "0") || second.1 == UInt8(ascii: "1"))
    }
    let first = ASCII.lowercased(byte(start))
    let next = ASCII.lowercased(byte(start &+ 1))
    return first == UInt8(ascii: "f") && (next == UInt8(ascii: "c") || next == UInt8(ascii: "d"))
      && firstIndex(of: ASCII.colon, from: start, to: min(end, start &+ 5)) != nil
  }
}

extension ReplyRecord {
  /// Whether the peer is this host itself, by address or through a socket in its file system.
  package func isWithThisHost(_ line: RawSpan) -> Bool {
    if remoteAddress.exists { return line.isThisHost(remoteAddress) }
    guard direction == .outbound, code != nil else { return false }
    // Postfix names no address for `host[private/filter]`; Exim neither host nor address for a transport to a socket or a program.
    return remoteHost.exists ? mta == .postfix : mta == .exim
  }

  /// Whether the peer is a server of our own that mail was handed to on its way, such as a content filter: on this host, or in a private
  /// network and behind a port that no mail comes in by from outside.
  ///
  /// What a server on the net says of itself does not make it ours. A filter in a container has a private address and a port of its own.
  package func isWithOwnFilter(_ line: RawSpan) -> Bool {
    if isWithThisHost(line) { return true }
    guard direction == .outbound, remoteAddress.exists, let port = remotePort(line) else { return false }
    return line.isPrivate(remoteAddress) && ![24, 25, 26, 465, 587, 2_525].contains(port)
  }

  /// The port behind `[ADDRESS]:`; nil when the log has none.
  private func remotePort(_ line: RawSpan) -> Int? {
    var at = remoteAddress.range.upperBound
    guard at &+ 2 < line.byteCount, line.byte(at) == ASCII.closeBracket, line.byte(at &+ 1) == ASCII.colon else {
      return nil
    }
    at &+= 2
    var port = 0
    let limit = min(line.byteCount, at &+ 5)
    let start = at
    while at < limit, ASCII.isDigit(line.byte(at)) {
      port = port &* 10 &+ Int(line.byte(at) & 15)
      at &+= 1
    }
    return at > start ? port : nil
  }

  /// The id under which a server of our own took the mail in: Postfix's `queued as 4C5A85985CB` and Exim's `OK id=1xVVq2-0000mL-25`,
  /// also where a filter quotes them. None when no such server did, or it does not say.
  package func handedOnID(_ line: RawSpan) -> Field {
    guard direction == .outbound, reply.exists, code != nil, isWithOwnFilter(line) else { return .none }
    let first = reply.range.lowerBound
    let end = reply.range.upperBound
    let postfix = line.lastIndex(of: "queued as ", from: first, to: end).map { $0 &+ 10 }
    guard let start = postfix ?? line.lastIndex(of: "OK id=", from: first, to: end).map({ $0 &+ 6 }) else {
      return .none
    }
    var stop = start
    while stop < end, ASCII.isAlphanumeric(line.byte(stop)) || line.byte(stop) == ASCII.hyphen {
      stop &+= 1
    }
    return stop &- start >= 5 ? Field(start, stop) : .none
  }
}
