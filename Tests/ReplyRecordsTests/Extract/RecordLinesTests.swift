import MailLog
import Testing

@testable import ReplyCounts
@testable import ReplyRecords

@Suite("Lines of JSON from bytes")
struct RecordLinesTests {
  /// What `escape` writes for `text`, with other bytes around it.
  private func escaped(_ text: [UInt8]) -> [UInt8] {
    let source = Array("\"\\".utf8) + text + [0x22, 0, 0x80] + [UInt8](repeating: 0x5c, count: 16)
    var target = [UInt8](repeating: 0xff, count: 6 * text.count + 16)
    var span = target.mutableSpan
    var out = unsafe span.mutableBytes
    let end = unsafe out.escape(source.span.bytes, 2..<(2 + text.count), at: 0)
    return Array(target[..<end])
  }

  /// What the slow and plain writer makes of it, without the quotes.
  private func wanted(_ text: [UInt8]) -> [UInt8] {
    var json = JSONWriter()
    json.value(String(decoding: text, as: UTF8.self))
    return Array(json.bytes.dropFirst().dropLast())
  }

  @Test("every byte at every place of a word is escaped as it has to be")
  func everyByte() {
    for length in 1...17 {
      for place in 0..<length {
        for byte in UInt8.min...UInt8.max {
          var text = [UInt8](repeating: UInt8(ascii: "a"), count: length)
          text[place] = byte
          #expect(escaped(text) == wanted(text), "byte \(byte) at \(place) of \(length)")
        }
      }
    }
  }

  @Test("two bytes that need care side by side", arguments: [0x00, 0x1f, 0x22, 0x5c, 0x7f, 0x80, 0xc3] as [UInt8])
  func pairs(first: UInt8) {
    for second in UInt8.min...UInt8.max {
      let text = Array("abc".utf8) + [first, second] + Array("xyz".utf8)
      #expect(escaped(text) == wanted(text))
    }
  }

  @Test("whole numbers", arguments: [0, 1, 9, 10, 99, 100, 12_345_678, Int.max])
  func numbers(number: Int) {
    var target = [UInt8](repeating: 0, count: 40)
    var span = target.mutableSpan
    var out = unsafe span.mutableBytes
    let end = out.number(number, at: 0)
    #expect(String(decoding: target[..<end], as: UTF8.self) == String(number))
  }

  @Test("times that follow each other, with zones and fractions and before 1970")
  func times() {
    var text = TimeText()
    var times: [LogTime] = []
    for second in stride(from: Int64(-130), through: 130, by: 1) { times.append(LogTime(wall: second * 1_000_000)) }
    times += [LogTime(wall: 59_000_000, zone: 60), LogTime(wall: 59_500_000, zone: -570, fractionDigits: 3)]
    times += [LogTime(wall: 61_000_000), LogTime(wall: 62_123_456, fractionDigits: 6), LogTime(wall: 62_000_000)]
    for time in times {
      text.set(time)
      #expect(String(decoding: text.bytes[0..<text.bytes.count], as: UTF8.self) == time.iso8601)
    }
  }
}
