/// Keeps the best of the matches that a text gives, by where they start.
///
/// A phrase inside a longer one says nothing by itself: the `timeout` of `retry timeout exceeded`, the `open relay` of `not
/// an open relay`.
struct MatchRace {
  private var best: CauseMatcher.Match?
  /// The best of the matches that start at `start` and end at `end`, which a longer one there replaces.
  private var here: CauseMatcher.Match?
  private var start = -1
  private var end = 0
  /// How far the matches reach that started before.
  private var covered = 0

  /// Enters a match of the bytes from `start` to `end`; `isWhole` when nothing was skipped in it.
  mutating func enter(_ match: CauseMatcher.Match, from start: Int, to end: Int, isWhole: Bool) {
    guard isWhole else {
      best = MatchRace.better(best, match)
      return
    }
    if start != self.start {
      best = MatchRace.better(best, here)
      here = nil
      covered = max(covered, self.end)
      self.start = start
      self.end = 0
    }
    guard end > covered, end >= self.end else { return }
    if end > self.end { here = nil }
    self.end = end
    here = MatchRace.better(here, match)
  }

  /// The best of all.
  var winner: CauseMatcher.Match? { MatchRace.better(best, here) }

  /// The one of the higher score, else of the earlier cause.
  static func better(_ left: CauseMatcher.Match?, _ right: CauseMatcher.Match?) -> CauseMatcher.Match? {
    guard let left else { return right }
    guard let right else { return left }
    if left.score != right.score { return left.score > right.score ? left : right }
    return left.cause <= right.cause ? left : right
  }
}
