import GRDB
import MailLog
import ReplyCounts

/// How far a log was read, and what it is known by: what is in it, wherever it lies, whatever its name and compression.
struct KnownPosition {
  /// A part of a log, known by its length and a keyed hash, so that no text is kept and nobody can make up another with the same.
  struct Fingerprint: Equatable {
    let count: Int
    let hash: UInt64

    init(_ bytes: some Collection<UInt8>, _ key: SipHash) {
      count = bytes.count
      hash = key.hash(bytes)
    }

    init(count: Int, hash: UInt64) {
      self.count = count
      self.hash = hash
    }
  }

  /// How many bytes in front of the position are part of what it is known by.
  static let tailCount = 256

  /// The row; nil for one that is not saved yet.
  var id: Int64? = nil
  var path: String
  /// The first bytes of the log, as many as `InputPlan.headCount` where that many were read.
  var head: Fingerprint
  /// The last bytes in front of the position.
  var tail: Fingerprint
  var position: LogPosition
  /// The file that it was read from last, if it was one, and nothing of it was left.
  var mark: FileMark? = nil
  /// Whether the file could be read without damage.
  var isComplete: Bool
  /// The run that saw the log last.
  var run: Int64
  /// Whether its run read it last.
  var isLast: Bool
}

extension KnownPosition {
  /// A log of which nothing was read yet.
  init(at position: LogPosition, of path: String, run: Int64, _ key: SipHash) {
    self.path = path
    self.position = position
    self.run = run
    head = Fingerprint([], key)
    tail = head
    isComplete = true
    isLast = false
  }

  init(_ row: StoredRow) throws {
    id = try row.bits("id")
    path = try row.text("path")
    head = Fingerprint(
      count: try row.number("head_count", in: StoredRow.places), hash: UInt64(bitPattern: try row.bits("head_hash")))
    tail = Fingerprint(
      count: try row.number("tail_count", in: StoredRow.places), hash: UInt64(bitPattern: try row.bits("tail_hash")))
    position = LogPosition(
      offset: Int64(try row.number("offset", in: StoredRow.places)), line: try row.number("line", in: StoredRow.places),
      isInsideLine: try row.flag("inside_line"),
      isMainLog: try row.flag("main_log"))
    if let inode = try row.optionalBits("inode"), let device = try row.optionalBits("device"),
      let bytes = try row.optionalBits("bytes"), let changed = try row.optionalBits("changed")
    {
      mark = FileMark(
        device: UInt64(bitPattern: device), inode: UInt64(bitPattern: inode), byteCount: bytes,
        modified: changed)
    }
    isComplete = try row.flag("complete")
    run = Int64(try row.number("run", in: StoredRow.places))
    isLast = try row.flag("is_last")
  }

  func save(_ db: Database) throws {
    let device = mark.map { Int64(bitPattern: $0.device) }
    let inode = mark.map { Int64(bitPattern: $0.inode) }
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO position (id, path, head_count, head_hash, tail_count, tail_hash, "offset", line, inside_line,
          main_log, device, inode, bytes, changed, complete, run, is_last)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, path, head.count, Int64(bitPattern: head.hash), tail.count, Int64(bitPattern: tail.hash), position.offset,
        position.line, position.isInsideLine, position.isMainLog, device, inode, mark?.byteCount,
        mark?.modified, isComplete, run, isLast,
      ])
  }
}
