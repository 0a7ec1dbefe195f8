import SMTPReply

// Where a piece of text ends that Exim took apart before it wrote it (parse.c `parse_extract_address`): what quotes, comments and
// backslashes hide is somebody's words and never structure.
extension EximParser {
  /// The offset behind the `>` that closes the `<` at `open`; nil when none does.
  func bracketEnd(_ bytes: RawSpan, _ open: Int, _ end: Int) -> Int? {
    if let behind = atomsEnd(bytes, open, end) { return behind }
    var at = open &+ 1
    while at < end {
      if bytes.byte(at) == ASCII.greater { return at &+ 1 }
      guard let next = behindHidden(bytes, at, end) else { return nil }
      at = next
    }
    return nil
  }

  /// As `bracketEnd`, for an address that hides nothing and holds neither a blank nor another bracket, as nearly every one.
  @inline(__always)
  func atomsEnd(_ bytes: RawSpan, _ open: Int, _ end: Int) -> Int? {
    var at = open &+ 1
    while true {
      at = bytes.endOfAlphanumerics(from: at, limit: end)
      guard at < end else { return nil }
      switch bytes.byte(at) {
      case ASCII.greater: return at &+ 1
      case ASCII.at, ASCII.dot, ASCII.hyphen, UInt8(ascii: "_"), UInt8(ascii: "+"), ASCII.equals: at &+= 1
      default: return nil
      }
    }
  }

  /// The offset of the blank that ends the address without brackets at `start`, or the line's end.
  @inline(__always)
  func wordEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    let blank = bytes.shortIndex(of: ASCII.space, from: start, limit: end)
    guard let first = firstHiding(bytes, start, blank) else { return blank }
    return hiddenWordEnd(bytes, first, end)
  }

  @inline(never)
  private func hiddenWordEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, bytes.byte(at) != ASCII.space {
      guard let next = behindHidden(bytes, at, end) else {
        return bytes.shortIndex(of: ASCII.space, from: at, limit: end)
      }
      at = next
    }
    return min(at, end)
  }

  /// Where the first quote, comment or backslash begins in `start..<end`.
  @inline(__always)
  private func firstHiding(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    let pair = bytes.shortIndex(of: ASCII.quote, or: ASCII.backslash, from: start, limit: end)
    let at = bytes.shortIndex(of: ASCII.openParenthesis, from: start, limit: pair)
    return at < end ? at : nil
  }

  /// The offset behind the byte at `at`, or behind all that it hides; nil when that has no end.
  func behindHidden(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Int? {
    switch bytes.byte(at) {
    case ASCII.backslash: return at &+ 2
    case ASCII.quote: return quoteEnd(bytes, at, end)
    case ASCII.openParenthesis: return commentEnd(bytes, at, end)
    default: return at &+ 1
    }
  }

  /// The offset behind the parenthesis that closes the comment at `open`; comments nest.
  private func commentEnd(_ bytes: RawSpan, _ open: Int, _ end: Int) -> Int? {
    var depth = 0
    var at = open
    while at < end {
      switch bytes.byte(at) {
      case ASCII.openParenthesis: depth &+= 1
      case ASCII.closeParenthesis:
        depth &-= 1
        if depth == 0 { return at &+ 1 }
      case ASCII.backslash: at &+= 1
      default: break
      }
      at &+= 1
    }
    return nil
  }

  /// The offset behind the quote that closes the one at `open`; a backslash takes the next byte's meaning away.
  @inline(__always)
  func quoteEnd(_ bytes: RawSpan, _ open: Int, _ end: Int) -> Int? {
    var from = open &+ 1
    while from < end {
      let quote = bytes.shortIndex(of: ASCII.quote, from: from, limit: end)
      guard quote < end else { return nil }
      if bytes.byte(quote &- 1) != ASCII.backslash { return quote &+ 1 }
      // An even number of backslashes in front means themselves.
      var at = quote
      while at > open &+ 1, bytes.byte(at &- 1) == ASCII.backslash { at &-= 1 }
      if (quote &- at) & 1 == 0 { return quote &+ 1 }
      from = quote &+ 1
    }
    return nil
  }

  /// The offset behind the quote that ends a certificate's name, which Exim writes without a backslash in front of its quotes: the first
  /// with a blank behind it.
  func certificateEnd(_ bytes: RawSpan, _ open: Int, _ end: Int) -> Int? {
    var from = open &+ 1
    while let quote = bytes.firstIndex(of: ASCII.quote, from: from, to: end) {
      from = quote &+ 1
      if from >= end || bytes.byte(from) == ASCII.space || bytes.byte(from) == ASCII.colon { return from }
    }
    return nil
  }
}
