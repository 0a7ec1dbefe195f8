import GRDB

// From version to version: the file on a postmaster's disk has months in it.
extension History {
  /// What was done to the tables since there are histories, in order: a file of version n has had the first n steps. New ones go behind.
  static let steps: [@Sendable (Database) throws -> Void] = [makeTables, makeStrict, addToldAndWords]

  /// The version of the tables.
  static var version: Int { steps.count }

  /// Brings the tables from `version` to the newest one.
  static func bringUp(_ db: Database, from version: Int) throws {
    guard version < History.version else { return }
    for step in steps[version...] { try step(db) }
    try db.execute(sql: "PRAGMA user_version = \(History.version)")
  }

  /// The columns that the tables of `version` have, one line each.
  static func expectedColumns(_ version: Int) throws -> Set<String> {
    let model = try DatabaseQueue()
    return try model.inDatabase { db in
      for step in steps.prefix(version) { try step(db) }
      return try columns(db)
    }
  }

  /// The columns that the tables of `db` have: table, name, type and what it may hold.
  static func columns(_ db: Database) throws -> Set<String> {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT tables.name || '.' || columns.name || ' ' || columns.type || ' ' || columns."notnull" || ' ' || columns.pk AS line
          FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'
        """)
    return Set(rows.compactMap { try? $0.decode(String.self, forColumn: "line") })
  }

  /// Makes each table one that takes no value of another type than its column's (SQLite's STRICT tables): so a value that is of another one
  /// is refused, and found by a check of the file.
  @Sendable private static func makeStrict(_ db: Database) throws {
    // What a postmaster made beside the tables, such as a view, stays as it is.
    try db.execute(sql: "PRAGMA legacy_alter_table = ON")
    let tables = try Row.fetchAll(
      db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name IN (\(names(of: 1)))")
    for table in tables {
      let name = try table.decode(String.self, forColumn: "name")
      let sql = try table.decode(String.self, forColumn: "sql")
      let body = sql.drop { $0 != "(" }
      if body.hasSuffix("STRICT") { continue }
      let beside = try String.fetchAll(
        db, sql: "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type <> 'table' AND sql IS NOT NULL",
        arguments: [name])
      let ending = body.hasSuffix("WITHOUT ROWID") ? ", STRICT" : " STRICT"
      try db.execute(sql: "CREATE TABLE \"new \(name)\" \(body)\(ending)")
      try db.execute(sql: "INSERT INTO \"new \(name)\" SELECT * FROM \"\(name)\"")
      try db.execute(sql: "DROP TABLE \"\(name)\"")
      try db.execute(sql: "ALTER TABLE \"new \(name)\" RENAME TO \"\(name)\"")
      for own in beside { try db.execute(sql: own) }
    }
    try db.execute(sql: "PRAGMA legacy_alter_table = OFF")
  }

  /// The tables that `version` has, for SQL: a postmaster's own beside them are not ours to change.
  private static func names(of version: Int) throws -> String {
    let names = Set(try expectedColumns(version).compactMap { $0.split(separator: ".").first })
    return names.sorted().map { "'\($0)'" }.joined(separator: ", ")
  }
}
