import SMTPReply

/// What Exim's lines have to do with each other: the state that spans lines, and the only one of the Exim parser.
///
/// Its parts are values and depend on the lines alone. Only lines with a reply reach it.
struct EximRelations: Sendable {
  var pieces = SyslogPieces()
  private var attempts = EximAttempts()
  private var callouts = EximCallouts()
  private var copies = SyslogCopies()
  private var rejectLogs = RejectLogs()

  /// A new input begins.
  mutating func beginInput() {
    callouts.beginInput()
    rejectLogs.beginInput()
  }

  /// A line showed what only a main log has.
  @inline(__always)
  mutating func noteMainLog() { rejectLogs.noteMainLog() }

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

  /// A rejection of ours, with `text` as its line behind head and tag; false when it is the second copy of one.
  ///
  /// `origin` tells host and process; `isSyslog` whether the line came through syslog.
  mutating func relateRejection(
    _ record: inout ReplyRecord, isVerification: Bool, _ text: Range<Int>, _ bytes: RawSpan, origin: UInt64,
    isSyslog: Bool, at time: Int64, number: Int
  ) -> Bool {
    let key = Mixer.mix(origin, Mixer.hash(bytes, text))
    let isCopy = isSyslog ? copies.isCopy(key, at: time) : rejectLogs.isCopy(key, at: time)
    if isCopy { return false }
    guard record.sender.exists else { return true }
    if isVerification {
      callouts.add(Mixer.mix(origin, Mixer.hash(bytes, record.sender.range)), line: number)
    } else if record.isImplied, record.stage == .rcpt || record.stage == .mail {
      record.isDuplicate = callouts.take(Mixer.mix(origin, Mixer.hash(bytes, record.sender.range)), line: number)
    }
    return true
  }
}
