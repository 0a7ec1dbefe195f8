import SMTPReply

// `=> ADDR ...` first recipient of a transaction, `-> ADDR ...` further ones, `>> ADDR ...` cutthrough, `*> ADDR ...` with
// nothing sent (deliver.c `delivery_log`).
extension EximParser {
  /// A delivery, from behind the flag.
  @inline(__always)
  func delivery(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    record.outcome = .delivered
    let (confirmation, limit) = self.confirmation(bytes, start, end, &record)
    let base = record
    _ = fields(bytes, deliveryAddress(bytes, start, limit, &record), limit, stopsAtHost: true, &record)
    guard confirmation.exists else {
      if bytes.byte(start &- 3) == UInt8(ascii: "*") { return .noReply }
      return thrownAway(bytes, start, end, base, &record) ?? .reply
    }
    record.joint = .quotedEscape
    record.stage = .endOfData
    record.setReply(confirmation, in: bytes)
    record.noteDiscard(bytes)
    return .reply
  }

  /// What stands inside the last `C="..."`, and where the fields in front of it end.
  ///
  /// Quotes of the reply have a backslash in front, so no reply can hold ` C="`; an address or a certificate's name can.
  @inline(__always)
  func confirmation(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord
  ) -> (text: Field, limit: Int) {
    let close = withoutTimes(bytes, start, end, &record) &- 1
    guard close > start, bytes.byte(close) == ASCII.quote else { return cutConfirmation(bytes, start, end) }
    var from = close
    while let quote = bytes.lastIndex(of: ASCII.quote, from: start &+ 3, to: from) {
      if bytes.hasWord(" C=\"", at: quote &- 3) { return (Field(quote &+ 1, close), quote &- 3) }
      if bytes.byte(quote &- 1) != ASCII.backslash { break }
      from = quote
    }
    return (.none, end)
  }

  /// A confirmation that lost its end with the line's.
  private func cutConfirmation(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (text: Field, limit: Int) {
    guard let hit = bytes.lastIndex(of: " C=\"", from: start, to: end), quoteEnd(bytes, hit &+ 3, end) == nil else {
      return (.none, end)
    }
    return (Field(hit &+ 4, end), hit)
  }

  /// The end of the line without ` QT=1m10s` and ` DT=0.003s`.
  private func withoutTimes(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Int {
    var stop = end
    for _ in 0..<2 {
      guard stop > start, bytes.byte(stop &- 1) == UInt8(ascii: "s"),
        let hit = bytes.lastIndex(of: ASCII.space, from: max(start, stop &- 24), to: stop)
      else { break }
      if bytes.hasWord(" QT=", at: hit) {
        setDelay(bytes, hit &+ 4, stop, &record)
      } else if !bytes.hasWord(" DT=", at: hit) {
        break
      }
      stop = hit
    }
    return stop
  }
}

extension ReplyRecord {
  /// A delivery of the message that `other` is about, with nothing else known.
  init(sameMessageAs other: ReplyRecord) {
    self.init()
    mta = other.mta
    joint = other.joint
    outcome = other.outcome
    queueID = other.queueID
  }
}
