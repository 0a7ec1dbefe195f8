import SMTPReply

// Exim's most frequent lines, read without a line and a record being made, for a sink that takes plain deliveries. Of more than five
// parameters two are where the line is.
extension EximReader {
  /// Reads the line of Exim's own log file with `head`, which ends at `end`, if it is of a frequent kind and there is nothing else to it; false
  /// when it has to be read whole.
  @inline(never)
  mutating func readPlain(
    _ head: borrowing LineHead, _ end: Int, in bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece,
    _ sink: any ReplySink
  ) -> Bool {
    let start = head.tag
    guard let idEnd = EximHead.idShape(bytes, start, end) else {
      guard EximParser().isQuiet(bytes, start, end) else { return false }
      run.result.lines[.exim] &+= 1
      return true
    }
    guard let plain = EximParser().plainLine(bytes, idEnd &+ 1, end) else { return false }
    guard follow(plain, of: start..<idEnd, head, bytes, &run, &piece, sink) else { return false }
    run.result.lines[.exim] &+= 1
    return true
  }
}
