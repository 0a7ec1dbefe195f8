import SMTPReply

// Postfix's most frequent lines, read without a record for a sink that takes plain deliveries.
extension PostfixReader {
  /// Reads the line `range` of `bytes`, which has the usual head and the usual tag `tag` at `tagStart`.
  ///
  /// Seven parameters: one value of them would be written to memory and read again, a hundredth of what a line costs.
  @inline(never)
  mutating func readUsual(
    _ bytes: RawSpan, _ range: Range<Int>, _ tagStart: Int, _ tag: PostfixTagCache.UsualTag, _ run: inout InputRun,
    _ piece: inout LogPiece, _ sink: any ReplySink
  ) {
    let host = run.heads.usual.hostKey
    if let (id, plain) = PostfixParser().plainLine(bytes, tag.program, tag.message, range.upperBound, host: host) {
      let time = run.timeOfUsual(at: range.lowerBound, in: bytes)
      PostfixReader.follow(plain, of: id, at: time, bytes, range, &run, &piece, sink)
    } else {
      let name = tagStart &+ 8
      var whole = LogLine(
        head: run.heads.readUsual(at: range.lowerBound),
        tag: PostfixTag(program: tag.program, service: Field(name, name &+ tag.nameCount), message: tag.message),
        end: range.upperBound)
      readWhole(&whole, in: bytes, &run, &piece, sink)
    }
  }

  /// Reads `line` if it is of a frequent kind and there is nothing else to it; false when it has to be
  /// read whole.
  func readPlain(
    _ line: borrowing LogLine<PostfixTag>, in bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece,
    _ sink: any ReplySink
  ) -> Bool {
    let host = run.heads.hostKey(bytes, line.head.host)
    guard
      let (id, plain) = PostfixParser().plainLine(bytes, line.tag.program, line.tag.message, line.end, host: host)
    else { return false }
    let time = run.time(of: line.head, in: bytes)
    PostfixReader.follow(plain, of: id, at: time, bytes, line.head.start..<line.end, &run, &piece, sink)
    return true
  }
}
