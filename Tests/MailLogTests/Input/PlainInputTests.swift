import Foundation
import Testing

@testable import MailLog

@Suite("Plain input is handed out as it is")
struct PlainInputTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test("whatever the size of the buffer", arguments: [1, 2, 7, 4096, 128 * 1024, 1 << 20])
  func bufferSizes(chunk: Int) throws {
    let text = logText(lines: chunk < 100 ? 50 : 6000)
    let path = try directory.file("mail.log", text)
    let reading = try Reading(path: path, chunk: chunk)
    #expect(reading.bytes == text)
    #expect(reading.encoding == .plain)
    #expect(reading.damage == nil)
    #expect(reading.warnings.isEmpty)
    #expect(reading.byteCount == Int64(text.count))
    #expect(reading.compressedBytesRead == Int64(text.count))
  }

  @Test("when it becomes shorter, as far as it is read", arguments: [0, 100, 70_000])
  func shrinks(size: Int) throws {
    let text = logText(lines: 6_000)
    let path = try directory.file("mail.log", text)
    var source = try ByteSource.open(path: path)
    let head = source.peek(4_096)
    try directory.shell("truncate -s \(size) mail.log")
    let reading = Reading(source)
    #expect(head.elementsEqual(text.prefix(4_096)))
    #expect(reading.damage?.cause == .shrunk)
    #expect(reading.damage.map { "\($0)".contains("became shorter while it was read") } == true)
    #expect(text.starts(with: reading.bytes) && reading.bytes.count >= max(4_096, size))
  }

  @Test("when it is empty")
  func empty() throws {
    let reading = try Reading(path: directory.file("mail.log", []))
    #expect(reading.bytes.isEmpty)
    #expect(reading.readCount == 0)
    #expect(reading.damage == nil)
    #expect(reading.byteCount == 0)
  }

  @Test(
    "when it looks like a compressed file and is none",
    arguments: [
      ("mail.log.2.gz", "Nov 24 plain"), ("a", "BZh"), ("b", "BZh91AY line"), ("c", "P*"), ("d", "("), ("e", "\u{1f}x"),
    ])
  func looksCompressed(name: String, text: String) throws {
    let reading = try Reading(path: directory.file(name, Array(text.utf8)))
    #expect(reading.text == text)
    #expect(reading.encoding == .plain)
  }

  @Test("with the time of its last change")
  func time() throws {
    let path = try directory.file("mail.log", Array("x\n".utf8))
    let date = Date(timeIntervalSince1970: 1_700_000_000)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    #expect(try Reading(path: path).newestTime == 1_700_000_000)
  }

  @Test("and no room for it answers 0 without reading")
  func noRoom() throws {
    var source = try ByteSource.open(path: directory.file("mail.log", Array("x\n".utf8)))
    var buffer = [UInt8](repeating: 0, count: 4)
    let full = source.read(into: &buffer, at: 4)
    let outside = source.read(into: &buffer, at: 5)
    let rest = source.read(into: &buffer, at: 1)
    #expect(full == 0)
    #expect(outside == 0)
    #expect(rest == 2)
  }
}
