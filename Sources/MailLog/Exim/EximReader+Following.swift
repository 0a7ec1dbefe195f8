import SMTPReply

// What lines of Exim tell of messages on their way.
//
// Of a line only offsets are kept, and the bytes come beside them: hence more than five parameters.
extension EximReader {
  /// Takes what a line says that names no message.
  static func take(
    _ kind: EximLine, _ record: inout ReplyRecord, of line: borrowing LogLine<EximTag>, at time: LogTime?,
    _ bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece, _ sink: any ReplySink
  ) {
    let isReply = kind != .messageBegins && kind != .messageEnds
    if isReply, piece.needsEarlierLines(record) {
      piece.hold(bytes, line.range, time, run)
      return
    }
    run.result.lines[.exim] &+= 1
    if isReply { piece.emit(&record, of: line, at: time, bytes, MessageFacts(), run, sink) }
  }

  /// Follows the message that `record` names, and hands its reply on.
  @inline(__always)
  mutating func follow(
    _ kind: EximLine, _ record: inout ReplyRecord, of line: borrowing LogLine<EximTag>, at time: LogTime?,
    _ bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece, _ sink: any ReplySink
  ) {
    let second = run.second
    // A line that is read again was of a run in front of the current one, and showed it then.
    if run.line.reading == .new { noteMainLog(at: second, &piece, sink) }
    let id = QueueID(bytes, record.queueID, host: HashMixer.hash(bytes, line.head.host))
    piece.tracker.recall(id)
    if piece.holds,
      piece.needsEarlierLines(
        id, begins: kind == .messageBegins, ends: kind == .messageEnds, isMessageID: false, at: second)
    {
      piece.hold(bytes, line.range, time, run)
      return
    }
    run.result.lines[.exim] &+= 1
    switch kind {
    case .messageBegins: piece.tracker.begin(id, record, line: bytes, at: second)
    case .messageEnds:
      if let ended = piece.tracker.remove(id) { sink.messageEnded(ended) }
    default:
      relations.relate(&record, id, bytes, at: second)
      let facts = piece.tracker.facts(for: id, at: second, isDeferral: record.outcome == .deferred)
      piece.emit(&record, of: line, at: time, bytes, facts, run, sink)
    }
  }

  /// Follows the message with the id `idRange`, which `plain` tells of; false, and nothing done, when the line has to be read whole.
  @inline(__always)
  mutating func follow(
    _ plain: EximPlainLine, of idRange: Range<Int>, _ head: borrowing LineHead, _ bytes: RawSpan,
    _ run: inout InputRun, _ piece: inout LogPiece, _ sink: any ReplySink
  ) -> Bool {
    let id = QueueID(exim: bytes, idRange.lowerBound, idRange.upperBound)
    piece.tracker.recall(id)
    if case .arrival(let sender) = plain {
      guard EximHead.isID(bytes, idRange.lowerBound, idRange.upperBound) else { return false }
      _ = run.time(of: head, in: bytes)
      guard isQuietMoment(run.second) else { return false }
      piece.tracker.begin(id, sender: sender, saslUser: .none, line: bytes, at: run.second)
      return true
    }
    // An id that began a message was looked at then.
    guard let slot = piece.tracker.slot(of: id) else { return false }
    let time = run.time(of: head, in: bytes)
    guard isQuietMoment(run.second) else { return false }
    if case .delivery(let recipient, let code) = plain {
      guard let known = piece.tracker.briefFacts(at: slot, run.second) else { return false }
      let delivery = PlainDelivery(
        recipient: recipient, code: code, serial: known.serial, wasDeferred: known.wasDeferred)
      sink.delivered(delivery, at: time, line: bytes)
    } else {
      guard piece.tracker.hasBegun(slot) else { return false }
      if let ended = piece.tracker.remove(id, slot) { sink.messageEnded(ended) }
    }
    return true
  }

  /// Whether a line at `second` about a message changes nothing beside that message.
  @inline(__always)
  private mutating func isQuietMoment(_ second: Int64) -> Bool {
    relations.rejectRuns.isKnownMainLog(at: second)
  }
}
