import SMTPReply

/// What Exim's lines have to do with each other: the state that spans lines, and the only one of the Exim parser.
///
/// Its parts are values and depend on the lines alone. Only lines with a reply reach it.
struct EximRelations: Sendable {
  var pieces = SyslogPieces()
  var rejectRuns: RejectRuns
  private var attempts = EximAttempts()
  private var callouts = EximCallouts()
  private var copies = SyslogCopies()

  init(memory: MemoryLimit?) {
    rejectRuns = RejectRuns(memory: memory)
  }

  /// What to do with a rejection.
  enum Verdict {
    case counts
    /// An earlier line told it.
    case isCopy
    /// It hangs on lines that were not read, or on what its log turns out to be.
    case held
  }

  /// A new input begins.
  mutating func beginInput() {
    callouts.beginInput()
    rejectRuns.beginInput()
  }

  /// A remote server's reply, or a delivery without one: marks it when an earlier line told it.
  mutating func relate(_ record: inout ReplyRecord, _ id: QueueID, _ bytes: RawSpan, at time: Int64) {
    guard record.code != nil else { return }
    switch record.outcome {
    case .attempt: attempts.add(EximAttempts.key(id, record, bytes), at: time)
    case .deferred, .bounced:
      if attempts.count > 0 { record.isDuplicate = attempts.take(EximAttempts.key(id, record, bytes), at: time) }
    default: break
    }
  }

  /// Judges a rejection that came through syslog; `start` is when the piece began, if what is in front of it was not read.
  mutating func judgeSyslog(_ seen: RejectRuns.Seen, pieceStart start: Int64?) -> Verdict {
    if let start, copies.needsEarlierLines(seen, pieceStart: start) { return .held }
    return copies.isCopy(seen) ? .isCopy : .counts
  }

  /// Whether a rejection may follow a verification in front of the piece.
  func hangsOnVerification(_ record: borrowing ReplyRecord, origin: UInt64, _ bytes: RawSpan, line: Int) -> Bool {
    guard record.isAfterVerification else { return false }
    return callouts.needsEarlierLines(EximRelations.key(record, origin, bytes), line: line)
  }

  /// Marks a rejection whose reason a verification told.
  mutating func relateVerification(
    _ record: inout ReplyRecord, isVerification: Bool, origin: UInt64, _ bytes: RawSpan, line: Int
  ) {
    guard record.sender.exists else { return }
    if isVerification {
      callouts.add(EximRelations.key(record, origin, bytes), line: line)
    } else if record.isAfterVerification {
      record.isDuplicate = callouts.take(EximRelations.key(record, origin, bytes), line: line)
    }
  }

  private static func key(_ record: borrowing ReplyRecord, _ origin: UInt64, _ bytes: RawSpan) -> UInt64 {
    HashMixer.mix(origin, HashMixer.hash(bytes, record.sender.range))
  }

  /// The piece behind has another input than the last one here.
  mutating func appendInput() { callouts.beginInput() }

  /// Takes over what spans the lines of the piece behind, whose held lines were read again before, but for its runs; its line
  /// numbers go on from `lines`.
  mutating func append(_ next: EximRelations, behind lines: Int) {
    pieces.append(next.pieces)
    attempts.append(next.attempts)
    callouts.append(next.callouts, behind: lines)
    copies.append(next.copies)
  }

  func write(to state: inout StateWriter) {
    pieces.write(to: &state)
    rejectRuns.write(to: &state)
    attempts.write(to: &state)
    callouts.write(to: &state)
    copies.write(to: &state)
  }

  init(from state: inout StateReader, inputs: Int, memory: MemoryLimit?) throws(StateReader.Failure) {
    pieces = try SyslogPieces(from: &state)
    rejectRuns = try RejectRuns(from: &state, inputs: inputs, memory: memory)
    attempts = try EximAttempts(from: &state)
    callouts = try EximCallouts(from: &state)
    copies = try SyslogCopies(from: &state)
  }
}

extension ReplyRecord {
  /// Whether it is a `Sender verify failed`, whose reason stands on a line of its own.
  fileprivate var isAfterVerification: Bool {
    sender.exists && isImplied && (stage == .rcpt || stage == .mail)
  }
}
