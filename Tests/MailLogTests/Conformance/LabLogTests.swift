import Foundation
import Testing

/// Logs that a real Postfix and a real Exim wrote in a lab, against what the lab's SMTP servers say they answered.
@Suite("Lab logs")
struct LabLogTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../SampleLogs/lab/postfix").standardizedFileURL
  static let eximFolder = folder.appendingPathComponent("../exim").standardizedFileURL

  struct Row: Decodable {
    var line: Int
    var mta: String
    var code: Int?
    var enhanced: String?
    var recipient: String?
    var remote_host: String?
    var direction: String
    var outcome: String
    var queue_id: String?
    var kind: String
    var text: String?
    /// The second copy of a rejection in syslog.
    var copy: Bool?
  }

  @Test(
    "every reply of the truth is there, as it should be, and no other",
    arguments: [
      ["default.log"], ["syslog-rfc3164.log"], ["syslog-rfc3339.log"], ["newyear.log"],
      ["rotate.1.log.gz", "rotate.log"],
    ])
  func agrees(files: [String]) throws {
    try LabLogTests.compare(files, in: Self.folder)
  }

  @Test(
    "the same of Exim",
    arguments: [
      ["h496_default.log"], ["h496_syslog.log"], ["h499_default.log"], ["h499_extra.log"], ["h499_tz.log"],
      ["h496_rotate.log.1.gz"], ["h496_rotate.log.1.gz", "h496_rotate.log"],
    ])
  func eximAgrees(files: [String]) throws {
    try LabLogTests.compare(files, in: Self.eximFolder)
  }

  private static func compare(_ files: [String], in folder: URL) throws {
    let name = try #require(files.last)
    let stem =
      name.hasSuffix(".gz")
      ? String(name.dropLast(3)) : name.replacingOccurrences(of: ".log", with: "")
    let truth = try String(contentsOf: folder.appendingPathComponent("\(stem).expected.jsonl"), encoding: .utf8)
    let rows = try truth.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
    // The older half of a rotated pair is read first and has no rows of its own.
    let collector = Collector()
    var reader = LabLogTests.reader()
    var skip = 0
    for file in files {
      skip = collector.replies.count
      try LabLogTests.read(folder.appendingPathComponent(file).path, &reader, collector)
    }
    var replies = Dictionary(grouping: collector.replies.dropFirst(skip), by: \.line)
    #expect(!rows.isEmpty)
    for row in rows {
      let candidates = replies[row.line] ?? []
      let isOptional = ["suspended", "transcript", "warning"].contains(row.outcome) || row.copy == true
      let best = candidates.indices.min { one, other in
        Self.differences(row, candidates[one]).count < Self.differences(row, candidates[other]).count
      }
      guard let best else {
        #expect(isOptional, "missing: \(name) line \(row.line)")
        continue
      }
      let differences = Self.differences(row, candidates[best])
      replies[row.line]?.remove(at: best)
      #expect(differences.isEmpty, "\(name) line \(row.line): \(differences)")
    }
    for reply in replies.values.joined() where !reply.isImplied && (reply.code != nil || reply.enhanced != nil) {
      Issue.record("surplus: \(name) line \(reply.line) \(reply.text)")
    }
  }

  /// What differs, by field; a code that the log lacks may be implied, and an attempt's recipient may be known or not.
  private static func differences(_ row: Row, _ reply: Collector.Reply) -> [String] {
    var differences: [String] = []
    if row.code != reply.code, !(row.code == nil && reply.isImplied) { differences.append("code") }
    if row.enhanced != reply.enhanced { differences.append("enhanced") }
    if row.direction != reply.direction { differences.append("direction") }
    if row.outcome != reply.outcome { differences.append("outcome") }
    if let id = row.queue_id, id != reply.queueID { differences.append("queue id") }
    let recipient = row.recipient.flatMap { $0.isEmpty ? nil : $0.lowercased() }
    let isOpen = row.recipient == nil && (row.outcome == "attempt" || isExim(row))
    if !isOpen, recipient != reply.recipient.flatMap({ $0.isEmpty ? nil : $0.lowercased() }) {
      differences.append("recipient")
    }
    if let host = peer(row.remote_host), !host.isEmpty, row.kind != "smtpd_proxy_warning",
      ![reply.remoteHost?.lowercased(), reply.remoteAddress].contains(host)
    {
      differences.append("remote host")
    }
    if isOneLine(row), words(row.text) != words(reply.text) { differences.append("text") }
    return differences
  }

  /// An after-DATA rejection of Exim's may be given its recipients from elsewhere.
  private static func isExim(_ row: Row) -> Bool { row.mta == "exim" }

  /// The name or address of a peer; `name (helo)` and `(helo)` name no other.
  private static func peer(_ text: String?) -> String? {
    guard let first = text?.lowercased().split(separator: " ").first, !first.hasPrefix("(") else { return nil }
    return String(first)
  }

  /// Whether the truth's text is one line: those of several are joined in another way than ours.
  private static func isOneLine(_ row: Row) -> Bool {
    guard let text = row.text, !text.isEmpty, !text.contains("\\n") else { return false }
    guard let code = row.code else { return true }
    let parts = text.replacingOccurrences(of: "\(code)-", with: "\(code) ").components(separatedBy: "\(code) ")
    return parts.dropLast().count { $0.isEmpty || $0.hasSuffix(" ") || $0.hasSuffix("?") || $0.hasSuffix("n") } <= 1
  }

  /// Letters and digits of a text, without its code and enhanced code.
  private static func words(_ text: String?) -> String {
    var rest = Substring(text ?? "").drop { $0 == " " }
    if let code = rest.prefixMatch(of: /\d{3}(?:[ -]|$)/) { rest = rest[code.range.upperBound...] }
    rest = rest.drop { $0 == " " }
    if let enhanced = rest.prefixMatch(of: /\d\.\d{1,3}\.\d{1,3}(?:\s|$)/) { rest = rest[enhanced.range.upperBound...] }
    return String(rest.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
  }
}
