import SMTPReply

// What we said to a client (smtp_in.c `smtp_handle_acl_fail`):
// `HOST[ X=...][ F=<sender>[ A=auth:id]] [temporarily ]rejected WHAT[: TEXT]`.
extension EximParser {
  /// How many `) [IP]` are tried as the end of a HELO name.
  private static let heloTries = 8

  /// A line that begins with the client: `H=...`, `U=...` for a local caller, or the sender alone.
  func client(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    record.direction = .inbound
    record.outcome = .rejected
    record.stage = nil
    guard bytes.hasWord("H=", at: start) else {
      return clientFields(bytes, start, end, &record) ?? cutthrough(bytes, start, end, &record)
        ?? suspect(bytes, start, end)
    }
    guard let first = host(bytes, start &+ 2, end) else { return suspect(bytes, start, end) }
    let host = first.helo.isEmpty ? first : realHost(bytes, first, start &+ 2, end)
    setPeer(bytes, host, &record)
    return clientFields(bytes, host.behind, end, &record) ?? cutthrough(bytes, start, end, &record)
      ?? suspect(bytes, start, end)
  }

  /// The client whose HELO name may itself hold `) [IP] rejected ...` (`helo_accept_junk_hosts`).
  ///
  /// The last `) [IP]` that a verdict follows is Exim's own, except where the verdict repeats the HELO name.
  private func realHost(_ bytes: RawSpan, _ first: EximHost, _ start: Int, _ end: Int) -> EximHost {
    var best = first
    var from = first.helo.upperBound &+ 1
    for _ in 0..<EximParser.heloTries {
      guard let hit = bytes.firstIndex(of: ") [", from: from, to: end) else { break }
      from = hit &+ 1
      guard let next = host(bytes, start, end, heloFrom: hit), next.helo.upperBound == hit else { continue }
      let helo = best.helo
      if repeatsHELO(bytes, best, end, helo) { break }
      var scratch = ReplyRecord()
      if clientFields(bytes, next.behind, end, &scratch) != nil { best = next }
    }
    return best
  }

  private func repeatsHELO(_ bytes: RawSpan, _ host: EximHost, _ end: Int, _ helo: Range<Int>) -> Bool {
    guard let hit = bytes.firstIndex(of: "rejected EHLO or HELO ", from: host.behind, to: end), !helo.isEmpty,
      hit &+ 22 &+ helo.count <= end
    else { return false }
    return bytes.equals(helo, bytes, (hit &+ 22)..<(hit &+ 22 &+ helo.count))
  }

  /// The fields behind the client and the verdict behind them; nil when no verdict stands there.
  private func clientFields(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine? {
    var at = start
    while at &+ 4 < end {
      if bytes.byte(at) == ASCII.space { at &+= 1 }
      if bytes.hasWord("F=<", at: at) {
        guard let behind = senderEnd(bytes, at &+ 2, end) else { return nil }
        record.sender = Field(at &+ 3, behind &- 1)
        at = behind
      } else if bytes.hasWord("DN=\"", at: at), let behind = quoteEnd(bytes, at &+ 3, end) {
        at = behind
      } else if isClientField(bytes, at) {
        if bytes.hasWord("A=", at: at) { setLogin(bytes, at &+ 2, end, &record) }
        at = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
      } else {
        return verdict(bytes, at, end, &record)
      }
    }
    return nil
  }

  private func isClientField(_ bytes: RawSpan, _ at: Int) -> Bool {
    let word = bytes.word(at)
    if Word.first(1, of: word >> 8) == UInt64(ASCII.equals) {
      switch bytes.byte(at) {
      case UInt8(ascii: "I"), UInt8(ascii: "U"), UInt8(ascii: "X"), UInt8(ascii: "A"), UInt8(ascii: "P"): return true
      default: return false
      }
    }
    return Word.first(3, of: word) == Word.of("CV=") || Word.first(3, of: word) == Word.of("Ci=")
      || Word.first(4, of: word) == Word.of("SNI=") || Word.first(4, of: word) == Word.of("PRX=")
      || Word.first(3, of: word) == Word.of("DN=")
  }

  /// The offset behind the `>` that closes a sender: the one that a verdict or a login follows, since a sender may hold
  /// others.
  private func senderEnd(_ bytes: RawSpan, _ open: Int, _ end: Int) -> Int? {
    var from = open &+ 1
    if from < end, bytes.byte(from) == ASCII.quote, let behind = quoteEnd(bytes, from, end) { from = behind }
    let first = bytes.firstIndex(of: ASCII.greater, from: from, to: end)
    var hit = first
    for _ in 0..<EximParser.heloTries {
      guard let close = hit else { break }
      if close &+ 2 < end, bytes.byte(close &+ 1) == ASCII.space, isBehindSender(bytes, close &+ 2) {
        return close &+ 1
      }
      hit = bytes.firstIndex(of: ASCII.greater, from: close &+ 1, to: end)
    }
    return first.map { $0 &+ 1 }
  }

  private func isBehindSender(_ bytes: RawSpan, _ at: Int) -> Bool {
    bytes.hasWord("rejected", at: at) || bytes.hasWord("temporar", at: at) || bytes.hasWord("A=", at: at)
      || bytes.hasWord("RCPT ", at: at) || bytes.hasWord("P=<", at: at) || bytes.hasWord("Warning:", at: at)
      || bytes.hasWord("tmp-reje", at: at)
  }

  /// What was done: refused, verified or let through.
  private func verdict(_ bytes: RawSpan, _ at: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine? {
    if bytes.starts(with: "rejected ", at: at, end: end) {
      return rejection(bytes, at &+ 9, end, isTemporary: false, words: at, &record)
    }
    if bytes.starts(with: "temporarily rejected ", at: at, end: end) {
      return rejection(bytes, at &+ 21, end, isTemporary: true, words: at, &record)
    }
    if bytes.starts(with: "sender verify ", at: at, end: end) {
      return senderVerification(bytes, at &+ 14, end, &record)
    }
    // A warn verb refuses nothing.
    if bytes.starts(with: "Warning: ", at: at, end: end) { return .noReply }
    if bytes.hasWord("RCPT ", at: at), let hit = bytes.firstIndex(of: ": discarded by ", from: at, to: end) {
      return discardedRecipient(bytes, at &+ 5, hit, end, &record)
    }
    return nil
  }
}
