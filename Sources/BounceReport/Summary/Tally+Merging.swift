import MailLog
import ReplyGuide

// Taking over what was counted elsewhere. Nothing depends on the order of what is added.
extension Tally {
  /// Adds what `other` counted, whose messages' serials grow by `offset`.
  mutating func append(_ next: Tally, serialOffset offset: UInt64) {
    var other = next
    other.settleCounts()
    settleCounts()
    // Both keep the templates that the lower of the two bounds lets stay.
    if other.groups.bound < groups.bound { renumberGroups(groups.shrink(to: other.groups.bound)) }
    if groups.bound < other.groups.bound { other.renumberGroups(other.groups.shrink(to: groups.bound)) }
    let ownGroups = groups.append(other.groups)
    recipients.append(other.recipients, groups: ownGroups)
    let ownLogins = logins.append(other.logins)
    groupSenders.formUnion(other.groupSenders.mapped(left: ownGroups, right: senders.append(other.senders)))
    groupHosts.formUnion(other.groupHosts.mapped(left: ownGroups, right: hosts.append(other.hosts)))
    groupLogins.formUnion(other.groupLogins.mapped(left: ownGroups, right: ownLogins))
    groupAddresses.append(other.groupAddresses, groups: ownGroups)
    loginEvidence.append(other.loginEvidence, logins: ownLogins)
    pending.append(other.pending, serialOffset: offset)
    totals += other.totals
    hours.append(other.hours)
    for code in successes.indices {
      successes[code] += other.successes[code]
      inboundSuccesses[code] += other.inboundSuccesses[code]
    }
    shrinkIfNeeded()
  }

  /// Keeps the number of groups within its limit.
  @inline(__always)
  mutating func shrinkIfNeeded() {
    if groups.isOverLimit {
      settleCounts()
      renumberGroups(groups.shrink())
    }
  }

  private mutating func renumberGroups(_ numbers: [UInt32]) {
    recipients.renumber(groups: numbers)
    groupSenders = groupSenders.mapped(left: numbers, right: nil)
    groupHosts = groupHosts.mapped(left: numbers, right: nil)
    groupLogins = groupLogins.mapped(left: numbers, right: nil)
    let addresses = groupAddresses
    groupAddresses = NamedAddresses()
    groupAddresses.append(addresses, groups: numbers)
  }
}

// The binary form.
extension Tally {
  func write(to state: inout StateWriter) {
    totals.write(to: &state)
    hours.write(to: &state)
    let codes = successes.indices.filter { successes[$0] > 0 }
    state.write(codes.count)
    for code in codes {
      state.write(code)
      state.write(successes[code])
      state.write(inboundSuccesses[code])
    }
    groups.write(to: &state)
    recipients.write(to: &state)
    for names in [senders, logins, hosts] { names.write(to: &state) }
    for pairs in [groupSenders, groupLogins, groupHosts] { pairs.write(to: &state) }
    groupAddresses.write(to: &state)
    loginEvidence.write(to: &state)
    pending.write(to: &state)
  }

  init(from state: inout StateReader, by grouping: ReplyGrouping) throws(StateReader.Failure) {
    self.init(by: grouping)
    totals = try Totals(from: &state)
    hours = try OutcomeHours(from: &state)
    for _ in 0..<(try state.count()) {
      let code = try state.int(upTo: 999)
      successes[code] = try state.amount()
      inboundSuccesses[code] = try state.int(upTo: successes[code])
    }
    groups = try ReplyGroups(from: &state, by: grouping)
    let count = groups.groups.count
    recipients = try RecipientLedger(from: &state, groups: count)
    senders = try ByteInterner(from: &state, ignoresCase: true)
    logins = try ByteInterner(from: &state, ignoresCase: true)
    hosts = try ByteInterner(from: &state, ignoresCase: true)
    groupSenders = try PairSet(from: &state, left: count, right: senders.count)
    groupLogins = try PairSet(from: &state, left: count, right: logins.count)
    groupHosts = try PairSet(from: &state, left: count, right: hosts.count)
    groupAddresses = try NamedAddresses(from: &state, groups: count)
    loginEvidence = try LoginEvidence(from: &state, logins: logins.count)
    pending = try PendingRecipients(from: &state)
  }
}
