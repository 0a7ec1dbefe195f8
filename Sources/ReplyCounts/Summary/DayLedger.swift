import MailLog
import SMTPReply

/// What each day of the log's own clock brought. A failed reply is counted in its day when it comes, so that a change of the day costs
/// nothing: lines of several days may stand in any order, as those of hosts in different zones do.
struct DayLedger: Sendable {
  private static let day: Int64 = 86_400_000_000

  /// The first microsecond of the day that is counted in.
  private var start: Int64 = .min
  /// The number of that day among those that were seen; nil before the first.
  private var current: UInt32?
  private var numbers: [Int: UInt32] = [:]
  /// Replies by number of the day, in the upper half, and by group.
  private var replies: [UInt64: Int] = [:]
  /// Recipients' domains. A share's group is twice the day's number, and one more for replies that ended mail.
  private var domains = NameLedger()

  /// Whether `time` is of the day that is counted in.
  @inline(__always)
  func covers(_ time: LogTime) -> Bool { UInt64(bitPattern: time.wall &- start) < UInt64(DayLedger.day) }

  /// Goes over to the day of `time`.
  mutating func begin(_ time: LogTime) {
    // Rounded down, before 1970 too.
    let number = (time.wall - (time.wall < 0 ? DayLedger.day - 1 : 0)) / DayLedger.day
    start = number * DayLedger.day
    let known = numbers[Int(number)] ?? UInt32(numbers.count)
    numbers[Int(number)] = known
    current = known
  }

  /// Counts `times` replies of `group`, whose number is `number`.
  mutating func count(_ times: Int, of group: ReplyGroup, _ number: UInt32) {
    guard let current, group.explanation.class != .accepted else { return }
    replies[UInt64(current) << 32 | UInt64(number), default: 0] += times
  }

  /// Counts that `times` replies of `group` named the recipient in `range`.
  mutating func hit(_ line: RawSpan, _ range: Range<Int>, _ times: Int, of group: ReplyGroup) {
    guard let current, let isDeferral = DayLedger.isDeferral(group) else { return }
    let at = line.lastIndex(of: UInt8(ascii: "@"), from: range.lowerBound, to: range.upperBound)
    let domain = domains.intern(line, (at.map { $0 + 1 } ?? range.upperBound)..<range.upperBound)
    domains.add(times, of: current << 1 | (isDeferral ? 0 : 1), for: domain, at: 0)
  }

  /// All days in order.
  func all(_ tally: Tally) -> [DayCounts] {
    var outcomes: [Int: OutcomeHours.Counts] = [:]
    for hour in tally.hours.all { outcomes[Int(hour.second / 86_400), default: .init()] += hour.counts }
    var causes = causes(tally)
    let suspects = tally.loginEvidence.counts.values.filter(\.isSuspicious)
    if !suspects.isEmpty, let last = numbers.keys.max(), let number = numbers[last] {
      // Which login may be stolen shows over the whole run.
      causes[number, default: [:]][.stolenLogin] = suspects.reduce(0) { $0 + $1.refusals }
    }
    let domains = domainCounts
    return Set(numbers.keys).union(outcomes.keys).sorted().map { day in
      let number = numbers[day]
      return DayCounts(
        day: day, outcomes: outcomes[day] ?? .init(), causes: number.flatMap { causes[$0] } ?? [:],
        domains: number.flatMap { domains[$0] } ?? [:])
    }
  }

  private func causes(_ tally: Tally) -> [UInt32: [DayCounts.Cause: Int]] {
    var causes: [UInt32: [DayCounts.Cause: Int]] = [:]
    for (place, count) in replies {
      let group = tally.groups.groups[Int(place & 0xffff_ffff)]
      causes[UInt32(place >> 32), default: [:]][DayCounts.Cause(group), default: 0] += count
    }
    return causes
  }

  private var domainCounts: [UInt32: [String: DayCounts.Domain]] {
    var counts: [UInt32: [String: DayCounts.Domain]] = [:]
    domains.forEach { domain, shares in
      let name = String(decoding: domains.bytes(domain).prefix(255), as: UTF8.self).lowercased()
      for index in shares.indices {
        var own = DayCounts.Domain()
        if shares[index].group & 1 == 0 {
          own.deferrals = Int(shares[index].replies)
        } else {
          own.bounces = Int(shares[index].replies)
        }
        counts[shares[index].group >> 1, default: [:]][name, default: DayCounts.Domain()] += own
      }
    }
    return counts
  }

  /// Whether the replies of `group` put mail off, or ended it; nil when they did neither to mail of ours.
  private static func isDeferral(_ group: ReplyGroup) -> Bool? {
    guard group.direction == .outbound else { return nil }
    switch (group.code?.severity, group.explanation.permanence) {
    case (4, _), (nil, .soft): return true
    case (5, _), (nil, .hard): return false
    default: return nil
    }
  }
}

extension DayLedger: KeptByGroup {
  mutating func renumber(groups: [UInt32]) {
    let old = replies
    replies = [:]
    for (place, count) in old {
      let day = place & 0xffff_ffff_0000_0000
      replies[day | UInt64(groups[Int(place & 0xffff_ffff)]), default: 0] += count
    }
  }
}
