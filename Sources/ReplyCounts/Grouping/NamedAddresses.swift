import MailLog

/// The IP addresses that the replies of each group name: a few of them, for a finding to say which sender is meant.
///
/// Of many the first in the order of bytes are kept, so that the same stay however a log is divided.
package struct NamedAddresses: Sendable {
  /// How many are kept of each group.
  static let limit = 4

  /// The addresses of one group.
  package struct BoundedList: Sendable {
    /// In the order of bytes.
    package private(set) var addresses: [[UInt8]] = []
    /// Whether there were others.
    package var hasMore = false

    /// None yet.
    package init() {}

    /// Adds an address. O(1): so few are kept.
    package mutating func insert(_ address: [UInt8]) {
      let place = addresses.firstIndex { !$0.lexicographicallyPrecedes(address) } ?? addresses.count
      if place < addresses.count, addresses[place] == address { return }
      addresses.insert(address, at: place)
      guard addresses.count > NamedAddresses.limit else { return }
      addresses.removeLast()
      hasMore = true
    }

    /// Adds those of `other`.
    package mutating func formUnion(_ other: BoundedList) {
      for address in other.addresses { insert(address) }
      hasMore = hasMore || other.hasMore
    }
  }

  private(set) var groups: [UInt32: BoundedList] = [:]

  /// Notes the first address in the text at `range`, a reply of `group`.
  mutating func note(_ line: RawSpan, _ range: Range<Int>, of group: UInt32) {
    guard let place = AddressScan.first(in: line, range) else { return }
    if let known = groups[group]?.addresses.first, known.count == place.count, isSame(known, line, place) { return }
    var address: [UInt8] = []
    line.append(place, to: &address)
    groups[group, default: BoundedList()].insert(address)
  }

  private func isSame(_ known: [UInt8], _ line: RawSpan, _ place: Range<Int>) -> Bool {
    known.withBytes { $0.equals(0..<known.count, line, place) }
  }

  /// Takes over the addresses of `other`, whose groups have the numbers `numbers` here.
  mutating func append(_ other: NamedAddresses, groups numbers: [UInt32]) {
    for (group, few) in other.groups { groups[numbers[Int(group)], default: BoundedList()].formUnion(few) }
  }

  func write(to state: inout StateWriter) {
    state.write(groups.count)
    for (group, few) in groups.sorted(by: { $0.key < $1.key }) {
      state.write(UInt64(group))
      state.write(few.hasMore)
      state.write(few.addresses.count)
      for address in few.addresses { state.write(String(decoding: address, as: UTF8.self)) }
    }
  }

  init() {}

  init(from state: inout StateReader, groups count: Int) throws(StateReader.Failure) {
    for _ in 0..<(try state.count()) {
      let group = UInt32(try state.int(upTo: count - 1))
      var few = BoundedList()
      few.hasMore = try state.flag()
      for _ in 0..<(try state.int(upTo: NamedAddresses.limit)) { few.insert(Array((try state.text()).utf8)) }
      groups[group] = few
    }
  }
}
