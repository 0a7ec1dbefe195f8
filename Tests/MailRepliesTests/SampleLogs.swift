import Foundation

/// The sample logs of this repository.
enum SampleLogs {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL

  static func path(_ name: String) -> String { root.appendingPathComponent("SampleLogs/\(name)").path }

  /// All of them, as lists of files that are one log.
  static var all: [[String]] {
    let logs = ["lab/postfix", "lab/exim"].flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []
      return names.sorted().filter { $0.hasSuffix(".log") || $0.hasSuffix(".gz") }.map { ["\(folder)/\($0)"] }
    }
    return [["postfix.log.gz"], ["exim.log.gz"], ["lab/postfix/rotate.1.log.gz", "lab/postfix/rotate.log"]] + logs
  }

  /// A time behind that of all sample logs, in seconds since 1970.
  static let now: Int64 = 1_795_478_399
}

/// A fresh directory for one test, removed with all it holds when the test is over.
final class Folder {
  private let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("bounces-replies-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and returns its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = url.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return file.path
  }
}

/// A line of Postfix's by which a delivery failed; `day` as in `Nov 23`.
func bouncedLine(_ recipient: String, day: String = "Nov 23", code: Int = 550) -> String {
  "\(day) 10:00:00 mail postfix/smtp[1]: 4A00000001: to=<\(recipient)>, relay=mx.b.example[192.0.2.5]:25, delay=2.5, "
    + "dsn=5.1.1, status=bounced (host mx.b.example[192.0.2.5] said: \(code) 5.1.1 no such user "
    + "(in reply to RCPT TO command))\n"
}
