import MailLog

/// What a ledger put into a file at one time: its names by hash, in parts, each a ledger in the form of summaries.
///
/// The key of that hash is made of all names that the ledger had when it first needed a file. So it is the same whenever the same log is
/// read, as what is written of the parts has to be, and nobody who chose some of the names knows it.
struct NameSpill: Sendable {
  /// Into how many parts names are divided: of some gigabytes of names each is some megabytes.
  static let partCount = 256

  let file: SpillFile
  /// Where each part lies.
  let parts: [Range<Int64>]
  /// The present numbers of the groups; nil as long as they are those that it was written with.
  private(set) var groups: [UInt32]?

  init(file: SpillFile, parts: [Range<Int64>]) {
    self.file = file
    self.parts = parts
  }

  /// Gives the groups new numbers.
  mutating func renumber(groups new: [UInt32]) {
    groups = groups?.map { new[Int($0)] } ?? new
  }

  /// Adds the names of `part` to `ledger`. What cannot be read is missing there; the file says so.
  func add(_ part: Int, to ledger: inout NameLedger) {
    guard !parts[part].isEmpty, let bytes = file.read(parts[part]) else { return }
    var state = StateReader(bytes)
    do {
      try ledger.addPart(from: &state, groups: .max, numbers: groups)
    } catch {
      file.noteDamage()
    }
  }
}

// Going on in a file, so that a run's memory does not grow with what its log names.
extension NameLedger {
  /// Moves all names to `file`; false, and nothing done, when that has no room.
  mutating func spill(to file: SpillFile) -> Bool {
    let key = partKey ?? names.keyOfContent
    let order = partOrder(key)
    let shares = NameShares(self)
    var parts: [Range<Int64>] = []
    for part in 0..<NameSpill.partCount {
      guard !order[part].isEmpty else {
        parts.append(0..<0)
        continue
      }
      var state = StateWriter()
      write(order[part], shares, to: &state)
      guard let place = file.append(state.bytes) else { return false }
      parts.append(place)
    }
    let spills = self.spills + [NameSpill(file: file, parts: parts)]
    // Hashes of names that are still to be counted were made by the own key.
    self = NameLedger(key: names.key)
    self.spills = spills
    partKey = key
    return true
  }

  /// Calls `body` with ledgers that have all names between them, each name in one of them, and everything that is known of it there.
  ///
  /// That is the ledger itself when nothing of it lies in a file; else each of the parts, one in memory at a time.
  func forEachPart(_ body: (NameLedger) -> Void) {
    guard !spills.isEmpty, let partKey else {
      body(self)
      return
    }
    let order = partOrder(partKey)
    let shares = NameShares(self)
    for number in 0..<NameSpill.partCount {
      var part = NameLedger()
      for spill in spills { spill.add(number, to: &part) }
      for name in order[number] {
        let bytes = bytes(name)
        let own = part.intern(bytes)
        shares.forEach(of: name, in: self) { part.add($0, of: $0.group, for: own) }
      }
      if part.count > 0 { body(part) }
    }
  }

  /// Takes over the names of `other`, whose groups have the numbers `groups` here, within what `memory` allows.
  mutating func append(_ other: NameLedger, groups: [UInt32], memory: MemoryLimit?) {
    other.forEachPart { part in
      appendResident(of: part, groups: groups)
      if let memory, byteCount > memory.forNames { _ = spill(to: memory.file) }
    }
  }

  /// The number of the name `bytes`, added if it is new.
  private mutating func intern(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    PaddedBytes(bytes).withBytes { intern($0, 0..<bytes.count) }
  }

  /// The numbers of the names in memory, by part.
  private func partOrder(_ key: HashKey) -> [[UInt32]] {
    var order = [[UInt32]](repeating: [], count: NameSpill.partCount)
    for number in 0..<UInt32(count) {
      order[Int(names.hash(of: number, under: key) % UInt64(NameSpill.partCount))].append(number)
    }
    return order
  }
}

// The binary form.
extension NameLedger {
  func write(to state: inout StateWriter) {
    var count = 0
    forEachPart { _ in count += 1 }
    state.write(count)
    forEachPart { part in
      part.write(Array(0..<UInt32(part.count)), NameShares(part), to: &state)
    }
  }

  init(from state: inout StateReader, groups: Int) throws(StateReader.Failure) {
    self.init()
    for _ in 0..<(try state.int(upTo: NameSpill.partCount)) { try addPart(from: &state, groups: groups) }
  }

  /// Writes the names `numbers`: all texts, then for each that was hit its shares.
  private func write(_ numbers: [UInt32], _ shares: NameShares, to state: inout StateWriter) {
    state.write(numbers.count)
    for number in numbers { state.write(bytes(number)) }
    state.write(numbers.count { firstShares[Int($0)].replies > 0 })
    for (place, number) in numbers.enumerated() where firstShares[Int(number)].replies > 0 {
      state.write(place)
      var own: [Share] = []
      shares.forEach(of: number, in: self) { own.append($0) }
      state.write(own.count)
      for share in own {
        state.write(UInt64(share.group))
        state.write(UInt64(share.replies))
        state.write(UInt64(share.first))
        state.write(UInt64(share.last &- share.first))
      }
    }
  }

  /// Adds the names that `write` wrote, whose groups are below `groups` and have the numbers `numbers` here.
  mutating func addPart(
    from state: inout StateReader, groups: Int, numbers: [UInt32]? = nil
  ) throws(StateReader.Failure) {
    let count = try state.count(size: 4)
    var own: [UInt32] = []
    var name: [UInt8] = []
    for _ in 0..<count {
      let length = try state.string(into: &name)
      own.append(name.withBytes { intern($0, 0..<length) })
    }
    for _ in 0..<(try state.count(size: 0)) {
      let place = try state.int(upTo: count - 1)
      for _ in 0..<(try state.count(size: 0)) {
        let group = try state.int(upTo: min(groups, numbers?.count ?? .max) - 1)
        guard let replies = UInt32(exactly: try state.amount()) else { throw .outOfRange }
        let first = try state.small()
        let (last, isOver) = first.addingReportingOverflow(try state.small())
        guard !isOver, replies > 0 else { throw .outOfRange }
        guard let number = numbers?[group] ?? UInt32(exactly: group) else { throw .outOfRange }
        add(Share(group: number, replies: replies, first: first, last: last), of: number, for: own[place])
      }
    }
  }
}
