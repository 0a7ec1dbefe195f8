@testable import MailLog

/// Everything one input gave, read to its end.
struct Reading {
  var bytes: [UInt8] = []
  var readCount = 0
  let encoding: ByteSource.Encoding
  let damage: InputDamage?
  let warnings: [InputWarning]
  let compressedBytesRead: Int64
  let byteCount: Int64?
  let newestTime: Int64?

  init(path: String, chunk: Int = 64 * 1024) throws {
    try self.init(ByteSource.open(path: path), chunk: chunk)
  }

  init(_ source: consuming ByteSource, chunk: Int = 64 * 1024) {
    // An offset above 0 everywhere, so that a wrong one shows.
    let offset = 3
    var buffer = [UInt8](repeating: 0xee, count: chunk + offset)
    while true {
      let count = source.read(into: &buffer, at: offset)
      if count == 0 { break }
      bytes += buffer[offset..<offset + count]
      readCount += 1
    }
    // The end stays the end.
    readCount += source.read(into: &buffer, at: offset)
    if buffer.prefix(offset) != [0xee, 0xee, 0xee] { bytes = Array("written before the offset".utf8) }
    encoding = source.encoding
    damage = source.damage
    warnings = source.warnings
    compressedBytesRead = source.compressedBytesRead
    byteCount = source.byteCount
    newestTime = source.newestTime
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Lines as they stand in a log, so many that they fill several reads.
func logText(lines: Int) -> [UInt8] {
  var text = ""
  for line in 0..<lines {
    text += "Nov 24 00:11:\(10 + line % 50) mx postfix/smtp[\(line)]: \(line &* 2_654_435_761): status=bounced\n"
  }
  return Array(text.utf8)
}

/// A gzip member with stored (not compressed) data, made by hand so that each of its bytes is known.
func storedMember(_ text: String, time: UInt32 = 0) -> [UInt8] {
  let data = Array(text.utf8)
  let count = UInt16(data.count)
  return [0x1f, 0x8b, 8, 0] + littleEndian(time) + [0, 3]
    + [1] + littleEndian(count) + littleEndian(~count) + data
    + littleEndian(crc32(data)) + littleEndian(UInt32(data.count))
}

private func littleEndian<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
  (0..<Value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> Value($0 * 8)) }
}

private func crc32(_ data: [UInt8]) -> UInt32 {
  ~data.reduce(~0) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
  }
}
