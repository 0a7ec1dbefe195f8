import SMTPReply

// The end of a refusal: `; from=<S> to=<R> proto=ESMTP helo=<H> sasl_method=M, sasl_username=U`, with commas in postscreen's
// (smtpd/smtpd_check.c `log_whatsup`, postscreen/postscreen_smtpd.c).
extension PostfixParser {
  /// Finds the envelope behind the reply that starts at `start`, fills the record from it, and gives the reply's end.
  ///
  /// `peer` is where the client stands in front of the reply. What a stranger wrote stands in the reply as it is, and in the envelope with
  /// the quotes of RFC 5321 (global/quote_822_local.c); so a whole envelope can stand inside either, and `EnvelopeChoice` tells which is
  /// Postfix's. Nearly always there is but one.
  ///
  /// More than five parameters: a line's bytes and the places in them come beside what is filled.
  @inline(__always)
  func envelope(
    _ bytes: RawSpan, _ start: Int, _ end: Int, peer: Range<Int>, words: ReplyWords, _ record: inout ReplyRecord
  ) -> Int {
    guard let mark = firstMark(bytes, start, end) else { return looseEnvelope(bytes, start, end, &record) }
    if plainEnvelope(bytes, mark, end, &record) { return mark }
    return chosenEnvelope(bytes, start, end, first: mark, peer: peer, words: words, &record)
  }

  /// The first `; ` from `start` on that a key follows.
  @inline(__always)
  func firstMark(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    var from = start
    while let hit = bytes.firstIndex(of: "; ", from: from, to: end) {
      if hit &+ 4 < end, isKey(bytes, hit &+ 2) { return hit }
      from = hit &+ 1
    }
    return nil
  }

  @inline(__always)
  func isKey(_ bytes: RawSpan, _ at: Int) -> Bool {
    bytes.hasWord("from=<", at: at) || bytes.hasWord("to=<", at: at) || bytes.hasWord("proto=", at: at)
      || bytes.hasWord("helo=<", at: at)
  }

  /// Reads the envelope at `mark` when it goes to the line's end without a blank or a bracket in any value: then it can be read in one
  /// way only, in either form of addresses.
  @inline(__always)
  private func plainEnvelope(_ bytes: RawSpan, _ mark: Int, _ end: Int, _ record: inout ReplyRecord) -> Bool {
    guard bytes.byte(end &- 1) == ASCII.greater else { return false }
    var at = mark &+ 2
    var sender = Field.none
    var recipient = Field.none
    if bytes.hasWord("from=<", at: at) {
      guard let next = plainValue(bytes, at &+ 6, end, &sender) else { return false }
      at = next
    }
    if at < end, bytes.hasWord("to=<", at: at) {
      guard let next = plainValue(bytes, at &+ 4, end, &recipient) else { return false }
      at = next
    }
    if at < end, bytes.hasWord("proto=", at: at) { at = behindProtocol(bytes, at, end) }
    if at < end {
      var helo = Field.none
      guard bytes.hasWord("helo=<", at: at), plainValue(bytes, at &+ 6, end, &helo) == end else { return false }
      record.helo = helo
    }
    if sender.exists { record.sender = sender }
    if recipient.exists { record.recipient = recipient }
    return true
  }

  /// A value without a blank up to its bracket; gives the offset of the next key, `end` behind the last one.
  @inline(__always)
  private func plainValue(_ bytes: RawSpan, _ first: Int, _ end: Int, _ field: inout Field) -> Int? {
    let close = bytes.shortIndex(of: ASCII.greater, or: ASCII.space, from: first, limit: end)
    guard close < end, bytes.byte(close) == ASCII.greater else { return nil }
    field = Field(first, close)
    return behindValue(bytes, close, end)
  }

  /// The offset of the key behind the bracket at `close`, or `end`; nil when something else follows.
  @inline(__always)
  func behindValue(_ bytes: RawSpan, _ close: Int, _ end: Int) -> Int? {
    var at = close &+ 1
    if at == end { return end }
    if bytes.byte(at) == ASCII.comma { at &+= 1 }
    guard at &+ 1 < end, bytes.byte(at) == ASCII.space else { return nil }
    at &+= 1
    return isKey(bytes, at) || bytes.hasWord("sasl_", at: at) ? at : nil
  }

  /// The offset behind `proto=ESMTP` at `start` and its blank.
  @inline(__always)
  func behindProtocol(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    var at = endOfProtocol(bytes, start &+ 6, end)
    if at < end, bytes.byte(at) == ASCII.comma { at &+= 1 }
    if at < end, bytes.byte(at) == ASCII.space { at &+= 1 }
    return at
  }

  /// The end of the word at `start`, which is Postfix's own; where a log was made anonymous it may be any.
  @inline(__always)
  func endOfProtocol(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    var at = bytes.endOfAlphanumerics(from: start, limit: end)
    while at < end, bytes.byte(at) == UInt8(ascii: "_") {
      at = bytes.endOfAlphanumerics(from: at &+ 1, limit: end)
    }
    return at
  }
}
