import SMTPReply

// Lines whose head or tag is none of the usual: they are opened, perhaps written anew, and then read as any other line. As in
// `LineReader.swift`, bytes come beside the places in them: hence more than five parameters.
extension LineReader {
  /// Reads the line at `line`, which has no head that is known, or `head` and the tag of no program that is. The lines
  /// in front of it begin at `first`. Whether the line had another head with a time, which is then the last one of the input.
  @inline(never)
  mutating func readForm(
    _ bytes: RawSpan, _ first: Int, _ line: Range<Int>, _ head: LineHead, _ hasHead: Bool, _ run: inout InputRun,
    _ sink: any ReplySink
  ) -> Bool {
    let before = first..<max(first, line.lowerBound)
    guard hasHead else {
      return openForm(bytes, line, before, LineForms.depth, &run, sink)
        ?? readAnnounced(bytes, line, before, &run, sink)
    }
    if LineForms.mayHold(bytes, head) {
      return openForm(bytes, line, before, LineForms.depth, &run, sink) ?? noteOther(&run)
    }
    switch bytes.byte(head.tag) {
    case UInt8(ascii: "l"), ASCII.hyphen:
      if run.forms.writeRepeated(bytes, before, head, line.upperBound) {
        return openText(1, &run, sink) ?? noteOther(&run)
      }
    default: break
    }
    guard LineForms.mayHavePrefix(bytes, head, line.upperBound) else { return noteOther(&run) }
    return readPrefixed(bytes, line, before, LineForms.depth, &run, sink) ?? noteOther(&run)
  }

  /// Reads a copy of `line`; whether it has a time, or nil when no mail server wrote it.
  mutating func readCopy(
    _ bytes: RawSpan, _ line: Range<Int>, _ run: inout InputRun, _ sink: any ReplySink
  ) -> Bool? {
    run.forms.write(bytes, line)
    return openText(LineForms.depth, &run, sink)
  }

  /// Counts a line as another program's.
  private func noteOther(_ run: inout InputRun) -> Bool {
    run.result.lines.other &+= 1
    return false
  }

  /// Opens a line; nil when it is no mail server's. `before` are the lines in front of it, where they are known.
  private mutating func openForm(
    _ bytes: RawSpan, _ line: Range<Int>, _ before: Range<Int>?, _ depth: Int, _ run: inout InputRun,
    _ sink: any ReplySink
  ) -> Bool? {
    switch run.forms.open(bytes, from: line.lowerBound, to: line.upperBound) {
    case .waiting: return noteOther(&run)
    case .foreign: break
    case .unsure: return noteUnsure(bytes, line, &run, sink)
    case .line(let head):
      if let hasTime = readOpened(bytes, head, line.upperBound, &run, sink) { return hasTime }
    case .written(let head):
      let text = run.forms.text
      return text.bytes.withBytes { bytes in
        readOpened(bytes, head, text.count, &run, sink)
          ?? readPrefixed(bytes, 0..<text.count, nil, depth, &run, sink)
      }
    case .inside:
      return depth > 0 ? openText(depth &- 1, &run, sink) : nil
    }
    return readPrefixed(bytes, line, before, depth, &run, sink)
  }

  /// Opens what was written anew.
  private mutating func openText(_ depth: Int, _ run: inout InputRun, _ sink: any ReplySink) -> Bool? {
    let text = run.forms.text
    return text.bytes.withBytes { openForm($0, 0..<text.count, nil, depth, &run, sink) }
  }

  /// Reads a line whose `head` was found inside a form; whether that has a time, or nil when no mail server wrote it.
  private mutating func readOpened(
    _ bytes: RawSpan, _ head: LineHead, _ end: Int, _ run: inout InputRun, _ sink: any ReplySink
  ) -> Bool? {
    // Now, since the bytes are gone when all lines were read.
    let time = run.time(of: head, in: bytes)
    if let time {
      if run.result.first == nil { begin(at: time, &run) }
      run.result.last = time
    }
    var line = LogLine(head: head, tag: PostfixTag.empty, end: end)
    return readTagged(bytes, &line, &run, sink) ? time != nil : nil
  }

  /// Reads a line behind what stands in front of its tag; nil when no tag of a mail server is there.
  mutating func readPrefixed(
    _ bytes: RawSpan, _ line: Range<Int>, _ before: Range<Int>?, _ depth: Int, _ run: inout InputRun,
    _ sink: any ReplySink
  ) -> Bool? {
    guard !run.line.isPrefixed else { return nil }
    var prefix = LinePrefix(line.lowerBound, line.upperBound)
    let outcome = prefix.take(bytes)
    if case .foreign = outcome { return nil }
    if prefix.isIndented, let before, run.forms.isInsideHeaders(bytes, before, line: run.number) { return nil }
    var head: LineHead?
    switch outcome {
    case .foreign: return nil
    case .unsure: break
    case .inside(let at):
      guard depth > 0, at > line.lowerBound else { return nil }
      run.forms.write(bytes, at..<line.upperBound)
      return openText(depth &- 1, &run, sink)
    case .tagged(let tag): head = run.forms.write(bytes, prefix, tag)
    case .exim: head = run.forms.write(bytes, prefix, nil)
    }
    guard let head else { return noteUnsure(bytes, line, &run, sink) }
    return readWritten(head, &run, sink) ?? noteUnsure(bytes, line, &run, sink)
  }

  /// Reads the line that was written anew last, with `head`.
  private mutating func readWritten(_ head: LineHead, _ run: inout InputRun, _ sink: any ReplySink) -> Bool? {
    let text = run.forms.text
    run.line.isPrefixed = true
    defer { run.line.isPrefixed = false }
    return text.bytes.withBytes { readOpened($0, head, text.count, &run, sink) }
  }

  /// Reads a line of Exim's that the line in front announces on standard error, or one that announces such a line.
  private mutating func readAnnounced(
    _ bytes: RawSpan, _ line: Range<Int>, _ before: Range<Int>, _ run: inout InputRun, _ sink: any ReplySink
  ) -> Bool {
    guard let own = EximDebugLine(bytes, line) else { return noteOther(&run) }
    if own.isAnnouncement(bytes, line.upperBound) {
      run.result.lines[.exim] &+= 1
      return false
    }
    guard let text = own.announcedText(bytes, line.upperBound),
      run.forms.recent.isAnnounced(own, bytes, before)
    else { return noteOther(&run) }
    let head = run.forms.write(bytes, own, text)
    return readWritten(head, &run, sink) ?? noteUnsure(bytes, line, &run, sink)
  }

  /// Counts a line that is a mail server's and whose head or form is not known, and shows it.
  private func noteUnsure(
    _ bytes: RawSpan, _ line: Range<Int>, _ run: inout InputRun, _ sink: any ReplySink
  ) -> Bool {
    run.noteNotUnderstood(bytes, Field(line.lowerBound, line.upperBound), sink)
    return false
  }
}
