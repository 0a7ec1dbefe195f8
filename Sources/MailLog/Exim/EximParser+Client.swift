import SMTPReply

// What we said to a client (smtp_in.c `smtp_handle_acl_fail`):
// `HOST[ X=...][ F=<sender>[ A=auth:id]] [temporarily ]rejected WHAT[: TEXT]`.
extension EximParser {
  /// One way to read what stands behind a client.
  private struct ClientReading {
    var line: EximLine
    /// Where the words of an ACL, of a filter or of a server begin.
    var text: Int
  }

  /// A line that begins with the client: `H=...`, `U=...` for a local caller, or the sender alone.
  func client(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    record.direction = .inbound
    record.outcome = .rejected
    record.stage = nil
    guard bytes.hasWord("H=", at: start) else {
      var trial = record
      if let reading = clientFields(bytes, start, end, &trial), reading.line != .notUnderstood {
        record = trial
        return reading.line
      }
      return cutthrough(bytes, start, end, &record) ?? suspectClient(bytes, start, end)
    }
    guard let first = host(bytes, start &+ 2, end) else { return suspectClient(bytes, start, end) }
    // Hardly any line has a second end of a HELO name.
    if !first.hasHELO || bytes.firstIndex(of: ") [", from: first.helo.upperBound &+ 1, to: end) == nil {
      setPeer(bytes, first, &record)
      if let reading = clientFields(bytes, first.behind, end, &record), reading.line != .notUnderstood {
        return reading.line
      }
      return cutthrough(bytes, start, end, &record) ?? suspectClient(bytes, start, end)
    }
    return contestedClient(bytes, start, end, &record)
  }

  /// As `client`, for a line that may have more than one end of a HELO name.
  @inline(never)
  private func contestedClient(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    let line = record
    var found: (record: ReplyRecord, line: EximLine)?
    let peer = peer(bytes, start &+ 2, end) { host in
      var trial = line
      setPeer(bytes, host, &trial)
      guard let reading = clientFields(bytes, host.behind, end, &trial) else { return nil }
      found = (trial, reading.line)
      return reading.text
    }
    switch peer {
    case .unsure: return .notUnderstood
    case .found:
      if let found, found.line != .notUnderstood {
        record = found.record
        return found.line
      }
      return suspectClient(bytes, start, end)
    case .none: return cutthrough(bytes, start, end, &record) ?? suspectClient(bytes, start, end)
    }
  }

  /// As `suspect`, for a line about a client: a verdict anywhere may be Exim's.
  private func suspectClient(_ bytes: RawSpan, _ start: Int, _ end: Int) -> EximLine {
    holdsVerdict(bytes, start, end) ? .notUnderstood : suspect(bytes, start, end)
  }

  /// The fields behind the client and the verdict behind them; nil when no verdict stands there.
  private func clientFields(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord
  ) -> ClientReading? {
    var at = start
    // Whether a field was seen that a client chooses and Exim does not quote.
    var isLoose = false
    if at < end, bytes.byte(at) == ASCII.space { at &+= 1 } else if record.remoteAddress.exists { return nil }
    while at &+ 4 < end {
      let stop: Int
      if record.sender.exists {
        // Behind the sender stands the login, if anything.
        guard bytes.hasWord("A=", at: at), !record.saslUser.exists else {
          return judged(bytes, at, end, isLoose, &record)
        }
        stop = loginEnd(bytes, at, end)
        isLoose = isLoose || bytes.firstIndex(of: ASCII.space, from: at, to: stop) != nil
        setLogin(bytes, at &+ 2, stop, &record)
        if !record.saslUser.exists { record.saslUser = Field(stop, stop) }
      } else if bytes.hasWord("F=<", at: at) {
        guard let behind = senderEnd(bytes, at &+ 2, end) else {
          return isLoose ? ClientReading(line: .notUnderstood, text: at) : nil
        }
        record.sender = Field(at &+ 3, behind &- 1)
        stop = behind
      } else if bytes.hasWord("DN=\"", at: at) {
        isLoose = true
        guard let behind = clientCertificateEnd(bytes, at &+ 3, end) else {
          return ClientReading(line: .notUnderstood, text: at)
        }
        stop = behind
      } else if isClientField(bytes, at) {
        isLoose = isLoose || bytes.hasWord("U=", at: at) || bytes.hasWord("SNI=", at: at)
        stop = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
      } else {
        return judged(bytes, at, end, isLoose, &record)
      }
      guard stop &+ 1 < end, bytes.byte(stop) == ASCII.space else {
        return isLoose ? ClientReading(line: .notUnderstood, text: min(stop, end)) : nil
      }
      at = stop &+ 1
    }
    return isLoose ? ClientReading(line: .notUnderstood, text: end) : nil
  }

  /// The verdict at `at`; not understood when the fields in front are loose and there is none, or another one follows.
  private func judged(
    _ bytes: RawSpan, _ at: Int, _ end: Int, _ isLoose: Bool, _ record: inout ReplyRecord
  ) -> ClientReading? {
    guard var reading = verdict(bytes, at, end, &record) else {
      return isLoose ? ClientReading(line: .notUnderstood, text: at) : nil
    }
    if isLoose, holdsVerdict(bytes, reading.text, end) { reading.line = .notUnderstood }
    return reading
  }

  private func isClientField(_ bytes: RawSpan, _ at: Int) -> Bool {
    let word = bytes.word(at)
    if Word.first(1, of: word >> 8) == UInt64(ASCII.equals) {
      switch bytes.byte(at) {
      case UInt8(ascii: "I"), UInt8(ascii: "U"), UInt8(ascii: "X"), UInt8(ascii: "P"): return true
      default: return false
      }
    }
    return Word.first(3, of: word) == Word.of("CV=") || Word.first(3, of: word) == Word.of("Ci=")
      || Word.first(4, of: word) == Word.of("SNI=") || Word.first(4, of: word) == Word.of("PRX=")
      || Word.first(3, of: word) == Word.of("DN=")
  }

  /// The end of the certificate's name at `open`: the first quote behind which the line goes on.
  private func clientCertificateEnd(_ bytes: RawSpan, _ open: Int, _ end: Int) -> Int? {
    var from = open
    while let behind = certificateEnd(bytes, from, end), behind &+ 9 < end {
      let next = behind &+ 1
      if isClientField(bytes, next) || bytes.hasWord("F=<", at: next) || bytes.hasWord("rejected", at: next)
        || bytes.hasWord("temporar", at: next) || bytes.hasWord("sender v", at: next)
        || bytes.hasWord("RCPT ", at: next) || bytes.hasWord("Warning:", at: next)
      {
        return behind
      }
      from = behind &- 1
    }
    return nil
  }

  /// The end of the login at `start`, which stands right in front of the verdict and may hold blanks.
  private func loginEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    var from = start
    while let blank = bytes.firstIndex(of: ASCII.space, from: from, to: end) {
      if bytes.starts(with: "rejected ", at: blank &+ 1, end: end)
        || bytes.starts(with: "temporarily rejected ", at: blank &+ 1, end: end)
      {
        return blank
      }
      from = blank &+ 1
    }
    return bytes.shortIndex(of: ASCII.space, from: start, limit: end)
  }

  /// What was done: refused, verified or let through.
  private func verdict(_ bytes: RawSpan, _ at: Int, _ end: Int, _ record: inout ReplyRecord) -> ClientReading? {
    if bytes.starts(with: "rejected ", at: at, end: end) {
      return rejection(bytes, at &+ 9, end, isTemporary: false, words: at, &record).map {
        ClientReading(line: .rejection, text: $0)
      }
    }
    if bytes.starts(with: "temporarily rejected ", at: at, end: end) {
      return rejection(bytes, at &+ 21, end, isTemporary: true, words: at, &record).map {
        ClientReading(line: .rejection, text: $0)
      }
    }
    if bytes.starts(with: "sender verify ", at: at, end: end) {
      return senderVerification(bytes, at &+ 14, end, &record).map {
        ClientReading(
          line: $0, text: $0 == .senderVerification ? record.reply.range.lowerBound : record.sender.range.upperBound)
      }
    }
    // A warn verb refuses nothing.
    if bytes.starts(with: "Warning: ", at: at, end: end) { return ClientReading(line: .noReply, text: at &+ 9) }
    if bytes.starts(with: "incomplete transaction (", at: at, end: end) {
      return ClientReading(line: .noReply, text: behindTransaction(bytes, at &+ 24, end))
    }
    guard bytes.hasWord("RCPT ", at: at), let argument = mailbox(bytes, at &+ 5, end),
      bytes.starts(with: ": discarded by ", at: argument.behind, end: end)
    else { return nil }
    return ClientReading(
      line: discardedRecipient(argument.address, argument.behind, end, &record), text: argument.behind)
  }

  /// Where `(QUIT) from <SENDER> for R1 R2` of a message that never came ends (smtp_in.c `incomplete_transaction_log`).
  private func behindTransaction(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    var at = bytes.shortIndex(of: ASCII.closeParenthesis, from: start, limit: end) &+ 1
    if bytes.starts(with: " from <", at: at, end: end) { at = senderEnd(bytes, at &+ 6, end) ?? at }
    guard bytes.starts(with: " for ", at: at, end: end) else { return min(at, end) }
    at &+= 4
    while at < end { at = wordEnd(bytes, at &+ 1, end) }
    return end
  }
}
