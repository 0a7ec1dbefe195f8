import Foundation
import Testing

@testable import MailLog

@Suite("Damaged input is read up to the damage")
struct DamagedInputTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func read(_ bytes: [UInt8], chunk: Int = 64 * 1024) throws -> Reading {
    try Reading(path: directory.file("cut.gz", bytes), chunk: chunk)
  }

  @Test("cut at every byte", arguments: [1, 64 * 1024])
  func truncation(chunk: Int) throws {
    let text = logText(lines: 12)
    let packed = try directory.gzip(text, options: "-N")
    for count in 1..<packed.count {
      let reading = try read(Array(packed[..<count]), chunk: chunk)
      #expect(reading.damage?.cause == .truncated, "cut at \(count)")
      #expect(reading.damage?.fileOffset == Int64(count))
      #expect(reading.damage?.byteOffset == Int64(reading.bytes.count))
      #expect(text.starts(with: reading.bytes))
      // Only the trailer is missing, so nothing may be.
      if count >= packed.count - 8 { #expect(reading.bytes == text) }
    }
  }

  @Test("cut at every byte of the second member")
  func truncatedSecondMember() throws {
    let first = storedMember("one\n")
    let second = storedMember("two\n")
    for count in 1..<second.count {
      let reading = try read(first + second[..<count])
      #expect(reading.damage?.cause == .truncated, "cut at \(count)")
      #expect(reading.text.hasPrefix("one\n"))
      #expect(reading.warnings.isEmpty)
    }
  }

  @Test("a stored byte changed: the checksum tells, all is delivered")
  func checksum() throws {
    var packed = storedMember("one\n")
    packed[15] ^= 1
    let reading = try read(packed + storedMember("two\n"))
    #expect(reading.text == "nne\n")
    #expect(reading.damage?.cause == .checksumMismatch)
    #expect(reading.damage?.byteOffset == 4)
  }

  @Test("the length changed")
  func length() throws {
    var packed = storedMember("one\n")
    packed[packed.count - 4] ^= 1
    let reading = try read(packed)
    #expect(reading.text == "one\n")
    #if ISAL
      // ISA-L does not tell the two apart.
      #expect(reading.damage?.cause == .checksumMismatch)
    #else
      #expect(reading.damage?.cause == .lengthMismatch)
    #endif
  }

  @Test("data that breaks the rules: what was decoded before is delivered", arguments: [1, 1000, 64 * 1024])
  func corrupt(chunk: Int) throws {
    let text = String(decoding: logText(lines: 500), as: UTF8.self)
    var packed = storedMember(text)
    // Not the last block; behind it one of a type that does not exist.
    packed[10] = 0
    let blockEnd = 15 + text.utf8.count
    let reading = try read(packed[..<blockEnd] + [7] + packed[blockEnd...], chunk: chunk)
    #expect(reading.text == text)
    #expect(reading.damage?.cause == .corrupt("invalid block type"))
    #expect(reading.damage?.byteOffset == Int64(text.utf8.count))
    let offset = try #require(reading.damage?.fileOffset)
    #expect(offset > blockEnd && offset <= packed.count + 1)
  }

  @Test("overwritten in the middle: the half before is delivered unchanged")
  func overwritten() throws {
    let text = logText(lines: 20_000)
    var packed = try directory.gzip(text)
    let middle = packed.count / 2
    for index in middle..<middle + 64 { packed[index] = 0xff }
    let reading = try read(packed)
    let damage = try #require(reading.damage)
    #expect(damage.fileOffset >= middle)
    #expect(damage.byteOffset == reading.bytes.count)
    #expect(zip(reading.bytes, text).prefix { $0 == $1 }.count > text.count / 3)
  }

  @Test("every single bit flipped: never other text without damage")
  func flippedBits() throws {
    let text = logText(lines: 3)
    let packed = try directory.gzip(text)
    // Behind the header, whose time and system bytes mean nothing to the data.
    for index in 10..<packed.count {
      for bit in 0..<8 {
        var broken = packed
        broken[index] ^= 1 << UInt8(bit)
        let reading = try read(broken)
        // The last bits of the last data byte may be padding.
        #expect(reading.damage != nil || reading.bytes == text, "byte \(index), bit \(bit)")
      }
    }
  }

  @Test("an unknown method in the header")
  func header() throws {
    var packed = storedMember("one\n")
    packed[2] = 7
    let reading = try read(packed)
    #expect(reading.bytes.isEmpty)
    #expect(reading.damage?.cause == .corrupt("unknown compression method"))
    #expect(reading.damage?.byteOffset == 0)
  }

  @Test("a read error half-way")
  func readError() throws {
    // A page mapped behind the end of its file cannot be read: /proc/self/mem answers EIO there, after the page before it.
    let page = 4096
    let text = [UInt8](repeating: 0x78, count: page - 9) + Array("some text".utf8)
    let mapped = unsafe open(try directory.file("page", text), O_RDONLY)
    let start = unsafe mmap(nil, 2 * page, PROT_READ, MAP_PRIVATE, mapped, 0)
    defer { _ = unsafe munmap(start, 2 * page) }
    close(mapped)
    let memory = unsafe open("/proc/self/mem", O_RDONLY)
    let offset = Int(bitPattern: start) + page - 9
    try #require(memory >= 0 && lseek(memory, offset, SEEK_SET) == offset)
    let reading = Reading(try ByteSource(InputFile(descriptor: memory, path: "tape"), path: "tape"))
    #expect(reading.text == "some text")
    #expect(reading.damage?.cause == .readError(SystemError(code: EIO)))
    #expect(reading.damage?.fileOffset == 9)
    #expect(reading.damage?.byteOffset == 9)
    let expected = "tape: Input/output error at byte 9; the 9 bytes of log before that were read"
    #expect(reading.damage?.description == expected)
  }

  @Test(
    "the wording, one line each",
    arguments: [
      (.truncated, "gzip data is cut short at byte 7 (still being written, or an incomplete copy?)"),
      (.corrupt("invalid block type"), "gzip data is damaged at byte 7 (invalid block type)"),
      (.checksumMismatch, "gzip checksum at byte 7 does not match (some of the text may be wrong)"),
      (.lengthMismatch, "gzip length at byte 7 does not match (some of the text may be missing)"),
    ] as [(InputDamage.Cause, String)])
  func wording(cause: InputDamage.Cause, text: String) {
    let damage = InputDamage(path: "mail.log.2.gz", cause: cause, fileOffset: 7, byteOffset: 90)
    #expect(damage.description == "mail.log.2.gz: \(text); the 90 bytes of log before that were read")
  }
}
