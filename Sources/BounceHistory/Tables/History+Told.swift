import BounceReport
import GRDB
import ReplyCounts

// What reports told, and on whose word.
extension History {
  /// Version 3: what was told with weight, and which server named which address.
  ///
  /// The versions before told of a cause when its first replies were five or more. Their listings rest on one server's word, so none
  /// of them is known.
  @Sendable static func addToldAndWords(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE cause ADD COLUMN told INTEGER;
        ALTER TABLE cause ADD COLUMN over INTEGER;
        UPDATE cause SET told = first_day WHERE fixed = 1
          OR coalesce((SELECT sum(replies) FROM cause_day WHERE cause = id AND day = first_day), 5) >= 5;

        CREATE TABLE listing_word (
          list TEXT NOT NULL, address TEXT NOT NULL, network TEXT NOT NULL, domain TEXT NOT NULL, last_day INTEGER NOT NULL,
          PRIMARY KEY (list, address, network, domain)) STRICT, WITHOUT ROWID;
        """)
  }

  /// Takes over what the report of a run told.
  static func add(_ news: Report.News, _ db: Database) throws {
    for trouble in news.fixed {
      try db.execute(
        sql: "UPDATE cause SET fixed = 1 WHERE name = ? AND direction = ? AND own_client = ?",
        arguments: [trouble.cause, trouble.direction.rawValue, trouble.isOwnClient])
    }
    for (trouble, day) in news.told {
      try db.execute(
        sql: "UPDATE cause SET told = ? WHERE name = ? AND direction = ? AND own_client = ?",
        arguments: [day, trouble.cause, trouble.direction.rawValue, trouble.isOwnClient])
    }
    let said = try db.makeStatement(
      sql: """
        INSERT INTO listing_word (list, address, network, domain, last_day) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET last_day = max(last_day, excluded.last_day)
        """)
    for word in news.words {
      try said.execute(arguments: [word.list, word.address, word.network, word.domain, news.lastDay])
    }
    let listed = try db.makeStatement(
      sql: """
        INSERT INTO listing (list, address, first_day, last_day)
        SELECT list, address, min(last_day), max(last_day) FROM listing_word WHERE list = ? AND address = ?
        ON CONFLICT (list, address) DO UPDATE SET last_day = max(last_day, excluded.last_day)
        """)
    for listing in news.listings { try listed.execute(arguments: [listing.list, listing.address]) }
  }

  /// The words of servers that are evidence still, with the last day of each.
  static func words(_ db: Database, since day: Int) throws -> [ListingWord: Int] {
    var words: [ListingWord: Int] = [:]
    for row in try StoredRow.all(db, "SELECT * FROM listing_word WHERE last_day > ?", [day]) {
      let word = ListingWord(
        list: try row.text("list"), address: try row.text("address"), network: try row.text("network"),
        domain: try row.text("domain"))
      words[word] = try row.number("last_day", in: StoredRow.days)
    }
    return words
  }

  /// Forgets words that are no evidence any more.
  static func forgetWords(_ db: Database, before last: Int) throws {
    try db.execute(sql: "DELETE FROM listing_word WHERE last_day <= ?", arguments: [last - Past.window])
  }
}
