import SMTPReply

/// Reads Exim's lines: the parser is asked, then what spans lines, then the messages' tracker.
///
/// As in `PostfixReader`, the bytes come beside a line everywhere: hence more than five parameters here and there.
struct EximReader: Sendable {
  /// What lines have to do with each other.
  var relations: EximRelations

  /// A reader that has read nothing and may take `memory`.
  init(memory: MemoryLimit?) {
    relations = EximRelations(memory: memory)
  }

  /// A line of Exim's own log file that is none of Exim's, or is not understood.
  struct Bare {
    var isForeign: Bool
    /// The whole line.
    var range: Range<Int>
    /// The part that was read.
    var text: Field
  }

  /// A line of Exim's, or one that may be. Gives back what has no tag and is not Exim's for sure: the line may be read in another way.
  mutating func read(
    _ given: LogLine<EximTag>, in bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece, _ sink: any ReplySink
  ) -> Bare? {
    var line = given
    if MessageMark.mayBegin(with: bytes.byte(line.tag.message)) { _ = line.takeMark(bytes) }
    guard line.tag.name.exists, let part = SyslogPiece(bytes, line.tag.message, line.end) else {
      return readWhole(line, bytes, &run, &piece, sink)
    }
    read(part, of: line, bytes, &run, &piece, sink)
    return nil
  }

  /// Counts a line that cannot be read in another way.
  static func note(_ bare: Bare, _ bytes: RawSpan, _ run: inout InputRun, _ sink: any ReplySink) {
    if bare.isForeign {
      run.result.lines.other &+= 1
    } else {
      run.noteNotUnderstood(bytes, bare.text, sink)
    }
  }

  /// A piece of a line that Exim cut for syslog. The line counts with its last piece.
  private mutating func read(
    _ part: SyslogPiece, of line: LogLine<EximTag>, _ bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece,
    _ sink: any ReplySink
  ) {
    let taken = relations.pieces.take(
      part, bytes, head: line.head.start, message: line.tag.message, end: line.end,
      key: EximReader.origin(bytes, line)
    ) { run.time(of: line.head, in: bytes) }
    switch taken {
    case .waiting: run.result.lines[.exim] &+= 1
    case .stray where piece.holds && part.index > 1:
      piece.hold(bytes, line.head.start..<line.end, run.time(of: line.head, in: bytes), run)
    case .stray:
      if line.tag.isNamedExim { run.result.lines[.exim] &+= 1 } else { run.result.lines.other &+= 1 }
    case .whole:
      // The last piece may be of another second, and be read again alone.
      let lastTime = run.line.time
      run.line.time = .known(relations.pieces.time)
      let line = relations.pieces.line
      line.withBytes { readJoined($0, line.count, &run, &piece, sink) }
      run.line.time = lastTime
    }
  }

  /// Reads the line that pieces were joined to, which ends at `end`.
  private mutating func readJoined(
    _ bytes: RawSpan, _ end: Int, _ run: inout InputRun, _ piece: inout LogPiece, _ sink: any ReplySink
  ) {
    // A line that was written anew without a stamp begins with its tag.
    let head =
      LineHead.read(bytes, from: 0, to: end) ?? LineHead(stamp: .none, start: 0, clock: 0, host: 0..<0, tag: 0)
    guard let tag = EximTag.read(bytes, from: head.tag, to: end) else {
      run.result.lines.other &+= 1
      return
    }
    _ = readWhole(LogLine(head: head, tag: tag, end: end), bytes, &run, &piece, sink)
  }

  /// Reads the bare line that `bytes` begin with, up to `end`, again.
  mutating func readBare(
    _ bytes: RawSpan, _ end: Int, _ run: inout InputRun, _ piece: inout LogPiece, _ sink: any ReplySink
  ) {
    guard let head = LineHead.read(bytes, from: 0, to: end) else {
      run.result.lines.other &+= 1
      return
    }
    let line = LogLine(head: head, tag: EximTag.bare(at: head.tag), end: end)
    if let bare = read(line, in: bytes, &run, &piece, sink) { EximReader.note(bare, bytes, &run, sink) }
  }

  @inline(__always)
  private mutating func readWhole(
    _ line: LogLine<EximTag>, _ bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece, _ sink: any ReplySink
  ) -> Bare? {
    var record = ReplyRecord()
    let kind = EximParser().parse(
      bytes, from: line.tag.message, end: line.end, isNamedExim: line.tag.isNamedExim, into: &record)
    switch kind {
    case .noReply:
      run.result.lines[.exim] &+= 1
      return nil
    case .foreign, .notUnderstood:
      let bare = Bare(isForeign: kind == .foreign, range: line.range, text: Field(line.head.start, line.end))
      guard line.tag.name.exists else { return bare }
      EximReader.note(bare, bytes, &run, sink)
      return nil
    default: break
    }
    if line.times > 1 {
      // Said again: only what is counted matters.
      if kind == .messageBegins || kind == .messageEnds {
        run.result.lines[.exim] &+= 1
        return nil
      }
      record.count = line.times(record.count)
    }
    let time = run.time(of: line.head, in: bytes)
    piece.endSilent(sink)
    switch kind {
    case .rejection, .senderVerification:
      readRejection(&record, isVerification: kind == .senderVerification, of: line, at: time, bytes, &run, &piece, sink)
    default:
      if record.queueID.exists {
        follow(kind, &record, of: line, at: time, bytes, &run, &piece, sink)
      } else {
        EximReader.take(kind, &record, of: line, at: time, bytes, &run, &piece, sink)
      }
    }
    return nil
  }

  /// A number for the host and the process that wrote a line.
  static func origin(_ bytes: RawSpan, _ line: borrowing LogLine<EximTag>) -> UInt64 {
    HashMixer.mix(HashMixer.hash(bytes, line.head.host) &+ 1, HashMixer.hash(bytes, line.tag.pid.range))
  }
}
