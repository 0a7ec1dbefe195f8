import SMTPReply

/// The names in a record that are more than one word: an address with a quoted local part, a HELO name with blanks.
///
/// Who chose such a name may have put into it what a server says of a block list, say. A reply that repeats the name says nothing by it, so
/// whoever looks for words in a reply leaves these out first. Names of one word are left out by their form.
package struct CraftedNames {
  /// The names as a reply may repeat them, the longest first.
  private var names: [[UInt8]] = []

  /// Shorter ones say nothing.
  private static let shortest = 4
  /// Longer ones are looked for in pieces, of which there are so many at most: no name makes the search more than linear.
  private static let longest = 1_024
  private static let most = 48

  /// The crafted names of `record`; nil when it has none, as nearly every record.
  @inline(__always)
  package init?(_ record: borrowing ReplyRecord, _ line: RawSpan) {
    guard CraftedNames.mayBe(record, line) else { return nil }
    add(record.recipient, line)
    add(record.originalRecipient, line)
    add(record.sender, line)
    if let helo = line.bytes(record.helo), CraftedNames.hasBlank(helo) { add(helo) }
    guard !names.isEmpty else { return nil }
    names.sort { $0.count > $1.count }
  }

  /// Whether any name of `record` may be crafted. Of a delivery only a recipient is, and has quotes where the log names it as it was written.
  @inline(__always)
  private static func mayBe(_ record: borrowing ReplyRecord, _ line: RawSpan) -> Bool {
    let recipient = record.recipient
    guard record.direction == .inbound else {
      if record.originalRecipient.exists { return true }
      return startsWithQuote(recipient, line)
    }
    if holdsMore(record.sender, line) { return true }
    if holdsMore(recipient, line) { return true }
    return holdsMore(record.helo, line)
  }

  @inline(__always)
  private static func startsWithQuote(_ field: Field, _ line: RawSpan) -> Bool {
    field.count > 0 && line.byte(field.range.lowerBound) == ASCII.quote
  }

  /// Whether `field` has a quote, a backslash or a blank.
  @inline(__always)
  private static func holdsMore(_ field: Field, _ line: RawSpan) -> Bool {
    guard field.count > 0 else { return false }
    let range = field.range
    return line.shortIndex(of: ASCII.quote, or: ASCII.space, from: range.lowerBound, limit: range.upperBound)
      < range.upperBound
      || line.shortIndex(of: ASCII.backslash, from: range.lowerBound, limit: range.upperBound) < range.upperBound
  }

  private static func hasBlank(_ name: some Sequence<UInt8>) -> Bool { name.contains(ASCII.space) }

  /// Adds an address as it is written and without its quotes and backslashes, and its local part if that is several words.
  private mutating func add(_ field: Field, _ line: RawSpan) {
    guard let written = line.bytes(field), !written.isEmpty else { return }
    let (plain, at) = CraftedNames.unquoted(written)
    guard plain != written || CraftedNames.hasBlank(written) else { return }
    add(written)
    add(plain)
    let local = plain[..<(at ?? plain.count)]
    if CraftedNames.hasBlank(local) { add(Array(local)) }
  }

  private mutating func add(_ name: [UInt8]) {
    // Blanks around it are the text's as well.
    var name = name[...]
    while name.first == ASCII.space { name.removeFirst() }
    while name.last == ASCII.space { name.removeLast() }
    while name.count >= CraftedNames.shortest, names.count < CraftedNames.most {
      let piece = Array(name.prefix(CraftedNames.longest))
      if !names.contains(piece) { names.append(piece) }
      name = name.dropFirst(piece.count)
    }
  }

  /// `address` without quotes and backslashes, and where its local part ends.
  private static func unquoted(_ address: [UInt8]) -> (plain: [UInt8], at: Int?) {
    var plain: [UInt8] = []
    var end: Int?
    var isQuoted = false
    var at = 0
    while at < address.count {
      var byte = address[at]
      at += 1
      if byte == ASCII.quote {
        isQuoted.toggle()
        continue
      }
      if byte == ASCII.backslash, at < address.count {
        byte = address[at]
        at += 1
      } else if byte == ASCII.at, !isQuoted {
        end = plain.count
      }
      plain.append(byte)
    }
    return (plain, end)
  }

  /// The first of the names in `range`, the longest of those that begin there.
  package func first(in line: RawSpan, _ range: Range<Int>) -> Range<Int>? {
    var best: Range<Int>?
    for name in names {
      guard let hit = CraftedNames.place(of: name, in: line, range, before: best?.lowerBound) else { continue }
      best = hit..<(hit + name.count)
    }
    return best
  }

  private static func place(of name: [UInt8], in line: RawSpan, _ range: Range<Int>, before limit: Int?) -> Int? {
    let span = name.span
    // The bytes of an [UInt8] have no padding, so all of them may be looked at.
    let own = unsafe span.bytes
    var from = range.lowerBound
    while let hit = line.firstIndex(of: name[0], from: from, to: min(range.upperBound - name.count + 1, limit ?? .max))
    {
      if own.equals(0..<name.count, line, hit..<(hit + name.count)) { return hit }
      from = hit + 1
    }
    return nil
  }
}

extension RawSpan {
  /// The bytes of `field`; nil when there is none.
  fileprivate func bytes(_ field: Field) -> [UInt8]? {
    guard field.exists else { return nil }
    var bytes: [UInt8] = []
    append(field.range, to: &bytes)
    return bytes
  }
}
