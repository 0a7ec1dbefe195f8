import SMTPReply

/// Finds names in a text, each in one pass over it (D. E. Knuth, J. H. Morris, V. R. Pratt, "Fast pattern matching in strings", 1977).
enum KnownPlaces {
  /// Where names stand, in the order of the text, the longest of those that begin at one place; the text is in small letters.
  static func all(of known: KnownNames, in text: [UInt8]) -> [(range: Range<Int>, replacement: [UInt8])] {
    var places: [(range: Range<Int>, number: Int)] = []
    for (number, name) in known.names.enumerated() {
      find(name.bytes, text) { range in
        if isBounded(range, text, name.bounds) { places.append((range, number)) }
      }
    }
    sort(&places)
    return places.map { ($0.range, known.names[$0.number].replacement) }
  }

  /// The same for names without bounds of their own.
  static func all(of names: [[UInt8]], in text: [UInt8]) -> [(range: Range<Int>, number: Int)] {
    var places: [(range: Range<Int>, number: Int)] = []
    for (number, name) in names.enumerated() {
      find(name, text) { range in
        if isBounded(range, text, .letters) { places.append((range, number)) }
      }
    }
    sort(&places)
    return places
  }

  private static func sort(_ places: inout [(range: Range<Int>, number: Int)]) {
    places.sort { left, right in
      if left.range.lowerBound != right.range.lowerBound { return left.range.lowerBound < right.range.lowerBound }
      if left.range.count != right.range.count { return left.range.count > right.range.count }
      return left.number < right.number
    }
  }

  private static func find(_ name: [UInt8], _ text: [UInt8], _ found: (Range<Int>) -> Void) {
    guard let first = name.first, name.count <= text.count else { return }
    // How much of the name's beginning each of its beginnings ends in.
    var borders: [Int] = []
    var matched = 0
    var at = text.firstIndex(of: first) ?? text.count
    while at < text.count {
      if matched > 0, borders.isEmpty { borders = self.borders(name) }
      while matched > 0, name[matched] != text[at] { matched = borders[matched - 1] }
      if name[matched] == text[at] { matched += 1 }
      at += 1
      guard matched == name.count else { continue }
      found((at - matched)..<at)
      if borders.isEmpty { borders = self.borders(name) }
      matched = borders[matched - 1]
    }
  }

  private static func borders(_ name: [UInt8]) -> [Int] {
    var borders = [0]
    for at in name.indices.dropFirst() {
      var length = borders[at - 1]
      while length > 0, name[length] != name[at] { length = borders[length - 1] }
      borders.append(name[length] == name[at] ? length + 1 : 0)
    }
    return borders
  }

  private static func isBounded(_ range: Range<Int>, _ text: [UInt8], _ bounds: KnownNames.Bounds) -> Bool {
    let before = range.lowerBound > 0 ? text[range.lowerBound - 1] : ASCII.space
    let behind = range.upperBound < text.count ? text[range.upperBound] : ASCII.space
    guard !ASCII.isOfWord(before) || isEscape(text, range.lowerBound),
      !ASCII.isOfWord(behind)
    else { return false }
    if bounds == .letters { return true }
    let next = range.upperBound + 1 < text.count ? text[range.upperBound + 1] : ASCII.space
    let goesOn = TextRedaction.isOfToken(behind) && ASCII.isOfWord(next)
    guard !TextRedaction.isOfToken(before), !goesOn else { return false }
    return bounds == .word || isMark(before) || isMark(behind)
  }

  /// Whether `%20`, `=20` or `\n` ends at `at`: what follows begins a word.
  private static func isEscape(_ text: [UInt8], _ at: Int) -> Bool {
    if at > 1, text[at - 2] == UInt8(ascii: "\\") { return "nrt".utf8.contains(text[at - 1]) }
    guard at > 2, text[at - 3] == UInt8(ascii: "%") || text[at - 3] == UInt8(ascii: "=") else { return false }
    return text[(at - 2)..<at].allSatisfy { ASCII.isSmallHexadecimal($0) }
  }

  /// Whether `byte` is no blank, and not the sentence's.
  private static func isMark(_ byte: UInt8) -> Bool { byte > ASCII.space && !"-.,;:?!".utf8.contains(byte) }
}
