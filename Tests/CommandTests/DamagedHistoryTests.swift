import Foundation
import Testing

/// A history that a hand, a tool or a bad disk changed is refused in words and left as it is.
@Suite("Damaged histories", .enabled(if: installed("python3")))
struct DamagedHistoryTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.run(
      """
      zcat "$SAMPLES/postfix.log.gz" | head -n 9000 > mail.log
      "$BOUNCES" analyze --history h.db mail.log > /dev/null
      "$BOUNCES" ack no-such-user --until 30d --history h.db
      zcat "$SAMPLES/postfix.log.gz" | head -n 12000 > mail.log
      """)
  }

  /// Runs Python statements on the history `db`, whose tables take any value then, as those of the first version do.
  private func change(_ statements: String, isFirstVersion: Bool = true) throws {
    let checks = Program.root.appendingPathComponent("Tests/History").path
    let script = """
      import sqlite3, sys
      sys.path.insert(0, '\(checks)')
      from check_damage import loosened, tables
      db = sqlite3.connect('h.db', isolation_level=None)
      if \(isFirstVersion ? "True" : "False"):
          for table in tables(db): loosened(db, table)
          db.execute('PRAGMA user_version = 1')
      \(statements)
      """
    try folder.file("change.py", Data(script.utf8))
    let run = try folder.run("python3 -B change.py && cp h.db before.db")
    #expect(run.status == 0, "\(run.errors)")
  }

  private static let commands = [
    "analyze --history h.db mail.log", "history h.db", "history --format json --days 36525 h.db", "ack --history h.db",
  ]

  /// Runs what reads a history: nothing crashes, and what refuses leaves it as it is; gives which commands refused.
  private func refusals() throws -> [Int] {
    var refusals: [Int] = []
    for (number, command) in DamagedHistoryTests.commands.enumerated() {
      let run = try folder.run("cp before.db h.db; \"$BOUNCES\" \(command)")
      #expect(run.status == 0 || run.status == 2, "\(command): \(run.status) \(run.errors)")
      guard run.status == 2 else { continue }
      refusals.append(number)
      #expect(run.errors.hasPrefix("bounces: h.db: the history is damaged ("), "\(run.errors)")
      #expect(run.errors.filter { $0 == "\n" }.count == 1)
      #expect(!run.errors.contains("canary"))
      #expect(try folder.run("cmp h.db before.db && ls h.db*").output == "h.db\n")
    }
    return refusals
  }

  @Test(
    "a value of a wrong type or out of any range",
    arguments: [
      ("UPDATE day SET delivered = 'canary'", [0, 1, 2]), ("UPDATE day SET bounced = -1", [0, 1, 2]),
      ("UPDATE day SET rejected = 9223372036854775807", [0, 1, 2]), ("UPDATE day SET deferrals = 1.5", [0, 1, 2]),
      ("UPDATE OR REPLACE day SET day = 106751991167301", [0, 1, 2]),
      ("UPDATE cause SET first_day = 2932897", [0]),
      ("UPDATE OR REPLACE cause SET direction = x'63616e617279'", [0, 1, 2]),
      ("UPDATE cause SET own_client = 2", [0, 1, 2]), ("UPDATE cause_day SET replies = 'canary'", [0, 1, 2]),
      ("UPDATE cause_day SET replies = 1125899906842625", [0, 1, 2]),
      ("UPDATE acknowledgement SET until = 'canary'", [0, 1, 2, 3]),
      ("UPDATE acknowledgement SET level = 1e300", [0, 1, 2, 3]),
      ("UPDATE position SET head_count = -1", [0]), ("UPDATE position SET line = 'canary'", [0]),
      ("UPDATE run SET at = 'canary'", [0]), ("UPDATE run SET at = 9223372036854775807", [0]),
      ("UPDATE run SET last = x'00'", [0]), ("INSERT INTO listing VALUES ('x', x'00', 1, 1)", [0]),
      ("UPDATE domain SET last_deferral = 'canary'", [0]),
    ])
  func values(change: String, refusals: [Int]) throws {
    try self.change("db.execute(\"\(change)\")")
    #expect(try self.refusals() == refusals, "\(change)")
  }

  @Test(
    "a column, a table or a version that is none of ours",
    arguments: [
      "ALTER TABLE day RENAME COLUMN bounced TO canary", "ALTER TABLE run DROP COLUMN waiting",
      "ALTER TABLE cause RENAME TO canary", "DROP TABLE listing", "PRAGMA user_version = 0", "PRAGMA user_version = -3",
    ])
  func tables(change: String) throws {
    for isFirstVersion in [true, false] {
      try self.change("db.execute(\"\(change)\")", isFirstVersion: isFirstVersion)
      #expect(try refusals() == [0, 1, 2, 3], "\(change)")
      try folder.run("\"$BOUNCES\" analyze --history h2.db mail.log > /dev/null; mv h2.db h.db")
    }
  }

  @Test(
    "one of the first version goes on, with a view and an index of its owner, and takes no wrong value from then on")
  func firstVersion() throws {
    try folder.run("cp h.db new.db")
    try change(
      "db.execute('CREATE VIEW mine AS SELECT day, bounced FROM day'); db.execute('CREATE INDEX own ON cause_day (code)')"
    )
    for history in ["h.db", "new.db"] {
      let run = try folder.run("\"$BOUNCES\" analyze --format json --history \(history) mail.log")
      #expect(run.status == 0, "\(run.errors)")
    }
    let tables = ["h.db", "new.db"].map { "\"$BOUNCES\" history --days 3000 --format json \($0)" }
    #expect(try folder.run(tables[0]).output == folder.run(tables[1]).output)
    let python = "python3 -c \"import sqlite3; db = sqlite3.connect('h.db'); "
    #expect(
      try folder.run(
        python
          + "print(db.execute('PRAGMA user_version').fetchone()[0] > 1, len(db.execute('SELECT * FROM mine').fetchall()) > 0)\""
      ).output == "True True\n")
    let wrong = try folder.run(python + "db.execute(\\\"UPDATE day SET bounced = 'canary'\\\")\"")
    #expect(wrong.status != 0 && wrong.errors.contains("cannot store TEXT value in INTEGER column day.bounced"))
  }

  @Test(
    "numbers beyond what an option may be are usage errors, and nothing lies there after them",
    arguments: [
      "analyze --history x.db --keep 106751991167301 mail.log", "analyze --history x.db --keep 0 mail.log",
      "analyze --top 9223372036854775807 mail.log", "analyze --top 0 mail.log", "merge --top 3000000000000000000 p",
      "analyze --jobs 9223372036854775807 mail.log", "history --days 9223372036854775807 h.db",
      "history --days -5 h.db",
      "analyze --max-memory 9223372036854775807G mail.log", "suppress --after 4294967297 mail.log",
    ])
  func options(command: String) throws {
    let run = try folder.run("ls > list; \"$BOUNCES\" \(command)")
    #expect(run.status == 64 && run.output.isEmpty, "\(command): \(run.status) \(run.errors)")
    #expect(run.errors.contains("takes") || run.errors.contains("invalid") || run.errors.contains("Missing"))
    #expect(try folder.run("ls | diff - list").output.isEmpty)
  }

  @Test("the greatest numbers that they take do no harm")
  func greatest() throws {
    try folder.run("\"$BOUNCES\" analyze --partial mail.log > p")
    for command in [
      "analyze --history x.db --keep 36525 mail.log", "analyze --top 1000000 --format md mail.log",
      "merge --top 1000000 p",
      "analyze --jobs 1024 mail.log", "history --days 36525 h.db",
    ] {
      let run = try folder.run("\"$BOUNCES\" \(command) > /dev/null")
      #expect(run.status == 0, "\(command): \(run.status) \(run.errors)")
    }
  }
}
