import MailLog

/// The recipients that failed replies name, and for each group of replies how often and when each was hit.
///
/// Nearly every recipient is hit by one group, so its first share stands beside its name; only further ones go through a
/// table. A recipient costs its address and about 50 bytes.
struct RecipientLedger: Sendable {
  /// What one group of replies did to one recipient.
  struct Share: Sendable {
    var group: UInt32
    /// 0: no group yet, the recipient is only known.
    var replies: UInt32
    /// Seconds of the wall clock since 1970, until 2106.
    var first: UInt32
    var last: UInt32
  }

  private(set) var names: ByteInterner
  /// By recipient number.
  private var firstShares: [Share] = []
  private var furtherShares = PairTable()

  /// A ledger of `names`, none of which was hit.
  init(names: ByteInterner = ByteInterner(ignoresCase: true)) {
    self.names = names
    firstShares = Array(repeating: Share(group: 0, replies: 0, first: 0, last: 0), count: names.count)
  }

  /// How many recipients there are; their numbers are `0..<count`.
  var count: Int { firstShares.count }

  /// The address with `number`, as it was seen first.
  func string(_ number: UInt32) -> String { names.string(number) }

  /// The bytes of the address with `number`.
  func bytes(_ number: UInt32) -> ArraySlice<UInt8> { names.bytes(number) }

  /// Where the domain of the address with `number` lies: behind its last `@`, else empty.
  func domain(of number: UInt32) -> (bytes: [UInt8], range: Range<Int>) {
    let (bytes, range) = names.place(number)
    let span = bytes.span
    // The bytes of an [UInt8] have no padding, so all of them may be looked at.
    let at = unsafe span.bytes.lastIndex(of: UInt8(ascii: "@"), from: range.lowerBound, to: range.upperBound)
    return (bytes, (at.map { $0 + 1 } ?? range.upperBound)..<range.upperBound)
  }

  /// The number of the address in `range`, added if it is new.
  @inline(__always)
  mutating func intern(_ line: RawSpan, _ range: Range<Int>) -> UInt32 {
    intern(line, range, hash: names.hash(line, range))
  }

  @inline(__always)
  private mutating func intern(_ line: RawSpan, _ range: Range<Int>, hash: UInt64) -> UInt32 {
    let number = names.intern(line, range, hash: hash)
    if Int(number) == firstShares.count { firstShares.append(Share(group: 0, replies: 0, first: 0, last: 0)) }
    return number
  }

  /// The hash of the address in `range`.
  @inline(__always)
  func hash(_ line: RawSpan, _ range: Range<Int>) -> UInt64 { names.hash(line, range) }

  /// Counts all of `hits`, and leaves it empty.
  @inline(never)
  mutating func count(_ hits: inout RecipientHits) {
    lookAhead(&hits)
    let bytes = hits.bytes
    for index in hits.hits.indices {
      let hit = hits.hits[index]
      // The bytes of an [UInt8] have no padding, so all of them may be looked at.
      let recipient = unsafe intern(bytes.span.bytes, hit.address, hash: hit.hash)
      add(hit.replies, of: hit.group, for: recipient, at: hit.second)
    }
    hits.removeAll()
  }

  /// Does the steps of all look-ups that wait for memory, so that nothing waits when they are done again.
  private func lookAhead(_ hits: inout RecipientHits) {
    hits.step { names.entry(at: $0.hash) }
    hits.step { hit in names.number(of: hit.found, hash: hit.hash).map { UInt64($0) } ?? .max }
    hits.step { hit in
      guard hit.found < UInt64(firstShares.count) else { return 0 }
      let recipient = UInt32(truncatingIfNeeded: hit.found)
      let isFurther = firstShares[Int(recipient)].group != hit.group
      return isFurther ? UInt64(furtherShares.replies(at: hit.group, recipient)) : 0
    }
  }

  /// Counts `replies` more of `group` for `recipient`, at `second`.
  @inline(__always)
  mutating func add(_ replies: Int, of group: UInt32, for recipient: UInt32, at second: Int64) {
    let time = UInt32(clamping: second)
    let count = UInt32(clamping: replies)
    let index = Int(recipient)
    if firstShares[index].replies == 0 {
      firstShares[index] = Share(group: group, replies: count, first: time, last: time)
    } else if firstShares[index].group == group {
      firstShares[index].replies = firstShares[index].replies.addingClamped(count)
      if time < firstShares[index].first { firstShares[index].first = time }
      if time > firstShares[index].last { firstShares[index].last = time }
    } else {
      furtherShares.add(group, recipient, times: replies, at: second)
    }
  }

  /// Takes over the recipients of `other`, whose groups have the numbers `groups` here.
  mutating func append(_ other: RecipientLedger, groups: [UInt32]) {
    let own = names.append(other.names)
    for _ in firstShares.count..<names.count {
      firstShares.append(Share(group: 0, replies: 0, first: 0, last: 0))
    }
    other.forEach { recipient, shares in
      for index in shares.indices { add(shares[index], of: groups[Int(shares[index].group)], for: own[Int(recipient)]) }
    }
  }

  /// Gives the groups new numbers; several may become one.
  mutating func renumber(groups: [UInt32]) {
    var new = RecipientLedger(names: names)
    forEach { recipient, shares in
      for index in shares.indices { new.add(shares[index], of: groups[Int(shares[index].group)], for: recipient) }
    }
    self = new
  }

  /// Adds what was counted before.
  mutating func add(_ share: Share, of group: UInt32, for recipient: UInt32) {
    add(Int(share.replies), of: group, for: recipient, at: Int64(share.first))
    add(0, of: group, for: recipient, at: Int64(share.last))
  }

  /// Calls `body` with every recipient that was hit and its shares, in the order of numbers; `body` must not keep the span.
  func forEach(_ body: (_ recipient: UInt32, _ shares: Span<Share>) -> Void) {
    // Chains of the further shares of each recipient: the place of the first, and behind each the next.
    var further: [PairTable.Entry] = []
    var heads = [Int32](repeating: -1, count: firstShares.count)
    var behind: [Int32] = []
    furtherShares.forEach { entry in
      behind.append(heads[Int(entry.right)])
      heads[Int(entry.right)] = Int32(further.count)
      further.append(entry)
    }
    var shares: [Share] = []
    let firsts = firstShares.span
    for number in firsts.indices where firsts[number].replies > 0 {
      guard heads[number] >= 0 else {
        // As of nearly all.
        body(UInt32(number), firsts.extracting(number..<(number + 1)))
        continue
      }
      shares.removeAll(keepingCapacity: true)
      shares.append(firsts[number])
      var place = heads[number]
      while place >= 0 {
        let entry = further[Int(place)]
        shares.append(Share(group: entry.left, replies: entry.count, first: entry.first, last: entry.last))
        place = behind[Int(place)]
      }
      if shares.count > 2 { shares[1...].sort { $0.group < $1.group } }
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
