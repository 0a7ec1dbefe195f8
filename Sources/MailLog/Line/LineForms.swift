import SMTPReply

/// Reads lines that do not begin with one of the usual heads: takes off what was put around them, or writes them anew.
///
/// What spans lines is `pieces` and `recent`; both are values and depend on the lines alone.
struct LineForms: Sendable {
  /// The line that was written anew last.
  private(set) var text = LineText()
  private(set) var pieces = ContainerPieces()
  var recent = RecentLines()
  /// The last indented line that looked like a mail server's, and whether it was inside a refused message's headers.
  private var lastIndented = (line: -1, isInside: false)
  /// How many envelopes may be around a line.
  static let depth = 4

  /// What a line turned out to be.
  enum Opened {
    /// No line of a log that is known.
    case foreign
    /// A piece of a line whose rest is to come.
    case waiting
    /// A line with this head, in the bytes that were given.
    case line(LineHead)
    /// A line with this head, in `text`.
    case written(LineHead)
    /// `text` has what was inside, to be opened in turn.
    case inside
    /// It may quote a mail server's line.
    case unsure
  }

  /// Whether the line with a head of the usual forms may be one in an envelope all the same: what looks like the host
  /// is the start of another stamp, a container's stream, or the tag.
  @inline(__always)
  static func mayHold(_ bytes: RawSpan, _ head: borrowing LineHead) -> Bool {
    guard head.stamp == .rfc3339 else { return false }
    let first = bytes.byte(head.host.lowerBound)
    if head.host.count == 3 { return !ASCII.isLetter(bytes.byte(head.tag)) }
    if ASCII.isDigit(first) || first == ASCII.less || first == UInt8(ascii: "{") { return true }
    return bytes.hasWord("std", at: head.host.lowerBound)
  }

  /// Whether a line with `head` and the tag of no mail server may have one further on: its tag is none, or that of a container.
  @inline(__always)
  static func mayHavePrefix(_ bytes: RawSpan, _ head: borrowing LineHead, _ end: Int) -> Bool {
    let blank = bytes.shortIndex(of: ASCII.space, from: head.tag, limit: min(end, head.tag &+ 128))
    // Behind metalog's `[postfix/smtpd] `, which stands in the host's place, is the message.
    if !head.host.isEmpty, bytes.byte(head.host.lowerBound) == ASCII.openBracket { return true }
    // With tabs between its parts what looks like the head reaches into the message.
    if bytes.byte(head.clock &+ 8) == UInt8(ascii: "\t") { return true }
    guard blank < end, blank > head.tag, bytes.byte(blank &- 1) == ASCII.colon else { return true }
    let name = head.tag..<(blank &- 1)
    return LinePrefix.isContainerID(bytes, name) || PrefixWords.isPriority(bytes, name)
  }

  /// Opens the line at `start..<end`.
  mutating func open(_ bytes: RawSpan, from start: Int, to end: Int) -> Opened {
    var at = start
    var stamp: Int?
    for _ in 0..<LineForms.depth {
      guard at < end else { break }
      // `journalctl -o json-seq` has a separator in front (RFC 7464).
      if bytes.byte(at) == 0x1e { at &+= 1 }
      if bytes.byte(at) == UInt8(ascii: "{") { return openJSON(bytes, at, end) }
      if let behind = LineEnvelope.priorityEnd(bytes, at, end) { at = behind }
      if SyslogProtocol.begins(bytes, at, end) {
        return SyslogProtocol.rewrite(bytes, at, end, into: &text).map { .written($0) } ?? .foreign
      }
      if let blank = LineEnvelope.stampEnd(bytes, at, end) {
        if let piece = ContainerPiece(bytes, blank &+ 1, end) {
          if piece.isPartial || pieces.hasBeginning(isError: piece.isError) {
            return take(piece, bytes, stamp: at..<blank, end)
          }
          stamp = at
          at = piece.text
          continue
        }
        if LineForms.begins(bytes, blank &+ 1, end) {
          stamp = at
          at = blank &+ 1
          continue
        }
      }
      if let head = LineHead.read(bytes, from: at, to: end) {
        // Behind a container's stamp may be a request, which is a client's text.
        return PrefixWords.isMethod(bytes, head.host) ? .foreign : .line(LineForms.complete(head, stamp, bytes))
      }
      guard let behind = LineEnvelope.serviceEnd(bytes, at, end) else { break }
      at = behind
    }
    guard let stamp, at < end else { return .foreign }
    // The container's stamp is the only one, and no host follows.
    return .line(LineHead(stamp: .rfc3339, start: stamp, clock: stamp &+ 11, host: at..<at, tag: at))
  }

  /// Whether a line with a stamp of its own, or in a further envelope, begins at `start`.
  private static func begins(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    let first = bytes.byte(start)
    if first == UInt8(ascii: "{") || first == ASCII.less { return true }
    return SyslogProtocol.begins(bytes, start, end) || LineHead.read(bytes, from: start, to: end) != nil
  }

  /// A head without a year gets the container's stamp, which has a zone too.
  private static func complete(_ found: LineHead, _ stamp: Int?, _ bytes: RawSpan) -> LineHead {
    var head = found
    if let stamp, head.stamp == .rfc3164 {
      head.stamp = .rfc3339
      head.start = stamp
      head.clock = stamp &+ 11
    }
    return head
  }

  private mutating func openJSON(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Opened {
    guard let line = JSONLine(bytes, start, end) else { return openEvent(bytes, start, end) }
    if line.isOfContainer { return line.writeContainerEntry(bytes, into: &text) ? .inside : .foreign }
    if let head = line.writeEntry(bytes, into: &text) { return .written(head) }
    if line.writeContainerLine(bytes, into: &text) { return .inside }
    return openEvent(bytes, start, end)
  }

  private mutating func openEvent(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Opened {
    guard let event = JSONEvent(bytes, start, end) else { return .foreign }
    return switch event.write(bytes, into: &text) {
    case .foreign: .foreign
    case .unsure: .unsure
    case .line(let head): .written(head)
    case .inside: .inside
    }
  }

  /// Joins the pieces of a container's line; the stamp is that of the last one.
  private mutating func take(
    _ piece: ContainerPiece, _ bytes: RawSpan, stamp: Range<Int>, _ end: Int
  ) -> Opened {
    pieces.add(piece, bytes, end)
    if piece.isPartial { return .waiting }
    let line = pieces.take(isError: piece.isError)
    text.removeAll()
    text.append(bytes, stamp)
    text.append(" stdout F ")
    line.withBytes { text.append($0, 0..<line.count) }
    text.finish()
    return .inside
  }

  /// Writes the line of a tag or, without one, of Exim's own log that `prefix` stands in front of; gives its head.
  mutating func write(_ bytes: RawSpan, _ prefix: LinePrefix, _ tag: MailTag?) -> LineHead? {
    guard let tag else { return prefix.writeExim(bytes, into: &text) }
    return prefix.write(bytes, tag, into: &text)
  }

  /// Writes Exim's line `line`, which was announced; gives its head.
  mutating func write(_ bytes: RawSpan, _ announced: EximDebugLine, _ line: Range<Int>) -> LineHead {
    announced.write(bytes, line, into: &text)
  }

  /// Writes what stands at `range`.
  mutating func write(_ bytes: RawSpan, _ range: Range<Int>) {
    text.removeAll()
    text.append(bytes, range)
    text.finish()
  }

  /// Whether the indented line number `line` is inside the headers of a message that Exim refused. What is told of one indented line
  /// holds for the next.
  mutating func isInsideHeaders(_ bytes: RawSpan, _ read: Range<Int>, line: Int) -> Bool {
    if lastIndented.line != line &- 1 { lastIndented.isInside = recent.isInsideHeaders(bytes, read) }
    lastIndented.line = line
    return lastIndented.isInside
  }

  /// Writes the line that one with `head` says was repeated; see `RecentLines`.
  mutating func writeRepeated(
    _ bytes: RawSpan, _ read: Range<Int>, _ head: borrowing LineHead, _ end: Int
  ) -> Bool {
    recent.writeRepeated(bytes, read, head, end, into: &text)
  }
}
