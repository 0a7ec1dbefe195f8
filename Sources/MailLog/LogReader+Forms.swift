// Lines whose head or tag is none of the usual: they are opened, perhaps written anew, and then read as any other line.
extension LogReader {
  /// Reads the line at `line`, which has no head that is known, or `head` and the tag of no program that is. The lines
  /// in front of it begin at `first`. Whether the line had another head with a time, which is then the last one of the input.
  @inline(never)
  mutating func readForm(
    _ bytes: RawSpan, _ first: Int, _ line: Range<Int>, _ head: LineHead, _ hasHead: Bool, _ run: inout LineRun,
    _ sink: any ReplySink
  ) -> Bool {
    let end = line.upperBound
    guard hasHead else { return openForm(bytes, line, LineForms.depth, &run, sink) }
    if LineForms.mayHold(bytes, head) { return openForm(bytes, line, LineForms.depth, &run, sink) }
    switch bytes.byte(head.tag) {
    case UInt8(ascii: "l"), ASCII.hyphen:
      if run.forms.writeRepeated(bytes, first..<line.lowerBound, head, end) { return openText(1, &run, sink) }
    default: break
    }
    run.result.lines.other &+= 1
    return false
  }

  private mutating func openForm(
    _ bytes: RawSpan, _ line: Range<Int>, _ depth: Int, _ run: inout LineRun, _ sink: any ReplySink
  ) -> Bool {
    switch run.forms.open(bytes, from: line.lowerBound, to: line.upperBound) {
    case .foreign, .waiting:
      run.result.lines.other &+= 1
      return false
    case .line(let head):
      return readOpened(bytes, head, line.upperBound, &run, sink)
    case .written(let head):
      let text = run.forms.text
      let span = text.bytes.span
      return unsafe readOpened(span.bytes, head, text.count, &run, sink)
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
    _ bytes: RawSpan, _ head: LineHead, _ end: Int, _ run: inout LineRun, _ sink: any ReplySink
  ) -> Bool {
    // Now, since the bytes are gone when all lines were read.
    let time = run.time(of: head, in: bytes)
    if let time {
      if run.result.first == nil { begin(at: time, &run) }
      run.result.last = time
    }
    var line = LogLine(head: head, tag: PostfixTag.empty, end: end)
    if !readTagged(bytes, &line, &run, sink) { run.result.lines.other &+= 1 }
    return time != nil
  }
}
