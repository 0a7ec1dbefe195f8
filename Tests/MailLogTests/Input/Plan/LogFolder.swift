import Foundation

@testable import MailLog

/// A folder of small mail logs, each with a day of its own.
struct LogFolder {
  /// 2026-11-25 00:00 UTC.
  static let now: Int64 = 1_795_564_800

  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  func path(_ name: String) -> String { directory.path(name) }

  /// Writes Postfix lines of a day, through a program that compresses them, last changed at `changed`.
  func write(
    _ name: String, day: String, host: String = "mx", lines: Int = 3, through program: String = "cat",
    changed: TimeInterval = TimeInterval(now)
  ) throws {
    var text = ""
    for line in 0..<lines {
      text += "\(day) 10:00:00 \(host) postfix/qmgr[1]: 4A1B2C3D\(10 + line &* 7919 % 90): removed \(line)\n"
    }
    _ = try directory.file("text", Array(text.utf8))
    try directory.shell("\(program) < text > '\(name)'; rm text")
    try touch(name, changed)
  }

  func touch(_ name: String, _ time: TimeInterval) throws {
    let date = Date(timeIntervalSince1970: time)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path(name))
  }
}
