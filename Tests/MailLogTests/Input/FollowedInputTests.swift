import Foundation
import Testing

@testable import MailLog

/// Inputs that are still written to while they are read.
@Suite("Followed inputs")
struct FollowedInputTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func append(_ text: String, to path: String) throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  private func next(_ buffer: inout LineBuffer, _ source: inout ByteSource) -> String? {
    guard case .lines(let range) = buffer.next(from: &source) else { return nil }
    return String(decoding: buffer.bytes[range], as: UTF8.self)
  }

  @Test("nothing now is no end: lines come as they are written, an unfinished one once it is whole")
  func grows() throws {
    let path = try folder.file("log", Array("one\ntw".utf8))
    var source = try ByteSource.follow(path: path)
    var buffer = LineBuffer()
    #expect(next(&buffer, &source) == "one\n")
    #expect(buffer.next(from: &source) == .nothingNow)
    try append("o\nthr", to: path)
    #expect(next(&buffer, &source) == "two\n")
    #expect(buffer.next(from: &source) == .nothingNow)
    #expect(buffer.next(from: &source) == .nothingNow)
    try append("ee\n", to: path)
    #expect(next(&buffer, &source) == "three\n")
  }

  @Test("a file that is not followed ends, for good")
  func ends() throws {
    let path = try folder.file("log", Array("one\n".utf8))
    var source = try ByteSource.open(path: path)
    var buffer = LineBuffer()
    #expect(next(&buffer, &source) == "one\n")
    #expect(buffer.next(from: &source) == .end)
    try append("two\n", to: path)
    #expect(buffer.next(from: &source) == .end)
  }

  @Test("a compressed file is whole, and ends though it is followed")
  func compressed() throws {
    _ = try folder.file("log", Array("one\n".utf8))
    try folder.shell("gzip log")
    var source = try ByteSource.follow(path: folder.path("log.gz"))
    var buffer = LineBuffer()
    #expect(next(&buffer, &source) == "one\n")
    #expect(buffer.next(from: &source) == .end)
  }

  @Test("a followed file that shrinks is damaged, and ends")
  func shrinks() throws {
    let path = try folder.file("log", Array("one\ntwo\n".utf8))
    var source = try ByteSource.follow(path: path)
    var buffer = LineBuffer()
    #expect(next(&buffer, &source) == "one\ntwo\n")
    try folder.shell("printf x > log")
    #expect(buffer.next(from: &source) == .end)
    #expect(source.damage?.cause == .shrunk)
  }
}
