// Going through the lines of a buffer, each to whom it concerns.
extension LogReader {
  /// What is known of the lines of a buffer while they are gone through.
  struct LastHead {
    /// The last head that was read.
    var head = LineHead.empty
    /// Whether the last line with a time is that of a bare head.
    var exists = false
    /// The last line with a head, if it has a usual one and `head` is not read from it; -1 else.
    var usual = -1
    /// Whether that one is Exim's.
    var isExim = false
    /// Behind the last line whose head stood inside a form, and whose time is told.
    var bareStart: Int
  }

  /// Reads the whole lines `lines` of `bytes`.
  mutating func readLines(_ bytes: RawSpan, _ lines: Range<Int>, _ run: inout LineRun, _ sink: any ReplySink) {
    var start = lines.lowerBound
    var last = LastHead(bareStart: start)
    let isPlain = sink.takesPlainDeliveries && !options.keepsDetails
    while start < lines.upperBound {
      guard let newline = bytes.firstIndex(of: ASCII.newline, from: start, to: lines.upperBound) else { break }
      run.number &+= 1
      var end = newline
      if end > start, bytes.byte(end &- 1) == ASCII.carriageReturn { end &-= 1 }
      // Most lines are of one host and day, and of one of four daemons.
      let mayBeUsual = isPlain && end &- start <= LineBuffer.lineLimit && run.result.first != nil
      if mayBeUsual, let tagStart = run.heads.usual.tag(bytes, from: start, to: end),
        let tag = PostfixTagCache.usual(bytes, from: tagStart, to: end)
      {
        if parser.passesOver(bytes, tag.program, tag.message, end) {
          run.result.lines.postfix &+= 1
        } else {
          readUsual(bytes, start..<end, tagStart, tag, &run, sink)
        }
        last.usual = start
        last.isExim = false
      } else if mayBeUsual, run.heads.isUsualExim(bytes, from: start, to: end) {
        let head = LineHeadCache.exim(at: start)
        if !readPlainExim(bytes, head, end, &run, sink) {
          readExim(bytes, head, .bare(at: head.tag), end, &run, sink)
        }
        last.usual = start
        last.isExim = true
      } else {
        readAny(bytes, lines.lowerBound, start..<end, &last, isPlain, &run, sink)
      }
      start = newline &+ 1
    }
    if last.usual >= 0 {
      last.exists = true
      last.head = last.isExim ? LineHeadCache.exim(at: last.usual) : run.heads.usual.head(at: last.usual)
    }
    if last.exists,
      let time = run.time(of: last.head, in: bytes) ?? run.lastTime(bytes, last.bareStart..<lines.upperBound)
    {
      run.result.last = time
    }
    run.forms.recent.note(bytes, lines)
  }

  /// Reads the line at `line`, whatever it is. The lines in front of it begin at `first`.
  @inline(never)
  private mutating func readAny(
    _ bytes: RawSpan, _ first: Int, _ line: Range<Int>, _ last: inout LastHead, _ isPlain: Bool, _ run: inout LineRun,
    _ sink: any ReplySink
  ) {
    var (start, end) = (line.lowerBound, line.upperBound)
    if end &- start > LineBuffer.lineLimit {
      end = start &+ LineBuffer.lineLimit
      run.result.lines.cut &+= 1
    }
    // A crash leaves a block of NULs in front of the first line written after it.
    while start < end, bytes.byte(start) == 0 { start &+= 1 }
    let isKnown = run.heads.read(bytes, from: start, to: end, into: &last.head)
    if isKnown {
      last.exists = true
      last.usual = -1
      if run.result.first == nil { begin(at: run.time(of: last.head, in: bytes), &run) }
      if readTagged(bytes, &last.head, end, isPlain, &run, sink) { return }
    }
    if readForm(bytes, first, start..<end, &last.head, isKnown, &run, sink) {
      last.exists = false
      last.usual = -1
      last.bareStart = line.upperBound
    }
  }

  /// Reads the line with `head` if a mail server wrote it.
  private mutating func readTagged(
    _ bytes: RawSpan, _ head: inout LineHead, _ end: Int, _ isPlain: Bool, _ run: inout LineRun, _ sink: any ReplySink
  ) -> Bool {
    if head.stamp == .exim {
      if !isPlain || !readPlainExim(bytes, head, end, &run, sink) {
        readExim(bytes, head, .bare(at: head.tag), end, &run, sink)
      }
      return true
    }
    var tag = PostfixTag.empty
    if run.tags.read(bytes, from: head.tag, to: end, into: &tag) {
      if parser.passesOver(bytes, tag.program, tag.message, end) {
        run.result.lines.postfix &+= 1
        if !isPlain { noteTLS(bytes, head, tag, end, &run) }
      } else if !isPlain || !readPlainPostfix(bytes, head, tag, end, &run, sink) {
        readPostfix(bytes, &head, &tag, end, &run, sink)
      }
      return true
    }
    if let tag = EximTag.read(bytes, from: head.tag, to: end) {
      readExim(bytes, head, tag, end, &run, sink)
      return true
    }
    return false
  }

  @inline(never)
  mutating func begin(at time: LogTime?, _ run: inout LineRun) {
    run.result.first = time
    if pieceStart == nil, let time { pieceStart = time.instant / 1_000_000 }
  }
}
