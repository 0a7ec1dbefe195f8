import MailLog
import SMTPReply

extension Report {
  /// The report with those of `thresholds` noted that it exceeds.
  package func checked(against thresholds: [Threshold]) -> Report {
    var report = self
    report.alerts = thresholds.compactMap { threshold in
      found(threshold).map { words.text("alert", ["rule": threshold.text, "found": $0]) }
    }
    return report
  }

  /// Whether nobody has to look at the report: the verdict has no reason to, everything was read, and there is nothing new; without a history
  /// nothing wants anybody to act, and nothing of ours is unexplained.
  package var isClean: Bool {
    guard reasonsToLook.isEmpty, inputs.allSatisfy(\.isComplete) else { return false }
    // A night without a line is a mail server that stands still, or a log that is elsewhere now.
    if let news { return news.baseline == nil && lines.total > 0 }
    return !isOfNothing && unexplainedOfOurs == 0 && !findings.contains(where: \.isOpen)
  }

  /// What the report has of a threshold that it exceeds, in words; nil when a part of it does not hold.
  private func found(_ threshold: Threshold) -> String? {
    var found: [String] = []
    for part in threshold.parts {
      switch part {
      case .event(let event):
        let names = names(of: event)
        if names.isEmpty { return nil }
        found.append(names.prefix(3).joined(separator: "; ") + (names.count > 3 ? " …" : ""))
      case .measure(let measure, let comparison, let number, let isShare):
        let count = count(measure, threshold)
        let all = totals.delivered + totals.bounced + totals.deferred
        let value = isShare ? (all > 0 ? 100 * Double(count) / Double(all) : 0) : Double(count)
        guard comparison.holds(value, number) else { return nil }
        found.append(isShare ? words.share(count, all) : words.number(count))
      default: break
      }
    }
    return found.joined(separator: ", ")
  }

  /// What happened of `event`.
  private func names(of event: Threshold.Event) -> [String] {
    let items = news?.baseline == nil ? news?.items ?? [] : []
    switch event {
    // What is rare speaks when it is seen first, and again when it is told with weight.
    case .newCause: return items.filter { $0.kind == .new && !($0.isMinor && $0.isSeenBefore) }.map(\.name)
    case .newListing: return items.filter { $0.kind == .listing }.map { "\($0.name) (\($0.list ?? ""))" }
    case .news:
      return items.filter { $0.kind != .fixed && $0.kind != .said && !($0.isMinor && $0.isSeenBefore) }.map(\.name)
    case .stolenLogin: return findings.filter { !$0.evidence.isEmpty && $0.isOpen }.flatMap(\.named)
    }
  }

  private func count(_ measure: Threshold.Measure, _ threshold: Threshold) -> Int {
    switch measure {
    case .replies: sections(threshold).reduce(0) { $0 + $1.replies }
    case .recipients: recipients(threshold)
    case .delivered: totals.delivered
    case .bounced: totals.bounced
    case .deferred: totals.deferred
    case .rejected: totals.rejected
    case .deferrals: totals.deferrals
    case .notUnderstood: lines.notUnderstood
    }
  }

  /// The causes that the selectors of `threshold` choose; plain success among them only when its code is named.
  private func sections(_ threshold: Threshold) -> [CauseSection] {
    let coded = codes.flatMap { section in section.causes.map { (code: ReplyCode?.some(section.code), cause: $0) } }
    let all = coded + withoutReply.map { (code: ReplyCode?.none, cause: $0) }
    return all.filter { threshold.chooses($0.code, $0.cause) }.map(\.cause)
  }

  /// Recipients of the chosen replies: of whole codes the different ones, else those of each cause.
  private func recipients(_ threshold: Threshold) -> Int {
    if threshold.isByCodeAlone {
      return codes.filter { threshold.chooses(code: $0.code) }.reduce(0) { $0 + ($1.recipients ?? 0) }
    }
    return sections(threshold).reduce(0) { $0 + ($1.recipients ?? 0) }
  }
}

extension Threshold {
  /// Whether codes are all that it chooses by.
  var isByCodeAlone: Bool {
    parts.allSatisfy { part in
      switch part {
      case .code, .measure, .event: true
      default: false
      }
    }
  }

  /// Whether the selectors of a kind choose what `matches`: any of them, or there are none.
  private func chooses<Value>(_ value: (Part) -> Value?, _ matches: (Value) -> Bool) -> Bool {
    let wanted = parts.compactMap(value)
    return wanted.isEmpty || wanted.contains(where: matches)
  }

  func chooses(code: ReplyCode?) -> Bool {
    chooses({ if case .code(let pattern) = $0 { pattern } else { nil } }) { pattern in
      code.map { pattern.matches($0) } ?? false
    }
  }

  func chooses(_ code: ReplyCode?, _ cause: Report.CauseSection) -> Bool {
    guard chooses(code: code) else { return false }
    let isAboutFailures = !parts.contains { part in
      if case .code = part { return true }
      return false
    }
    if isAboutFailures, cause.class == .accepted { return false }
    return chooses({ if case .cause(let id) = $0 { id } else { nil } }) {
      cause.id == $0 || ($0 == "none" && cause.id == nil)
    } && chooses({ if case .reason(let reason) = $0 { reason } else { nil } }) { cause.class == $0 }
      && chooses({ if case .direction(let direction) = $0 { direction } else { nil } }) { cause.direction == $0 }
  }
}
