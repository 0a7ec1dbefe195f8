import SMTPReply

// A client in front of what a line says of it. Its HELO name may be anything where `helo_accept_junk_hosts` is set, even the rest of a line.
extension EximParser {
  /// How many `) [IP]` are tried as the end of a HELO name.
  private static let heloTries = 16

  /// What came of looking for a client.
  enum Peer {
    case found(EximHost)
    /// There is none, or the line does not go on behind it as Exim's do.
    case none
    /// The line can be read in more ways than one.
    case unsure
  }

  /// The client at `start`: the one behind which the line goes on as Exim's do.
  ///
  /// `goesOn` tells that of a client, by the offset where free text begins: a `) [IP]` in front of it stands in a field and ends no HELO name.
  /// One in the text may be Exim's own, if the line goes on behind that, too: then a client made one of the two up, and nobody knows which.
  func peer(_ bytes: RawSpan, _ start: Int, _ end: Int, goesOn: (EximHost) -> Int?) -> Peer {
    guard let first = host(bytes, start, end) else { return .none }
    var found: EximHost?
    var from = start
    if let text = goesOn(first) {
      found = first
      from = text
    }
    guard first.hasHELO else { return found.map { .found($0) } ?? .none }
    from = max(from, first.helo.upperBound &+ 1)
    for _ in 0..<EximParser.heloTries {
      guard let hit = bytes.firstIndex(of: ") [", from: from, to: end) else { return found.map { .found($0) } ?? .none }
      from = hit &+ 1
      guard let later = host(bytes, start, end, heloFrom: hit), later.helo.upperBound == hit, let text = goesOn(later)
      else { continue }
      if found != nil { return .unsure }
      found = later
      from = max(from, text)
    }
    return .unsure
  }

  /// The offset behind ` I=[IP]:PORT`, ` U=ident` and ` Ci=NUMBER` (host.c `host_and_ident`), which begin at `start`.
  func behindIdentity(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at &+ 4 < end, bytes.byte(at) == ASCII.space,
      bytes.hasWord("I=[", at: at &+ 1) || bytes.hasWord("U=", at: at &+ 1) || bytes.hasWord("Ci=", at: at &+ 1)
    {
      let stop = bytes.shortIndex(of: ASCII.space, from: at &+ 1, limit: end)
      // ` I=[192.0.2.1]:25: no HELO/EHLO given`
      at = bytes.byte(stop &- 1) == ASCII.colon ? stop &- 1 : stop
    }
    return at
  }
}
