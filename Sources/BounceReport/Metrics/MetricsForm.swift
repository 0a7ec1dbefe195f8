import SMTPReply

extension Report {
  /// The figures in the OpenMetrics text form, for node_exporter's textfile collector: what one run counted, so all are gauges.
  ///
  /// There is a series for each code and cause, and none for what a stranger can make up.
  public var openMetrics: [UInt8] {
    var metrics = MetricsWriter()
    metrics.begin("bounces_recipients", "Recipients by final outcome.")
    for (outcome, count) in [
      ("delivered", totals.delivered), ("bounced", totals.bounced), ("deferred", totals.deferred),
    ] {
      metrics.sample("bounces_recipients", [("outcome", outcome)], count)
    }
    metrics.begin("bounces_refused", "Refusals to clients.")
    metrics.sample("bounces_refused", [], totals.rejected)
    metrics.begin("bounces_discarded", "Mail that a filter or a table of our own took and threw away.")
    metrics.sample("bounces_discarded", [], totals.discarded)
    metrics.begin("bounces_deferrals", "Deferral replies, each attempt counted.")
    metrics.sample("bounces_deferrals", [], totals.deferrals)
    metrics.begin("bounces_lines", "Lines read.")
    let lines = lines
    for (kind, count) in [
      ("postfix", lines.postfix), ("exim", lines.exim), ("other", lines.other), ("not_understood", lines.notUnderstood),
    ] {
      metrics.sample("bounces_lines", [("kind", kind)], count)
    }
    metrics.begin("bounces_input_complete", "1 when every input was read to its end.")
    metrics.sample("bounces_input_complete", [], inputs.allSatisfy(\.isComplete) ? 1 : 0)
    metrics.begin("bounces_thresholds_exceeded", "Thresholds of --fail-if that were exceeded.")
    metrics.sample("bounces_thresholds_exceeded", [], alerts.count)
    if let news, news.baseline == nil {
      metrics.begin("bounces_news", "What is new against the days before, by kind.")
      for kind in News.Kind.allCases {
        metrics.sample("bounces_news", [("kind", kind.rawValue)], news.items.filter { $0.kind == kind }.count)
      }
    }
    metrics.begin("bounces_replies", "Replies by code and cause.")
    for section in codes { write(section.causes, section.code, &metrics) }
    write(withoutReply, nil, &metrics)
    return Array(metrics.finished.utf8)
  }

  private func write(_ causes: [CauseSection], _ code: ReplyCode?, _ metrics: inout MetricsWriter) {
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

/// Writes metrics in the OpenMetrics text form.
struct MetricsWriter {
  private var text = ""

  /// All of it, with the mark of its end.
  var finished: String { text + "# EOF\n" }

  /// Begins a family of gauges.
  mutating func begin(_ name: String, _ help: String) {
    text += "# TYPE \(name) gauge\n# HELP \(name) \(help)\n"
  }

  /// Adds a sample. Values of labels are escaped.
  mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Int) {
    let pairs = labels.map { name, value in
      "\(name)=\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        + "\""
    }
    text += name + (pairs.isEmpty ? "" : "{" + pairs.joined(separator: ",") + "}") + " \(value)\n"
  }
}
