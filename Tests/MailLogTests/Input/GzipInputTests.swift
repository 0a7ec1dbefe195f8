import Foundation
import Testing

@testable import MailLog

@Suite("Gzip input is decompressed whole")
struct GzipInputTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func read(_ bytes: [UInt8], name: String = "mail.log.2.gz", chunk: Int = 64 * 1024) throws -> Reading {
    try Reading(path: directory.file(name, bytes), chunk: chunk)
  }

  @Test("whatever the size of the buffer", arguments: [1, 2, 7, 4096, 128 * 1024, 8 << 20])
  func bufferSizes(chunk: Int) throws {
    let text = logText(lines: chunk < 100 ? 50 : 20_000)
    let packed = try directory.gzip(text)
    let reading = try read(packed, chunk: chunk)
    #expect(reading.bytes == text)
    #expect(reading.encoding == .gzip)
    #expect(reading.damage == nil)
    #expect(reading.warnings.isEmpty)
    #expect(reading.byteCount == Int64(packed.count))
    #expect(reading.compressedBytesRead == Int64(packed.count))
  }

  @Test("under any name, with and without a file name in the header", arguments: ["-n", "-N", "-1", "-9"])
  func anyName(options: String) throws {
    let text = logText(lines: 100)
    #expect(try read(directory.gzip(text, options: options), name: "mail.log").bytes == text)
  }

  @Test("when it holds nothing")
  func empty() throws {
    let reading = try read(directory.gzip([]))
    #expect(reading.bytes.isEmpty)
    #expect(reading.encoding == .gzip)
    #expect(reading.damage == nil)
  }

  @Test("in several members, empty ones among them", arguments: [1, 5, 64 * 1024])
  func members(chunk: Int) throws {
    let packed = try directory.gzip(Array("one\n".utf8)) + directory.gzip([]) + storedMember("two\n")
    let reading = try read(packed, chunk: chunk)
    #expect(reading.text == "one\ntwo\n")
    #expect(reading.damage == nil)
    #expect(reading.warnings.isEmpty)
  }

  @Test("in members that begin anywhere in the reads from the file")
  func memberBoundaries() throws {
    // 128 KiB is read at a time; stored data puts the second header at every place around that.
    let first = String(repeating: "x", count: 65_000)
    let lead = storedMember(first) + storedMember(first)
    for shift in 0..<16 {
      let middle = String(repeating: "y", count: 128 * 1024 - lead.count - 23 - shift)
      let reading = try read(lead + storedMember(middle) + storedMember("last\n"))
      #expect(reading.bytes.count == 130_000 + middle.utf8.count + 5)
      #expect(reading.text.hasSuffix("last\n"))
      #expect(reading.damage == nil)
    }
  }

  @Test("with zero padding behind it", arguments: [1, 511, 300_000])
  func padding(count: Int) throws {
    let padding = [UInt8](repeating: 0, count: count)
    let reading = try read(storedMember("one\n") + padding)
    #expect(reading.text == "one\n")
    #expect(reading.damage == nil)
    #expect(reading.warnings.isEmpty)
    let resumed = try read(storedMember("one\n") + padding + storedMember("two\n"))
    #expect(resumed.text == "one\ntwo\n")
    #expect(resumed.damage == nil)
  }

  @Test("and garbage behind it is a warning", arguments: ["Nov 24 plain lines\n", "x", "\u{1f}x", "BZh9"])
  func garbage(text: String) throws {
    let member = storedMember("one\n")
    let reading = try read(member + [0, 0] + Array(text.utf8))
    #expect(reading.text == "one\n")
    #expect(reading.damage == nil)
    let offset = Int64(member.count + 2)
    let warning = try #require(reading.warnings.first)
    #expect(warning.description.hasSuffix("from byte \(offset) on, is not gzip and was left out"))
    #expect(reading.warnings == [.trailingGarbage(path: directory.path("mail.log.2.gz"), fileOffset: offset)])
  }

  @Test("with the time of the last header seen, else of the file")
  func time() throws {
    let path = directory.path("two")
    let date = Date(timeIntervalSince1970: 1_700_000_000)
    func write(_ bytes: [UInt8]) throws {
      _ = try directory.file("two", bytes)
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }
    try write(storedMember("one\n", time: 1_600_000_000) + storedMember("two\n", time: 4_000_000_000))
    var source = try ByteSource.open(path: path)
    let early = source.newestTime
    #expect(early == 1_600_000_000)
    var buffer = [UInt8](repeating: 0, count: 4)
    while source.read(into: &buffer, at: 0) > 0 {}
    let late = source.newestTime
    #expect(late == 4_000_000_000)
    try write(storedMember("one\n"))
    #expect(try Reading(path: path).newestTime == 1_700_000_000)
  }

  @Test("in fixed memory, also when 1 GB of zeros hides in 5 MB")
  func bomb() throws {
    try directory.shell("head -c 268435456 /dev/zero | gzip -1 > part; cat part part part part > bomb.gz")
    let before = try peakMemory()
    var source = try ByteSource.open(path: directory.path("bomb.gz"))
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    var total = 0
    while true {
      let count = source.read(into: &buffer, at: 0)
      if count == 0 { break }
      total += count
    }
    let damage = source.damage
    #expect(total == 1 << 30)
    #expect(damage == nil)
    #expect(buffer.count == 64 * 1024)
    // Generous, because other tests run in this process at the same time.
    #expect(try peakMemory() - before < 200_000)
  }

  /// Kilobytes, of the whole process.
  private func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.split(whereSeparator: { $0 == " " || $0 == "\t" })[1]))
  }
}
