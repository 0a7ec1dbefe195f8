import GRDB
package import ReplyCounts

/// What one run counted, as the history keeps it.
package struct RunTotals {
  private let at: Int64
  private let counts: [Int]
  private let first: String?
  private let last: String?

  /// What the summary of a run at `now`, in seconds since 1970, counted.
  package init(_ summary: Summary, at now: Int64) {
    at = now
    counts = summary.runCounts
    (first, last) = summary.span
  }

  func save(_ db: Database) throws {
    let columns = Summary.runCountNames
    let places = Array(repeating: "?", count: columns.count + 3).joined(separator: ", ")
    let values: [(any DatabaseValueConvertible)?] = [at, first, last] + counts.map { $0 }
    try db.execute(
      sql: "INSERT INTO run (at, first, last, \(columns.joined(separator: ", "))) VALUES (\(places))",
      arguments: StatementArguments(values))
  }
}
