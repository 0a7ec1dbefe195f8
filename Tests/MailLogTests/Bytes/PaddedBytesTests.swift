import MailLog
import Testing

@Suite("Bytes with their padding")
struct PaddedBytesTests {
  @Test("a word may be loaded at any byte and behind the last", arguments: 0...20)
  func words(count: Int) {
    let all = (0..<UInt8(count)).map { $0 + 1 }
    let bytes = PaddedBytes(all)
    #expect(bytes.count == count)
    #expect(bytes.isEmpty == (count == 0))
    #expect(bytes.withBytes { $0.byteCount } == count + PaddedBytes.padding)
    for at in 0...count {
      let expected = all[at...].prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      #expect(bytes.withBytes { $0.word(at) } == expected)
    }
    #expect(bytes.withBytes { $0.word(count + PaddedBytes.padding - 8) } == 0)
  }

  @Test("what is added goes in front of the padding")
  func adding() {
    var bytes = PaddedBytes()
    #expect(bytes.isEmpty)
    bytes.append(contentsOf: [1, 2, 3])
    bytes.append(contentsOf: "ab".utf8)
    bytes[1] = 7
    #expect(bytes.count == 5)
    #expect(Array(bytes[0..<5]) == [1, 7, 3, 97, 98])
    #expect(bytes[4] == 98)
    #expect(bytes.withBytes { $0.byteCount } == 5 + PaddedBytes.padding)
    #expect(bytes.withBytes { $0.word(5) } == 0)
  }

  @Test("a buffer gets the same padding")
  func buffer() {
    var buffer: [UInt8] = [1]
    buffer.appendPadding()
    #expect(buffer.count == 1 + PaddedBytes.padding)
    #expect(buffer.withBytes { $0.word(0) } == 1)
  }
}
