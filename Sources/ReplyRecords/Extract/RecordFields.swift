import MailLog
import SMTPReply

/// Writes the fields of a record as members of a JSON object, each behind a comma.
enum RecordFields {
  /// How many bytes of the log the fields take.
  static func count(_ record: borrowing ReplyRecord, _ facts: MessageFacts) -> Int {
    let own =
      record.reply.count &+ record.recipient.count &+ record.originalRecipient.count &+ record.sender.count
      &+ record.remoteHost.count &+ record.remoteAddress.count &+ record.logHost.count
    let more =
      record.service.count &+ record.queueID.count &+ record.messageID.count &+ record.client.count
      &+ record.saslUser.count &+ record.helo.count &+ record.dsn.count &+ record.delay.count
    let known = facts.sender.count &+ facts.messageID.count &+ facts.client.count &+ facts.saslUser.count
    return Int(own) &+ Int(more) &+ Int(known)
  }

  /// Writes them at `at`; gives where they end.
  ///
  /// More than five parameters: a hot path: places in two spans, and where to write.
  @inline(__always)
  static func write(
    _ record: borrowing ReplyRecord, _ facts: MessageFacts, _ line: RawSpan, _ message: RawSpan,
    _ out: inout MutableRawSpan, at start: Int
  ) -> Int {
    var at = text(record, line, &out, start)
    at = field(",\"recipient\":\"", record.recipient, line, &out, at)
    at = field(",\"original_recipient\":\"", record.originalRecipient, line, &out, at)
    at = field(",\"sender\":\"", record.sender, line, or: facts.sender, message, &out, at)
    at = field(",\"remote_host\":\"", record.remoteHost, line, &out, at)
    at = field(",\"remote_ip\":\"", record.remoteAddress, line, &out, at)
    at = field(",\"host\":\"", record.logHost, line, &out, at)
    at = field(",\"service\":\"", record.service, line, &out, at)
    at = field(",\"queue_id\":\"", record.queueID, line, &out, at)
    at = field(",\"message_id\":\"", record.messageID, line, or: facts.messageID, message, &out, at)
    at = field(",\"client\":\"", record.client, line, or: facts.client, message, &out, at)
    at = field(",\"sasl_user\":\"", record.saslUser, line, or: facts.saslUser, message, &out, at)
    at = field(",\"helo\":\"", record.helo, line, &out, at)
    at = field(",\"dsn\":\"", record.dsn, line, &out, at)
    at = delay(record.delay, line, &out, at)
    if record.count != 1 {
      at = out.copy(",\"count\":", at: at)
      at = out.number(record.count, at: at)
    }
    if record.isImplied { at = out.copy(",\"implied\":true", at: at) }
    if record.isDuplicate { at = out.copy(",\"duplicate\":true", at: at) }
    return at
  }

  @inline(__always)
  private static func text(
    _ record: borrowing ReplyRecord, _ line: RawSpan, _ out: inout MutableRawSpan, _ start: Int
  ) -> Int {
    guard record.reply.exists else { return start }
    var at = out.copy(",\"text\":\"", at: start)
    var lines = ReplyLines(of: record, in: line)
    var isFirst = true
    while let part = lines.next(in: line) {
      guard !part.text.isEmpty else { continue }
      if !isFirst { at = out.copy(" ", at: at) }
      isFirst = false
      at = out.escape(line, part.text, at: at)
    }
    return out.copy("\"", at: at)
  }

  @inline(__always)
  private static func field(
    _ key: StaticString, _ field: Field, _ bytes: RawSpan, _ out: inout MutableRawSpan, _ start: Int
  ) -> Int {
    guard field.exists else { return start }
    let at = out.escape(bytes, field.range, at: out.copy(key, at: start))
    return out.copy("\"", at: at)
  }

  // More than five parameters: a hot path: places in two spans, and where to write.
  @inline(__always)
  private static func field(
    _ key: StaticString, _ own: Field, _ line: RawSpan, or known: Field, _ message: RawSpan,
    _ out: inout MutableRawSpan, _ start: Int
  ) -> Int {
    own.exists ? field(key, own, line, &out, start) : field(key, known, message, &out, start)
  }

  /// The delay as the log has it, where that is a number of JSON's.
  @inline(__always)
  private static func delay(_ field: Field, _ line: RawSpan, _ out: inout MutableRawSpan, _ start: Int) -> Int {
    guard field.exists, isNumber(line, field.range) else { return start }
    let at = out.copy(",\"delay\":", at: start)
    return out.copy(line, field.range, at: at)
  }

  /// Digits, without zeros in front, and a fraction (RFC 8259, section 6).
  private static func isNumber(_ line: RawSpan, _ range: Range<Int>) -> Bool {
    var digits = 0
    var isInFraction = false
    for at in range {
      let byte = line.byte(at)
      if ASCII.isDigit(byte) {
        if digits == 1, !isInFraction, line.byte(range.lowerBound) == UInt8(ascii: "0") { return false }
        digits += 1
      } else {
        guard byte == UInt8(ascii: "."), !isInFraction, digits > 0 else { return false }
        isInFraction = true
        digits = 0
      }
    }
    return digits > 0
  }
}
