import MailLog

/// Whom the failed replies of each group hit: recipients, and senders, logins and hosts where the cause is about those.
struct AffectedNames: Sendable {
  var recipients = NameLedger()
  /// Recipients that the ledger does not know yet.
  private var hits = RecipientHits()
  /// Senders of the groups whose cause is about senders.
  var senders = NameLedger()
  var logins = NameLedger()
  /// Hosts of the groups whose cause is about hosts.
  var hosts = NameLedger()
  /// Addresses that the replies of each group name, where they are ours.
  var addresses = NamedAddresses()
  /// What each day brought; nil where nobody asks.
  var days: DayLedger?

  init() {}

  /// Counts what waits to be counted with others.
  mutating func settleCounts() {
    recipients.count(&hits)
  }

  /// Counts that `group` hit the recipient in `range`, at the latest when `settleCounts` is called.
  @inline(__always)
  mutating func hit(
    _ line: RawSpan, _ range: Range<Int>, _ replies: Int, of group: UInt32, at second: Int64
  ) {
    guard range.count <= RecipientHits.longest else {
      recipients.add(replies, of: group, for: recipients.intern(line, range), at: second)
      return
    }
    hits.add(line, range, recipients.hash(line, range), replies, of: group, at: second)
    if hits.isFull { settleCounts() }
  }

  /// Takes over the names of `other`, whose groups have the numbers `groups` here and which has settled its counts.
  mutating func append(_ other: AffectedNames, groups: [UInt32], memory: MemoryLimit?) {
    recipients.append(other.recipients, groups: groups, memory: memory)
    senders.append(other.senders, groups: groups, memory: memory)
    logins.append(other.logins, groups: groups, memory: memory)
    hosts.append(other.hosts, groups: groups, memory: memory)
    addresses.append(other.addresses, groups: groups)
  }

  /// Lets the names go on in the file of `memory` when they take more than they may.
  mutating func spillIfNeeded(to memory: MemoryLimit) {
    guard memory.file.trouble == nil else { return }
    let count = recipients.byteCount + senders.byteCount + logins.byteCount + hosts.byteCount
    guard count > memory.forNames else { return }
    // What is small is no gain.
    if recipients.byteCount > count / 8, !recipients.spill(to: memory.file) { return }
    if senders.byteCount > count / 8, !senders.spill(to: memory.file) { return }
    if logins.byteCount > count / 8, !logins.spill(to: memory.file) { return }
    if hosts.byteCount > count / 8, !hosts.spill(to: memory.file) { return }
  }
}

extension AffectedNames: KeptByGroup {
  mutating func renumber(groups: [UInt32]) {
    // What waits has the old numbers.
    settleCounts()
    recipients.renumber(groups: groups)
    senders.renumber(groups: groups)
    logins.renumber(groups: groups)
    hosts.renumber(groups: groups)
    let old = addresses
    addresses = NamedAddresses()
    addresses.append(old, groups: groups)
    days?.renumber(groups: groups)
  }
}

// The binary form.
extension AffectedNames {
  func write(to state: inout StateWriter) {
    for names in [recipients, senders, logins, hosts] { names.write(to: &state) }
    addresses.write(to: &state)
  }

  init(from state: inout StateReader, groups count: Int) throws(StateReader.Failure) {
    recipients = try NameLedger(from: &state, groups: count)
    senders = try NameLedger(from: &state, groups: count)
    logins = try NameLedger(from: &state, groups: count)
    hosts = try NameLedger(from: &state, groups: count)
    addresses = try NamedAddresses(from: &state, groups: count)
  }
}
