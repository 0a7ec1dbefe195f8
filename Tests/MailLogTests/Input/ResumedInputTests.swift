import Foundation
import Testing

@testable import MailLog

/// Passing over what was read before, and reading on.
@Suite("Resumed inputs")
struct ResumedInputTests {
  private static let text = (0..<20_000).map { "line number \($0) of the log\n" }.joined()

  private func write(_ folder: TemporaryDirectory, isCompressed: Bool) throws -> String {
    let path = folder.path("log")
    try Data(Self.text.utf8).write(to: URL(fileURLWithPath: path))
    guard isCompressed else { return path }
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", path]
    try gzip.run()
    gzip.waitUntilExit()
    return path + ".gz"
  }

  @Test(
    "a source stands where it was asked to, plain or compressed, looked at before or not", arguments: [true, false],
    [0, 1, 4_095, 4_096, 4_097, 8_192, 200_000, 400_001])
  func skip(isCompressed: Bool, offset: Int) throws {
    let folder = try TemporaryDirectory()
    let path = try write(folder, isCompressed: isCompressed)
    let bytes = Array(Self.text.utf8)
    for peeked in [0, 4_096] {
      var source = try ByteSource.open(path: path)
      let head = peeked > 0 ? source.peek(peeked) : []
      #expect(head == Array(bytes.prefix(peeked)))
      let tail = source.skip(to: Int64(offset), tailCount: 256)
      #expect(tail == Array(bytes[..<offset].suffix(256)))
      var buffer = [UInt8](repeating: 0, count: 1_000)
      var rest: [UInt8] = []
      while case let count = source.read(into: &buffer, at: 0), count > 0 { rest += buffer[..<count] }
      #expect(rest == Array(bytes[offset...]))
    }
  }

  @Test("an input that is shorter has no such place", arguments: [true, false])
  func tooShort(isCompressed: Bool) throws {
    let folder = try TemporaryDirectory()
    var source = try ByteSource.open(path: try write(folder, isCompressed: isCompressed))
    let tail = source.skip(to: Int64(Self.text.utf8.count + 1), tailCount: 256)
    #expect(tail == nil)
  }

  @Test("a log read in pieces by runs gives what one run gives, and tells its place each time")
  func pieces() throws {
    let folder = try TemporaryDirectory()
    let path = try write(folder, isCompressed: false)
    let bytes = Array(Self.text.utf8)
    var position = LogPosition.start
    var before: [UInt8] = []
    for end in [10, 5_000, 5_001, 300_000, bytes.count] {
      try Data(bytes[..<end]).write(to: URL(fileURLWithPath: path))
      var source = try ByteSource.open(path: path)
      let passed = source.skip(to: position.offset, tailCount: LogPosition.tailCount)
      #expect(passed == before)
      var reader = LogReader(options: ReadingOptions(now: 1_795_000_000))
      let done = reader.readOn(
        &source, by: .init(position: position, before: before, followsLast: true, isWhole: false), into: Collector())
      let read = bytes[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      #expect(done.position.offset == Int64(read) && done.hasRest == (read < end))
      #expect(done.position.line == bytes[..<read].count { $0 == UInt8(ascii: "\n") })
      #expect(done.before == Array(bytes[..<read].suffix(LogPosition.tailCount)))
      (position, before) = (done.position, done.before)
    }
  }

  @Test("the last entry's cursor is found, and none that a message brings")
  func cursor() {
    let entry = #"{"__CURSOR":"s=ab;i=1f;b=c","MESSAGE":"\"__CURSOR\":\"s=evil\""}"# + "\n"
    let last = #"{ "__CURSOR" : "s=ab;i=20;b=c", "MESSAGE" : "x" }"# + "\n"
    #expect(JournalQuery.lastCursor(in: Array((entry + last).utf8)) == "s=ab;i=20;b=c")
    #expect(JournalQuery.lastCursor(in: Array((last + entry).utf8)) == "s=ab;i=1f;b=c")
    #expect(JournalQuery.lastCursor(in: Array("-- No entries --\n".utf8)) == nil)
    #expect(JournalQuery.lastCursor(in: Array(#"{"__CURSOR":"--help me"}"#.utf8)) == nil)
  }
}
