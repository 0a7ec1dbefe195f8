import MailLog
import SMTPReply

/// Redacts one text that others wrote: a reply, a HELO name, a whole line.
///
/// The text is read once, and each step hands the stretches on in which it found nothing: addresses; names that are known; words that
/// stand where a name does; hosts and IPs. All are linear in the length of the text.
struct TextRedaction {
  let redactor: Redactor
  /// The text as it was written.
  let raw: [UInt8]
  /// The text with zeros for punctuation of other scripts, so that every byte of 0x80 and above is part of a letter.
  let text: [UInt8]
  /// The text in small letters.
  let small: [UInt8]
  /// Whether only words stay that are no names for certain.
  let isStrict: Bool
  var result: [UInt8] = []
  /// Where the known names stand, in the order of the text.
  private let known: [(range: Range<Int>, replacement: [UInt8])]
  private var nextKnown = 0
  /// Local parts that are quoted or have blanks, with all that belongs to them.
  private let quoted: [QuotedLocals.Local]
  /// The word in front of the one that is looked at.
  var previous = 0..<0
  /// Where the full name of a person ends that was begun.
  var fullName = 0
  /// Whether the text is within an address on the web.
  var isInURL = false

  init(_ text: [UInt8], _ known: KnownNames, by redactor: Redactor, isStrict: Bool = false) {
    raw = text
    let text = TextRedaction.withoutPunctuation(text)
    self.text = text
    self.redactor = redactor
    self.isStrict = isStrict
    small = Pseudonyms.small(text)
    quoted = QuotedLocals.all(in: small, known)
    self.known = KnownPlaces.all(of: known, in: small)
    result.reserveCapacity(text.count + 64)
  }

  /// Whether hosts and IPs go, too.
  var isAll: Bool { redactor.scope == .all }

  /// The byte at `at`; a blank where there is none.
  func byte(_ at: Int) -> UInt8 { at >= 0 && at < text.count ? text[at] : ASCII.space }

  /// The text, redacted.
  mutating func run() -> [UInt8] {
    var at = 0
    var gap = 0
    var next = 0
    while at < text.count {
      while next < quoted.count, quoted[next].start < at { next += 1 }
      if next < quoted.count, quoted[next].start == at {
        let local = quoted[next]
        plain(gap..<at)
        result += redactor.names.local(raw[local.name], of: text[domain(from: local.mark.upperBound)])
        at = appendDomain(behind: local.mark)
        gap = at
      } else if TextRedaction.endsSegment(text[at]) {
        at += 1
      } else {
        let limit = next < quoted.count ? quoted[next].start : text.count
        var end = at + 1
        while end < limit, !TextRedaction.endsSegment(text[end]) { end += 1 }
        segment(at..<end, &gap)
        at = max(end, gap)
      }
    }
    plain(gap..<text.count)
    return result
  }

  /// Redacts a stretch in which there are no addresses: the names in it that are known, and the rest.
  mutating func plain(_ range: Range<Int>) {
    var at = range.lowerBound
    while nextKnown < known.count, known[nextKnown].range.lowerBound < range.upperBound {
      let place = known[nextKnown]
      nextKnown += 1
      guard place.range.lowerBound >= at, place.range.upperBound <= range.upperBound else { continue }
      words(at..<place.range.lowerBound)
      result += place.replacement
      previous = place.range
      at = place.range.upperBound
    }
    words(at..<range.upperBound)
  }

  /// `text` with zeros for the characters of U+0080 to U+00BF, U+2000 to U+206F, U+3000 to U+303F and U+FF00 to U+FF0F that are no dots.
  private static func withoutPunctuation(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 >= 0x80 }) else { return text }
    var result = text
    var at = 0
    while at < text.count {
      let second = at + 1 < text.count ? text[at + 1] : 0
      let third = at + 2 < text.count ? text[at + 2] : 0
      switch (text[at], second, third) {
      case (0xe3, 0x80, 0x82), (0xef, 0xbc, 0x8e), (0xef, 0xbd, 0xa1): at += 3
      case (0xc2, 0x80...0xbf, _):
        result[at] = 0
        result[at + 1] = 0
        at += 2
      case (0xe2, 0x80...0x81, 0x80...0xbf), (0xe3, 0x80, 0x80...0xbf), (0xef, 0xbc, 0x80...0x8f):
        for place in at..<(at + 3) { result[place] = 0 }
        at += 3
      default: at += 1
      }
    }
    return result
  }

  /// Whether no local part goes on over `byte`, unless it is quoted.
  static func endsSegment(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7f, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "\\"):
      true
    default: false
    }
  }

  /// Whether `byte` may be part of the name of a host, or of a number with dots.
  static func isOfToken(_ byte: UInt8) -> Bool {
    ASCII.isOfWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
