import SMTPReply

// `ID H=...`: an attempt at a host (transports/smtp.c `write_logs`, `sync_responses`), or what became of a client's message.
extension EximParser {
  /// A line about a message that begins with `H=`.
  func hostLine(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    // A remote host has no HELO name here, and its reply no `H=` behind it.
    guard let host = host(bytes, start &+ 2, end), host.helo.isEmpty else { return client(bytes, start, end, &record) }
    var at = host.behind
    // With recipients still to be tried elsewhere the colon may be missing.
    if at < end, bytes.byte(at) == ASCII.colon { at &+= 1 }
    guard at &+ 1 < end, bytes.byte(at) == ASCII.space else { return client(bytes, start, end, &record) }
    record.outcome = .attempt
    let line = record
    setPeer(bytes, host, &record)
    switch remoteReply(bytes, at &+ 1, end, &record) {
    case .read: return .reply
    case .broken: return .notUnderstood
    case .none: break
    }
    // A timeout, a refused or closed connection: no reply, and nobody is settled yet.
    if isHostError(bytes, at &+ 1, end) { return .noReply }
    record = line
    return client(bytes, start, end, &record)
  }

  /// Whether Exim says at `at` that there was no reply.
  private func isHostError(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Bool {
    let words: [StaticString] = [
      "SMTP timeout", "Malformed ", "Remote host closed", "Connection ", "No route", "Network is", "a TLS session",
      "TLS ", "DANE ", "utf8 support", "smtp send", "SMTP send",
    ]
    for text in words where bytes.starts(with: text, at: at, end: end) { return true }
    return false
  }
}
