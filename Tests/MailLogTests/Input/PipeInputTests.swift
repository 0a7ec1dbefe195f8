import Foundation
import Testing

@testable import MailLog

@Suite("Pipes are read as they fill")
struct PipeInputTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func fifo(_ writer: String) throws -> (path: String, writer: Process) {
    try directory.shell("mkfifo pipe")
    return (directory.path("pipe"), try directory.start("(\(writer)) > pipe"))
  }

  @Test("plain text from a slow writer")
  func slowWriter() throws {
    let (path, writer) = try fifo("for i in 1 2 3; do printf \"line $i\\n\"; sleep 0.2; done")
    let reading = try Reading(path: path)
    writer.waitUntilExit()
    #expect(reading.text == "line 1\nline 2\nline 3\n")
    #expect(reading.damage == nil)
    #expect(reading.byteCount == nil)
    #expect(reading.newestTime == nil)
    #expect(reading.compressedBytesRead == 21)
  }

  @Test("gzip, one byte at a time")
  func slowGzip() throws {
    let packed = storedMember("one\n", time: 1_600_000_000) + storedMember("two\n") + [0, 0]
    let octal = packed.map { String($0, radix: 8) }.joined(separator: " ")
    let (path, writer) = try fifo(#"for byte in \#(octal); do printf "\\$byte"; sleep 0.005; done"#)
    let reading = try Reading(path: path)
    writer.waitUntilExit()
    #expect(reading.text == "one\ntwo\n")
    #expect(reading.damage == nil)
    #expect(reading.warnings.isEmpty)
    #expect(reading.encoding == .gzip)
    #expect(reading.newestTime == nil)
  }

  @Test(
    "what is there is handed out before the writer goes on",
    arguments: [storedMember("one\n"), Array("two\n".utf8)])
  func doesNotWait(part: [UInt8]) throws {
    let part = try directory.file("part", part)
    let (path, writer) = try fifo("cat '\(part)'; while [ ! -e go ]; do sleep 0.02; done; cat '\(part)'")
    var source = try ByteSource.open(path: path)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    // Would wait for ever if it wanted more than the first part.
    let first = source.read(into: &buffer, at: 0)
    #expect(first == 4)
    try directory.shell("touch go")
    let second = source.read(into: &buffer, at: 0)
    let end = source.read(into: &buffer, at: 0)
    #expect(second == 4)
    #expect(end == 0)
    writer.waitUntilExit()
  }

  @Test("a writer that dies leaves truncated gzip")
  func deadWriter() throws {
    let text = logText(lines: 5000)
    let packed = try directory.file("all.gz", directory.gzip(text))
    let (path, writer) = try fifo("head -c 5000 '\(packed)'; sleep 0.05; tail -c +5001 '\(packed)' | head -c 5000")
    let reading = try Reading(path: path)
    writer.waitUntilExit()
    #expect(reading.damage?.cause == .truncated)
    #expect(reading.damage?.fileOffset == 10_000)
    #expect(reading.bytes.count > 10_000)
    #expect(text.starts(with: reading.bytes))
  }

  @Test("an empty pipe")
  func empty() throws {
    let (path, writer) = try fifo("sleep 0.05")
    let reading = try Reading(path: path)
    writer.waitUntilExit()
    #expect(reading.bytes.isEmpty)
    #expect(reading.damage == nil)
  }

  @Test("a pipe that does not block is waited for")
  func nonBlocking() throws {
    try directory.shell("mkfifo pipe")
    let descriptor = unsafe open(directory.path("pipe"), O_RDONLY | O_NONBLOCK)
    try #require(descriptor >= 0)
    let writer = try directory.start("exec 3> pipe; touch open; sleep 0.1; printf late >&3; sleep 0.1; printf r >&3")
    while !FileManager.default.fileExists(atPath: directory.path("open")) { usleep(1000) }
    let reading = Reading(try ByteSource(InputFile(descriptor: descriptor, path: "pipe"), path: "pipe"))
    writer.waitUntilExit()
    #expect(reading.text == "later")
    #expect(reading.damage == nil)
  }
}
