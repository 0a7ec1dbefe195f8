import SMTPReply

// Reading an input some lines at a time, for who takes replies as they come.
extension LogReader {
  /// A piece of an input that is being read.
  package struct PieceReading: ~Copyable {
    fileprivate var run: InputRun
    fileprivate var buffer = LineBuffer()
    /// The end of the line that began in front of the piece.
    fileprivate var front: LineEdges.Fragment?
    fileprivate var awaitsFront: Bool
    fileprivate let isStart: Bool
  }

  /// Begins to read a piece of an input: `isStart` says that it begins it.
  package mutating func begin(
    _ source: borrowing ByteSource, isStart: Bool = true, into sink: any ReplySink
  ) -> PieceReading {
    finishInput(into: sink)
    let run = lines.beginInput(at: LogClock(years: years(of: source)), isAnother: !results.isEmpty)
    if !isStart { lines.beginInsideInput() }
    return PieceReading(run: run, awaitsFront: !isStart, isStart: isStart)
  }

  /// Reads the next whole lines, some hundreds of kilobytes of them at most; false when there are no more.
  package mutating func readSome(
    _ reading: inout PieceReading, from source: inout ByteSource, into sink: any ReplySink
  ) -> Bool {
    guard case .lines(var range) = reading.buffer.next(from: &source) else { return false }
    if reading.awaitsFront {
      reading.awaitsFront = false
      let newline = reading.buffer.bytes[range].firstIndex(of: ASCII.newline) ?? range.upperBound - 1
      let isCut = reading.buffer.cutLines > 0
      reading.front = LineEdges.Fragment(line: reading.buffer.bytes[range.lowerBound..<newline], isCut: isCut)
      reading.run.result.lines.cut -= reading.buffer.cutLines
      reading.run.number += 1
      range = (newline + 1)..<range.upperBound
    }
    // Held beside the buffer while they are read; the buffer is not touched in between, so nothing is copied.
    let bytes = reading.buffer.bytes
    bytes.withBytes { lines.read($0, range, &reading.run, sink) }
    return true
  }

  /// Ends the piece: `isEnd` says that it ends its input.
  package mutating func end(_ reading: consuming PieceReading, isEnd: Bool = true, into sink: any ReplySink) {
    var run = reading.run
    run.result.lines.cut += reading.buffer.cutLines
    run.result.spansMoreThanAYear = run.clock.passedBound
    lastClock = run.clock
    lines.stop(&run, with: reading.buffer.unfinished, behind: reading.isStart ? nil : .some(reading.front))
    self.run = run
    if isEnd { finishInput(into: sink) }
  }
}
