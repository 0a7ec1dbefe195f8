// Reading logs on where another run stopped.
extension LogReader {
  /// Seconds by which a log may be ahead of the present: it may be in any zone.
  private static let clockSlack: Int64 = 86_400

  /// Reads the rest of an input, whose source stands at the resumption's position. An unfinished last line is
  /// left for the next run.
  package mutating func readOn(
    _ source: inout ByteSource, by resumption: Resumption, into sink: any ReplySink
  ) -> ReadingEnd {
    let start = resumption.position
    var run = lines.resumeInput(at: LogClock(years: years(of: source)), by: resumption)
    var buffer = LineBuffer(
      behind: resumption.before, startsInsideLine: start.isInsideLine, tailCount: resumption.tailCount)
    while case .lines(let range) = buffer.next(from: &source) {
      buffer.bytes.withBytes { lines.read($0, range, &run, sink) }
    }
    run.result.lines.cut += buffer.cutLines
    run.result.spansMoreThanAYear = run.clock.passedBound
    run.result.clockJumps = run.clock.years.hasJumped || lines.hasClockJumped
    var tail = buffer.tail
    var unread = buffer.unfinishedCount
    // What stands behind the last line of a damaged input is not all of a line.
    if resumption.isWhole, source.damage == nil, unread > 0 {
      tail = (tail + buffer.unfinished.bytes).suffix(resumption.tailCount)
      lines.read(buffer.unfinished, &run, sink)
      unread = 0
    }
    lastClock = run.clock
    var end = LogPosition(
      offset: start.offset + Int64(buffer.count - unread), line: run.number, isInsideLine: buffer.endsInsideLine,
      isMainLog: false)
    lines.stop(&run, at: &end, behind: tail)
    return ReadingEnd(position: end, before: tail, hasRest: unread > 0)
  }

  /// Ends a run that another one will go on from: decides what need not wait for it.
  package mutating func pause(into sink: any ReplySink) {
    lines.pause(upTo: options.now + LogReader.clockSlack, into: sink)
  }

  /// What the run that goes on has to know, and nothing of the inputs that were read: messages in flight, lines that wait for others.
  package var carried: LogReader {
    var next = LogReader(options: options)
    lines.carry(to: &next.lines)
    return next
  }
}
