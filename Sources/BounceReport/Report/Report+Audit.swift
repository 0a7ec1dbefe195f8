import MailLog
import ReplyCounts

extension Report {
  /// What became of mail, by whom it was for and whom it came from.
  struct Audit {
    /// One row: a domain, a provider, a client and so on.
    struct Row {
      var name: String
      var figures: AuditFigures
    }

    /// The rows of one kind, those with the most recipients first, and how many there were.
    struct Table {
      var dimension: AuditCounter.Dimension
      var rows: [Row]
      var count: Int
    }

    var total: AuditFigures
    /// Recipients handed to a filter on this host, who count when they come back.
    var handedOn: Int
    var tables: [Table]

    init(_ counter: AuditCounter, top: Int) {
      counter.finish()
      total = counter.totals
      handedOn = counter.handedOn
      tables = AuditCounter.Dimension.allCases.map { dimension in
        let rows = counter.rows(of: dimension).map { Row(name: $0.name, figures: $0.figures) }.sorted { left, right in
          let weights = (
            left.figures.recipients + left.figures.rejected, right.figures.recipients + right.figures.rejected
          )
          return weights.0 == weights.1 ? left.name < right.name : weights.0 > weights.1
        }
        return Table(dimension: dimension, rows: Array(rows.prefix(top)), count: rows.count)
      }
    }
  }

  /// The days in which anything was settled, in order; their counts are those of their hours.
  var days: [Hour] {
    var days: [Hour] = []
    for hour in hours {
      let start = hour.start.wall - (hour.start.wall % 86_400_000_000 + 86_400_000_000) % 86_400_000_000
      if days.last?.start.wall != start { days.append(Hour(start: LogTime(wall: start), counts: .init())) }
      days[days.count - 1].counts += hour.counts
    }
    return days
  }

  /// The columns of an audit's tables, by the ids of their words.
  static let auditColumns = [
    "audit_messages", "audit_delivered", "audit_bounced", "audit_deferred", "audit_rate", "audit_median", "audit_p95",
    "audit_p99", "audit_wait", "audit_tls", "audit_refused",
  ]

  /// What the columns say of a row; – where the log does not tell.
  func cells(_ figures: AuditFigures) -> [String] {
    [
      words.number(figures.messages), words.number(figures.delivered), words.number(figures.bounced),
      words.number(figures.deferred), words.share(figures.delivered, figures.recipients),
      words.duration(figures.delays.percentile(0.5)), words.duration(figures.delays.percentile(0.95)),
      words.duration(figures.delays.percentile(0.99)), words.duration(figures.waits.percentile(0.5)),
      words.share(figures.underTLS, figures.tlsKnown), words.number(figures.rejected),
    ]
  }

  /// The tables that have rows, each with its heading.
  var auditTables: [(heading: String, table: Audit.Table)] {
    (audit?.tables ?? []).filter { !$0.rows.isEmpty }.map { table in
      let name = words.text("audit_" + table.dimension.rawValue)
      guard table.count > table.rows.count else { return (name, table) }
      let shown = words.text("audit_top", ["n": words.number(table.rows.count), "all": words.number(table.count)])
      return ("\(name), \(shown)", table)
    }
  }
}
