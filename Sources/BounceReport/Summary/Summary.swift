public import MailLog
import ReplyGuide
import SMTPReply

/// What a log's replies add up to: the state between reading and the report.
///
/// Failures are grouped by code, template and recipient; plain successes are only counted, by code and recipient domain.
public final class Summary: ReplySink {
  /// Lines shown as examples of what was not understood.
  static let sampleLimit = 5

  var totals = Totals()
  var groups: ReplyGroups
  /// Plain successes by reply code.
  var successes = [Int](repeating: 0, count: 1_000)
  /// Of these, those that we said to a client.
  var inboundSuccesses = [Int](repeating: 0, count: 1_000)
  /// Recipients of failures.
  var recipients = ByteInterner(ignoresCase: true)
  var senders = ByteInterner(ignoresCase: true)
  var logins = ByteInterner(ignoresCase: true)
  var hosts = ByteInterner(ignoresCase: true)
  /// Domains of recipients that were delivered to, with the number of deliveries.
  var domains = ByteInterner(ignoresCase: true)
  var domainDeliveries: [Int] = []
  var groupRecipients = PairTable()
  var groupSenders = PairSet()
  var groupLogins = PairSet()
  var groupHosts = PairSet()
  /// What each login that was refused a sender used: domains of senders, networks of clients.
  var loginEvidence = LoginEvidence()
  var pending = PendingRecipients()
  /// Lines that were not understood, by file.
  var notUnderstood: [(number: Int, text: String)] = []

  /// A summary of nothing, which explains replies by `guide`.
  public init(guide: ReplyGuide) {
    groups = ReplyGroups(guide: guide)
  }

  /// Takes one reply.
  public func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    // A rejection that repeats another is no second refusal.
    if record.isDuplicate, record.outcome == .rejected { return }
    settle(record, line, facts)
    guard record.outcome.isCounted, !record.isDuplicate else { return }
    let outcome = record.outcome
    let isDone = outcome == .delivered || outcome == .probe
    if let code = record.code, code.isPlainSuccess, isDone {
      successes[Int(code.rawValue)] += record.count
      if record.direction == .inbound { inboundSuccesses[Int(code.rawValue)] += record.count }
      countDomain(record, line)
      return
    }
    if record.code == nil, isDone {
      countDomain(record, line)
      return
    }
    group(record, time, line, facts, message)
  }

  /// A message can no longer change: recipients of it that still wait stay deferred.
  public func messageEnded(_ serial: UInt64) {
    pending.end(serial)
  }

  /// Keeps the first few lines that were not understood.
  public func notUnderstood(line: RawSpan, at field: Field, number: Int) {
    guard notUnderstood.count < Summary.sampleLimit, let text = line.string(field) else { return }
    notUnderstood.append((number, String(text.prefix(300))))
  }

  private func group(
    _ record: borrowing ReplyRecord, _ time: LogTime?, _ line: RawSpan, _ facts: MessageFacts, _ message: RawSpan
  ) {
    let number = groups.group(of: record, line)
    let count = record.count
    let times = record.settlesMessage ? max(1, pending.lastSettled) : count
    groups.count(number, times: times, isImplied: record.isImplied)
    let second = (time?.wall ?? 0) / 1_000_000
    if record.recipient.exists {
      let recipient = recipients.intern(line, record.recipient.range)
      groupRecipients.add(number, recipient, times: times, at: second)
    }
    let peer = record.remoteHost.exists ? record.remoteHost : record.remoteAddress
    if peer.exists {
      let host = hosts.intern(line, peer.range)
      groupHosts.insert(number, host)
    }
    let hasOwnSender = record.sender.exists
    let ownSender = record.sender.range
    if hasOwnSender || facts.sender.exists {
      let sender = hasOwnSender ? senders.intern(line, ownSender) : senders.intern(message, facts.sender.range)
      groupSenders.insert(number, sender)
    }
    if record.saslUser.exists, record.saslUser.count > 0 {
      let login = logins.intern(line, record.saslUser.range)
      groupLogins.insert(number, login)
      if record.direction == .inbound, hasOwnSender { loginEvidence.add(login, record, line) }
    } else if facts.saslUser.exists, record.direction == .inbound {
      groupLogins.insert(number, logins.intern(message, facts.saslUser.range))
    }
  }

  private func countDomain(_ record: borrowing ReplyRecord, _ line: RawSpan) {
    guard record.recipient.exists, record.direction == .outbound else { return }
    let range = record.recipient.range
    var at = range.upperBound
    while at > range.lowerBound, line.byte(at - 1) != UInt8(ascii: "@") { at -= 1 }
    let number = Int(domains.intern(line, at..<range.upperBound))
    if number == domainDeliveries.count { domainDeliveries.append(0) }
    domainDeliveries[number] += 1
  }
}
