import Testing

@testable import BounceReport

@Suite("Usual level")
struct UsualLevelTests {
  @Test("a week is needed")
  func week() {
    #expect(UsualLevel([5, 5, 5, 5, 5, 5]) == nil)
    #expect(UsualLevel([5, 5, 5, 5, 5, 5, 5])?.median == 5)
  }

  @Test("a bad third of the days hardly moves it")
  func robust() throws {
    let calm = try #require(UsualLevel([20, 22, 19, 21, 20, 18, 23, 20, 21, 19, 22, 20]))
    let bad = try #require(UsualLevel([20, 22, 19, 21, 500, 480, 23, 20, 21, 700, 22, 900]))
    #expect(calm.median == 20 && bad.median <= 22.5)
    #expect(calm.isExceeded(by: 60) && bad.isExceeded(by: 60))
  }

  @Test(
    "steady days have the spread of chance, and few replies are never much",
    arguments: [
      ([100, 100, 100, 100, 100, 100, 100], 159, false), ([100, 100, 100, 100, 100, 100, 100], 160, true),
      ([0, 0, 0, 0, 0, 0, 0], 9, false), ([0, 0, 0, 0, 0, 0, 0], 10, true), ([10, 0, 30, 5, 40, 0, 25, 8], 60, false),
      ([10, 0, 30, 5, 40, 0, 25, 8], 150, true), ([1_000, 1_010, 990, 1_000, 1_005, 995, 1_000], 1_300, false),
      ([1_000, 1_010, 990, 1_000, 1_005, 995, 1_000], 1_500, true),
    ])
  func bounds(days: [Int], count: Int, isExceeded: Bool) throws {
    #expect(try #require(UsualLevel(days)).isExceeded(by: count) == isExceeded)
  }
}
