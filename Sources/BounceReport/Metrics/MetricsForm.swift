import MailLog
import SMTPReply

/// The figures of a report in the OpenMetrics text form, for node_exporter's textfile collector: what one run counted, so all are gauges.
///
/// There is a series for each code and cause, and none for what a stranger can make up.
package struct MetricsForm {
  private let report: Report

  /// The figures of `report`.
  package init(_ report: Report) {
    self.report = report
  }

  /// The figures in UTF-8.
  package func bytes() -> [UInt8] {
    var metrics = MetricsWriter()
    metrics.begin("bounces_recipients", "Recipients by final outcome.")
    for (outcome, count) in [
      ("delivered", report.totals.delivered), ("bounced", report.totals.bounced), ("deferred", report.totals.deferred),
    ] {
      metrics.sample("bounces_recipients", [("outcome", outcome)], count)
    }
    metrics.begin("bounces_refused", "Refusals to clients.")
    metrics.sample("bounces_refused", [], report.totals.rejected)
    metrics.begin("bounces_discarded", "Mail that a filter or a table of our own took and threw away.")
    metrics.sample("bounces_discarded", [], report.totals.discarded)
    metrics.begin("bounces_deferrals", "Deferral replies, each attempt counted.")
    metrics.sample("bounces_deferrals", [], report.totals.deferrals)
    metrics.begin("bounces_lines", "Lines read.")
    let lines = report.lines
    for mta in MTA.allCases { metrics.sample("bounces_lines", [("kind", mta.rawValue)], lines[mta]) }
    metrics.sample("bounces_lines", [("kind", "other")], lines.other)
    metrics.sample("bounces_lines", [("kind", "not_understood")], lines.notUnderstood)
    metrics.begin("bounces_input_complete", "1 when every input was read to its end.")
    metrics.sample("bounces_input_complete", [], report.inputs.allSatisfy(\.isComplete) ? 1 : 0)
    metrics.begin("bounces_thresholds_exceeded", "Thresholds of --fail-if that were exceeded.")
    metrics.sample("bounces_thresholds_exceeded", [], report.alerts.count)
    if let news = report.news, news.baseline == nil {
      metrics.begin("bounces_news", "What is new against the days before, by kind.")
      for kind in Report.News.Kind.allCases {
        metrics.sample("bounces_news", [("kind", kind.rawValue)], news.items.filter { $0.kind == kind }.count)
      }
    }
    metrics.begin("bounces_replies", "Replies by code and cause.")
    for section in report.codes { write(section.causes, section.code, &metrics) }
    write(report.withoutReply, nil, &metrics)
    return Array(metrics.finished.utf8)
  }

  private func write(_ causes: [Report.CauseSection], _ code: ReplyCode?, _ metrics: inout MetricsWriter) {
    // A cause that servers of this host say, too, has two sections and one sample.
    var samples: [(labels: [(String, String)], replies: Int)] = []
    for cause in causes {
      let labels = [
        ("code", code?.description ?? "none"), ("cause", cause.id ?? "none"), ("class", cause.class.rawValue),
        ("direction", cause.direction.rawValue),
        ("own_client", cause.direction == .inbound ? "\(cause.isOwnClient)" : ""),
      ]
      if let place = samples.firstIndex(where: { $0.labels.elementsEqual(labels, by: ==) }) {
        samples[place].replies += cause.replies
      } else {
        samples.append((labels, cause.replies))
      }
    }
    for sample in samples { metrics.sample("bounces_replies", sample.labels, sample.replies) }
  }
}
