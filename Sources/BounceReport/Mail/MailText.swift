import ReplyCounts
import SMTPReply

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Text as mail carries it.
enum MailText {
  /// `text` as encoded words, folded, if it is not all plain ASCII (RFC 2047); 60 bytes each at most, since a line may have 76 with the
  /// field's name.
  static func encodedWords(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ ASCII.isPrintable($0) }) || text.contains("=?") else { return text }
    var words: [String] = []
    var part: [UInt8] = []
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      // 36 bytes are 48 in base64; a code point stays whole.
      if part.count + bytes.count > 36 {
        words.append(word(part))
        part = []
      }
      part += bytes
    }
    return (words + [word(part)]).joined(separator: "\n ")
  }

  private static func word(_ bytes: [UInt8]) -> String { "=?utf-8?B?\(Data(bytes).base64EncodedString())?=" }

  /// `bytes` as base64 in lines of 76.
  static func base64Lines(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString(options: [
      .lineLength76Characters, .endLineWithLineFeed,
    ])
  }
}
