import Mustache
import ReplyCounts

/// How a value becomes text of the page.
///
/// Mustache's own way escapes characters, and a letter or a mark of a log may join with a sign to one character that is none of those
/// escaped, though a browser sees the sign: so this one looks at bytes. What a browser obeys, as what turns text round, is replaced.
struct PageText: MustacheContentType {
  /// What the template calls it.
  static let name = "PAGE"

  func escapeText(_ text: String) -> String {
    let bytes = TextCanvas.harmless(text).utf8
    guard bytes.contains(where: { PageText.entity(of: $0) != nil }) else { return String(bytes) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 32)
    for byte in bytes {
      if let entity = PageText.entity(of: byte) {
        result += entity.utf8
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func entity(of byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
