import SMTPReply

// Which of the envelopes that can be read in a line is Postfix's, where there may be more than one.
extension PostfixParser {
  /// As `envelope`, for a line with quotes, blanks or brackets in a value, with a login, or with no end.
  ///
  /// The envelope is the one whose sender, recipient or HELO name is the subject of the reply, in full: what stands inside a subject is
  /// shorter. Where a text has no subject it is Postfix's own, and the first envelope ends it, unless a later one's address is quoted
  /// around it. What can be either of two is not read.
  ///
  /// More than five parameters: a line's bytes and the places in them come beside what is filled.
  @inline(never)
  func chosenEnvelope(
    _ bytes: RawSpan, _ start: Int, _ end: Int, first: Int, peer: Range<Int>, words: ReplyWords,
    _ record: inout ReplyRecord
  ) -> Int {
    // The blanks at a line's end are part of it.
    var blanks = 0
    while bytes.byte(end &+ blanks) == ASCII.space { blanks &+= 1 }
    let length = end &+ blanks &- min(peer.lowerBound, start)
    let tail = tail(bytes, start, end, mayBeCut: PostfixParser.mayBeCut(length))
    let subject = ReplySubject(bytes, start, end)
    var choice = EnvelopeChoice()
    var broken = BrokenEnvelopes()
    var marks = 0
    var work = 0
    var next: Int? = first
    while let mark = next, work < PostfixParser.envelopeWork {
      marks &+= 1
      next = firstMark(bytes, mark &+ 1, end)
      let reading = reading(bytes, mark, end, tail)
      work &+= (reading.reach == .whole ? end : reading.reached) &- mark
      if reading.reach == .whole {
        let count = subject?.count(bytes, in: reading, from: start) ?? -1
        choice.consider(reading, count, subject, bytes, start, words)
      } else {
        broken.note(reading)
      }
    }
    guard var chosen = choice.reading else {
      return unreadEnvelope(bytes, broken.first, marks, length, tail, end, words, &record) ?? first
    }
    let isAddressed = subject.map { !$0.isClientOrCommand(bytes, chosen.mark, peer: peer) } ?? false
    let isClean = isCleanName(bytes, choice.helo)
    // Another address may be the subject; or the true envelope is among those that could not be read.
    let isLost =
      next != nil || choice.count < 0 && isAddressed && marks > 1
      || (broken.first != nil || !isClean) && (subject?.longestBareCount(bytes, start, end) ?? -1) > choice.count
      || broken.hasCut && length >= PostfixParser.cutLength
    if !isLost, chosen.helo.exists, !tail.isUnsure { record.saslUser = tail.login }
    let behindSubject = subject.map { $0.start &+ max(0, choice.count) } ?? start
    if isLost {
      chosen.forget()
    } else if subject?.count(bytes, chosen.sender, .sender, start, chosen.mark) ?? -1 < 0
      && (broken.any(in: behindSubject..<max(behindSubject, chosen.mark))
        || isLater(bytes, chosen.mark, than: behindSubject, choice.count))
      || !isClean && subject?.count(bytes, chosen.helo, .helo, start, chosen.mark) ?? -1 < 0
        && mayBeBare(bytes, chosen, choice.helo, isOther: isAddressed && choice.count < 0)
    {
      keepSubject(bytes, &chosen, subject, start)
    }
    record.sender = chosen.sender
    record.recipient = chosen.recipient
    record.helo = length >= PostfixParser.cutLength || tail.isUnsure ? .none : chosen.helo
    return chosen.mark
  }

  /// How many bytes are read for the choice: in a line of Postfix's, some four hundred envelopes. A hostile text may hold thousands.
  private static let envelopeWork = 1 << 20

  /// From where on a line, counted from the client's name in front of the reply, may have been cut by Postfix, at 2,000 bytes of message.
  static let cutLength = 1_930

  /// Whether a line that long may have been cut: by Postfix, or by a syslog daemon at 1,024 bytes in all (RFC 3164 section 4.1).
  static func mayBeCut(_ length: Int) -> Bool { length >= cutLength || (880...980).contains(length) }

  /// Whether an envelope begins in front of that at `mark`, right behind a whole sentence of Postfix's own about the subject that ends at
  /// `subjectEnd`: then an address of that one has no quotes.
  private func isLater(_ bytes: RawSpan, _ mark: Int, than subjectEnd: Int, _ count: Int) -> Bool {
    guard count >= 0, let first = firstMark(bytes, subjectEnd, mark &+ 8), first < mark else { return false }
    return ReplySentence.isWhole(bytes, subjectEnd &+ 1, first)
  }

  /// Whether `reading`, with a blank or a bracket in the name `helo` as smtpd does not leave in one, may be the inside of an address
  /// without quotes, as versions before 3.5 write it: an address ends in the name, or the reply is about another (`isOther`).
  private func mayBeBare(_ bytes: RawSpan, _ reading: EnvelopeReading, _ helo: Field, isOther: Bool) -> Bool {
    guard !isQuotedOfNeed(bytes, reading.sender), !isQuotedOfNeed(bytes, reading.recipient) else { return false }
    return isOther || holdsBareAddress(bytes, helo)
  }

  /// Takes out of `reading` all addresses but the one that the reply begins with.
  private func keepSubject(
    _ bytes: RawSpan, _ reading: inout EnvelopeReading, _ subject: ReplySubject?, _ reply: Int
  ) {
    let (sender, recipient) = (reading.sender, reading.recipient)
    reading.forget()
    guard let subject else { return }
    if subject.count(bytes, sender, .sender, reply, reading.mark) >= 0 { reading.sender = sender }
    if subject.count(bytes, recipient, .recipient, reply, reading.mark) >= 0 { reading.recipient = recipient }
  }

  /// Whether the name in `field` has neither a blank nor an angle bracket.
  func isCleanName(_ bytes: RawSpan, _ field: Field) -> Bool {
    !field.range.contains { at in
      let byte = bytes.byte(at)
      return byte == ASCII.space || byte == ASCII.less || byte == ASCII.greater
    }
  }

  /// Whether in the name in `field` an address ends that began before it: `@example.com> to=<`, without a `to=<` of its own.
  private func holdsBareAddress(_ bytes: RawSpan, _ field: Field) -> Bool {
    let end = field.range.upperBound
    var from = field.range.lowerBound
    while let close = bytes.firstIndex(of: ASCII.greater, from: from, to: end) {
      from = close &+ 1
      guard let next = behindValue(bytes, close, end), next < end, !bytes.hasWord("sasl_", at: next) else { continue }
      var at = close
      var hasAt = false
      while at > field.range.lowerBound {
        let byte = bytes.byte(at &- 1)
        if byte == ASCII.space || byte == ASCII.less || byte == ASCII.greater { break }
        if byte == ASCII.at { hasAt = true }
        at &-= 1
      }
      let isOpened =
        at > field.range.lowerBound &+ 5 && (bytes.hasWord("to=<", at: at &- 4) || bytes.hasWord("from=<", at: at &- 6))
        && bytes.byte(at) != ASCII.at && externalEnd(bytes, at, end) == close
      if hasAt, !isOpened { return true }
    }
    return false
  }

  /// A line in which no envelope goes to the end: one that was cut, or with addresses as they were before 3.5. Gives the reply's end, nil
  /// when nothing was read.
  ///
  /// More than five parameters: a line's bytes and the places in them come beside what is filled.
  private func unreadEnvelope(
    _ bytes: RawSpan, _ reading: EnvelopeReading?, _ marks: Int, _ length: Int, _ tail: EnvelopeTail, _ end: Int,
    _ words: ReplyWords, _ record: inout ReplyRecord
  ) -> Int? {
    guard let reading, marks == 1 else { return nil }
    if tail.nameEnd >= 0 || reading.reach == .broken {
      if bareEnvelope(bytes, reading.mark, end, tail, &record) { return reading.mark }
      let loose = looseEnvelope(bytes, reading.mark, end, only: reading.mark, &record)
      return loose == reading.mark ? loose : nil
    }
    // In a line that is cut short of that the true envelope may be missing.
    guard words == .own, length >= 600 else { return nil }
    record.sender = reading.sender
    record.recipient = reading.recipient
    return reading.mark
  }

  /// Reads the only envelope of a line, at `mark`, with addresses as they were before 3.5, if it can be read in one way only.
  private func bareEnvelope(
    _ bytes: RawSpan, _ mark: Int, _ end: Int, _ tail: EnvelopeTail, _ record: inout ReplyRecord
  ) -> Bool {
    var at = mark &+ 2
    var sender = Field.none
    var recipient = Field.none
    if bytes.hasWord("from=<", at: at) {
      var close = closes(bytes, at &+ 6, end, "to=<")
      if close.count == 0 { close = closes(bytes, at &+ 6, end, "proto=") }
      guard close.count == 1 else { return false }
      sender = Field(at &+ 6, close.last)
      at = behindValue(bytes, close.last, end) ?? end
    }
    if at < end, bytes.hasWord("to=<", at: at) {
      let close = closes(bytes, at &+ 4, end, "proto=")
      guard close.count == 1 else { return false }
      recipient = Field(at &+ 4, close.last)
      at = behindValue(bytes, close.last, end) ?? end
    }
    if at < end, bytes.hasWord("proto=", at: at) { at = behindProtocol(bytes, at, end) }
    guard at < end, bytes.hasWord("helo=<", at: at), tail.nameEnd >= at &+ 6 else { return false }
    let helo = Field(at &+ 6, tail.nameEnd)
    guard isCleanName(bytes, helo) else { return false }
    record.sender = sender
    record.recipient = recipient
    record.helo = helo
    return true
  }

  /// How many brackets from `start` on the key `key` follows, and the last of them.
  private func closes(_ bytes: RawSpan, _ start: Int, _ end: Int, _ key: StaticString) -> (count: Int, last: Int) {
    var found = (count: 0, last: start)
    var from = start
    while let close = bytes.firstIndex(of: ASCII.greater, from: from, to: end) {
      from = close &+ 1
      guard let next = behindValue(bytes, close, end), next < end, bytes.hasWord(key, at: next) else { continue }
      found = (found.count &+ 1, close)
    }
    return found
  }
}
