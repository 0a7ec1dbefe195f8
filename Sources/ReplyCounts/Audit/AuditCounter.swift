package import MailLog
import SMTPReply

/// Counts what became of mail, for an audit: by recipient domain, provider, sender domain, client and login.
///
/// It sees every record, so a run with it takes longer than one without. What a filter on this host takes in and hands back counts when
/// it comes back.
package final class AuditCounter {
  /// What rows are told apart by.
  package enum Dimension: String, CaseIterable {
    case recipientDomain = "recipient_domains"
    case provider = "providers"
    case senderDomain = "sender_domains"
    case client = "clients"
    case login = "logins"
  }

  /// A recipient that was deferred and is not settled.
  private struct Waiting {
    var since: Int64
    /// The row of each dimension; -1 for none.
    var rows: [Int]
  }

  var tables = [AuditTable](repeating: AuditTable(), count: Dimension.allCases.count)
  /// All mail together.
  var total = AuditFigures()
  /// Recipients handed to a filter on this host.
  package private(set) var handedOn = 0
  /// Deliveries on this host that may be handed back, until it is seen whether they are.
  private var handOns = HandOns()
  private let key = HashKey()
  /// By message, and by the hash of the recipient.
  private var waiting: [UInt64: [UInt64: Waiting]] = [:]
  /// The rows that each message in flight was counted in.
  private var messages: [UInt64: CountedRows] = [:]
  /// The provider of each host's row in `hosts`.
  var hosts = ByteInterner(ignoresCase: true)
  var providerRows: [Int] = []
  let providers = ProviderNames()
  let relays: [HostPattern]

  /// A counter for a host whose mail all leaves through `relays`: providers are told by the recipients' domains there.
  package init(relays: [HostPattern] = []) {
    self.relays = relays
  }

  /// Takes one reply.
  func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    guard record.outcome.isCounted else { return }
    if record.direction == .inbound {
      reject(record, line, facts)
      return
    }
    let second = (time?.instant ?? 0) / 1_000_000
    let recipient = key.hashIgnoringCase(line, record.recipient.range)
    if record.settlesMessage {
      expire(facts.serial)
      return
    }
    guard record.outcome != .probe else { return }
    if record.queueID.exists, let id = line.string(record.queueID) { handedOn += handOns.see(id) }
    let rows = rows(of: record, line, facts, message)
    countMessage(facts.serial, rows)
    let since = waiting[facts.serial]?[recipient]?.since
    let delay = line.string(record.delay).flatMap { Double($0) } ?? facts.age.map(Double.init)
    let count = record.count
    switch record.outcome {
    case .delivered:
      let delivery = AuditDelivery(
        rows: rows, count: count, delay: delay, wait: since.map { Double(second - $0) }, tls: record.isUnderTLS(line))
      if let id = line.string(record.handedOnID(line)) {
        handedOn += handOns.add(delivery, id)
      } else {
        add(delivery)
      }
    case .bounced: each(rows) { $0.bounced += count }
    case .deferred: each(rows) { $0.deferrals += count }
    case .attempt: each(rows) { $0.attempts += count }
    default: break
    }
    switch record.outcome {
    case .delivered, .bounced, .discarded: if since != nil { settle(recipient, of: facts.serial) }
    case .deferred: waiting[facts.serial, default: [:]][recipient] = Waiting(since: since ?? second, rows: rows)
    default: break
    }
  }

  /// All replies were taken: what was not handed back was delivered here.
  package func finish() {
    for delivery in handOns.takeAll() { add(delivery) }
  }

  private func add(_ delivery: AuditDelivery) {
    each(delivery.rows) { figures in
      figures.delivered += delivery.count
      if let delay = delivery.delay { figures.delays.add(delay, times: delivery.count) }
      if let wait = delivery.wait { figures.waits.add(wait, times: delivery.count) }
      if let tls = delivery.tls {
        figures.tlsKnown += delivery.count
        if tls { figures.underTLS += delivery.count }
      }
    }
  }

  /// No line will name the message again; who still waits stays deferred.
  func messageEnded(_ serial: UInt64) { messages[serial] = nil }

  /// The figures of a dimension's rows, with the recipients that still wait.
  package func rows(of dimension: Dimension) -> [(name: String, figures: AuditFigures)] {
    let place = AuditCounter.place(of: dimension)
    var deferred: [Int: Int] = [:]
    for recipients in waiting.values {
      for known in recipients.values where known.rows[place] >= 0 { deferred[known.rows[place], default: 0] += 1 }
    }
    return tables[place].rows.enumerated().map { number, figures in
      var figures = figures
      figures.deferred = deferred[number] ?? 0
      return (tables[place].name(number), figures)
    }
  }

  /// The figures of all mail, with the recipients that still wait.
  package var totals: AuditFigures {
    var figures = total
    figures.deferred = waiting.values.reduce(0) { $0 + $1.count }
    return figures
  }

  /// Where a dimension's table stands.
  private static func place(of dimension: Dimension) -> Int { Dimension.allCases.firstIndex(of: dimension) ?? 0 }

  private func each(_ rows: [Int], _ change: (inout AuditFigures) -> Void) {
    change(&total)
    for place in rows.indices where rows[place] >= 0 { tables[place].change(rows[place], change) }
  }

  /// Counts a message once in each row that one of its replies belongs to.
  private func countMessage(_ serial: UInt64, _ rows: [Int]) {
    guard serial != 0 else { return }
    if messages[serial] == nil {
      total.messages += 1
      messages[serial] = CountedRows()
    }
    guard let known = messages.index(forKey: serial) else { return }
    for place in rows.indices where rows[place] >= 0 {
      let mark = rows[place] * Dimension.allCases.count + place
      if messages.values[known].insert(mark) { tables[place].change(rows[place]) { $0.messages += 1 } }
    }
  }

  private func expire(_ serial: UInt64) {
    for known in waiting.removeValue(forKey: serial) ?? [:] { each(known.value.rows) { $0.bounced += 1 } }
  }

  private func settle(_ recipient: UInt64, of serial: UInt64) {
    waiting[serial]?[recipient] = nil
    if waiting[serial]?.isEmpty == true { waiting[serial] = nil }
  }
}
