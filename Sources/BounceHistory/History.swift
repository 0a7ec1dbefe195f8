import Glibc
import GRDB
import MailLog

/// What runs leave for those that follow: how far each log was read, what is in flight, and totals by day. One SQLite file.
///
/// A run holds one transaction from `begin` to `commit`. A run that is killed before leaves the file as it was; a second run at the same
/// time is refused. Its tables are described in `Documentation/history.md`.
package final class History {
  /// Marks the file as ours (SQLite's `application_id`): "bncs".
  static let applicationID = 0x626e_6373

  /// What SQLite adds to the file's name for those that it writes beside it.
  package static let suffixes = ["-journal", "-wal", "-shm"]

  /// Pages up to which all of the file is looked through for damage: 32 MiB.
  private static let checkedPages = 8_192

  /// What the history is used for.
  enum Use {
    /// A run, which holds it until it ends.
    case run
    /// A change of a few rows.
    case change
    case reading
  }

  /// Where it is.
  package let path: String
  private let queue: DatabaseQueue

  init(path: String, for use: Use) throws(HistoryError) {
    self.path = path
    // SQLite takes a path as text.
    guard path.systemText != nil else { throw .unusable(path: path, reason: "its name is not UTF-8") }
    // GRDB frees its queue in another thread when it cannot open a file, and libdispatch waits for ever where none can be made.
    if let shortage = WorkerThread.shortage {
      throw .unusable(path: path, reason: "no thread can be made: \(shortage.reason)")
    }
    let isThere = History.isThere(path)
    if use != .run, !isThere { throw .unusable(path: path, reason: History.reason(ENOENT)) }
    var configuration = Configuration()
    // What a killed run left has to be rolled back, also by who only reads.
    let isWritable = unsafe access(path.systemPath, W_OK) == 0
    configuration.readonly = use == .reading && !isWritable
    configuration.allowsUnsafeTransactions = true
    // Rows go with what they belong to by statements of our own, and a step may replace a table that others name.
    configuration.foreignKeysEnabled = false
    configuration.busyMode = use == .run ? .immediateError : .timeout(5)
    do {
      if !isThere { try History.create(path) }
      queue = try DatabaseQueue(path: path.systemText ?? path, configuration: configuration)
    } catch {
      throw History.wrapped(error, path)
    }
    try `do` { db in
      let version = try self.check(db)
      if use == .run {
        try db.beginTransaction(.immediate)
        try History.bringUp(db, from: version)
      }
    }
  }

  deinit {
    try? queue.close()
    // Closed, and never freed: for that libdispatch would want a thread, too.
    _ = unsafe Unmanaged.passRetained(queue)
  }

  /// Whether there is a file at `path`.
  package static func isThere(_ path: String) -> Bool { unsafe access(path.systemPath, F_OK) == 0 }

  /// Begins a run, and makes the file if there is none.
  package static func begin(_ path: String) throws(HistoryError) -> History { try History(path: path, for: .run) }

  /// Opens a history to look at.
  package static func read(_ path: String) throws(HistoryError) -> History { try History(path: path, for: .reading) }

  /// Opens a history to change a few rows.
  package static func change(_ path: String) throws(HistoryError) -> History { try History(path: path, for: .change) }

  /// Makes everything that was saved stay, at once.
  package func commit() throws(HistoryError) { try `do` { try $0.commit() } }

  /// The version of the history, before a run begins. Refuses what is not ours, newer or damaged.
  private func check(_ db: Database) throws -> Int {
    guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0 > 0 else { return 0 }
    let identity = try Int.fetchOne(db, sql: "PRAGMA application_id")
    guard identity == History.applicationID else { throw HistoryError.foreign(path: path) }
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard version <= History.version else { throw HistoryError.newerVersion(path: path, version: version) }
    guard version > 0 else { throw StoredRow.Damage(reason: "no version \(version) ever was") }
    let missing = try History.expectedColumns(version).subtracting(try History.columns(db))
    if let column = missing.min()?.prefix(while: { $0 != " " }) {
      throw StoredRow.Damage(reason: "the column \(column) is not there as it should be")
    }
    // Damage that is met in use ends the run as well; to look for it in all of a large file takes longer than the run.
    try db.execute(sql: "PRAGMA cell_size_check = ON")
    let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
    guard pages <= History.checkedPages else { return version }
    let remarks = try String.fetchAll(db, sql: "PRAGMA quick_check(1)")
    guard remarks == ["ok"] else { throw StoredRow.Damage(reason: remarks.first ?? "no answer") }
    return version
  }

  /// An empty file that only its owner may read: what is in flight has the senders of messages.
  private static func create(_ path: String) throws {
    let descriptor = unsafe open(path.systemPath, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw HistoryError.unusable(path: path, reason: reason(errno)) }
    close(descriptor)
  }

  /// Calls `body` with the database; every error becomes one of ours.
  func `do`<Value>(_ body: (Database) throws -> Value) throws(HistoryError) -> Value {
    do {
      return try queue.inDatabase(body)
    } catch {
      throw History.wrapped(error, path)
    }
  }

  private static func wrapped(_ error: any Error, _ path: String) -> HistoryError {
    if let error = error as? HistoryError { return error }
    if let damage = error as? StoredRow.Damage { return .damaged(path: path, reason: damage.reason) }
    // GRDB's own account of it holds the row.
    if error is RowDecodingError { return .damaged(path: path, reason: "a value is none that it can be") }
    guard let error = error as? DatabaseError else { return .unusable(path: path, reason: "\(error)") }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .inUse(path: path)
    case .SQLITE_NOTADB: return .foreign(path: path)
    case .SQLITE_CORRUPT: return .damaged(path: path, reason: error.message ?? "malformed")
    // What we write fits our tables, unless what it is added to does not.
    case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH: return .damaged(path: path, reason: error.message ?? "a wrong value")
    default: return .unusable(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }

  private static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
