import MailLog
import Mustache
import ReplyCounts
import SMTPReply

/// A report as one HTML page that needs nothing else: no network, no other file, and no JavaScript to be read.
///
/// Whatever a log holds is text in it: the template escapes all values, and the page's policy runs no script but its own.
package struct HTMLForm {
  let report: Report

  var words: ReportWords { report.words }

  /// The page of `report`.
  package init(_ report: Report) {
    self.report = report
  }

  /// The page in UTF-8.
  package func bytes() -> [UInt8] {
    MustacheContentTypes.register(PageText(), named: PageText.name)
    // The template is part of the program, and a test renders it.
    guard let template = try? MustacheTemplate(string: EmbeddedPage.template) else { return [] }
    return Array(template.render(page).utf8)
  }

  private var page: [String: Any] {
    let charts = HTMLCharts(report)
    var page: [String: Any] = [
      "lang": words.language, "styleHash": PageHashes.style, "scriptHash": PageHashes.script,
      "style": EmbeddedPage.style, "script": EmbeddedPage.script, "title": "bounces · \(report.names)",
      "names": report.names,
      "period": "\(words.time(report.first)) – \(words.time(report.last))", "lines": report.lineCounts,
      "incomplete": report.inputs.filter { !$0.isComplete }.map { words.text("not_complete", ["path": $0.path]) },
      "cards": cards, "way": report.onTheWay.joined(separator: ", "), "w": labels,
      "findings": report.findings.filter(\.isOpen).map(card), "hasCharts": !charts.isEmpty,
      "chartTitle": words.text(charts.title), "charts": charts.figures, "hours": charts.rows,
      "codes": report.codes.map(row),
      "sections": report.codes.filter { $0.recipients != nil }.map(section) + settledAlone,
      "lost": report.notUnderstood.map(TextCanvas.harmless), "hasLost": !report.notUnderstood.isEmpty,
    ]
    if report.isOfNothing { page["nothing"] = words.text("nothing_read") } else { page["isRead"] = true }
    if !report.isOfNothing || report.totals.deferred > 0 { page["hasTotals"] = true }
    if let calm = report.calm { page["calm"] = calm }
    if let unexplainedLine = report.unexplainedLine { page["unexplained"] = unexplainedLine }
    if let quietLine = report.quietLine { page["quiet"] = quietLine }
    if report.hasVerdict {
      page["verdict"] = report.verdict.map { TextCanvas.harmless($0) }
      page["news"] = report.newsLines.map { ["kind": $0.kind.name, "text": TextCanvas.harmless($0.text)] }
      page["known"] = report.knownLines.map { TextCanvas.harmless($0) }
      page["hasNews"] = !report.newsLines.isEmpty
      page["trends"] = HTMLTrends.figures(report)
      page["hasTrends"] = !report.trends.isEmpty
    }
    page["notes"] = report.notes.map { TextCanvas.harmless($0) }
    if let audit = auditSection { page["audit"] = audit }
    if report.lines[.postfix] > 0 { page["limits"] = words.text("limits_postfix") }
    return page
  }

  /// The audit's tables; nil without an audit.
  private var auditSection: [String: Any]? {
    guard let audit = report.audit else { return nil }
    let columns = Report.auditColumns.map { words.text($0) }
    let total: [String: Any] = ["name": words.text("audit_total"), "cells": report.cells(audit.total)]
    return [
      "title": words.text("audit"), "legend": words.text("audit_legend"),
      "handedOn": audit.handedOn > 0 ? [words.text("audit_handed_on", audit.handedOn)] : [],
      "tables": report.auditTables.map { heading, table -> [String: Any] in
        let rows = table.rows.map { row -> [String: Any] in
          ["name": TextCanvas.harmless(row.name), "cells": sortable(row.figures)]
        }
        return ["heading": heading, "name": words.text("name"), "columns": columns, "rows": rows, "total": total]
      },
    ]
  }

  /// The cells of a row, each with the number that it is sorted by.
  private func sortable(_ figures: AuditFigures) -> [[String: Any]] {
    let share = { (part: Int, whole: Int) in whole > 0 ? Double(part) / Double(whole) : -1 }
    let values: [Double] = [
      Double(figures.messages), Double(figures.delivered), Double(figures.bounced), Double(figures.deferred),
      share(figures.delivered, figures.recipients), figures.delays.percentile(0.5) ?? -1,
      figures.delays.percentile(0.95) ?? -1, figures.delays.percentile(0.99) ?? -1, figures.waits.percentile(0.5) ?? -1,
      share(figures.underTLS, figures.tlsKnown), Double(figures.rejected),
    ]
    return zip(report.cells(figures), values).map { ["text": $0, "value": "\($1)"] }
  }

  /// The words that stand in the template.
  private var labels: [String: String] {
    let ids = [
      "findings", "recipients", "evidence", "codes_heading", "figures", "hour", "code", "name",
      "column_replies",
      "column_recipients", "column_domains", "column_says", "column_last_seen", "column_last_reply", "filter",
      "filter_none", "meaning", "when", "fix", "differs", "use", "recipients_table", "not_understood", "hosts",
    ]
    return Dictionary(uniqueKeysWithValues: ids.map { ($0, words.text($0)) })
  }

  private var cards: [[String: Any]] {
    let all = report.totals.delivered + report.totals.bounced + report.totals.deferred
    let settled = [
      ("delivered", report.totals.delivered), ("bounced", report.totals.bounced), ("deferred", report.totals.deferred),
    ]
    return settled.map { id, count in
      [
        "kind": id, "number": words.number(count), "label": words.text("card_" + id),
        "share": words.share(count, all),
      ]
    } + others
  }

  /// The figures that are no recipients of ours: they have no share.
  private var others: [[String: Any]] {
    var cards = [["kind": "refused", "number": words.number(report.totals.rejected), "label": words.text("refused")]]
    if report.totals.discarded > 0 {
      cards.append(
        ["kind": "discarded", "number": words.number(report.totals.discarded), "label": words.text("thrown_away")])
    }
    return cards
  }

  private func card(_ finding: Report.Finding) -> [String: Any] {
    let links = evidence(of: finding)
    var card: [String: Any] = [
      "title": finding.title, "tone": finding.evidence.isEmpty ? "" : "alarm", "facts": report.facts(of: finding),
      "evidence": finding.evidence.map(TextCanvas.harmless), "fix": finding.fix, "pages": finding.pages,
      "links": links, "hasLinks": !links.isEmpty,
    ]
    if finding.trend.count > 1 {
      card["trend"] = HTMLTrends.drawing(finding.trend, words.count("trend", finding.trend.count))
    }
    if finding.evidence.isEmpty, !finding.named.isEmpty {
      card["named"] = TextCanvas.harmless(words.text("named", ["names": report.names(of: finding)]))
    }
    return card
  }

  /// Where the replies behind a finding stand on the page, code by code.
  private func evidence(of finding: Report.Finding) -> [[String: String]] {
    var links: [[String: String]] = []
    for section in report.codes {
      let own = section.causes.filter { cause in
        guard cause.isOwnClient == finding.isOwnClient, cause.direction == finding.direction,
          cause.isWithinHost == finding.isWithinHost
        else { return false }
        return finding.evidence.isEmpty ? finding.causes.contains(cause.id ?? "") : cause.class == finding.class
      }
      if let first = own.first {
        links.append(["anchor": anchor(first, section.code.description), "label": section.code.description])
      }
    }
    if links.isEmpty, let cause = report.withoutReply.first(where: { finding.causes.contains($0.id ?? "") }) {
      links.append(["anchor": anchor(cause, "none"), "label": words.text("no_reply")])
    }
    return links
  }

  private func row(_ section: Report.CodeSection) -> [String: Any] {
    [
      "code": section.code.description, "severity": section.code.severity, "name": section.name,
      "anchor": section.recipients == nil ? "codes" : "code-\(section.code)", "repliesValue": section.replies,
      "replies": words.number(section.replies), "recipientsValue": section.recipients ?? -1,
      "recipients": words.number(section.recipients), "domainsValue": section.domains ?? -1,
      "domains": words.number(section.domains), "remark": report.remark(on: section),
    ]
  }
}
