import SMTPReply

// What a client wrote behind a command, as `rejected RCPT <a@example.com>: TEXT` repeats it (smtp_in.c `smtp_handle_acl_fail`): all of it, or
// since 4.93 its first 100 bytes.
extension EximParser {
  private static let argumentLimit = 100

  /// Reads the argument at `start`. Gives where the text behind it begins, or the line's end; nil when the argument may end here or there.
  func argument(
    _ bytes: RawSpan, _ start: Int, _ end: Int, of command: RejectedCommand, _ record: inout ReplyRecord
  ) -> Int? {
    var address = Field.none
    var behind: Int
    switch command.argument {
    case .mailbox:
      guard let mailbox = mailboxOrItsFront(bytes, start, end) else { return nil }
      address = mailbox.address
      behind = mailbox.behind
    case .helo where record.helo.count > 0:
      if let helo = repeatedHELO(bytes, start, end, record.helo) {
        behind = helo
      } else {
        // Another name than the client's own: there must be no other end of that.
        guard bytes.firstIndex(of: ") [", from: start, to: end) == nil else { return nil }
        behind = bytes.firstIndex(of: ": ", from: start, to: end) ?? end
      }
    default:
      behind = bytes.firstIndex(of: ": ", from: start, to: end) ?? end
      // No mailbox's grammar tells where a list's or a domain's name ends.
      if command.argument == .word, command.stage != .auth, holdsCode(bytes, behind &+ 2, end) { return nil }
      address = Field(start, behind)
    }
    if command.namesRecipient { record.recipient = address }
    return min(end, behind &+ 2)
  }

  /// The mailbox at `start`, or as much of it as a newer Exim repeats.
  private func mailboxOrItsFront(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (address: Field, behind: Int)? {
    let whole = mailbox(bytes, start, end)
    let limit = start &+ EximParser.argumentLimit
    guard limit <= end, limit == end || bytes.hasWord(": ", at: limit) else { return whole }
    if let whole, whole.behind <= limit {
      // What ends in a bracket is whole.
      let isWhole = whole.behind < limit || whole.address.range.upperBound == limit &- 1
      return (isWhole ? whole.address : .none, whole.behind)
    }
    // A quoted colon that happens to stand there, or the end of what is repeated.
    return whole == nil && mayBeFront(bytes, start, limit, end) ? (.none, limit) : nil
  }

  /// Whether `start..<limit` can be the beginning of a mailbox.
  private func mayBeFront(_ bytes: RawSpan, _ start: Int, _ limit: Int, _ end: Int) -> Bool {
    var isInside = false
    var at = start
    while at < limit {
      switch bytes.byte(at) {
      case ASCII.closeParenthesis: return false
      case ASCII.greater where !isInside: return false
      case ASCII.greater: isInside = false
      case ASCII.less where isInside: return false
      case ASCII.less: isInside = true
      case ASCII.space where isInside: return false
      default: break
      }
      // What is open at the limit was cut.
      guard let next = behindHidden(bytes, at, end) else { return true }
      at = next
    }
    return true
  }

  /// The mailbox at `start`, `<a@example.com>` or `a@example.com`, up to the `: ` or the line's end behind it; nil when it is none. Its address
  /// is none when there are other words beside it.
  func mailbox(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (address: Field, behind: Int)? {
    if start < end, bytes.byte(start) == ASCII.less, let behind = atomsEnd(bytes, start, end),
      behind == end || bytes.hasWord(": ", at: behind)
    {
      return (Field(start &+ 1, behind &- 1), behind)
    }
    return anyMailbox(bytes, start, end)
  }

  private func anyMailbox(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (address: Field, behind: Int)? {
    var at = start
    var inner = Field.none
    var hasBlank = false
    var hasComment = false
    while at < end {
      let byte = bytes.byte(at)
      switch byte {
      case ASCII.colon where at &+ 1 >= end || bytes.byte(at &+ 1) == ASCII.space:
        return inner.exists ? (inner, at) : hasBlank ? nil : (hasComment ? .none : Field(start, at), at)
      case ASCII.less:
        guard !inner.exists, let behind = senderEnd(bytes, at, end) else {
          return nil
        }
        inner = Field(at &+ 1, behind &- 1)
        at = behind
        continue
      case ASCII.greater, ASCII.closeParenthesis: return nil
      case ASCII.space: hasBlank = true
      case ASCII.openParenthesis: hasComment = true
      default: break
      }
      guard let next = behindHidden(bytes, at, end) else { return nil }
      at = next
    }
    guard at == end else { return nil }
    return inner.exists ? (inner, at) : hasBlank ? nil : (hasComment ? .none : Field(start, at), at)
  }

  /// The offset behind the address in brackets at `open`, if it is one that Exim may write.
  func senderEnd(_ bytes: RawSpan, _ open: Int, _ end: Int) -> Int? {
    if let behind = atomsEnd(bytes, open, end) { return behind }
    guard let behind = bracketEnd(bytes, open, end), isOneWord(bytes, open &+ 1, behind &- 1) else { return nil }
    return behind
  }

  /// Whether neither a blank nor a bracket stands in `start..<end` but where something hides it.
  private func isOneWord(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      switch bytes.byte(at) {
      case ASCII.space, ASCII.less, ASCII.closeParenthesis: return false
      default: break
      }
      guard let next = behindHidden(bytes, at, end) else { return false }
      at = next
    }
    return true
  }

  /// The offset behind the HELO name, which has to stand at `start` again, or its first 100 bytes.
  private func repeatedHELO(_ bytes: RawSpan, _ start: Int, _ end: Int, _ helo: Field) -> Int? {
    let name = helo.range
    for count in [name.count, min(name.count, EximParser.argumentLimit)] {
      let behind = start &+ count
      guard behind <= end, bytes.equals(name.lowerBound..<(name.lowerBound &+ count), bytes, start..<behind),
        behind == end || bytes.hasWord(": ", at: behind)
      else { continue }
      return behind
    }
    return nil
  }

  /// Whether `: ` and a reply code stand anywhere behind `start`.
  func holdsCode(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    var from = start
    while let hit = bytes.firstIndex(of: ": ", from: from, to: end) {
      if let code = ReplyLines.code(in: bytes, at: hit &+ 2, end: end), code.severity >= 2, code.severity <= 5 {
        return true
      }
      from = hit &+ 1
    }
    return false
  }
}
