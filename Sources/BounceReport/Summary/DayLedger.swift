import MailLog
import SMTPReply

/// What each day of the log's own clock brought, found out without a cost per reply: what a tally has grown by between two changes of the
/// day.
struct DayLedger: Sendable {
  private static let day: Int64 = 86_400_000_000

  /// The first microsecond of the day that is counted in.
  private var start: Int64 = .min
  /// What was counted when it began.
  private var before = DayGrowth()
  private var days: [Int: DayGrowth] = [:]

  /// Whether `time` is of the day that is counted in.
  @inline(__always)
  func covers(_ time: LogTime) -> Bool { UInt64(bitPattern: time.wall &- start) < UInt64(DayLedger.day) }

  /// Goes over to the day of `time`; `tally` has what was counted until now.
  mutating func begin(_ time: LogTime, _ tally: Tally) {
    close(tally)
    // Rounded down, before 1970 too.
    let number = (time.wall - (time.wall < 0 ? DayLedger.day - 1 : 0)) / DayLedger.day
    start = number * DayLedger.day
  }

  private mutating func close(_ tally: Tally) {
    let now = DayGrowth(tally)
    if start != .min { days[Int(start / DayLedger.day), default: DayGrowth()].add(now, less: before) }
    before = now
  }

  /// All days in order, with the last one's counts.
  mutating func all(_ tally: Tally) -> [DayCounts] {
    close(tally)
    var outcomes: [Int: OutcomeHours.Counts] = [:]
    for hour in tally.hours.all { outcomes[Int(hour.second / 86_400), default: .init()] += hour.counts }
    let suspects = tally.loginEvidence.counts.values.filter(\.isSuspicious)
    if !suspects.isEmpty, let last = days.keys.max() {
      // Which login may be stolen shows over the whole run.
      days[last]?.causes[.stolenLogin] = suspects.reduce(0) { $0 + $1.refusals }
    }
    return Set(days.keys).union(outcomes.keys).sorted().map { day in
      let growth = days[day] ?? DayGrowth()
      return DayCounts(
        day: day, outcomes: outcomes[day] ?? .init(), causes: growth.causes, domains: growth.domains)
    }
  }
}

/// Counts by cause and by domain, as sums that only grow.
private struct DayGrowth {
  var causes: [DayCounts.Cause: Int] = [:]
  var domains: [String: DayCounts.Domain] = [:]

  init() {}

  init(_ tally: Tally) {
    let groups = tally.groups.groups
    var isDeferral = [Bool?](repeating: nil, count: groups.count)
    for (number, group) in groups.enumerated() {
      // Also of a group whose replies were counted in a run before: lines that repeat them may name recipients in this one.
      isDeferral[number] = DayGrowth.isDeferral(group)
      guard group.replies > 0, group.explanation.class != .accepted else { continue }
      causes[DayCounts.Cause(group), default: 0] += group.replies
    }
    tally.names.recipients.forEachPart { part in count(part, isDeferral) }
  }

  private mutating func count(_ recipients: NameLedger, _ isDeferral: [Bool?]) {
    recipients.forEach { recipient, shares in
      var own = DayCounts.Domain()
      for index in shares.indices {
        guard let isDeferral = isDeferral[Int(shares[index].group)] else { continue }
        if isDeferral { own.deferrals += Int(shares[index].replies) } else { own.bounces += Int(shares[index].replies) }
      }
      guard own != DayCounts.Domain() else { return }
      let (bytes, range) = recipients.domain(of: recipient)
      let name = String(decoding: bytes[range].prefix(255), as: UTF8.self).lowercased()
      domains[name, default: DayCounts.Domain()] += own
    }
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

  /// Adds what `now` has more than `before`.
  mutating func add(_ now: DayGrowth, less before: DayGrowth) {
    for (cause, count) in now.causes where count > before.causes[cause] ?? 0 {
      causes[cause, default: 0] += count - (before.causes[cause] ?? 0)
    }
    for (name, count) in now.domains {
      let grown = count - (before.domains[name] ?? DayCounts.Domain())
      if grown != DayCounts.Domain() { domains[name, default: DayCounts.Domain()] += grown }
    }
  }
}
