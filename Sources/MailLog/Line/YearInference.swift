/// Gives dates without a year theirs, reading forward through one input.
///
/// The bound is the newest moment that the input can be from: the time in the gzip header or the file's own, and only
/// for a pipe the present. The first date gets the latest year that does not pass it (a day of slack for clocks and
/// zones). Each later date gets the year that continues the log best: forward, or back by a month at most, since lines
/// of concurrent daemons are out of order near New Year, and never past the bound when there is another choice.
struct YearInference: Sendable {
  /// The last day that a line can have, in days since 1970-01-01; nil when a first year was given instead.
  let newestDay: Int?
  /// The year of the first date, when the user gave it.
  let firstYear: Int?
  /// The last date seen.
  private(set) var last: CivilDate?
  /// Whether the dates do not fit below the bound in order: the input spans more than a year, or a clock was wrong.
  private(set) var passedBound = false
  /// Whether the days step back by more than one, ahead by more than a year, or behind the bound: a clock was wrong, or files were joined.
  private(set) var hasJumped = false

  /// What was known at some point of an input.
  init(newestDay: Int?, firstYear: Int?, last: CivilDate?, passedBound: Bool) {
    self.newestDay = newestDay
    self.firstYear = firstYear
    self.last = last
    self.passedBound = passedBound
  }

  /// Dates not after `newestTime` (seconds since 1970-01-01 00:00 UTC).
  init(newestTime: Int64) {
    newestDay = Int((newestTime >= 0 ? newestTime : newestTime - 86_399) / 86_400)
    firstYear = nil
  }

  /// Dates from `firstYear` on.
  init(firstYear: Int) {
    newestDay = nil
    self.firstYear = firstYear
  }

  /// Takes a date whose year was written down as the point to go on from, unless the input cannot be that new.
  mutating func note(_ date: CivilDate) {
    noteJump(to: date)
    if let newestDay, date.dayNumber > newestDay + 1 { return }
    last = date
  }

  /// The day of `month` and `day`, in days since 1970-01-01; nil when no year has that day.
  mutating func day(month: Int, day: Int) -> Int? {
    guard let date = last.map({ next(after: $0, month: month, day: day) }) ?? first(month: month, day: day)
    else { return nil }
    // A date after the bound, or one further back than lines out of order: a year went by unseen.
    if let newestDay, date.dayNumber > newestDay + 1 { passedBound = true }
    if let last, date.dayNumber < last.dayNumber - 31 { passedBound = true }
    noteJump(to: date)
    last = date
    return date.dayNumber
  }

  private mutating func noteJump(to date: CivilDate) {
    if let newestDay, date.dayNumber > newestDay + 1 { hasJumped = true }
    if let last, !(-1...366).contains(date.dayNumber - last.dayNumber) { hasJumped = true }
  }

  private func first(month: Int, day: Int) -> CivilDate? {
    if let firstYear { return CivilDate(year: firstYear, month: month, day: day) }
    let newest = newestDay ?? 0
    let year = CivilDate(dayNumber: newest + 1).year
    // Eight years back reach the last leap year even across 1900 and 2100.
    for candidate in stride(from: year, through: year - 8, by: -1) {
      if let date = CivilDate(year: candidate, month: month, day: day), date.dayNumber <= newest + 1 { return date }
    }
    return nil
  }

  private func next(after last: CivilDate, month: Int, day: Int) -> CivilDate? {
    var best: CivilDate?
    var bestCost = Int.max
    for year in (last.year - 4)...(last.year + 4) {
      guard let date = CivilDate(year: year, month: month, day: day) else { continue }
      let step = date.dayNumber - last.dayNumber
      var cost = step >= 0 ? step : step >= -31 ? -step : 1_000 - step
      if let newestDay, date.dayNumber > newestDay + 1 { cost += 10_000 }
      if cost < bestCost { (best, bestCost) = (date, cost) }
    }
    return best
  }
}
