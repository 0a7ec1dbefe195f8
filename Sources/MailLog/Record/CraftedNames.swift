import SMTPReply

/// The names in a record that are more than one word, an address with a quoted local part, a HELO name with blanks, and those that hold a
/// word which decided something.
///
/// Who chose such a name may have put into it what a server says of a block list, say. A reply that repeats the name says nothing by it, so
/// whoever looks for words in a reply leaves these out first.
package struct CraftedNames {
  /// A name as a reply may repeat it.
  package struct Name: Equatable {
    var bytes: [UInt8]
    /// Whether it is a host's or a domain's.
    package var isHost = false
    /// Whether it is one word, which others hold.
    var isWord = false
  }

  /// The longest first.
  private var names: [Name] = []

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
    sort()
  }

  /// `others`, and those of what a client called itself, the sender and the recipients that hold `word`; nil when there are none.
  package init?(_ record: borrowing ReplyRecord, _ line: RawSpan, holding word: [UInt8], with others: CraftedNames?) {
    guard record.direction == .inbound else { return nil }
    names = others?.names ?? []
    let count = names.count
    if let helo = line.bytes(record.helo) { add(word, Name(bytes: helo, isHost: true, isWord: true)) }
    for field in [record.sender, record.recipient, record.originalRecipient] {
      guard let address = line.bytes(field) else { continue }
      add(word, Name(bytes: address))
      let (plain, at) = CraftedNames.unquoted(address)
      guard let at else { continue }
      add(word, Name(bytes: Array(plain[..<at]), isWord: true))
      add(word, Name(bytes: Array(plain[(at + 1)...]), isHost: true, isWord: true))
    }
    guard names.count > count else { return nil }
    sort()
  }

  private mutating func sort() { names.sort { $0.bytes.count > $1.bytes.count } }

  /// Adds `name` if it holds `word`, in whatever case.
  private mutating func add(_ word: [UInt8], _ name: Name) {
    guard !word.isEmpty, name.bytes.count >= word.count, !names.contains(where: { $0.bytes == name.bytes }) else {
      return
    }
    let folded = name.bytes.map(ASCII.lowercased)
    for start in 0...(folded.count - word.count) where folded[start...].starts(with: word) {
      names.append(name)
      return
    }
  }

  /// Whether any name of `record` may be crafted. Of a delivery only a recipient is, and has quotes where the log names it as it was written.
  @inline(__always)
  private static func mayBe(_ record: borrowing ReplyRecord, _ line: RawSpan) -> Bool {
    let recipient = record.recipient
    guard record.direction == .inbound else {
      if record.originalRecipient.exists { return holdsMore(record.originalRecipient, line) }
      return startsWithQuote(recipient, line)
    }
    if holdsMore(record.sender, line) { return true }
    if holdsMore(recipient, line) { return true }
    let helo = record.helo.range
    return line.shortIndex(of: ASCII.space, from: helo.lowerBound, limit: helo.upperBound) < helo.upperBound
  }

  @inline(__always)
  private static func startsWithQuote(_ field: Field, _ line: RawSpan) -> Bool {
    field.count > 0 && line.byte(field.range.lowerBound) == ASCII.quote
  }

  /// Whether `field` has a quote or a blank.
  @inline(__always)
  private static func holdsMore(_ field: Field, _ line: RawSpan) -> Bool {
    let range = field.range
    return line.shortIndex(of: ASCII.quote, or: ASCII.space, from: range.lowerBound, limit: range.upperBound)
      < range.upperBound
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
      let piece = Name(bytes: Array(name.prefix(CraftedNames.longest)))
      if !names.contains(piece) { names.append(piece) }
      name = name.dropFirst(CraftedNames.longest)
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

  /// Where the first of the names in `range` stands, the longest of those that begin there, and whether it is a host's.
  package func first(in line: RawSpan, _ range: Range<Int>) -> (place: Range<Int>, isHost: Bool)? {
    var best: (place: Range<Int>, isHost: Bool)?
    for name in names {
      guard let hit = place(of: name, in: line, range, before: best?.place.lowerBound) else { continue }
      best = (hit..<(hit + name.bytes.count), name.isHost)
    }
    return best
  }

  private func place(of name: Name, in line: RawSpan, _ range: Range<Int>, before limit: Int?) -> Int? {
    let count = name.bytes.count
    let first = name.bytes[0]
    var from = range.lowerBound
    while let hit = line.firstIndex(of: first, from: from, to: min(range.upperBound - count + 1, limit ?? .max)) {
      let isSame = name.bytes.withBytes { $0.equals(0..<count, line, hit..<(hit + count)) }
      if isSame, !name.isWord || isWhole(hit..<(hit + count), line, range) { return hit }
      from = hit + 1
    }
    return nil
  }

  /// Whether no name goes on in front of `place` or behind it.
  private func isWhole(_ place: Range<Int>, _ line: RawSpan, _ range: Range<Int>) -> Bool {
    let start = place.lowerBound
    let end = place.upperBound
    if start > range.lowerBound, isOfName(line.byte(start - 1)) { return false }
    guard end < range.upperBound, isOfName(line.byte(end)) else { return true }
    // A full stop.
    return line.byte(end) == ASCII.dot && (end + 1 >= range.upperBound || !ASCII.isAlphanumeric(line.byte(end + 1)))
  }

  private func isOfName(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == ASCII.dot || byte == ASCII.hyphen || byte == UInt8(ascii: "_")
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
