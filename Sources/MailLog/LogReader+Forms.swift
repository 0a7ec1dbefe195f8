// Lines whose head or tag is none of the usual: they are opened, perhaps written anew, and then read as any other line.
extension LogReader {
  /// Reads the line at `line`, which has no head that is known, or `head` and the tag of no program that is. The lines
  /// in front of it begin at `first`. Whether the line had another head with a time, which is then the last one of the input.
  @inline(never)
  mutating func readForm(
    _ bytes: RawSpan, _ first: Int, _ line: Range<Int>, _ head: inout LineHead, _ hasHead: Bool, _ run: inout LineRun,
    _ sink: any ReplySink
  ) -> Bool {
    let end = line.upperBound
    guard hasHead else { return openForm(bytes, line, LineForms.depth, &run, sink) }
    if LineForms.mayHold(bytes, head) { return openForm(bytes, line, LineForms.depth, &run, sink) }
    switch bytes.byte(head.tag) {
    case UInt8(ascii: "l"), ASCII.hyphen:
      if run.forms.writeRepeated(bytes, first..<line.lowerBound, head, end) { return openText(1, &run, sink) }
    case UInt8(ascii: "p"):
      readHeaded(bytes, &head, end, &run, sink)
      return false
    default: break
    }
    run.result.lines.other &+= 1
    return false
  }

  /// Reads a message again without what a syslog daemon put in front of it; false when there is no such thing.
  @inline(never)
  mutating func readMarked(
    _ bytes: RawSpan, _ head: inout LineHead, _ tag: inout PostfixTag, _ lineEnd: Int, _ run: inout LineRun,
    _ sink: any ReplySink
  ) -> Bool {
    var end = lineEnd
    let before = tag.message
    let times = MessageMark.read(bytes, &tag.message, &end)
    // Once: what is in brackets might begin with brackets.
    guard tag.message != before, run.times == 0 else {
      tag.message = before
      return false
    }
    run.times = times
    run.markedEnd = lineEnd
    readPostfix(bytes, &head, &tag, end, &run, sink)
    run.times = 0
    return true
  }

  /// As for Postfix.
  @inline(never)
  mutating func readMarked(
    _ bytes: RawSpan, _ head: LineHead, _ tag: EximTag, _ lineEnd: Int, _ run: inout LineRun, _ sink: any ReplySink
  ) -> Bool {
    var end = lineEnd
    var inner = tag
    let times = MessageMark.read(bytes, &inner.message, &end)
    guard inner.message != tag.message, run.times == 0 else { return false }
    run.times = times
    run.markedEnd = lineEnd
    readExim(bytes, head, inner, end, &run, sink)
    run.times = 0
    return true
  }

  private mutating func openForm(
    _ bytes: RawSpan, _ line: Range<Int>, _ depth: Int, _ run: inout LineRun, _ sink: any ReplySink
  ) -> Bool {
    switch run.forms.open(bytes, from: line.lowerBound, to: line.upperBound) {
    case .foreign, .waiting:
      run.result.lines.other &+= 1
      return false
    case .line(var head):
      return readOpened(bytes, &head, line.upperBound, &run, sink)
    case .written(var head):
      let text = run.forms.text
      let span = text.bytes.span
      return unsafe readOpened(span.bytes, &head, text.count, &run, sink)
    case .inside:
      guard depth > 0 else {
        run.result.lines.other &+= 1
        return false
      }
      return openText(depth &- 1, &run, sink)
    }
  }

  /// Opens what was written anew.
  private mutating func openText(_ depth: Int, _ run: inout LineRun, _ sink: any ReplySink) -> Bool {
    let text = run.forms.text
    let span = text.bytes.span
    return unsafe openForm(span.bytes, 0..<text.count, depth, &run, sink)
  }

  /// Reads a line whose `head` was found inside a form; whether that has a time.
  private mutating func readOpened(
    _ bytes: RawSpan, _ head: inout LineHead, _ end: Int, _ run: inout LineRun, _ sink: any ReplySink
  ) -> Bool {
    // Now, since the bytes are gone when all lines were read.
    let time = run.time(of: head, in: bytes)
    if let time {
      if run.result.first == nil { begin(at: time, &run) }
      run.result.last = time
    }
    readHeaded(bytes, &head, end, &run, sink)
    return time != nil
  }

  private mutating func readHeaded(
    _ bytes: RawSpan, _ head: inout LineHead, _ end: Int, _ run: inout LineRun, _ sink: any ReplySink
  ) {
    if head.stamp == .exim {
      readExim(bytes, head, .bare(at: head.tag), end, &run, sink)
      return
    }
    var tag = PostfixTag.empty
    if tag.read(bytes, from: head.tag, to: end) || tag.readUnit(bytes, from: head.tag, to: end) {
      if parser.passesOver(bytes, tag.program, tag.message, end) {
        run.result.lines.postfix &+= 1
      } else {
        readPostfix(bytes, &head, &tag, end, &run, sink)
      }
    } else if let tag = EximTag.read(bytes, from: head.tag, to: end) {
      readExim(bytes, head, tag, end, &run, sink)
    } else {
      run.result.lines.other &+= 1
    }
  }
}
