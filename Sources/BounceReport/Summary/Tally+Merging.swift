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
    let bound = min(groups.bound, other.groups.bound)
    let sharesEnhanced = groups.sharesEnhanced && other.groups.sharesEnhanced
    if bound < groups.bound || sharesEnhanced != groups.sharesEnhanced {
      renumberGroups(groups.shrink(to: bound, sharesEnhanced: sharesEnhanced))
    }
    if bound < other.groups.bound || sharesEnhanced != other.groups.sharesEnhanced {
      other.renumberGroups(other.groups.shrink(to: bound, sharesEnhanced: sharesEnhanced))
    }
    let ownGroups = groups.append(other.groups)
    recipients.append(other.recipients, groups: ownGroups, memory: memory)
    senders.append(other.senders, groups: ownGroups, memory: memory)
    logins.append(other.logins, groups: ownGroups, memory: memory)
    hosts.append(other.hosts, groups: ownGroups, memory: memory)
    groupAddresses.append(other.groupAddresses, groups: ownGroups)
    loginEvidence.append(other.loginEvidence)
    pending.append(other.pending, serialOffset: offset)
    totals += other.totals
    hours.append(other.hours)
    for code in successes.indices {
      successes[code] += other.successes[code]
      inboundSuccesses[code] += other.inboundSuccesses[code]
    }
    shrinkIfNeeded()
    spillIfNeeded()
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
    senders.renumber(groups: numbers)
    logins.renumber(groups: numbers)
    hosts.renumber(groups: numbers)
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
    for names in [recipients, senders, logins, hosts] { names.write(to: &state) }
    groupAddresses.write(to: &state)
    loginEvidence.write(to: &state)
    pending.write(to: &state)
  }

  init(from state: inout StateReader, by grouping: ReplyGrouping, memory: MemoryLimit?) throws(StateReader.Failure) {
    self.init(by: grouping, memory: memory)
    totals = try Totals(from: &state)
    hours = try OutcomeHours(from: &state)
    for _ in 0..<(try state.count()) {
      let code = try state.int(upTo: 999)
      successes[code] = try state.amount()
      inboundSuccesses[code] = try state.int(upTo: successes[code])
    }
    groups = try ReplyGroups(from: &state, by: grouping)
    let count = groups.groups.count
    recipients = try NameLedger(from: &state, groups: count)
    senders = try NameLedger(from: &state, groups: count)
    logins = try NameLedger(from: &state, groups: count)
    hosts = try NameLedger(from: &state, groups: count)
    groupAddresses = try NamedAddresses(from: &state, groups: count)
    loginEvidence = try LoginEvidence(from: &state)
    pending = try PendingRecipients(from: &state, memory: memory)
  }
}
