import SMTPReply

/// Reads Postfix's lines: the parser is asked, then the messages' tracker.
struct PostfixReader: Sendable {
  private let parser = PostfixParser()
  /// Whether replies carry what is known of their message and connection.
  private let keepsDetails: Bool
  /// Which connections were encrypted; kept with the details.
  private var outgoingTLS = OutgoingTLS()

  /// A reader that has read nothing.
  init(keepsDetails: Bool) {
    self.keepsDetails = keepsDetails
  }

  /// A line of Postfix's, in any form.
  @inline(always)
  mutating func read(
    _ line: inout LogLine<PostfixTag>, in bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece,
    _ sink: any ReplySink
  ) {
    if parser.passesOver(bytes, line.tag.program, line.tag.message, line.end) {
      run.result.lines[.postfix] &+= 1
      if keepsDetails { noteTLS(bytes, line, &run) }
    } else if !run.isPlain || !readPlain(line, in: bytes, &run, &piece, sink) {
      readWhole(&line, in: bytes, &run, &piece, sink)
    }
  }

  /// Reads the message of `line` without what a syslog daemon put in front of it; false when there is no such thing.
  @inline(never)
  private mutating func readMarked(
    _ line: inout LogLine<PostfixTag>, in bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece,
    _ sink: any ReplySink
  ) -> Bool {
    guard line.takeMark(bytes) else { return false }
    if parser.passesOver(bytes, line.tag.program, line.tag.message, line.end) {
      run.result.lines[.postfix] &+= 1
      if keepsDetails { noteTLS(bytes, line, &run) }
    } else {
      readWhole(&line, in: bytes, &run, &piece, sink)
    }
    return true
  }

  // The line comes as it stands in the caller's memory: copies of it are a sixth of what a line costs.
  mutating func readWhole(
    _ line: inout LogLine<PostfixTag>, in bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece,
    _ sink: any ReplySink
  ) {
    var record = ReplyRecord()
    let kind = parser.parse(bytes, tag: line.tag, end: line.end, into: &record)
    if kind == .noReply {
      if line.tag.program == .postscreen { noteOwnAddress(bytes, line, sink) }
      if MessageMark.mayBegin(with: bytes.byte(line.tag.message)), readMarked(&line, in: bytes, &run, &piece, sink) {
        return
      }
      run.result.lines[.postfix] &+= 1
      return
    }
    if kind == .notUnderstood {
      if !readMarked(&line, in: bytes, &run, &piece, sink) {
        run.noteNotUnderstood(bytes, Field(line.head.start, line.end), sink)
      }
      return
    }
    if line.times > 1 {
      // Said again: only what is counted matters.
      guard kind == .reply else {
        run.result.lines[.postfix] &+= 1
        return
      }
      record.count = line.times(record.count)
    }
    let time = run.time(of: line.head, in: bytes)
    if record.queueID.exists {
      if keepsDetails, kind == .reply { noteTLS(of: &record, bytes, line, &run) }
      PostfixReader.follow(kind, &record, of: line, at: time, bytes, &run, &piece, sink)
    } else {
      PostfixReader.take(kind, &record, of: line, at: time, bytes, &run, &piece, sink)
    }
  }

  /// Hands on the address that a client connected to, where the line says so.
  @inline(never)
  private func noteOwnAddress(_ bytes: RawSpan, _ line: borrowing LogLine<PostfixTag>, _ sink: any ReplySink) {
    let address = parser.connectedAddress(bytes, line.tag.message, line.end)
    if address.exists { sink.connected(to: address, line: bytes) }
  }

  /// A line that needs no reading may name an encrypted connection.
  @inline(never)
  private mutating func noteTLS(_ bytes: RawSpan, _ line: borrowing LogLine<PostfixTag>, _ run: inout InputRun) {
    guard line.tag.program == .smtp else { return }
    outgoingTLS.note(
      bytes, host: run.heads.hostKey(bytes, line.head.host), tag: line.tagRange, message: line.tag.message,
      end: line.end)
  }

  private func noteTLS(
    of record: inout ReplyRecord, _ bytes: RawSpan, _ line: borrowing LogLine<PostfixTag>, _ run: inout InputRun
  ) {
    record.isEncrypted = outgoingTLS.covers(
      record, bytes, host: run.heads.hostKey(bytes, line.head.host), tag: line.tagRange)
  }
}
