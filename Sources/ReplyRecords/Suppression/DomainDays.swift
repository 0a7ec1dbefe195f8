/// Tells a domain that suddenly knows nobody from one whose users left one by one.
///
/// A day of a domain is bad when at least ten different addresses failed there, more than half of all that were tried. It looks like
/// an outage when on the domain's other days, the bad ones aside, fewer than a fifth failed. Without such a day to compare with, twenty
/// have to fail, and nine of ten.
struct DomainDays {
  private struct Place: Hashable {
    var domain: String
    var day: Int64
  }

  private struct Tried {
    var delivered = 0
    var failed: Set<String> = []

    var count: Int { delivered + failed.count }
    var isBad: Bool { failed.count >= 10 && failed.count * 2 > count }
  }

  private var places: [Place: Tried] = [:]
  private var days: [String: Set<Int64>] = [:]

  /// The day of a second, both since 1970.
  static func day(_ second: Int64) -> Int64 { second >= 0 ? second / 86_400 : (second - 86_399) / 86_400 }

  mutating func delivered(_ domain: String, on second: Int64) {
    places[place(domain, second), default: Tried()].delivered += 1
  }

  mutating func failed(_ address: String, _ domain: String, on second: Int64) {
    places[place(domain, second), default: Tried()].failed.insert(address)
  }

  private mutating func place(_ domain: String, _ second: Int64) -> Place {
    let day = DomainDays.day(second)
    days[domain, default: []].insert(day)
    return Place(domain: domain, day: day)
  }

  /// Whether `domain` looks like it was broken on `day`.
  func isOutage(_ domain: String, _ day: Int64) -> Bool {
    guard let tried = places[Place(domain: domain, day: day)], tried.isBad else { return false }
    var others = (failed: 0, count: 0)
    for other in days[domain] ?? [] {
      guard let place = places[Place(domain: domain, day: other)], !place.isBad else { continue }
      others.failed += place.failed.count
      others.count += place.count
    }
    guard others.count > 0 else { return tried.failed.count >= 20 && tried.failed.count * 10 > tried.count * 9 }
    return others.failed * 5 < others.count
  }
}
