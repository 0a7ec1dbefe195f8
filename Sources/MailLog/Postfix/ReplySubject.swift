import SMTPReply

/// What a refusal's text says it is about: `<SUBJECT>: Sender address rejected: ...` (smtpd/smtpd_check.c), or `Service unavailable; Sender
/// address [SUBJECT] blocked using ...`. It is the sender, the recipient or the HELO name as the client gave it, without quotes.
struct ReplySubject {
  /// The kinds of subjects that an envelope has, too.
  struct Kinds: OptionSet {
    let rawValue: UInt8
    static let sender = Kinds(rawValue: 1)
    static let recipient = Kinds(rawValue: 2)
    static let helo = Kinds(rawValue: 4)
    static let all: Kinds = [.sender, .recipient, .helo]
  }

  /// Its first byte.
  var start: Int
  /// What ends it.
  var close: UInt8
  /// What it may be, as far as the words in front of it tell.
  var kinds = Kinds.all

  /// smtpd cuts its replies here, the subject included.
  static let replyLimit = 510

  /// Finds the subject of the reply `start..<end`; nil when it has none.
  init?(_ bytes: RawSpan, _ start: Int, _ end: Int) {
    var at = start
    // The codes.
    while at < end, ASCII.isDigit(bytes.byte(at)) || bytes.byte(at) == ASCII.dot || bytes.byte(at) == ASCII.space {
      at &+= 1
    }
    guard at < end else { return nil }
    if bytes.byte(at) == ASCII.less {
      self.start = at &+ 1
      close = ASCII.greater
      return
    }
    guard bytes.starts(with: "Service unavailable; ", at: at, end: end) else { return nil }
    at &+= 21
    close = ASCII.closeBracket
    if bytes.starts(with: "Sender address [", at: at, end: end) {
      self.start = at &+ 16
      kinds = .sender
    } else if bytes.starts(with: "Recipient address [", at: at, end: end) {
      self.start = at &+ 19
      kinds = .recipient
    } else if bytes.starts(with: "Helo command [", at: at, end: end) {
      self.start = at &+ 14
      kinds = .helo
    } else {
      return nil
    }
  }

  /// Whether it is what the text `bytes[range]` says, a client's name and address, or a command.
  func isClientOrCommand(_ bytes: RawSpan, _ end: Int, peer range: Range<Int>) -> Bool {
    let behind = start &+ range.count
    if !range.isEmpty, behind < end, bytes.byte(behind) == close, bytes.equals(start..<behind, bytes, range) {
      return true
    }
    return bytes.starts(with: "DATA>", at: start, end: end) || bytes.starts(with: "BDAT>", at: start, end: end)
      || bytes.starts(with: "END-OF-", at: start, end: end)
  }

  /// How many bytes the subject has if it is the sender, recipient or HELO name of `reading`, in full; -1 when it is none of them.
  func count(_ bytes: RawSpan, in reading: EnvelopeReading, from reply: Int) -> Int {
    max(
      count(bytes, reading.sender, .sender, reply, reading.mark),
      count(bytes, reading.recipient, .recipient, reply, reading.mark),
      count(bytes, reading.helo, .helo, reply, reading.mark))
  }

  /// How many bytes the subject has if it is `field`, one of `kind`, in full, with its quotes or without; -1 when it is not.
  func count(_ bytes: RawSpan, _ field: Field, _ kind: Kinds, _ reply: Int, _ end: Int) -> Int {
    guard field.exists, kinds.contains(kind) else { return -1 }
    let bare = AddressText.end(bytes, of: field, at: start, limit: end, isQuoted: false)
    for stop in [bare, AddressText.end(bytes, of: field, at: start, limit: end, isQuoted: true)] {
      guard let stop else { continue }
      if stop == end { return end &- reply >= ReplySubject.replyLimit ? stop &- start : -1 }
      guard bytes.byte(stop) == close else { continue }
      let isCut = end &- reply >= ReplySubject.replyLimit && end &- stop < 20
      if isCut || behind(bytes, stop, end).contains(kind) { return stop &- start }
    }
    return -1
  }

  /// How many bytes the subject has at most if any address behind it, in the form before 3.5, is the subject; -1 when none is.
  ///
  /// It is as long as the text goes on as the address does.
  func longestBareCount(_ bytes: RawSpan, _ reply: Int, _ end: Int) -> Int {
    var longest = -1
    var from = start
    while let equals = bytes.firstIndex(of: "=<", from: from, to: end) {
      from = equals &+ 2
      guard bytes.hasWord("to", at: equals &- 2) || bytes.hasWord("from", at: equals &- 4) else { continue }
      longest = max(longest, bareCount(bytes, from, end))
    }
    return longest
  }

  private func bareCount(_ bytes: RawSpan, _ first: Int, _ end: Int) -> Int {
    var at = 0
    while first &+ at < end, start &+ at < first, AddressText.isSame(bytes.byte(start &+ at), bytes.byte(first &+ at)) {
      at &+= 1
    }
    if close != ASCII.greater {
      return bytes.byte(start &+ at) == close && bytes.byte(first &+ at) == ASCII.greater ? at : -1
    }
    return at > 0 && bytes.byte(start &+ at &- 1) == close && bytes.byte(start &+ at) == ASCII.colon ? at &- 1 : -1
  }

  /// What a subject can be by the words behind it, whose bracket is at `stop`.
  private func behind(_ bytes: RawSpan, _ stop: Int, _ end: Int) -> Kinds {
    guard close == ASCII.greater else { return kinds }
    guard bytes.starts(with: ": ", at: stop &+ 1, end: end) else { return [] }
    let at = stop &+ 3
    if bytes.starts(with: "Sender address ", at: at, end: end) { return .sender }
    if bytes.starts(with: "Recipient address ", at: at, end: end) { return .recipient }
    if bytes.starts(with: "Relay access denied", at: at, end: end) { return .recipient }
    if bytes.starts(with: "Helo command ", at: at, end: end) { return .helo }
    if bytes.starts(with: "Client host ", at: at, end: end) { return [] }
    return kinds
  }
}
