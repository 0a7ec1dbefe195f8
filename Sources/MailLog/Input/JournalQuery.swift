import SMTPReply

/// What is asked of the systemd journal, through journalctl(1).
package struct JournalQuery: Equatable, Sendable {
  /// Stands for the journal where a path is expected.
  package static let name = "journal"

  /// The directory of the journal files; nil for this host's own journal.
  package var directory: String?
  /// The cursor of the last entry that was read before; nil to begin with the oldest.
  package var cursor: String?

  /// The entries behind `cursor` of the journal in `directory`.
  package init(directory: String? = nil, cursor: String? = nil) {
    self.directory = directory
    self.cursor = cursor
  }

  /// What a line has to hold for `JSONLine`; cursor and time come with every entry.
  private static let fields = ["MESSAGE", "SYSLOG_IDENTIFIER", "SYSLOG_PID", "_PID", "_COMM", "_HOSTNAME"]

  /// The arguments of journalctl: entries of the mail facility, which syslog(3) is told by Postfix and Exim, and of their services.
  /// Without `--all` a long message would be null.
  var arguments: [String] {
    var arguments = [
      "--output=json", "--output-fields=" + JournalQuery.fields.joined(separator: ","), "--all", "--no-pager",
      "--quiet",
    ]
    if let directory { arguments.append("--directory=" + directory) }
    if let cursor { arguments.append("--after-cursor=" + cursor) }
    arguments.append("SYSLOG_FACILITY=2")
    for unit in MTA.allCases.flatMap(\.journalUnits) { arguments += ["+", "_SYSTEMD_UNIT=" + unit] }
    return arguments
  }

  /// Bytes at the end of what was read that have the last entry's cursor: a line, as far as lines go.
  static let tailCount = LineBuffer.lineLimit + 8_192

  /// The cursor of the last entry in `tail`, the last bytes of what journalctl printed; nil when there is none.
  ///
  /// A quote inside a value has a backslash in front, so no message can bring a cursor of its own.
  package static func lastCursor(in tail: [UInt8]) -> String? {
    let mark = Array("\"__CURSOR\"".utf8)
    var at = tail.count - mark.count
    while at >= 0 {
      if tail[at..<(at + mark.count)].elementsEqual(mark), let value = value(tail, at + mark.count) { return value }
      at -= 1
    }
    return nil
  }

  private static func value(_ tail: [UInt8], _ start: Int) -> String? {
    var at = start
    while at < tail.count, tail[at] == ASCII.space || tail[at] == ASCII.colon { at += 1 }
    guard at > start, at < tail.count, tail[at] == ASCII.quote else { return nil }
    let text = tail[(at + 1)...]
    guard let end = text.firstIndex(of: ASCII.quote) else { return nil }
    let cursor = String(decoding: text[..<end], as: UTF8.self)
    // As sd_journal_get_cursor(3) makes them; what else there is shall not reach a command line.
    let isCursor = cursor.utf8.allSatisfy { ASCII.isDigit($0) || ASCII.isLetter($0) || $0 == 0x3d || $0 == 0x3b }
    return isCursor && !cursor.isEmpty ? cursor : nil
  }
}
