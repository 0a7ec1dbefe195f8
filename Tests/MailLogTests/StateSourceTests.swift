import MailLog
import Testing

/// States that are inflated a part at a time.
@Suite("State sources")
struct StateSourceTests {
  private static func state(_ count: Int) -> [UInt8] {
    var writer = StateWriter()
    for number in 0..<count { writer.write(Array("\(number * 7_919)".utf8)) }
    return writer.bytes
  }

  private static func read(_ reader: inout StateReader, _ count: Int) -> Bool {
    for number in 0..<count {
      guard let text = try? reader.text(), text == "\(number * 7_919)" else { return false }
    }
    return true
  }

  @Test("give what was deflated, whatever its size", arguments: [0, 1, 9_000, 10_000, 11_000, 100_000])
  func same(count: Int) {
    let state = StateSourceTests.state(count)
    var reader = StateReader(InflatedState(Deflater.deflated(state)), total: state.count, allowance: nil)
    #expect(StateSourceTests.read(&reader, count))
    #expect(reader.position == state.count && reader.endsSoundly())
    var whole = StateReader(state)
    #expect(StateSourceTests.read(&whole, count) && whole.endsSoundly())
  }

  @Test("tell at the end that bytes are missing, changed or too many")
  func damage() {
    let state = StateSourceTests.state(3_000)
    let deflated = Deflater.deflated(state)
    for place in stride(from: 0, to: deflated.count, by: 37) {
      var flipped = deflated
      flipped[place] ^= 0x10
      var reader = StateReader(InflatedState(flipped), total: state.count, allowance: nil)
      #expect(!StateSourceTests.read(&reader, 3_000) || !reader.endsSoundly(), "byte \(place)")
      var cut = StateReader(InflatedState(Array(deflated[..<place])), total: state.count, allowance: nil)
      #expect(!StateSourceTests.read(&cut, 3_000) || !cut.endsSoundly(), "cut at \(place)")
    }
    var longer = StateReader(
      InflatedState(Deflater.deflated(state + [0])), total: state.count, allowance: nil)
    #expect(StateSourceTests.read(&longer, 3_000) && !longer.endsSoundly())
  }

  @Test("no false number asks for memory")
  func allowance() {
    var writer = StateWriter()
    writer.write(1 << 20)
    let state = writer.bytes + [UInt8](repeating: 0, count: 1 << 20)
    let reader = { StateReader(InflatedState(Deflater.deflated(state)), total: state.count, allowance: 100_000) }
    var things = reader()
    #expect(throws: StateReader.Failure.tooLarge) { try things.count() }
    var spilled = reader()
    #expect((try? spilled.count(size: 0)) == 1 << 20)
    var string = reader()
    #expect(throws: StateReader.Failure.tooLarge) { try string.string() }
    var long = reader()
    #expect(throws: StateReader.Failure.tooLarge) { try long.string(canSpill: true) }
    var several = StateReader(InflatedState(Deflater.deflated(StateSourceTests.state(50_000))), allowance: 100_000)
    #expect(!StateSourceTests.read(&several, 50_000))
  }
}
