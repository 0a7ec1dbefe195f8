import SMTPReply

/// What stands in front of a mail server's tag on a line without a usual head, taken off piece by piece.
///
/// A piece is one of a closed set: a stamp, a host, facility and priority, a severity, what containers, `grep`, people and editors put in
/// front. The tag has to stand where a head has its own: behind the tag of another program, a request, a quote or a comment nothing is
/// mail, whatever it says. A line whose tag is in its place and whose head is not sure is unsure.
struct LinePrefix {
  /// How many pieces may be in front, and how many bytes.
  private static let pieceLimit = 14
  private static let reach = 512

  /// What a line turned out to be.
  enum Outcome {
    /// No mail server's line, as far as can be told.
    case foreign
    /// A mail server's, and its head, or the form of the rest, is not known.
    case unsure
    /// The line of a tag.
    case tagged(MailTag)
    /// A line of Exim's own log, whose stamp is the last.
    case exim
    /// At `at` is a JSON object, or a line of the syslog protocol with its priority off.
    case inside(at: Int)
  }

  let start: Int
  let end: Int
  var at: Int
  /// The time: that of the stamp nearest to the tag, unless one in front of it tells the year and the zone as well.
  private(set) var stamp: WrittenStamp?
  /// The host.
  var host: Range<Int>?
  /// Whether the line begins with blanks.
  private(set) var isIndented = false
  /// Whether only marks of people and editors were taken off.
  var isFront = true
  /// Whether the name of a container was taken off.
  var isContainer = false
  /// Whether any stamp was taken off, be it one that tells no time.
  var hasStamp = false
  /// Where the last stamp begins.
  private(set) var stampStart = 0
  /// Whether a severity was taken off behind the stamp.
  var hasSeverity = false
  /// Words in front of the first stamp.
  var words: [Range<Int>] = []
  /// How many words stand where a head has none.
  var oddWords = 0

  /// The prefix of the line `start..<end`.
  init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
    at = start
  }

  /// Takes off the pieces, up to the tag.
  mutating func take(_ bytes: RawSpan) -> Outcome {
    for _ in 0..<LinePrefix.pieceLimit {
      let before = at
      while at < end, LinePrefix.isBlank(bytes.byte(at)) { at += 1 }
      if before == start, at > start { isIndented = true }
      guard at < end, at - start <= LinePrefix.reach else { return .foreign }
      if let outcome = takePiece(bytes) { return outcome }
    }
    return .foreign
  }

  /// Takes one piece off; gives the outcome when none follows.
  private mutating func takePiece(_ bytes: RawSpan) -> Outcome? {
    if let behind = LineEnvelope.colourEnd(bytes, at, end) {
      at = behind
      return nil
    }
    if let tag = MailTag.read(bytes, at, end) { return found(tag, bytes) }
    if hasStamp, EximHead.stampEnd(bytes, stampStart, end) == at, EximParser().begins(bytes, at, end) {
      return hasPlainFront(bytes) ? .exim : .unsure
    }
    if isFront {
      if takeMark(bytes) { return nil }
      if bytes.byte(at) == ASCII.quote { return quoted(bytes) }
      if MailTag.isUntagged(bytes, at, end) { return .unsure }
    }
    if let stamp = StampReader.read(bytes, at, end) {
      take(stamp, from: at)
      // A list of values, of which the stamp is the first.
      let next = at < end ? bytes.byte(at) : ASCII.space
      if next == ASCII.comma || next == UInt8(ascii: ";") { return values(bytes) }
      if next == ASCII.colon { at += 1 }
      return nil
    }
    if isFront, takeFileName(bytes) { return nil }
    switch bytes.byte(at) {
    case UInt8(ascii: "{"): return takeLabels(bytes) ? nil : .inside(at: at)
    case ASCII.less: return takePriority(bytes)
    case ASCII.openBracket: return takeBrackets(bytes)
    default: return takeWord(bytes)
    }
  }

  mutating func take(_ new: WrittenStamp, from start: Int) {
    stampStart = start
    at = new.end
    isFront = false
    hasStamp = true
    hasSeverity = false
    host = nil
    guard let old = stamp, old.year != nil, new.year == nil else {
      stamp = new
      return
    }
    if old.zone == nil { stamp = new.inYear(of: old) }
  }

  /// The tag's place decides.
  private mutating func found(_ tag: MailTag, _ bytes: RawSpan) -> Outcome {
    guard oddWords == 0, hasPlainFront(bytes) else { return .unsure }
    if !hasStamp { host = words.last }
    if tag.isBare, stamp == nil || !bytes.hasWord("postfix/", at: tag.name.lowerBound) { return .unsure }
    return .tagged(tag)
  }

  /// Whether the words in front of the first stamp are names: of a pod and its container, or of a host.
  func hasPlainFront(_ bytes: RawSpan) -> Bool {
    guard let first = words.first else { return true }
    if words.count == 1, isContainer || !hasStamp { return isContainer || LinePrefix.isLowercase(bytes, first) }
    return LinePrefix.isLowercase(bytes, first) && LinePrefix.isComposed(bytes, first)
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == ASCII.space || byte == UInt8(ascii: "\t") }

  private static func isLowercase(_ bytes: RawSpan, _ word: Range<Int>) -> Bool {
    word.allSatisfy { bytes.byte($0) == ASCII.lowercased(bytes.byte($0)) }
  }

  /// Whether a digit or a hyphen is in it, as in the names of machines.
  private static func isComposed(_ bytes: RawSpan, _ word: Range<Int>) -> Bool {
    word.contains { ASCII.isDigit(bytes.byte($0)) || bytes.byte($0) == ASCII.hyphen }
  }
}
