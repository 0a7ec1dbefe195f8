import SMTPReply

// Words in front of a tag, and what stands in brackets.
extension LinePrefix {
  /// `<22>` or `<mail.info>`.
  mutating func takePriority(_ bytes: RawSpan) -> Outcome? {
    if let behind = LineEnvelope.priorityEnd(bytes, at, end) {
      at = behind
      isFront = false
      return SyslogProtocol.begins(bytes, at, end) ? .inside(at: at) : nil
    }
    guard let close = bytes.shortFirst(of: ASCII.greater, from: at, to: min(end, at + 24)),
      PrefixWords.isPriority(bytes, (at + 1)..<close)
    else { return .foreign }
    at = close + 1
    isFront = false
    return nil
  }

  /// `[STAMP]`, `[pod/mail-0/postfix]`, `[INFO]`, metalog's `[postfix/smtpd]`.
  mutating func takeBrackets(_ bytes: RawSpan) -> Outcome? {
    guard let close = bytes.firstIndex(of: ASCII.closeBracket, from: at, to: min(end, at + 128)), close > at + 1,
      close + 1 < end
    else { return .foreign }
    let inside = (at + 1)..<close
    var first = inside.lowerBound
    while first < close, bytes.byte(first) == ASCII.space { first += 1 }
    if let stamp = StampReader.read(bytes, first, close), stamp.end == close {
      take(stamp, from: first)
      at = close + 1
      return nil
    }
    guard LinePrefix.isBlank(bytes.byte(close + 1)) else { return .foreign }
    defer { at = close + 1 }
    if isSeconds(bytes, first..<close) {
      // Since the machine was started.
      hasStamp = true
    } else if PrefixWords.isAnySeverity(bytes, inside) {
      takeSeverity()
    } else if PrefixWords.isPriority(bytes, inside) {
      // Tells nothing more.
    } else if hasStamp, let mta = MTA.of(bytes, inside) {
      return oddWords == 0
        ? .tagged(MailTag(name: inside, text: close + 2, mta: mta)) : .unsure
    } else if isFront, inside.allSatisfy({ isOfToken(bytes.byte($0)) }) {
      isContainer = true
    } else {
      return .foreign
    }
    isFront = false
    return nil
  }

  /// A word that a blank ends.
  mutating func takeWord(_ bytes: RawSpan) -> Outcome? {
    let first = at
    var stop = at
    let limit = min(end, at + 128)
    while stop < limit, !LinePrefix.isBlank(bytes.byte(stop)) { stop += 1 }
    guard stop < limit else { return .foreign }
    if !hasStamp, let behind = LineEnvelope.serviceEnd(bytes, at, end) {
      (isContainer, isFront, at) = (true, false, behind)
      return nil
    }
    let word = first..<stop
    defer { isFront = false }
    at = stop
    if bytes.byte(stop - 1) == ASCII.colon { return takeTag(bytes, first..<(stop - 1)) }
    if PrefixWords.isPriority(bytes, word) { return nil }
    if PrefixWords.isSeverity(bytes, word) {
      if stamp?.hasComma == true { oddWords += 1 }
      takeSeverity()
      return nil
    }
    if PrefixWords.isMethod(bytes, word) { return .foreign }
    if host != nil, takeLevel(bytes, behind: word) { return nil }
    if let piece = ContainerPiece(bytes, first, end) {
      guard !piece.isPartial else { return .foreign }
      (isContainer, at) = (true, piece.text)
      return nil
    }
    if isDate(bytes, word) {
      // `01/12/2026`, whose month nothing tells.
      oddWords += 1
      return nil
    }
    return isHost(bytes, word) && takeName(word) ? nil : .foreign
  }

  /// What ends in a colon is another program's tag, but for a few things.
  private mutating func takeTag(_ bytes: RawSpan, _ name: Range<Int>) -> Outcome? {
    if PrefixWords.isPriority(bytes, name) { return nil }
    guard LinePrefix.isContainerID(bytes, name) else { return .foreign }
    // Docker's: a line of the container follows at once.
    while at < end, bytes.byte(at) == ASCII.space { at += 1 }
    guard begins(bytes, at) || at < end && bytes.byte(at) == UInt8(ascii: "{") else { return .foreign }
    host = nil
    isContainer = true
    return nil
  }

  private mutating func takeSeverity() {
    // Programs write it behind their names.
    if host != nil || hasSeverity { oddWords += 1 }
    hasSeverity = true
  }

  /// `mail info` behind the host, as the fields of a template.
  private mutating func takeLevel(_ bytes: RawSpan, behind word: Range<Int>) -> Bool {
    guard PrefixWords.isFacility(bytes, word) else { return false }
    let next = word.upperBound + 1
    let stop = bytes.shortIndex(of: ASCII.space, from: next, limit: min(end, next + 16))
    guard stop > next, stop < end, PrefixWords.isAnySeverity(bytes, next..<stop) else { return false }
    at = stop
    return true
  }

  /// A name that may be a host's; false when there are too many of them.
  private mutating func takeName(_ word: Range<Int>) -> Bool {
    if !hasStamp {
      words.append(word)
      return words.count <= 2
    }
    if host == nil, !hasSeverity {
      host = word
      return true
    }
    oddWords += 1
    return oddWords <= 3
  }

  /// `{job="mail", host="mx"} `, the labels of a stream in front of its lines (`logcli`); false for any other brace.
  mutating func takeLabels(_ bytes: RawSpan) -> Bool {
    guard at + 2 < end, ASCII.isLetter(bytes.byte(at + 1)),
      let close = bytes.firstIndex(of: "\"} ", from: at, to: min(end, at + 400))
    else { return false }
    at = close + 2
    isFront = false
    isContainer = true
    return true
  }

  /// `1a2b3c4d5e6f[1234]` or `mail/1a2b3c4d5e6f[1234]`: Docker's syslog driver has the container's id there.
  static func isContainerID(_ bytes: RawSpan, _ tag: Range<Int>) -> Bool {
    guard !tag.isEmpty else { return false }
    var nameEnd = tag.upperBound
    if bytes.byte(nameEnd - 1) == ASCII.closeBracket {
      nameEnd = bytes.shortIndex(of: ASCII.openBracket, from: tag.lowerBound, limit: tag.upperBound)
    }
    let slash = bytes.lastIndex(of: ASCII.slash, from: tag.lowerBound, to: nameEnd)
    let name = min(nameEnd, (slash ?? tag.lowerBound - 1) + 1)..<nameEnd
    guard name.count == 12 || name.count == 64 else { return false }
    return name.allSatisfy {
      let byte = bytes.byte($0)
      return ASCII.isDigit(byte) || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f")
    }
  }

  private func isDate(_ bytes: RawSpan, _ word: Range<Int>) -> Bool {
    word.count >= 6 && word.count <= 10
      && word.allSatisfy {
        ASCII.isDigit(bytes.byte($0)) || bytes.byte($0) == ASCII.slash || bytes.byte($0) == ASCII.hyphen
      }
  }

  private func isSeconds(_ bytes: RawSpan, _ word: Range<Int>) -> Bool {
    guard let dot = bytes.shortFirst(of: ASCII.dot, from: word.lowerBound, to: word.upperBound) else { return false }
    return PrefixWords.isNumber(bytes, word.lowerBound..<dot, digits: 9)
      && PrefixWords.isNumber(bytes, (dot + 1)..<word.upperBound, digits: 9)
  }

  private func isHost(_ bytes: RawSpan, _ word: Range<Int>) -> Bool {
    let first = bytes.byte(word.lowerBound)
    guard ASCII.isAlphanumeric(first) || first == ASCII.colon else { return false }
    return word.allSatisfy { bytes.byte($0) != ASCII.slash && bytes.byte($0) != ASCII.at && isOfToken(bytes.byte($0)) }
  }

  private func isOfToken(_ byte: UInt8) -> Bool {
    MailTag.isOfName(byte) || byte == ASCII.colon || byte == ASCII.at
  }
}
