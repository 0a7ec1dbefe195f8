import BounceReport
import TestSupport

/// A report on a few lines of one day, with an address and a reply that nobody would want in a page or a sheet as they are.
enum SmallReport {
  static let log = LogText([
    LogLine.delivered("ann@d.example"),
    LogLine.bounced("gone@d.example", "550 5.1.1 <gone@d.example>: User unknown"),
    LogLine.bounced("=sum@e.example", "553 <script>alert(1)</script> | see www.evil.example", id: "4A00000004"),
    LogLine.deferred("bob@e.example", "450 4.2.0 Greylisted"),
    LogLine.bounced(
      "x@e.example", "554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org",
      id: "4A00000005"),
    LogLine.refused("554 5.7.1 <c@d.example>: Relay access denied"),
  ])

  /// The report as text in one of its forms.
  static func text(_ form: ReportForm, _ language: String = "en", isAudited: Bool = false) throws -> String {
    let report = try log.report(language, isAudited: isAudited)
    return String(decoding: form.bytes(of: report, envelope: envelope), as: UTF8.self)
  }

  static let envelope = MailForm.Envelope(
    from: "bounces@example.com", to: ["a@example.com", "b@example.com"], date: "Mon, 30 Nov 2026 10:00:00 +0000",
    messageID: "<1@example.com>")
}
