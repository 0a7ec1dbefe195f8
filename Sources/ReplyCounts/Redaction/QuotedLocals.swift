/// Local parts that blanks and brackets do not end: those in quotes, those between `<` and `@`, and those that are known.
enum QuotedLocals {
  /// One of them.
  struct Local {
    /// Where it begins, with its quote.
    var start: Int
    /// The local part.
    var name: Range<Int>
    /// The `@` behind it.
    var mark: Range<Int>
  }

  /// All in the text, which is in small letters; none within another.
  static func all(in text: [UInt8], _ known: KnownNames) -> [Local] {
    var found: [Local] = []
    func add(_ local: Local) {
      while let last = found.last, last.start >= local.start { found.removeLast() }
      if let last = found.last, last.mark.upperBound > local.start { return }
      found.append(local)
    }
    var quote: Int?
    var escaped: Int?
    var bracket: Int?
    var sign: Int?
    var signs = 0
    var firstOdd: Int?
    var backslashes = 0
    var places = KnownPlaces.all(of: known.odd.map(\.bytes), in: text)[...]
    for (at, byte) in text.enumerated() {
      while let place = places.first, place.range.lowerBound <= at {
        places.removeFirst()
        guard place.range.lowerBound == at else { continue }
        let end = at + known.odd[place.number].local
        add(Local(start: at, name: at..<end, mark: end..<(end + 1)))
      }
      switch byte {
      case UInt8(ascii: "\""):
        let isEscaped = backslashes % 2 == 1
        let open = isEscaped ? escaped : quote
        if at + 1 < text.count, text[at + 1] == UInt8(ascii: "@"), let open {
          let end = isEscaped ? at - 1 : at
          add(Local(start: open, name: open..<(isEscaped ? max(open, end) : at + 1), mark: (at + 1)..<(at + 2)))
          quote = nil
          escaped = nil
        } else if isEscaped {
          escaped = at
        } else {
          quote = at
        }
        firstOdd = firstOdd ?? at
      case UInt8(ascii: "<"):
        bracket = at
        sign = nil
        signs = 0
        firstOdd = nil
      case UInt8(ascii: "@"):
        sign = at
        signs += 1
      case UInt8(ascii: ">"):
        // Blanks behind the `@` are none of the local part.
        if let open = bracket, let sign, sign > open + 1, signs > 1 || (firstOdd ?? at) < sign,
          isAddress(text[(open + 1)..<sign])
        {
          add(Local(start: open + 1, name: (open + 1)..<sign, mark: sign..<(sign + 1)))
        }
        bracket = nil
      default:
        if firstOdd == nil, TextRedaction.endsSegment(byte) { firstOdd = at }
      }
      backslashes = byte == UInt8(ascii: "\\") ? backslashes + 1 : 0
    }
    return found
  }

  /// Whether it may be a local part, and is no page on the web; one that has quotes is found by them.
  private static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
    var slashes = 0
    for byte in text {
      slashes = byte == UInt8(ascii: "/") ? slashes + 1 : 0
      if slashes == 2 { return false }
    }
    return true
  }
}
