/// The best of the envelopes of a line that can be read to its end, taken one by one from the first on.
struct EnvelopeChoice {
  private(set) var reading: EnvelopeReading?
  /// Its HELO name, also where another reading has another.
  private(set) var helo = Field.none
  /// How many bytes of the reply's subject it is; -1 when the reply has none, or another.
  private(set) var count = -1

  /// Whether addresses are still looked for around an earlier place: a text may hold many.
  private var quoteTries = 0

  /// Compares `next`, whose address or name is the reply's subject of `count` bytes, with the best before.
  ///
  /// More than five parameters: what may be an envelope is places in bytes, which come beside.
  mutating func consider(
    _ next: EnvelopeReading, _ count: Int, _ subject: ReplySubject?, _ bytes: RawSpan, _ reply: Int,
    _ words: ReplyWords
  ) {
    guard let best = reading, count <= self.count else {
      take(next)
      self.count = count
      return
    }
    guard count == self.count else { return }
    if count < 0 {
      if quotes(bytes, reply, best.mark, next) {
        take(next)
        return
      }
      if words == .own { return }
    }
    // A later one inside the quotes of an address: the HELO name, the last of all, is as smtpd leaves them.
    if PostfixParser().isCleanName(bytes, helo) { return }
    if let subject, words == .own {
      let behind = subject.start &+ max(0, count) &+ 1
      if ReplySentence.isWhole(bytes, behind, best.mark) { return }
    }
    agree(with: next, bytes)
  }

  private mutating func take(_ next: EnvelopeReading) {
    reading = next
    helo = next.helo
  }

  /// Keeps what both say.
  private mutating func agree(with next: EnvelopeReading, _ bytes: RawSpan) {
    guard var best = reading else { return }
    if !bytes.equals(best.sender.range, bytes, next.sender.range) { best.sender = .none }
    if !bytes.equals(best.recipient.range, bytes, next.recipient.range) { best.recipient = .none }
    if !bytes.equals(best.helo.range, bytes, next.helo.range) { best.helo = .none }
    reading = best
  }

  /// Whether the reply quotes the sender, recipient or HELO name of `next` around the place `mark`.
  private mutating func quotes(_ bytes: RawSpan, _ reply: Int, _ mark: Int, _ next: EnvelopeReading) -> Bool {
    quoteTries &+= 1
    guard quoteTries <= 16, next.mark &- reply <= 2_048 else { return false }
    return quotes(bytes, reply, mark, next.sender, next.mark) || quotes(bytes, reply, mark, next.recipient, next.mark)
      || quotes(bytes, reply, mark, next.helo, next.mark)
  }

  private func quotes(_ bytes: RawSpan, _ reply: Int, _ mark: Int, _ field: Field, _ limit: Int) -> Bool {
    guard field.count > 8 else { return false }
    for at in max(reply, mark &- field.range.count)..<mark {
      for isQuoted in [false, true] {
        let stop = AddressText.end(bytes, of: field, at: at, limit: limit, isQuoted: isQuoted)
        if let stop, stop > mark &+ 6, stop < limit { return true }
      }
    }
    return false
  }
}
