import SMTPReply

/// Goes through the lines of a buffer, and hands each to whom it concerns.
///
/// A line of a usual head is told by a few words before anything is built. `LineReader+Forms.swift` opens the others. Of a line only offsets
/// are kept, and the bytes, which nothing can hold on to, come beside them everywhere: that is why some functions here and in the
/// servers' readers take six parameters.
struct LineReader: Sendable {
  let options: ReadingOptions
  var postfix: PostfixReader
  var exim: EximReader
  /// What is known of the piece of the log that is read.
  var piece: LogPiece

  /// A reader that has read nothing.
  init(options: ReadingOptions) {
    self.options = options
    postfix = PostfixReader(keepsDetails: options.keepsDetails)
    exim = EximReader(memory: options.memory)
    piece = LogPiece(options: options)
  }

  /// What is known of the lines of a buffer while they are gone through.
  struct LastHead {
    /// The last line that was read, as far as `exists` says.
    var line = LogLine(head: .empty, tag: PostfixTag.empty, end: 0)
    /// Whether the last line with a time is that of a bare head.
    var exists = false
    /// The last line with a head, if it has a usual one and `line` is not read from it; -1 else.
    var usual = -1
    /// Whether that one is Exim's.
    var isExim = false
    /// Behind the last line whose head stood inside a form, and whose time is told.
    var bareStart: Int
  }

  /// Reads the whole lines `lines` of `bytes`.
  mutating func read(_ bytes: RawSpan, _ lines: Range<Int>, _ run: inout InputRun, _ sink: any ReplySink) {
    var start = lines.lowerBound
    var last = LastHead(bareStart: start)
    let isPlain = sink.takesPlainDeliveries && !options.keepsDetails
    run.isPlain = isPlain
    while start < lines.upperBound {
      guard let newline = bytes.firstIndex(of: ASCII.newline, from: start, to: lines.upperBound) else { break }
      run.number &+= 1
      var end = newline
      if end > start, bytes.byte(end &- 1) == ASCII.carriageReturn { end &-= 1 }
      if end > start, bytes.byte(end &- 1) <= ASCII.space,
        readTrimmed(bytes, lines.lowerBound, start..<end, &last, &run, sink)
      {
        start = newline &+ 1
        continue
      }
      // Most lines are of one host and day, and of one of four daemons.
      let mayBeUsual = isPlain && end &- start <= LineBuffer.lineLimit && run.result.first != nil
      if mayBeUsual, let tagStart = run.heads.usual.tag(bytes, from: start, to: end),
        let tag = PostfixTagCache.usual(bytes, from: tagStart, to: end)
      {
        if PostfixParser().passesOver(bytes, tag.program, tag.message, end) {
          run.result.lines[.postfix] &+= 1
        } else {
          postfix.readUsual(bytes, start..<end, tagStart, tag, &run, &piece, sink)
        }
        last.usual = start
        last.isExim = false
      } else if mayBeUsual, run.heads.isUsualExim(bytes, from: start, to: end) {
        readBareExim(bytes, LineHeadCache.exim(at: start), end, &run, sink)
        last.usual = start
        last.isExim = true
      } else {
        readAny(bytes, lines.lowerBound, start..<end, &last, &run, sink)
      }
      start = newline &+ 1
    }
    if last.usual >= 0 {
      last.exists = true
      last.line.head = last.isExim ? LineHeadCache.exim(at: last.usual) : run.heads.usual.head(at: last.usual)
    }
    if last.exists,
      let time = run.time(of: last.line.head, in: bytes) ?? run.lastTime(bytes, last.bareStart..<lines.upperBound)
    {
      run.result.last = time
    }
    run.forms.recent.note(bytes, lines)
  }

  /// Reads the line at `line`, whatever it is. The lines in front of it begin at `first`.
  @inline(never)
  private mutating func readAny(
    _ bytes: RawSpan, _ first: Int, _ line: Range<Int>, _ last: inout LastHead, _ run: inout InputRun,
    _ sink: any ReplySink
  ) {
    var (start, end) = (line.lowerBound, line.upperBound)
    if end &- start > LineBuffer.lineLimit {
      end = start &+ LineBuffer.lineLimit
      run.result.lines.cut &+= 1
    }
    // A crash leaves a block of NULs in front of the first line written after it.
    while start < end, bytes.byte(start) == 0 { start &+= 1 }
    last.line.begin(end: end)
    let isKnown = run.heads.read(bytes, from: start, to: end, into: &last.line.head)
    if isKnown {
      last.exists = true
      last.usual = -1
      if run.result.first == nil { begin(at: run.time(of: last.line.head, in: bytes), &run) }
      if readTagged(bytes, &last.line, &run, sink) { return }
    }
    if readForm(bytes, first, start..<end, last.line.head, isKnown, &run, sink) {
      last.exists = false
      last.usual = -1
      last.bareStart = line.upperBound
    }
  }

  /// Reads a line without the blanks that templates and copying leave behind it; false when it has to be read as it stands.
  ///
  /// A copy is read: words are compared without a look at the line's end, and no blank may stand behind that.
  @inline(never)
  private mutating func readTrimmed(
    _ bytes: RawSpan, _ first: Int, _ line: Range<Int>, _ last: inout LastHead, _ run: inout InputRun,
    _ sink: any ReplySink
  ) -> Bool {
    let start = line.lowerBound
    var end = line.upperBound
    while end > start, bytes.byte(end &- 1) <= ASCII.space { end &-= 1 }
    // What hangs on the lines in front, and pieces of lines, whose blanks are inside a line.
    guard end > start, line.count <= LineBuffer.lineLimit, bytes.byte(start) > ASCII.space,
      bytes.firstIndex(of: ": [", from: start, to: min(end, start &+ 160)) == nil,
      bytes.firstIndex(of: " P ", from: start, to: min(end, start &+ 80)) == nil,
      let hasTime = readCopy(bytes, start..<end, &run, sink)
    else { return false }
    if hasTime {
      last.exists = false
      last.usual = -1
      last.bareStart = line.upperBound
    }
    return true
  }

  /// Reads the line `line`, of which the head was read, if a mail server wrote it; the one place where that is told, for lines of every form.
  mutating func readTagged(
    _ bytes: RawSpan, _ line: inout LogLine<PostfixTag>, _ run: inout InputRun, _ sink: any ReplySink
  ) -> Bool {
    let (start, end) = (line.head.tag, line.end)
    if line.head.stamp == .exim {
      readBareExim(bytes, line.head, end, &run, sink)
      return true
    }
    if run.tags.read(bytes, from: start, to: end, into: &line.tag)
      || line.tag.readUnit(bytes, from: start, to: end)
    {
      postfix.read(&line, in: bytes, &run, &piece, sink)
      return true
    }
    if let tag = EximTag.read(bytes, from: start, to: end) {
      readExim(bytes, line.with(tag), &run, sink)
      return true
    }
    return false
  }

  @inline(never)
  mutating func begin(at time: LogTime?, _ run: inout InputRun) {
    run.result.first = time
    piece.begin(at: time)
  }

  /// A line of Exim's own log file, with `head`.
  @inline(__always)
  private mutating func readBareExim(
    _ bytes: RawSpan, _ head: LineHead, _ end: Int, _ run: inout InputRun, _ sink: any ReplySink
  ) {
    if run.isPlain, exim.readPlain(head, end, in: bytes, &run, &piece, sink) { return }
    readExim(bytes, LogLine(head: head, tag: EximTag.bare(at: head.tag), end: end), &run, sink)
  }

  /// A line of Exim's, or one that may be.
  @inline(never)
  private mutating func readExim(
    _ bytes: RawSpan, _ line: LogLine<EximTag>, _ run: inout InputRun, _ sink: any ReplySink
  ) {
    guard let bare = exim.read(line, in: bytes, &run, &piece, sink) else { return }
    // Others stamp their lines as Exim does; behind such a stamp may be a host and a tag.
    if readPrefixed(bytes, bare.range, nil, LineForms.depth, &run, sink) != nil { return }
    EximReader.note(bare, bytes, &run, sink)
  }
}
