import SMTPReply

/// A peer as Exim writes it: `NAME [IP]`, `NAME (HELO) [IP]`, `(HELO) [IP]` or `[IP]`, with `:PORT` behind it or without
/// (host.c `host_and_ident`; deliver.c `d_hostlog`).
struct EximHost {
  /// The name; empty when the log has none.
  var name: Range<Int>
  /// The HELO name, when it differs from the name; empty when there is none.
  var helo: Range<Int>
  var address: Range<Int>
  /// Whether parentheses stand there, be the name in them empty.
  var hasHELO: Bool { helo.lowerBound > name.lowerBound }
  /// The offset behind the address, a port and the `*` of a connection used again.
  var behind: Int
}

extension EximParser {
  /// Reads the peer at `start`. A HELO name ends at the first `) [IP]` from `heloFrom` on.
  @inline(__always)
  func host(_ bytes: RawSpan, _ start: Int, _ end: Int, heloFrom: Int = 0) -> EximHost? {
    var at = start
    var name = start..<start
    var helo = start..<start
    guard at < end else { return nil }
    if bytes.byte(at) != ASCII.openBracket, bytes.byte(at) != ASCII.openParenthesis {
      let blank = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
      guard blank &+ 1 < end else { return nil }
      name = start..<blank
      at = blank &+ 1
      if bytes.hasWord("DS [", at: at) { at &+= 3 }
    }
    if bytes.byte(at) == ASCII.openParenthesis {
      guard let close = heloEnd(bytes, max(at &+ 1, heloFrom), end) else { return nil }
      helo = (at &+ 1)..<close
      at = close &+ 2
    }
    guard let close = addressEnd(bytes, at, end) else { return nil }
    let address = (at &+ 1)..<close
    at = close &+ 1
    if at &+ 1 < end, bytes.byte(at) == ASCII.colon, ASCII.isDigit(bytes.byte(at &+ 1)) {
      at &+= 1
      while at < end, ASCII.isDigit(bytes.byte(at)) { at &+= 1 }
    }
    if at < end, bytes.byte(at) == UInt8(ascii: "*") { at &+= 1 }
    return EximHost(name: name, helo: helo, address: address, behind: at)
  }

  /// The offset of the `)` of the first `) [IP]` from `start` on.
  func heloEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    var from = start
    while let hit = bytes.firstIndex(of: ASCII.closeParenthesis, from: from, to: end) {
      from = hit &+ 1
      guard hit &+ 3 < end, bytes.hasWord(") [", at: hit) else { continue }
      if addressEnd(bytes, hit &+ 2, end) != nil { return hit }
    }
    return nil
  }

  /// The offset of the `]` that closes the IP address at `open`; nil when no address stands there.
  @inline(__always)
  private func addressEnd(_ bytes: RawSpan, _ open: Int, _ end: Int) -> Int? {
    guard open < end, bytes.byte(open) == ASCII.openBracket else { return nil }
    let first = bytes.byte(open &+ 1)
    guard ASCII.isHexadecimal(first) || first == ASCII.colon else { return nil }
    let limit = min(end, open &+ 64)
    let close = bytes.shortIndex(of: ASCII.closeBracket, from: open, limit: limit)
    guard close < limit, bytes.shortIndex(of: ASCII.space, from: open, limit: close) == close else { return nil }
    return close
  }

  /// Takes `host` as the peer. A name that is the address again is none.
  @inline(__always)
  func setPeer(_ bytes: RawSpan, _ host: EximHost, _ record: inout ReplyRecord) {
    record.remoteAddress = Field(host.address.lowerBound, host.address.upperBound)
    record.remoteHost = .none
    if !host.name.isEmpty, !bytes.equals(host.name, bytes, host.address) {
      record.remoteHost = Field(host.name.lowerBound, host.name.upperBound)
    }
    if !host.helo.isEmpty { record.helo = Field(host.helo.lowerBound, host.helo.upperBound) }
  }
}
