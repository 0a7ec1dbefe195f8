import MailLog
import SMTPReply

/// Names of one kind that failed replies hit (recipients, senders, logins, hosts), and for each group of replies how often and when
/// each was hit.
///
/// Nearly every name is hit by one group, so its first share stands beside it; only further ones go through a table. A name
/// costs its bytes and about 50 beside them. Beyond the memory of a run it is continued in a file; see `NameLedger+Spilling.swift`.
/// Numbers are of what is in memory: they do not outlive `spill`.
struct NameLedger: Sendable {
  /// What one group of replies did to one name.
  struct Share: Sendable {
    var group: UInt32
    /// 0: no group yet, the name is only known.
    var replies: UInt32
    /// Seconds of the wall clock since 1970, until 2106.
    var first: UInt32
    var last: UInt32

    static let none = Share(group: 0, replies: 0, first: 0, last: 0)
  }

  private(set) var names: ByteInterner
  /// By number.
  private(set) var firstShares: [Share] = []
  private(set) var furtherShares = PairTable()
  /// What lies in a file.
  var spills: [NameSpill] = []
  /// What tells the part of a file that a name belongs to; see `NameLedger+Spilling.swift`.
  var partKey: HashKey?

  /// A ledger without names, which hashes them by `key`.
  init(key: HashKey = HashKey()) {
    names = ByteInterner(ignoresCase: true, key: key)
  }

  /// How many names are in memory; their numbers are `0..<count`.
  var count: Int { firstShares.count }

  /// About how much memory it takes.
  var byteCount: Int {
    names.byteCount + firstShares.capacity * MemoryLayout<Share>.stride + furtherShares.byteCount
  }

  /// The bytes of the name with `number`.
  func bytes(_ number: UInt32) -> ArraySlice<UInt8> { names.bytes(number) }

  /// Where the domain of the address with `number` lies: behind its last `@`, else empty.
  func domain(of number: UInt32) -> (bytes: [UInt8], range: Range<Int>) {
    let (bytes, range) = names.place(number)
    let at = bytes.withBytes { $0.lastIndex(of: ASCII.at, from: range.lowerBound, to: range.upperBound) }
    return (bytes, (at.map { $0 + 1 } ?? range.upperBound)..<range.upperBound)
  }

  /// The number of the name in `range`, added if it is new.
  @inline(__always)
  mutating func intern(_ line: RawSpan, _ range: Range<Int>) -> UInt32 {
    intern(line, range, hash: names.hash(line, range))
  }

  @inline(__always)
  private mutating func intern(_ line: RawSpan, _ range: Range<Int>, hash: UInt64) -> UInt32 {
    let number = names.intern(line, range, hash: hash)
    if Int(number) == firstShares.count { firstShares.append(.none) }
    return number
  }

  /// The hash of the name in `range`.
  @inline(__always)
  func hash(_ line: RawSpan, _ range: Range<Int>) -> UInt64 { names.hash(line, range) }

  /// Counts all of `hits`, and leaves it empty.
  @inline(never)
  mutating func count(_ hits: inout RecipientHits) {
    lookAhead(&hits)
    let bytes = hits.bytes
    bytes.withBytes { bytes in
      for index in hits.hits.indices {
        let hit = hits.hits[index]
        add(hit.replies, of: hit.group, for: intern(bytes, hit.address, hash: hit.hash), at: hit.second)
      }
    }
    hits.removeAll()
  }

  /// Does the steps of all look-ups that wait for memory, so that nothing waits when they are done again.
  private func lookAhead(_ hits: inout RecipientHits) {
    hits.step { names.entry(at: $0.hash) }
    hits.step { hit in names.number(of: hit.found, hash: hit.hash).map { UInt64($0) } ?? .max }
    hits.step { hit in
      guard hit.found < UInt64(firstShares.count) else { return 0 }
      let name = UInt32(truncatingIfNeeded: hit.found)
      let isFurther = firstShares[Int(name)].group != hit.group
      return isFurther ? UInt64(furtherShares.replies(at: hit.group, name)) : 0
    }
  }

  /// Counts `replies` more of `group` for `name`, at `second`.
  @inline(__always)
  mutating func add(_ replies: Int, of group: UInt32, for name: UInt32, at second: Int64) {
    let time = UInt32(clamping: second)
    let count = UInt32(clamping: replies)
    let index = Int(name)
    if firstShares[index].replies == 0 {
      firstShares[index] = Share(group: group, replies: count, first: time, last: time)
    } else if firstShares[index].group == group {
      firstShares[index].replies = firstShares[index].replies.addingClamped(count)
      if time < firstShares[index].first { firstShares[index].first = time }
      if time > firstShares[index].last { firstShares[index].last = time }
    } else {
      furtherShares.add(group, name, times: replies, at: second)
    }
  }

  /// Takes over the names that `other` has in memory, whose groups have the numbers `groups` here.
  mutating func appendResident(of other: NameLedger, groups: [UInt32]) {
    let own = names.append(other.names)
    while firstShares.count < names.count { firstShares.append(.none) }
    other.forEach { name, shares in
      for index in shares.indices { add(shares[index], of: groups[Int(shares[index].group)], for: own[Int(name)]) }
    }
  }

  /// Gives the groups new numbers; several may become one.
  mutating func renumber(groups: [UInt32]) {
    let shares = NameShares(self)
    let old = self
    firstShares = Array(repeating: .none, count: names.count)
    furtherShares = PairTable()
    for number in 0..<UInt32(old.count) {
      shares.forEach(of: number, in: old) { add($0, of: groups[Int($0.group)], for: number) }
    }
    for index in spills.indices { spills[index].renumber(groups: groups) }
  }

  /// Adds what was counted before.
  mutating func add(_ share: Share, of group: UInt32, for name: UInt32) {
    add(Int(share.replies), of: group, for: name, at: Int64(share.first))
    add(0, of: group, for: name, at: Int64(share.last))
  }

  /// Calls `body` with every name in memory that was hit and its shares, in the order of numbers; `body` must not keep the span.
  func forEach(_ body: (_ name: UInt32, _ shares: Span<Share>) -> Void) {
    let further = NameShares(self)
    var shares: [Share] = []
    let firsts = firstShares.span
    for number in firsts.indices where firsts[number].replies > 0 {
      guard further.exist(for: UInt32(number)) else {
        // As for nearly all.
        body(UInt32(number), firsts.extracting(number..<(number + 1)))
        continue
      }
      shares.removeAll(keepingCapacity: true)
      further.forEach(of: UInt32(number), in: self) { shares.append($0) }
      body(UInt32(number), shares.span)
    }
  }
}

extension UInt32 {
  /// The sum, or the greatest number when it is beyond that.
  @inline(__always)
  func addingClamped(_ other: UInt32) -> UInt32 {
    let (sum, isOver) = addingReportingOverflow(other)
    return isOver ? .max : sum
  }
}
