import SMTPReply

// Commands that Exim refuses before any ACL sees them (smtp_in.c `synprot_error`, `smtp_setup_msg`), logged with `+smtp_syntax_error` and
// `+smtp_protocol_error`: `SMTP protocol error in "COMMAND" HOST TEXT`. The reply is sent with a code that the line lacks.
extension EximParser {
  /// Texts whose code is not the usual one of their kind, 503 for the order of commands and 501 for their syntax.
  private static let brokenCodes: [(text: StaticString, code: UInt16)] = [
    ("unrecognized command", 500), (" authentication mechanism not supported", 504),
  ]

  /// A broken command; nil when the line is about something else.
  func brokenCommand(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine? {
    let isSyntax = bytes.starts(with: "SMTP syntax error in \"", at: start, end: end)
    guard isSyntax || bytes.starts(with: "SMTP protocol error in \"", at: start, end: end) else {
      return unsynchronized(bytes, start, end, &record)
    }
    let command = start &+ (isSyntax ? 22 : 24)
    record.direction = .inbound
    record.outcome = .rejected
    guard let (quote, text) = brokenClient(bytes, command, end, &record) else { return .notUnderstood }
    record.stage = commandStage(bytes, command, quote)
    if !isSyntax { nameAddress(bytes, command, quote, &record) }
    record.reply = Field(text, end)
    var code: UInt16 = isSyntax ? 501 : 503
    for known in EximParser.brokenCodes where bytes.firstIndex(of: known.text, from: text, to: end) != nil {
      code = known.code
    }
    record.code = ReplyCode(rawValue: code)
    record.isImplied = true
    return .reply
  }

  /// `SMTP protocol synchronization error (...): rejected "COMMAND" HOST next input="..."`, or `rejected connection from HOST input="..."`:
  /// 554, and the reject log has it too.
  private func unsynchronized(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord
  ) -> EximLine? {
    guard bytes.starts(with: "SMTP protocol synchronization error (", at: start, end: end),
      let verdict = bytes.firstIndex(of: "): rejected ", from: start, to: min(end, start &+ 160))
    else { return nil }
    record.direction = .inbound
    record.outcome = .rejected
    record.reply = Field(start, verdict &+ 1)
    record.code = ReplyCode(hundreds: 5, tens: 5, ones: 4)
    record.isImplied = true
    let at = verdict &+ 12
    if bytes.starts(with: "connection from ", at: at, end: end) {
      record.stage = .connect
      let peer = peer(bytes, bytes.hasWord("H=", at: at &+ 16) ? at &+ 18 : at &+ 16, end) { host in
        let behind = behindIdentity(bytes, host.behind, end)
        return bytes.hasWord(" input=\"", at: behind) ? behind : nil
      }
      guard case .found(let host) = peer else { return .notUnderstood }
      setPeer(bytes, host, &record)
    } else if at < end, bytes.byte(at) == ASCII.quote {
      guard let (quote, host) = earlyClient(bytes, at &+ 1, end) else { return .notUnderstood }
      record.stage = commandStage(bytes, at &+ 1, quote)
      if let host { setPeer(bytes, host, &record) }
    }
    return .rejection
  }

  /// Reads `" HOST next input="` behind the command at `start`: the client may have put as much into the command, or sent it behind that; then
  /// nobody knows. Without an address the client is a program on this host.
  private func earlyClient(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (quote: Int, host: EximHost?)? {
    var found: (quote: Int, host: EximHost?)?
    var from = start
    for _ in 0..<EximParser.commandTries {
      guard let quote = bytes.firstIndex(of: "\" ", from: from, to: end) else { return found }
      from = quote &+ 1
      var host: EximHost?
      var at = quote &+ 2
      if bytes.hasWord("H=", at: at) {
        let mark: StaticString = " next input=\""
        let peer = peer(bytes, at &+ 2, end) { host in
          let behind = behindIdentity(bytes, host.behind, end)
          return bytes.starts(with: mark, at: behind, end: end) ? behind : nil
        }
        switch peer {
        case .found(let one): host = one
        case .none: continue
        case .unsure: return nil
        }
      } else if bytes.hasWord("U=", at: at) {
        at = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
        guard bytes.starts(with: " next input=\"", at: at, end: end) else { continue }
      } else {
        continue
      }
      if found != nil { return nil }
      found = (quote, host)
    }
    return nil
  }

  /// How many quotes are tried as the end of a command.
  private static let commandTries = 16

  /// Reads `" HOST TEXT` behind the command at `start`: where the quote stands and where the text begins.
  ///
  /// The client may have put a quote and a host into its command: the last one is Exim's, unless the text behind an earlier one repeats the
  /// command. Then nobody knows.
  private func brokenClient(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord
  ) -> (quote: Int, text: Int)? {
    let line = record
    var found: (quote: Int, text: Int)?
    var behindHELO = start
    var from = start
    for _ in 0..<EximParser.commandTries {
      guard let quote = bytes.firstIndex(of: "\" ", from: from, to: end) else { return found }
      from = quote &+ 1
      var trial = line
      var at = quote &+ 2
      if bytes.hasWord("H=", at: at) {
        let peer = peer(bytes, at &+ 2, end) { host in
          let behind = behindIdentity(bytes, host.behind, end)
          return behind &+ 1 < end && bytes.byte(behind) == ASCII.space ? behind : nil
        }
        switch peer {
        case .found(let host):
          setPeer(bytes, host, &trial)
          at = behindIdentity(bytes, host.behind, end)
          // The quote may be of the HELO name that was read.
          guard quote >= behindHELO else { return nil }
          behindHELO = host.helo.upperBound
        case .none, .unsure: continue
        }
      } else if bytes.hasWord("U=", at: at) {
        // A session of a program on this host.
        at = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
      } else {
        continue
      }
      guard at &+ 1 < end, bytes.byte(at) == ASCII.space else { continue }
      if let found, repeatsCommand(bytes, found.text, end) { return nil }
      found = (quote, at &+ 1)
      record = trial
    }
    return nil
  }

  /// Whether what Exim says of a command at `start` holds words of it, as its complaints about addresses do (parse.c).
  private func repeatsCommand(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    let words: [StaticString] = [
      "malformed address", " may not follow ", " expected after ", "unqualified ", "domain ", "missing or malformed",
    ]
    return words.contains { bytes.firstIndex(of: $0, from: start, to: end) != nil }
  }

  /// The stage of the command at `start`, as a client writes it: in any case, and with a blank or the end behind its name.
  func commandStage(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Stage? {
    var stop = start
    while stop < end, ASCII.isLetter(bytes.byte(stop)) { stop &+= 1 }
    guard stop > start, stop &- start <= 8, stop == end || bytes.byte(stop) == ASCII.space else { return nil }
    let letters = Word.first(stop &- start, of: bytes.word(start))
    switch letters & ~(0x20 &* Word.ones) {
    case Word.of("RCPT"): return .rcpt
    case Word.of("MAIL"): return .mail
    case Word.of("DATA"), Word.of("BDAT"): return .data
    case Word.of("EHLO"), Word.of("HELO"): return .ehlo
    case Word.of("AUTH"): return .auth
    case Word.of("STARTTLS"): return .starttls
    case Word.of("VRFY"): return .vrfy
    case Word.of("EXPN"): return .expn
    case Word.of("ETRN"): return .etrn
    default: return nil
    }
  }

  /// The address of a MAIL or RCPT command in brackets.
  private func nameAddress(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) {
    guard record.stage == .rcpt || record.stage == .mail,
      let open = bytes.firstIndex(of: ASCII.less, from: start, to: end), let behind = bracketEnd(bytes, open, end)
    else { return }
    let address = Field(open &+ 1, behind &- 1)
    if record.stage == .rcpt { record.recipient = address } else { record.sender = address }
  }
}
