import Mustache
import ReplyCounts

extension Report {
  /// The report as one HTML page that needs nothing else: no network, no other file, and no JavaScript to be read.
  ///
  /// Whatever a log holds is text in it: the template escapes all values, and the page's policy runs no script but its own.
  public var html: [UInt8] {
    MustacheContentTypes.register(PageText(), named: PageText.name)
    // The template is part of the program, and a test renders it.
    guard let template = try? MustacheTemplate(string: EmbeddedPage.template) else { return [] }
    return Array(template.render(page).utf8)
  }

  private var page: [String: Any] {
    let charts = HTMLCharts(self)
    var page: [String: Any] = [
      "lang": words.language, "styleHash": PageHashes.style, "scriptHash": PageHashes.script,
      "style": EmbeddedPage.style, "script": EmbeddedPage.script, "title": "bounces · \(names)", "names": names,
      "period": "\(words.time(first)) – \(words.time(last))", "lines": lineCounts,
      "incomplete": inputs.filter { !$0.isComplete }.map { words.text("not_complete", ["path": $0.path]) },
      "cards": cards, "way": onTheWay.joined(separator: ", "), "w": labels,
      "findings": findings.filter(\.isOpen).map(card), "hasCharts": !charts.isEmpty,
      "chartTitle": words.text(charts.title), "charts": charts.figures, "hours": charts.rows,
      "codes": codes.map(row), "sections": codes.filter { $0.recipients != nil }.map(section) + settledAlone,
      "lost": notUnderstood.map(TextCanvas.harmless), "hasLost": !notUnderstood.isEmpty,
    ]
    if isOfNothing { page["nothing"] = words.text("nothing_read") } else { page["isRead"] = true }
    if !isOfNothing || totals.deferred > 0 { page["hasTotals"] = true }
    if let calm { page["calm"] = calm }
    if let unexplainedLine { page["unexplained"] = unexplainedLine }
    if let quietLine { page["quiet"] = quietLine }
    if hasVerdict {
      page["verdict"] = verdict.map { TextCanvas.harmless($0) }
      page["news"] = newsLines.map { ["kind": $0.kind.name, "text": TextCanvas.harmless($0.text)] }
      page["known"] = knownLines.map { TextCanvas.harmless($0) }
      page["hasNews"] = !newsLines.isEmpty
      page["trends"] = HTMLTrends.figures(self)
      page["hasTrends"] = !trends.isEmpty
    }
    page["notes"] = notes.map { TextCanvas.harmless($0) }
    if let audit = auditSection { page["audit"] = audit }
    if lines.postfix > 0 { page["limits"] = words.text("limits_postfix") }
    return page
  }

  /// The audit's tables; nil without an audit.
  private var auditSection: [String: Any]? {
    guard let audit else { return nil }
    let columns = Report.auditColumns.map { words.text($0) }
    let total: [String: Any] = ["name": words.text("audit_total"), "cells": cells(audit.total)]
    return [
      "title": words.text("audit"), "legend": words.text("audit_legend"),
      "handedOn": audit.handedOn > 0 ? [words.text("audit_handed_on", audit.handedOn)] : [],
      "tables": auditTables.map { heading, table -> [String: Any] in
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
    return zip(cells(figures), values).map { ["text": $0, "value": "\($1)"] }
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
    let all = totals.delivered + totals.bounced + totals.deferred
    let settled = [
      ("delivered", totals.delivered), ("bounced", totals.bounced), ("deferred", totals.deferred),
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
    var cards = [["kind": "refused", "number": words.number(totals.rejected), "label": words.text("refused")]]
    if totals.discarded > 0 {
      cards.append(
        ["kind": "discarded", "number": words.number(totals.discarded), "label": words.text("thrown_away")])
    }
    return cards
  }

  private func card(_ finding: Finding) -> [String: Any] {
    let links = evidence(of: finding)
    var card: [String: Any] = [
      "title": finding.title, "tone": finding.evidence.isEmpty ? "" : "alarm", "facts": facts(of: finding),
      "evidence": finding.evidence.map(TextCanvas.harmless), "fix": finding.fix, "pages": finding.pages,
      "links": links, "hasLinks": !links.isEmpty,
    ]
    if finding.trend.count > 1 {
      card["trend"] = HTMLTrends.drawing(finding.trend, words.count("trend", finding.trend.count))
    }
    if finding.evidence.isEmpty, !finding.named.isEmpty {
      card["named"] = TextCanvas.harmless(words.text("named", ["names": names(of: finding)]))
    }
    return card
  }

  /// Where the replies behind a finding stand on the page, code by code.
  private func evidence(of finding: Finding) -> [[String: String]] {
    var links: [[String: String]] = []
    for section in codes {
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
    if links.isEmpty, let cause = withoutReply.first(where: { finding.causes.contains($0.id ?? "") }) {
      links.append(["anchor": anchor(cause, "none"), "label": words.text("no_reply")])
    }
    return links
  }

  private func row(_ section: CodeSection) -> [String: Any] {
    [
      "code": section.code.description, "severity": section.code.severity, "name": section.name,
      "anchor": section.recipients == nil ? "codes" : "code-\(section.code)", "repliesValue": section.replies,
      "replies": words.number(section.replies), "recipientsValue": section.recipients ?? -1,
      "recipients": words.number(section.recipients), "domainsValue": section.domains ?? -1,
      "domains": words.number(section.domains), "remark": remark(on: section),
    ]
  }
}
