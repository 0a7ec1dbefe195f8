import MailLog
import ReplyGuide
import SMTPReply

/// Counts replies: failures by group and recipient, plain successes by code alone, since grouping every delivered recipient
/// costs more than all the rest.
struct Tally: Sendable {
  var totals = Totals()
  var hours = OutcomeHours()
  var groups: ReplyGroups
  /// Plain successes by reply code.
  var successes = [Int](repeating: 0, count: 1_000)
  /// Of these, those that we said to a client.
  var inboundSuccesses = [Int](repeating: 0, count: 1_000)
  /// Whom the replies of each group hit.
  var names = AffectedNames()
  /// What each login that was refused a sender not its own used: domains of senders, networks of clients.
  var loginEvidence = LoginEvidence()
  var pending: PendingRecipients
  /// Who named which address; nil where nobody asks. No other tally's are added to it, and it has no binary form.
  var words: ListingWords?

  /// How much memory there is for what grows with the log.
  let memory: MemoryLimit?
  /// Failed replies until the memory is looked at again.
  private var repliesToCheck = 1

  init(by grouping: ReplyGrouping, memory: MemoryLimit?) {
    groups = ReplyGroups(by: grouping)
    self.memory = memory
    pending = PendingRecipients(memory: memory)
  }

  /// Takes one reply.
  mutating func add(
    _ record: borrowing ReplyRecord, _ time: LogTime?, _ line: RawSpan, _ facts: MessageFacts, _ message: RawSpan
  ) {
    // A rejection that repeats another is no second refusal.
    if record.isDuplicate, record.outcome == .rejected { return }
    settle(record, time, line, facts)
    guard record.outcome.isCounted else { return }
    if record.isDuplicate { return noteRepeat(record, time, line, facts) }
    guard record.isPlainSuccess else {
      group(record, time, line, facts, message)
      return
    }
    if let code = record.code {
      successes[Int(code.rawValue)] += record.count
      if record.direction == .inbound { inboundSuccesses[Int(code.rawValue)] += record.count }
    }
  }

  /// Whether `selection` wants the reply.
  ///
  /// More than five parameters: what a sink is handed, handed on.
  mutating func isWanted(
    _ selection: ReplySelection, _ record: borrowing ReplyRecord, _ time: LogTime?, _ line: RawSpan,
    _ facts: MessageFacts, _ message: RawSpan
  ) -> Bool {
    guard selection.filter.matches(record, at: time, line, facts, message) else { return false }
    guard !selection.causes.isEmpty else { return true }
    guard !record.isPlainSuccess else { return false }
    let number = groups.group(of: record, isOwnClient: record.isToOwnClient(line, facts), line, keeping: &names)
    return selection.wants(groups.groups[Int(number)].explanation)
  }

  /// Takes a plain delivery.
  @inline(__always)
  mutating func add(_ delivery: PlainDelivery, _ time: LogTime?, _ line: RawSpan) {
    totals.delivered += 1
    hours.count(at: time) { $0.delivered += 1 }
    if delivery.wasDeferred, isSettled(delivery.recipient, of: delivery.serial, line) {
      totals.deliveredAfterDeferral += 1
    }
    if let code = delivery.code { successes[Int(code.rawValue)] += 1 }
  }

  /// Counts what waits to be counted with others.
  mutating func settleCounts() {
    names.settleCounts()
  }

  /// No line will name the message again.
  mutating func end(_ serial: UInt64) {
    pending.end(serial)
  }

  private mutating func group(
    _ record: borrowing ReplyRecord, _ time: LogTime?, _ line: RawSpan, _ facts: MessageFacts,
    _ message: RawSpan
  ) {
    repliesToCheck &-= 1
    if repliesToCheck == 0 { checkMemory() }
    let number = groups.group(of: record, isOwnClient: record.isToOwnClient(line, facts), line, keeping: &names)
    let times = record.settlesMessage ? max(1, pending.lastSettled) : record.count
    groups.count(number, times: times, implied: record.isImplied ? times : 0)
    let second = (time?.wall ?? 0) / 1_000_000
    if record.recipient.exists { names.hit(line, record.recipient.range, times, of: number, at: second) }
    if names.days != nil { countInDay(record, line, times, of: number) }
    switch groups.affected(number) {
    case .host:
      let peer = record.remoteHost.exists ? record.remoteHost : record.remoteAddress
      if peer.exists { names.hosts.add(times, of: number, for: names.hosts.intern(line, peer.range), at: second) }
    case .sender:
      if record.sender.exists {
        names.senders.add(times, of: number, for: names.senders.intern(line, record.sender.range), at: second)
      } else if facts.sender.exists {
        names.senders.add(times, of: number, for: names.senders.intern(message, facts.sender.range), at: second)
      }
    case .recipient, .login: break
    }
    if groups.groups[Int(number)].namesAddresses, record.reply.exists {
      names.addresses.note(line, record.reply.range, of: number)
      if words != nil { words?.note(record, line, of: number, groups.groups[Int(number)]) }
    }
    if record.direction == .inbound { noteLogin(record, line, facts, message, of: number, at: second) }
  }

  /// The reply counted already, when no recipient was known: it was said at the banner, to EHLO, or to what all recipients have in common.
  /// The line that repeats it names whom it hit.
  @inline(never)
  private mutating func noteRepeat(
    _ record: borrowing ReplyRecord, _ time: LogTime?, _ line: RawSpan, _ facts: MessageFacts
  ) {
    guard record.stage != .rcpt, record.recipient.exists, !record.isPlainSuccess else { return }
    repliesToCheck &-= 1
    if repliesToCheck == 0 { checkMemory() }
    let number = groups.group(of: record, isOwnClient: record.isToOwnClient(line, facts), line, keeping: &names)
    names.hit(line, record.recipient.range, 1, of: number, at: (time?.wall ?? 0) / 1_000_000)
    names.days?.hit(line, record.recipient.range, 1, of: groups.groups[Int(number)])
  }

  /// Counts `times` replies of the group in their day.
  @inline(never)
  private mutating func countInDay(_ record: borrowing ReplyRecord, _ line: RawSpan, _ times: Int, of number: UInt32) {
    let group = groups.groups[Int(number)]
    names.days?.count(times, of: group, number)
    if record.recipient.exists { names.days?.hit(line, record.recipient.range, times, of: group) }
  }

  @inline(never)
  private mutating func checkMemory() {
    // A name takes a hundred bytes or so: no more than a part of the memory may come in between.
    repliesToCheck = min(4_096, max(1, (memory?.forNames ?? .max) / 4_096))
    settleCounts()
    spillIfNeeded()
  }

  /// Lets the names go on in a file when they take more memory than they may.
  mutating func spillIfNeeded() {
    if let memory { names.spillIfNeeded(to: memory) }
  }

  // More than five parameters: what a sink is handed, handed on.
  private mutating func noteLogin(
    _ record: borrowing ReplyRecord, _ line: RawSpan, _ facts: MessageFacts, _ message: RawSpan, of group: UInt32,
    at second: Int64
  ) {
    if record.saslUser.exists, record.saslUser.count > 0 {
      names.logins.add(record.count, of: group, for: names.logins.intern(line, record.saslUser.range), at: second)
      // A typing error in a recipient, or a sender that does not exist, is no theft.
      if record.sender.exists, groups.groups[Int(group)].isOfForeignSender {
        loginEvidence.add(record, line)
      }
    } else if facts.saslUser.exists {
      names.logins.add(record.count, of: group, for: names.logins.intern(message, facts.saslUser.range), at: second)
    }
  }
}

extension ReplyRecord {
  /// Whether it settled a recipient or an address well, with a reply that says no more than that, or without any.
  fileprivate var isPlainSuccess: Bool {
    switch outcome {
    case .delivered, .probe, .discarded: code?.isPlainSuccess ?? true
    default: false
    }
  }
}
