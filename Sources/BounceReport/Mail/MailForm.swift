import ReplyCounts

/// A report as a mail for `sendmail -t`, which wants the lines of this system: text and HTML, the worst finding in the subject (RFC 5322,
/// 2045 to 2047).
package struct MailForm {
  /// What a mail needs that the report does not know.
  package struct Envelope: Sendable {
    /// The address the mail is from.
    package var from: String
    /// The addresses it goes to.
    package var to: [String]
    /// The `Date:` field's value (RFC 5322 section 3.3).
    package var date: String
    /// The `Message-ID:` field's value, with its brackets.
    package var messageID: String

    /// An envelope of these.
    package init(from: String, to: [String], date: String, messageID: String) {
      self.from = from
      self.to = to
      self.date = date
      self.messageID = messageID
    }
  }

  private let report: Report
  private let envelope: Envelope

  private var words: ReportWords { report.words }

  /// The mail that `report` makes in `envelope`.
  package init(_ report: Report, in envelope: Envelope) {
    self.report = report
    self.envelope = envelope
  }

  /// The mail, all in ASCII.
  package func bytes() -> [UInt8] {
    // No line of base64 begins with two hyphens, so any boundary does.
    let boundary = "=_bounces_report"
    var text = "From: \(envelope.from)\nTo: \(envelope.to.joined(separator: ", "))\n"
    text +=
      "Subject: \(MailText.encodedWords(subject))\nDate: \(envelope.date)\nMessage-ID: \(envelope.messageID)\n"
    text += "Auto-Submitted: auto-generated\nMIME-Version: 1.0\n"
    text += "Content-Type: multipart/alternative; boundary=\"\(boundary)\"\n\n"
    for (type, content) in [
      ("plain", TextForm(report, width: 76, saysWhetherToWorry: true).bytes()), ("html", HTMLForm(report).bytes()),
    ] {
      text += "--\(boundary)\nContent-Type: text/\(type); charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
      text += MailText.base64Lines(content) + "\n"
    }
    return Array((text + "--\(boundary)--\n").utf8)
  }

  /// What the reader has to know before opening the mail.
  var subject: String {
    let first = report.findings.first(where: \.isOpen)
    let worst = first.map { "\($0.title) (\(words.number($0.replies)))" } ?? report.calm ?? report.unexplainedLine ?? ""
    let isCompared = !report.alerts.isEmpty || report.news.map { $0.baseline == nil } == true
    let what =
      isCompared
      ? report.newsLines.first(where: \.kind.isToLookAt)?.text
        ?? (report.reasonsToLook.isEmpty ? words.text("nothing_new") : worst) : worst
    if report.isOfNothing { return "bounces: \(words.text("nothing_read"))" }
    return TextCanvas.harmless("bounces: \(what) · \(words.text("bounced", report.totals.bounced))")
  }
}
