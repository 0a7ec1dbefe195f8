import SMTPReply

// Postfix's most frequent lines, read without a record for a sink that takes plain deliveries.
extension PostfixReader {
  /// A line with the usual head and a usual tag.
  struct UsualLine {
    /// The whole line.
    var range: Range<Int>
    var tagStart: Int
    var tag: PostfixTagCache.UsualTag
  }

  /// Reads a line with the usual head and a usual tag.
  @inline(never)
  mutating func read(
    _ line: UsualLine, in bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece, _ sink: any ReplySink
  ) {
    let (range, tag) = (line.range, line.tag)
    let host = run.heads.usual.hostKey
    if let (id, plain) = PostfixParser().plainLine(bytes, tag.program, tag.message, range.upperBound, host: host) {
      let time = run.timeOfUsual(at: range.lowerBound, in: bytes)
      PostfixReader.follow(plain, of: id, at: time, bytes, range, &run, &piece, sink)
    } else {
      let name = line.tagStart &+ 8
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
