import Foundation
import Testing

/// `bounces extract` in both forms, and files that a filter's times leave out.
@Suite("Extract")
struct ExtractTests {
  @Test("CSV holds what NDJSON holds, a row for each object", arguments: ["postfix/default.log", "exim/h499_tz.log"])
  func csv(log: String) throws {
    let path = "SampleLogs/lab/" + log
    let objects = try Program(["extract", path]).output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let table = rows(try Program(["extract", "--format", "csv", path]).output)
    let columns = table[0]
    #expect(table.count == objects.count + 1 && table.allSatisfy { $0.count == columns.count })
    for (row, object) in zip(table.dropFirst(), objects) {
      #expect(Set(object.keys).isSubset(of: Set(columns)))
      for (column, cell) in zip(columns, row) where ["recipient", "queue_id", "outcome", "cause"].contains(column) {
        // A spreadsheet is kept from calculating by an apostrophe; controls are made visible.
        let wanted = object[column] as? String ?? ""
        #expect(cell == wanted || cell == "'" + wanted || cell.contains("\u{fffd}"), "\(column)")
      }
      #expect(row[columns.firstIndex(of: "code") ?? 0] == (object["code"] as? Int).map { "\($0)" } ?? "")
    }
  }

  /// The cells of CSV (RFC 4180).
  private func rows(_ text: String) -> [[String]] {
    let bytes = Array(text.utf8)
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") {
        if isQuoted, at < bytes.count, bytes[at] == byte {
          cell.append(byte)
          at += 1
        } else {
          isQuoted.toggle()
        }
      } else if isQuoted || (byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\r")) {
        cell.append(byte)
      } else {
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
        guard byte == UInt8(ascii: "\r") else { continue }
        at += 1
        rows.append(row)
        row = []
      }
    }
    return rows
  }

  private func log(_ day: String) -> Data {
    Data(
      "2026-\(day)T10:00:00+00:00 mail postfix/smtp[1]: 4A00000001: to=<a@b.example>, relay=mx.b.example[192.0.2.5]:25, delay=2, dsn=5.1.1, status=bounced (host mx.b.example[192.0.2.5] said: 550 5.1.1 no such user (in reply to RCPT TO command))\n"
        .utf8)
  }

  @Test("files wholly out of the time asked for are not read, and the report says so")
  func skipped() throws {
    let folder = try Folder()
    for (name, day) in [("mail.log.3", "11-01"), ("mail.log.1", "11-20"), ("mail.log", "11-24")] {
      try folder.file(name, log(day))
      let date = try #require(ISO8601DateFormatter().date(from: "2026-\(day)T23:00:00Z"))
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: folder.path(name))
    }
    let files = ["mail.log", "mail.log.1", "mail.log.3"].map { folder.path($0) }
    let run = try Program(["analyze", "--since", "2026-11-23", "--format", "json"] + files)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let input = try #require(report["input"] as? [String: Any])
    #expect(input["skipped"] as? [String] == [folder.path("mail.log.3")])
    #expect((input["files"] as? [Any])?.count == 2 && run.status == 0)
    #expect((report["totals"] as? [String: Any])?["bounced"] as? Int == 1)
    #expect(run.errors.contains("mail.log.3"))
    let text = try Program(["analyze", "--until", "2026-11-10"] + files).output
    #expect(text.contains("2 files were not read") && text.contains("bounced 1"))
  }
}
