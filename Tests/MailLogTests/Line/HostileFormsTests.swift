import Testing

@testable import MailLog

@Suite("Broken lines of other forms")
struct HostileFormsTests {
  private static let json =
    #"{"_HOSTNAME":"mx1","__REALTIME_TIMESTAMP":"1795447064511000","SYSLOG_IDENTIFIER":"postfix/smtp","_PID":"1","#
    + #""MESSAGE":"4A1B2C3D4E: to=<\u00fc\uD83D\uDE00@example.net>, relay=mx[192.0.2.1]:25, delay=1, dsn=2.0.0, "#
    + #"status=sent (250 \"ok\" \\)"}"#
  private static let lines = [
    json, #"{"log":"Nov 23 16:21:13 mx1 postfix/smtp[1]: \#(bounce)\n","time":"2026-11-23T15:21:13.4Z"}"#,
    "<22>1 2026-11-23T15:20:10.347Z mx1 postfix/smtp 1234 - [x@1 k=\"v\"] \(bounce)",
    "2026-11-23T15:21:13.4Z stdout P \(bounce)",
    "2026-11-23T15:21:13.4Z stdout F Nov 23 16:21:13 mx1 postfix/smtp[1]: \(bounce)",
    "postfix-1  | 2026-11-23T15:21:13.4Z Nov  3 16:21:13 mx1 postfix/smtp[1]: \(bounce)",
    "1795447064.511000 mx1 postfix/smtp[1]: \(bounce)",
    "Mon 2026-11-23 15:17:44 UTC mx1 postfix@-.service[1]: \(bounce)",
    "Nov 23 15:20:10 mx1 postfix/smtp[1]: message repeated 3 times: [ \(bounce)]",
    "Nov 23 15:20:10 mx1 last message repeated 3 times",
    "Nov 23 15:20:10 mx1 postfix/smtp[1]: [ID 197553 mail.info] \(bounce)",
  ]
  private static let bounce = FormSink.bounce.replacing("\"", with: "'")

  @Test("cut anywhere, each is one line", arguments: lines)
  func cut(line: String) throws {
    let whole = Array(line.utf8)
    for count in 0..<whole.count {
      let read = try FormSink.read(Array(whole[..<count]))
      #expect(read.lines.total == (count == 0 ? 0 : 1))
      #expect(read.replies.count <= 1)
    }
  }

  @Test("any byte changed, each is one line", arguments: lines)
  func changed(line: String) throws {
    let whole = Array(line.utf8)
    var text: [UInt8] = []
    for place in whole.indices {
      for byte in [0, 32, 34, 39, 44, 48, 58, 91, 92, 93, 123, 125, 255] as [UInt8] {
        text += whole[..<place] + [byte] + whole[(place + 1)...] + [10]
      }
    }
    #expect(try FormSink.read(text).lines.total == whole.count * 13)
  }

  @Test("nesting, unfinished strings and long numbers take time in proportion to their length")
  func deep() throws {
    let length = 65_000
    for line in [
      "{\"a\":" + String(repeating: "[", count: length), String(repeating: "{\"a\":", count: length / 5),
      "{\"MESSAGE\":\"" + String(repeating: "\\", count: length),
      "{\"MESSAGE\":\"" + String(repeating: "\\\"", count: length / 2),
      "{\"MESSAGE\":[" + String(repeating: "9", count: length) + "],\"SYSLOG_IDENTIFIER\":\"postfix/smtp\"}",
      "{\"SYSLOG_IDENTIFIER\":\"x\",\"MESSAGE\":\"" + String(repeating: "\\u00", count: length / 4) + "\"}",
      String(repeating: "9", count: length) + ".1 a b: c",
      "<22>1 - - - - - " + String(repeating: "[a b=\"", count: length / 6),
      String(repeating: "<22>", count: length / 4), String(repeating: "a | ", count: length / 4),
      String(repeating: "2026-11-23T15:21:13Z stdout F ", count: length / 30),
      "Nov 23 15:20:10 mx1 postfix/smtp[1]: " + String(repeating: "message repeated 2 times: [ ", count: length / 28),
      "Nov 23 15:20:10 mx1 postfix/smtp[1]: " + String(repeating: "[", count: length),
    ] {
      var total = 0
      let time = try ContinuousClock().measure { total = try FormSink.read(Array(line.utf8)).lines.total }
      #expect(total == 1)
      #expect(time < .seconds(5), "\(line.prefix(40))")
    }
  }

  @Test("a container's pieces without an end are bounded")
  func endless() throws {
    let piece = "2026-11-23T15:21:13Z stdout P " + String(repeating: "x", count: 5_000) + "\n"
    let text = String(repeating: piece, count: 40) + "2026-11-23T15:21:13Z stdout F y\n"
    let read = try FormSink.read(Array(text.utf8))
    #expect(read.lines.total == 41)
    #expect(read.lines.other == 41)
  }

  @Test("braces inside an object's values are not keys of it")
  func injection() throws {
    let read = try FormSink.read(
      #"{"X":"\",\"MESSAGE\":\"\#(HostileFormsTests.bounce)\",\"SYSLOG_IDENTIFIER\":\"postfix/smtp"}"#,
      #"{"X":{"MESSAGE":"\#(HostileFormsTests.bounce)","SYSLOG_IDENTIFIER":"postfix/smtp"}}"#,
      HostileFormsTests.json + "x", String(HostileFormsTests.json.dropLast()))
    #expect(read.replies.isEmpty)
    #expect(read.lines.other == 4)
  }
}
