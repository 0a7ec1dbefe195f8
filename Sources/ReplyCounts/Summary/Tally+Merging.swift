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
      names.renumber(groups: groups.shrink(to: bound, sharesEnhanced: sharesEnhanced))
    }
    if bound < other.groups.bound || sharesEnhanced != other.groups.sharesEnhanced {
      other.names.renumber(groups: other.groups.shrink(to: bound, sharesEnhanced: sharesEnhanced))
    }
    names.append(other.names, groups: groups.append(other.groups), memory: memory)
    loginEvidence.append(other.loginEvidence)
    pending.append(other.pending, serialOffset: offset)
    totals += other.totals
    hours.append(other.hours)
    for code in successes.indices {
      successes[code] += other.successes[code]
      inboundSuccesses[code] += other.inboundSuccesses[code]
    }
    if groups.isOverLimit { names.renumber(groups: groups.shrink()) }
    spillIfNeeded()
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
    names.write(to: &state)
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
    names = try AffectedNames(from: &state, groups: groups.groups.count)
    loginEvidence = try LoginEvidence(from: &state)
    pending = try PendingRecipients(from: &state, memory: memory)
  }
}
