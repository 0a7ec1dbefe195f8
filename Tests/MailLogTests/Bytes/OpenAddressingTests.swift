import MailLog
import Testing

@Suite("Places of hash tables")
struct OpenAddressingTests {
  @Test("places follow each other in a ring")
  func ring() {
    let places = OpenAddressing(count: 8)
    #expect(places.count == 8)
    #expect(places.doubled.count == 16)
    #expect((0..<8).map(places.next) == [1, 2, 3, 4, 5, 6, 7, 0])
    #expect(places.home(0xffff_ffff_ffff_fffd) == 5)
    #expect(places.free(from: 6) { $0 > 5 || $0 == 0 } == 1)
  }

  @Test("a table grows when more places are in use than its load allows")
  func load() {
    let places = OpenAddressing(count: 16)
    #expect((0...16).first { places.isOver($0, .quarter) } == 5)
    #expect((0...16).first { places.isOver($0, .half) } == 9)
    #expect((0...16).first { places.isOver($0, .twoThirds) } == 11)
  }

  @Test("after any deletion each entry is found from its home", arguments: 0..<4_096)
  func closing(number: Int) {
    // Four entries in every mix of homes, each taken out in turn.
    let places = OpenAddressing(count: 8)
    let homes = (0..<4).map { number >> (3 * $0) & 7 }
    for gone in 0..<4 {
      var table = [Int?](repeating: nil, count: 8)
      for entry in 0..<4 { table[places.free(from: homes[entry]) { table[$0] != nil }] = entry }
      let hole = places.close(
        table.firstIndex(of: gone) ?? 0, isTaken: { table[$0] != nil }, home: { homes[table[$0] ?? 0] },
        move: { table[$1] = table[$0] })
      table[hole] = nil
      for entry in 0..<4 {
        var place = homes[entry]
        while let other = table[place], other != entry { place = places.next(place) }
        #expect(table[place] == (entry == gone ? nil : entry))
      }
    }
  }
}
