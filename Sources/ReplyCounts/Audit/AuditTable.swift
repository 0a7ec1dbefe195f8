import MailLog

/// The rows of one kind of an audit, by name.
struct AuditTable {
  private var names = ByteInterner(ignoresCase: true)
  private(set) var rows: [AuditFigures] = []

  /// The number of the row named by `range`, added if it is new.
  mutating func row(_ text: RawSpan, _ range: Range<Int>) -> Int {
    let number = Int(names.intern(text, range))
    if number == rows.count { rows.append(AuditFigures()) }
    return number
  }

  /// The number of the row `name`, added if it is new.
  mutating func row(_ name: String) -> Int {
    let bytes = PaddedBytes(name.utf8)
    return bytes.withBytes { row($0, 0..<bytes.count) }
  }

  func name(_ row: Int) -> String { names.string(UInt32(row)) }

  /// Changes the figures of a row.
  mutating func change(_ row: Int, _ change: (inout AuditFigures) -> Void) { change(&rows[row]) }
}
