import Testing

@testable import ReplyRecords

@Suite("Wordings that are evidence")
struct EvidenceWordingsTests {
  @Test("wordings whose groups become one are one, with all their replies")
  func wordings() {
    var wordings = EvidenceWordings()
    wordings.add(3, "550 one", of: 0, isOfMany: false)
    wordings.add(2, "550 two", of: 1, isOfMany: false)
    wordings.add(9, "550 three", of: 2, isOfMany: false)
    wordings.renumber(groups: [1, 1, 0])
    #expect(wordings.sorted.map(\.count) == [9, 5])
    #expect(wordings.sorted.map(\.isOfMany) == [false, true])
    #expect(wordings.sorted.map(\.sample) == ["550 three", "550 two"])
  }
}
