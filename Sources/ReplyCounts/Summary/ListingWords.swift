import MailLog
import SMTPReply

/// The words of servers about addresses, as a run hears them, and the addresses that our own log has as ours.
///
/// A server can say so much, and each under another name, that it could push out what others say; so each network has room of its own, and
/// what stays of what it says does not depend on the order.
struct ListingWords: Sendable {
  /// Lists and addresses that a network can name.
  private static let namingLimit = 64
  /// Domains that are kept of those who say the same in one network, since together they count once.
  private static let domainLimit = 4
  /// Addresses that are looked at in a reply.
  private static let addressLimit = 4
  /// Addresses of ours that are kept.
  private static let ownLimit = 4_096

  /// What was said in one network of an address.
  private struct Naming: Sendable {
    var address: [UInt8]
    /// The place of the list among the pages, from 1; 0 for none.
    var list: UInt8
    /// In the order of bytes, in small letters.
    var domains: [[UInt8]]
  }

  private var networks = ByteInterner()
  /// By network, in the order of addresses and lists.
  private var namings: [[Naming]] = []
  private var own = ByteInterner()
  private let lookups = LookupPages()
  /// The lists that the templates of groups name, by the groups' numbers.
  private var lists: [UInt32: (text: [UInt8], places: [UInt8])] = [:]

  /// Notes an address that our own log has as ours.
  mutating func noteOwn(_ line: RawSpan, _ address: Field) {
    guard address.exists, own.count < ListingWords.ownLimit, ListingWords.isPublic(line, address.range) else { return }
    _ = own.intern(line, address.range)
  }

  /// Notes what the reply of `record` names, which is one of `group`, whose number is `number`.
  mutating func note(_ record: borrowing ReplyRecord, _ line: RawSpan, of number: UInt32, _ group: ReplyGroup) {
    guard record.remoteAddress.count > 0, !group.isWithinHost else { return }
    noteOwn(line, record.interface(line))
    var at = record.reply.range.lowerBound
    for _ in 0..<ListingWords.addressLimit {
      guard let place = AddressScan.first(in: line, at..<record.reply.range.upperBound) else { return }
      at = place.upperBound
      // A server that names itself names none of ours.
      guard ListingWords.isPublic(line, place), !line.equals(place, line, record.remoteAddress.range) else { continue }
      let network = networks.intern(line, ServerName.network(of: record.remoteAddress.range, line))
      if Int(network) == namings.count { namings.append([]) }
      let domain = ServerName.domain(of: record.remoteHost.range, line)
      let places = lists(line, record.reply.range, of: number, group)
      for list in places.isEmpty ? [0] : places { add(line, place, list, domain, in: Int(network)) }
    }
  }

  private mutating func add(
    _ line: RawSpan, _ address: Range<Int>, _ list: UInt8, _ domain: Range<Int>, in network: Int
  ) {
    var place = 0
    for naming in namings[network] {
      let order = ListingWords.order(naming.address, line, address)
      if order == 0, naming.list == list { return addDomain(line, domain, to: place, in: network) }
      if order > 0 || order == 0 && naming.list > list { break }
      place += 1
    }
    guard place < ListingWords.namingLimit else { return }
    var text: [UInt8] = []
    line.append(address, to: &text)
    namings[network].insert(Naming(address: text, list: list, domains: []), at: place)
    if namings[network].count > ListingWords.namingLimit { namings[network].removeLast() }
    addDomain(line, domain, to: place, in: network)
  }

  private mutating func addDomain(_ line: RawSpan, _ domain: Range<Int>, to naming: Int, in network: Int) {
    var place = 0
    for known in namings[network][naming].domains {
      let order = ListingWords.order(known, line, domain)
      if order == 0 { return }
      if order > 0 { break }
      place += 1
    }
    guard place < ListingWords.domainLimit else { return }
    let text = domain.map { ASCII.lowercased(line.byte($0)) }
    namings[network][naming].domains.insert(text, at: place)
    if namings[network][naming].domains.count > ListingWords.domainLimit {
      namings[network][naming].domains.removeLast()
    }
  }

  /// The lists that a reply of `group` names; asked once for each group, whose replies have these words in common.
  private mutating func lists(
    _ line: RawSpan, _ reply: Range<Int>, of number: UInt32, _ group: ReplyGroup
  ) -> [UInt8] {
    guard group.explanation.class == .blocklisted else { return [] }
    if group.isShared {
      var text: [UInt8] = []
      line.append(reply, to: &text)
      return lookups.places(in: text)
    }
    // Groups get other numbers when there are too many.
    if let known = lists[number], known.text == group.text { return known.places }
    let places = lookups.places(in: group.text)
    lists[number] = (group.text, places)
    return places
  }

  /// What was heard: of our own log's addresses those that somebody named.
  var all: Set<ListingWord> {
    var words: Set<ListingWord> = []
    for (network, namings) in namings.enumerated() {
      for naming in namings {
        let address = String(decoding: naming.address, as: UTF8.self)
        let list = naming.list > 0 ? lookups.name(at: naming.list) : ""
        for domain in naming.domains {
          words.insert(
            ListingWord(
              list: list, address: address, network: networks.string(UInt32(network)),
              domain: String(decoding: domain, as: UTF8.self)))
        }
      }
    }
    let named = Set(words.map(\.address))
    for number in 0..<UInt32(own.count) where named.contains(own.string(number)) {
      words.insert(ListingWord(list: "", address: own.string(number), network: "", domain: ""))
    }
    return words
  }
}

// Addresses and names, as bytes.
extension ListingWords {
  /// Whether the address is one that a block list can have: none of a private network, of this host itself, or of no host at all.
  private static func isPublic(_ line: RawSpan, _ address: Range<Int>) -> Bool {
    let field = Field(address.lowerBound, address.upperBound)
    if line.isThisHost(field) || line.isPrivate(field) { return false }
    var first = 0
    for at in address {
      let digit = line.byte(at) &- UInt8(ascii: "0")
      if line.byte(at) == UInt8(ascii: ".") { return first > 0 && first < 224 }
      guard digit < 10 else { break }
      first = first &* 10 &+ Int(digit)
    }
    return !line.starts(with: "::", at: address.lowerBound, end: address.upperBound)
      && !line.starts(with: "fe80:", at: address.lowerBound, end: address.upperBound)
  }

  /// Whether `known` comes behind the text at `range` in the order of bytes (1), is the same but for capitals (0), or comes in front (-1).
  private static func order(_ known: [UInt8], _ line: RawSpan, _ range: Range<Int>) -> Int {
    for (byte, at) in zip(known, range) {
      let other = ASCII.lowercased(line.byte(at))
      let own = ASCII.lowercased(byte)
      if own != other { return own < other ? -1 : 1 }
    }
    return known.count == range.count ? 0 : known.count < range.count ? -1 : 1
  }
}
