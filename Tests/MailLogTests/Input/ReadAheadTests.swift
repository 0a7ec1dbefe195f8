import Foundation
import Testing

@testable import MailLog

/// A compressed source that a thread of its own decompresses.
@Suite("Reading ahead")
struct ReadAheadTests {
  private static let text = Array((0..<120_000).map { "line number \($0) of the log\n" }.joined().utf8)

  private func all(_ source: consuming ByteSource, part: Int) -> (bytes: [UInt8], damage: InputDamage?, stored: Int64) {
    var buffer = [UInt8](repeating: 0, count: part)
    var bytes: [UInt8] = []
    while case let count = source.read(into: &buffer, at: 0), count > 0 { bytes += buffer[..<count] }
    return (bytes, source.damage, source.compressedBytesRead)
  }

  @Test(
    "gives the bytes, the damage and the counts of the source itself", arguments: [1_000, 262_144, 262_145, 5_000_000],
    [0, 1_000, 3])
  func same(part: Int, cutAt: Int) throws {
    let folder = try TemporaryDirectory()
    var stored = try folder.gzip(Self.text)
    // Whole, cut in the middle of a member, and with another member behind.
    if cutAt == 3 { stored += try folder.gzip(Array("a second member\n".utf8)) } else { stored.removeLast(cutAt) }
    let path = try folder.file("log.gz", stored)
    let direct = all(try ByteSource.open(path: path), part: part)
    let ahead = all(ByteSource.readingAhead(try ByteSource.open(path: path)), part: part)
    #expect(ahead.bytes == direct.bytes && ahead.damage == direct.damage && ahead.stored == direct.stored)
    #expect((direct.damage != nil) == (cutAt == 1_000))
  }

  @Test("goes on where the source was passed over to, and knows its file")
  func resumed() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.file("log.gz", try folder.gzip(Self.text))
    var source = try ByteSource.open(path: path)
    let mark = source.mark
    let time = source.newestTime
    let passed = source.skip(to: 1_000_000, tailCount: 10)
    #expect(passed?.count == 10)
    source = ByteSource.readingAhead(source)
    #expect(source.mark == mark && source.newestTime == time && source.byteCount == mark?.byteCount)
    #expect(all(source, part: 70_000).bytes == Array(Self.text[1_000_000...]))
  }

  @Test("ends its thread when nobody takes any more; other sources stay as they are")
  func givenUp() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.file("log.gz", try folder.gzip(Self.text))
    for _ in 0..<200 {
      var source = ByteSource.readingAhead(try ByteSource.open(path: path))
      var buffer = [UInt8](repeating: 0, count: 10)
      let count = source.read(into: &buffer, at: 0)
      #expect(count == 10)
    }
    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    #expect(open < 150)
    let plain = try folder.file("log", Self.text)
    #expect(all(ByteSource.readingAhead(try ByteSource.open(path: plain)), part: 4_096).bytes == Self.text)
  }
}
