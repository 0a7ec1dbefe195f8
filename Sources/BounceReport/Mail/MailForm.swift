import ReplyCounts

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Report {
  /// What a mail needs that the report does not know.
  public struct Envelope: Sendable {
    /// The address the mail is from.
    public var from: String
    /// The addresses it goes to.
    public var to: [String]
    /// The `Date:` field's value (RFC 5322 section 3.3).
    public var date: String
    /// The `Message-ID:` field's value, with its brackets.
    public var messageID: String

    /// An envelope of these.
    public init(from: String, to: [String], date: String, messageID: String) {
      self.from = from
      self.to = to
      self.date = date
      self.messageID = messageID
    }
  }

  /// The report as a mail for `sendmail -t`, which wants the lines of this system: text and HTML, the worst finding in the subject
  /// (RFC 5322, 2045 to 2047).
  public func mail(_ envelope: Envelope) -> [UInt8] {
    // No line of base64 begins with two hyphens, so any boundary does.
    let boundary = "=_bounces_report"
    var text = "From: \(envelope.from)\nTo: \(envelope.to.joined(separator: ", "))\n"
    text +=
      "Subject: \(MailText.encodedWords(subject))\nDate: \(envelope.date)\nMessage-ID: \(envelope.messageID)\n"
    text += "Auto-Submitted: auto-generated\nMIME-Version: 1.0\n"
    text += "Content-Type: multipart/alternative; boundary=\"\(boundary)\"\n\n"
    for (type, content) in [
      ("plain", Array(self.text(width: 76, isColoured: false, saysWhetherToWorry: true).utf8)), ("html", html),
    ] {
      text += "--\(boundary)\nContent-Type: text/\(type); charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
      text += MailText.base64Lines(content) + "\n"
    }
    return Array((text + "--\(boundary)--\n").utf8)
  }

  /// What the reader has to know before opening the mail.
  var subject: String {
    let first = findings.first(where: \.isOpen)
    let worst = first.map { "\($0.title) (\(words.number($0.replies)))" } ?? calm ?? unexplainedLine ?? ""
    let isCompared = !alerts.isEmpty || news.map { $0.baseline == nil } == true
    let what =
      isCompared
      ? newsLines.first(where: \.kind.isToLookAt)?.text
        ?? (reasonsToLook.isEmpty ? words.text("nothing_new") : worst) : worst
    if isOfNothing { return "bounces: \(words.text("nothing_read"))" }
    return TextCanvas.harmless("bounces: \(what) · \(words.text("bounced", totals.bounced))")
  }
}

/// Text as mail carries it.
enum MailText {
  /// `text` as encoded words, folded, if it is not all plain ASCII (RFC 2047); 60 bytes each at most, since a line may have 76 with the
  /// field's name.
  static func encodedWords(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) || text.contains("=?") else { return text }
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
