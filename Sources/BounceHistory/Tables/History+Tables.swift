import Foundation
import GRDB

extension History {
  /// Makes the tables of the first version. Days are counted from 1970; see `Documentation/history.md`.
  @Sendable static func makeTables(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

        CREATE TABLE position (
          id INTEGER PRIMARY KEY, path TEXT NOT NULL,
          head_count INTEGER NOT NULL, head_hash INTEGER NOT NULL, tail_count INTEGER NOT NULL, tail_hash INTEGER NOT NULL,
          "offset" INTEGER NOT NULL, line INTEGER NOT NULL, inside_line INTEGER NOT NULL, main_log INTEGER NOT NULL,
          device INTEGER, inode INTEGER, bytes INTEGER, changed INTEGER,
          complete INTEGER NOT NULL, run INTEGER NOT NULL, is_last INTEGER NOT NULL);

        CREATE TABLE run (
          id INTEGER PRIMARY KEY, at INTEGER NOT NULL, first TEXT, last TEXT,
          postfix INTEGER NOT NULL, exim INTEGER NOT NULL, other INTEGER NOT NULL, not_understood INTEGER NOT NULL,
          cut INTEGER NOT NULL, delivered INTEGER NOT NULL, delivered_after_deferral INTEGER NOT NULL, bounced INTEGER NOT NULL,
          deferrals INTEGER NOT NULL, rejected INTEGER NOT NULL, attempts INTEGER NOT NULL, probes INTEGER NOT NULL,
          abandoned INTEGER NOT NULL, waiting INTEGER NOT NULL);

        CREATE TABLE day (
          day INTEGER PRIMARY KEY, delivered INTEGER NOT NULL, bounced INTEGER NOT NULL, deferrals INTEGER NOT NULL,
          rejected INTEGER NOT NULL);

        CREATE TABLE cause (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL, direction TEXT NOT NULL, own_client INTEGER NOT NULL,
          first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, fixed INTEGER NOT NULL DEFAULT 0,
          UNIQUE (name, direction, own_client));

        CREATE TABLE cause_day (
          day INTEGER NOT NULL, cause INTEGER NOT NULL REFERENCES cause, code INTEGER NOT NULL, replies INTEGER NOT NULL,
          PRIMARY KEY (day, cause, code)) WITHOUT ROWID;

        CREATE TABLE domain (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, last_deferral INTEGER);

        CREATE TABLE domain_day (
          day INTEGER NOT NULL, domain INTEGER NOT NULL REFERENCES domain, deferrals INTEGER NOT NULL, bounces INTEGER NOT NULL,
          PRIMARY KEY (day, domain)) WITHOUT ROWID;

        CREATE TABLE listing (
          list TEXT NOT NULL, address TEXT NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
          PRIMARY KEY (list, address)) WITHOUT ROWID;

        CREATE TABLE acknowledgement (
          cause TEXT PRIMARY KEY, until INTEGER NOT NULL, note TEXT NOT NULL, level REAL NOT NULL, at INTEGER NOT NULL)
          WITHOUT ROWID;
        """)
    try db.execute(
      sql: "INSERT INTO setting VALUES ('hash key', randomblob(16))")
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
  }

  func setting(_ name: String) throws(HistoryError) -> [UInt8]? {
    try `do` { db in
      try Data.fetchOne(db, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name]).map { Array($0) }
    }
  }

  func set(_ name: String, _ value: [UInt8]) throws(HistoryError) {
    try `do` { db in
      try db.execute(sql: "INSERT OR REPLACE INTO setting VALUES (?, ?)", arguments: [name, Data(value)])
    }
  }
}
