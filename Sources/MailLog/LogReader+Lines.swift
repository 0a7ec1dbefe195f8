// Going through the lines of a buffer, each to whom it concerns.
extension LogReader {
  /// Reads the whole lines `lines` of `bytes`.
  mutating func readLines(_ bytes: RawSpan, _ lines: Range<Int>, _ run: inout LineRun, _ sink: any ReplySink) {
    var start = lines.lowerBound
    var head = LineHead.empty
    var tag = PostfixTag.empty
    var hasHead = false
    // Behind the last line whose head stood inside a form, and whose time is told.
    var bareStart = start
    let isPlain = sink.takesPlainDeliveries && !options.keepsDetails
    while start < lines.upperBound {
      guard let newline = bytes.firstIndex(of: ASCII.newline, from: start, to: lines.upperBound) else { break }
      run.number &+= 1
      var end = newline
      if end > start, bytes.byte(end &- 1) == ASCII.carriageReturn { end &-= 1 }
      if end &- start > LineBuffer.lineLimit {
        end = start &+ LineBuffer.lineLimit
        run.result.lines.cut &+= 1
      }
      // A crash leaves a block of NULs in front of the first line written after it.
      while start < end, bytes.byte(start) == 0 { start &+= 1 }
      let isKnown = run.heads.read(bytes, from: start, to: end, into: &head)
      if isKnown {
        hasHead = true
        if run.result.first == nil { begin(at: run.time(of: head, in: bytes), &run) }
        if head.stamp == .exim {
          if !isPlain || !readPlainExim(bytes, &head, end, &run, sink) {
            readExim(bytes, head, .bare(at: head.tag), end, &run, sink)
          }
          start = newline &+ 1
          continue
        } else if run.tags.read(bytes, from: head.tag, to: end, into: &tag) {
          if parser.passesOver(bytes, tag.program, tag.message, end) {
            run.result.lines.postfix &+= 1
            if !isPlain { noteTLS(bytes, head, tag, end, &run) }
          } else if !isPlain || !readPlainPostfix(bytes, &head, &tag, end, &run, sink) {
            readPostfix(bytes, &head, &tag, end, &run, sink)
          }
          start = newline &+ 1
          continue
        } else if let tag = EximTag.read(bytes, from: head.tag, to: end) {
          readExim(bytes, head, tag, end, &run, sink)
          start = newline &+ 1
          continue
        }
      }
      if readForm(bytes, lines.lowerBound, start..<end, &head, isKnown, &run, sink) {
        hasHead = false
        bareStart = newline &+ 1
      }
      start = newline &+ 1
    }
    if hasHead, let time = run.time(of: head, in: bytes) ?? run.lastTime(bytes, bareStart..<lines.upperBound) {
      run.result.last = time
    }
    run.forms.recent.note(bytes, lines)
  }

  @inline(never)
  mutating func begin(at time: LogTime?, _ run: inout LineRun) {
    run.result.first = time
    if pieceStart == nil, let time { pieceStart = time.instant / 1_000_000 }
  }
}
