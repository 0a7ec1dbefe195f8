import GRDB
import SMTPReply

/// A row as the file has it: no value is taken for what its column should hold before it was looked at.
struct StoredRow {
  /// What a value is instead of what it should be.
  struct Damage: Error {
    let reason: String
  }

  /// What counts of a day may be: those of all days there are add up to less than a number holds.
  static let counts = 0...(1 << 40)
  /// What places in a file and numbers of rows may be.
  static let places = 0...(1 << 52)
  /// Days since 1970 of the years 0 to 9999: what dates can be written of, by SQLite too.
  static let days = -719_528...2_932_896
  /// Seconds since 1970.
  static let seconds = -(1 << 50)...(1 << 50)

  private let row: Row

  init(_ row: Row) {
    self.row = row
  }

  /// A whole number in `range`.
  func number(_ column: String, in range: ClosedRange<Int> = StoredRow.counts) throws(Damage) -> Int {
    guard let number = try optionalNumber(column, in: range) else { throw damage(column) }
    return number
  }

  /// A whole number in `range`; nil where there is none.
  func optionalNumber(_ column: String, in range: ClosedRange<Int> = StoredRow.counts) throws(Damage) -> Int? {
    guard let bits = try optionalBits(column) else { return nil }
    guard let number = Int(exactly: bits), range.contains(number) else { throw damage(column) }
    return number
  }

  /// A number of any 64 bits.
  func bits(_ column: String) throws(Damage) -> Int64 {
    guard let bits = try optionalBits(column) else { throw damage(column) }
    return bits
  }

  /// A number of any 64 bits; nil where there is none.
  func optionalBits(_ column: String) throws(Damage) -> Int64? {
    switch try value(column) {
    case .int64(let bits): return bits
    case .null: return nil
    default: throw damage(column)
    }
  }

  /// Yes or no.
  func flag(_ column: String) throws(Damage) -> Bool { try number(column, in: 0...1) == 1 }

  /// A number that may have a fraction, and counts something.
  func amount(_ column: String) throws(Damage) -> Double {
    let amount: Double
    switch try value(column) {
    case .double(let number): amount = number
    case .int64(let number): amount = Double(number)
    default: throw damage(column)
    }
    guard amount >= 0, amount <= Double(StoredRow.counts.upperBound) else { throw damage(column) }
    return amount
  }

  /// Text.
  func text(_ column: String) throws(Damage) -> String {
    guard case .string(let text) = try value(column) else { throw damage(column) }
    return text
  }

  /// Who said it to whom.
  func direction() throws(Damage) -> Direction {
    guard let direction = Direction(rawValue: try text("direction")) else { throw damage("direction") }
    return direction
  }

  private func value(_ column: String) throws(Damage) -> DatabaseValue.Storage {
    guard let value = try? row.decode(DatabaseValue.self, forColumn: column) else { throw damage(column) }
    return value.storage
  }

  private func damage(_ column: String) -> Damage { Damage(reason: "a value of \(column) is none that it can have") }
}

extension StoredRow {
  /// All rows that `sql` gives.
  static func all(_ db: Database, _ sql: String, _ arguments: StatementArguments = []) throws -> [StoredRow] {
    try Row.fetchAll(db, sql: sql, arguments: arguments).map { StoredRow($0) }
  }

  /// The first row that `sql` gives.
  static func first(_ db: Database, _ sql: String, _ arguments: StatementArguments = []) throws -> StoredRow? {
    try Row.fetchOne(db, sql: sql, arguments: arguments).map { StoredRow($0) }
  }
}
