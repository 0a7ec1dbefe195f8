import SMTPReply

// Exim's most frequent lines, read without a record for a sink that takes plain deliveries.
extension EximReader {
  /// Reads `line` of Exim's own log file if it is of a frequent kind and there is nothing else to it; false when it has to be read whole.
  @inline(never)
  mutating func readPlain(
    _ line: borrowing LogLine<EximTag>, in bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece,
    _ sink: any ReplySink
  ) -> Bool {
    let (start, end) = (line.head.tag, line.end)
    guard let idEnd = EximHead.idShape(bytes, start, end) else {
      guard EximParser().isQuiet(bytes, start, end) else { return false }
      run.result.lines[.exim] &+= 1
      return true
    }
    guard let plain = EximParser().plainLine(bytes, idEnd &+ 1, end) else { return false }
    guard follow(plain, of: start..<idEnd, line, bytes, &run, &piece, sink) else { return false }
    run.result.lines[.exim] &+= 1
    return true
  }
}
