package import BounceReport
package import MailLog
package import ReplyCounts
import ReplyGuide

/// A log of a few lines in memory, and the ways to read it.
package struct LogText {
  /// 2026-11-30 00:00 UTC in seconds since 1970: no test's log is newer.
  package static let now: Int64 = 1_795_996_800

  private let bytes: [UInt8]

  /// A log of `lines`.
  package init(_ lines: [String]) {
    bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  /// How logs of tests are read.
  package static var options: ReadingOptions { ReadingOptions(now: now) }

  /// Reads it into `sink`, whole; with `keepsDetails` replies carry what is known of their message.
  package func read(into sink: some ReplySink, keepsDetails: Bool = false) throws {
    var source = try source()
    var options = LogText.options
    options.keepsDetails = keepsDetails
    var reader = LogReader(options: options)
    reader.read(&source, into: sink)
    reader.finish(into: sink)
  }

  /// Reads it into `summary`, which may read more.
  package func read(into summary: Summary) throws {
    var source = try source()
    summary.read(&source, path: "mail.log")
  }

  /// The finished summary of it alone, by the guide of `grouping`; an audit takes the same replies.
  package func summary(by grouping: ReplyGrouping, audit: AuditCounter? = nil) throws -> Summary {
    let summary = Summary(by: grouping, options: LogText.options, audit: audit)
    try read(into: summary)
    summary.finish()
    return summary
  }

  /// The report of it in `language`, with lists of `top` rows at most.
  package func report(_ language: String = "en", isAudited: Bool = false, top: Int = 10) throws -> Report {
    let guide = try ReplyGuide(language: language)
    let audit = isAudited ? AuditCounter() : nil
    let summary = try summary(by: ReplyGrouping(guide), audit: audit)
    var builder = ReportBuilder(summary, guide: guide, top: top)
    builder.audit = audit
    return builder.report()
  }

  private func source() throws -> ByteSource { try ByteSource.open(bytes: bytes, name: "mail.log") }
}
