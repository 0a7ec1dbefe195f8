import Foundation
import Testing

@testable import MailLog

@Suite("xz, zstd and bzip2 are read through their programs")
struct ExternalInputTests {
  static let installed = ExternalFormat.allCases.filter { format in
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains {
      FileManager.default.isExecutableFile(atPath: $0 + format.rawValue)
    }
  }

  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func pack(_ text: [UInt8], _ format: ExternalFormat) throws -> [UInt8] {
    _ = try directory.file("text", text)
    try directory.shell("\(format) -c text > packed")
    return Array(try Data(contentsOf: URL(fileURLWithPath: directory.path("packed"))))
  }

  @Test("all programs are here", .enabled(if: installed.count < 3, "all of them are installed"))
  func programs() {
    withKnownIssue("install xz-utils, zstd and bzip2 to test all of this") { #expect(Self.installed.count == 3) }
  }

  @Test("whole, under any name and whatever the size of the buffer", arguments: installed, [7, 4096, 1 << 20])
  func whole(format: ExternalFormat, chunk: Int) throws {
    let text = logText(lines: chunk < 100 ? 200 : 20_000)
    let packed = try pack(text, format)
    let reading = try Reading(path: directory.file("mail.log.2", packed), chunk: chunk)
    #expect(reading.bytes == text)
    #expect(reading.encoding == .external(format))
    #expect(reading.damage == nil)
    #expect(reading.warnings.isEmpty)
    #expect(reading.compressedBytesRead == Int64(packed.count))
  }

  @Test("several streams, one after the other", arguments: installed)
  func concatenated(format: ExternalFormat) throws {
    let packed = try pack(Array("one\n".utf8), format) + pack([], format) + pack(Array("two\n".utf8), format)
    let reading = try Reading(path: directory.file("x", packed))
    #expect(reading.text == "one\ntwo\n")
    #expect(reading.damage == nil)
  }

  @Test("from a pipe, in pieces", arguments: installed)
  func pipe(format: ExternalFormat) throws {
    // More than the buffers on the way hold, in both directions.
    let text = logText(lines: 20_000).shuffledBlocks()
    let packed = try directory.file("all", pack(text, format))
    try directory.shell("mkfifo pipe")
    let writer = try directory.start("(head -c 3 '\(packed)'; sleep 0.1; tail -c +4 '\(packed)') > pipe")
    let reading = try Reading(path: directory.path("pipe"))
    writer.waitUntilExit()
    #expect(reading.bytes == text)
    #expect(reading.damage == nil)
  }

  @Test("cut short: what is before the cut is delivered, and the program's words are given", arguments: installed)
  func truncated(format: ExternalFormat) throws {
    let text = logText(lines: 20_000).shuffledBlocks()
    let packed = try pack(text, format)
    let reading = try Reading(path: directory.file("cut", Array(packed.prefix(packed.count * 3 / 4))))
    #expect(reading.bytes.count > text.count / 4)
    #expect(text.starts(with: reading.bytes))
    let damage = try #require(reading.damage)
    #expect(damage.byteOffset == Int64(reading.bytes.count))
    #expect(damage.description.contains("cut: \(format) data is cut short or damaged ("), "\(damage)")
  }

  @Test("overwritten in the middle", arguments: installed)
  func overwritten(format: ExternalFormat) throws {
    let text = logText(lines: 20_000).shuffledBlocks()
    var packed = try pack(text, format)
    for index in packed.count / 2..<packed.count / 2 + 64 { packed[index] ^= 0xff }
    let reading = try Reading(path: directory.file("bad", packed))
    #expect(reading.damage != nil)
    #expect(reading.bytes.count < text.count)
  }

  @Test("only the signature is there", arguments: installed)
  func signature(format: ExternalFormat) throws {
    let packed = try pack(Array("one\n".utf8), format)
    let reading = try Reading(path: directory.file("bad", Array(packed.prefix(10))))
    #expect(reading.bytes.count < 4)
    #expect(reading.damage != nil)
  }

  @Test("garbage behind the data is never silent", arguments: installed)
  func garbage(format: ExternalFormat) throws {
    let packed = try pack(Array("one\n".utf8), format) + Array("Nov 24 plain lines that nobody reads\n".utf8)
    let reading = try Reading(path: directory.file("x", packed))
    #expect(reading.text == "one\n")
    #expect(reading.damage != nil || !reading.warnings.isEmpty)
  }

  @Test("cut to its beginning")
  func cut() throws {
    let text = logText(lines: 5000)
    var source = try ByteSource.open(path: directory.file("x.gz", directory.gzip(text)))
    let beginning = source.cut(to: 1000)
    #expect(beginning == Array(text.prefix(1000)))
    let reading = Reading(source, chunk: 300)
    #expect(reading.bytes == beginning)
    #expect(reading.damage == nil)
  }

  @Test("the wording when the program is missing")
  func missingProgram() {
    let error = InputError.programMissing(path: "mail.log.xz", .xz)
    #expect(error.path == "mail.log.xz")
    let expected =
      "mail.log.xz: compressed with xz, and there is no program xz to read it (Debian package xz-utils)"
    #expect(error.description == expected)
    let damage = InputDamage(
      path: "x", cause: .programFailed(.zstd, "zstd: \u{1b}[31m bad"), fileOffset: 1, byteOffset: 0)
    #expect(damage.description.hasPrefix(#"x: zstd data is cut short or damaged (zstd: \u{1B}[31m bad)"#))
  }
}

extension [UInt8] {
  /// Lines that compress badly: each has a number of its own that no neighbour hints at.
  fileprivate func shuffledBlocks() -> [UInt8] {
    var state: UInt64 = 88_172_645_463_325_252
    var bytes = self
    for index in bytes.indices where index % 3 == 0 && bytes[index] != 10 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      bytes[index] = 97 + UInt8(truncatingIfNeeded: state % 26)
    }
    return bytes
  }
}
