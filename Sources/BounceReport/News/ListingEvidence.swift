import ReplyCounts

/// What the words of servers prove: whether an address is ours, and who agrees that a list has it.
///
/// One server proves nothing, whatever it says: anybody who gets mail from us can name any address and any list. An address is ours when our
/// own log has it, or when servers that have nothing to do with each other name it: of different networks and different domains, so that
/// neither many names nor many addresses of one party do. Three of them, since one machine with IPv4 and IPv6 looks like two.
struct ListingEvidence {
  /// Servers without which nothing is agreed.
  static let leastServers = 3

  /// An address on a list.
  struct Listing: Hashable, Comparable {
    var address: String
    var list: String

    static func < (left: Listing, right: Listing) -> Bool {
      (left.address, left.list) < (right.address, right.list)
    }
  }

  /// How well a listing is known.
  enum Grade: Int, Comparable {
    /// Servers say so, and nothing shows that the address is ours.
    case said
    /// The address is ours.
    case ours
    /// The address is ours, and servers that have nothing to do with each other say that the list has it.
    case agreed

    static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }
  }

  private let ours: Set<String>
  private let said: [Listing: Set<ListingWord>]

  /// What `words` prove.
  init(_ words: some Sequence<ListingWord>) {
    var byAddress: [String: Set<ListingWord>] = [:]
    var said: [Listing: Set<ListingWord>] = [:]
    for word in words {
      byAddress[word.address, default: []].insert(word)
      if !word.list.isEmpty { said[Listing(address: word.address, list: word.list), default: []].insert(word) }
    }
    self.said = said
    ours = Set(
      byAddress.filter { _, words in
        words.contains(where: \.isOwn) || ListingEvidence.servers(words) >= ListingEvidence.leastServers
      }.keys)
  }

  /// The listings that somebody named, in the order of addresses.
  var listings: [Listing] { said.keys.sorted() }

  /// How well `listing` is known; nil when nobody named it.
  func grade(of listing: Listing) -> Grade? {
    guard let words = said[listing] else { return nil }
    guard ours.contains(listing.address) else { return .said }
    return ListingEvidence.servers(words) >= ListingEvidence.leastServers ? .agreed : .ours
  }

  /// How many servers that have nothing to do with each other named `listing`.
  func servers(_ listing: Listing) -> Int { said[listing].map(ListingEvidence.servers) ?? 0 }

  /// The greatest number of words no two of which share a network or a domain: a matching of networks and domains, grown by one path at a
  /// time (Kuhn, 1955).
  static func servers(_ words: Set<ListingWord>) -> Int {
    var networks: [String: Set<String>] = [:]
    for word in words where !word.isOwn { networks[word.domain, default: []].insert(word.network) }
    var domains: [String: String] = [:]
    func isPlaced(_ domain: String, _ tried: inout Set<String>) -> Bool {
      for network in networks[domain, default: []].sorted() where tried.insert(network).inserted {
        if let other = domains[network], !isPlaced(other, &tried) { continue }
        domains[network] = domain
        return true
      }
      return false
    }
    return networks.keys.sorted().reduce(0) { count, domain in
      var tried: Set<String> = []
      return isPlaced(domain, &tried) ? count + 1 : count
    }
  }
}
