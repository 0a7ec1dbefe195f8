/// That a server named an address when it refused us, and perhaps a block list that has it; or that our own log has the address as ours.
///
/// It is the word of one side: anybody who runs a mail server can say so of any address.
package struct ListingWord: Hashable, Sendable {
  /// The list, by its name; empty where only the address was named.
  package var list: String
  /// The IP address.
  package var address: String
  /// The network of the server; empty for our own log.
  package var network: String
  /// The domain that the server's name is of; empty where it has none, and for our own log.
  package var domain: String

  /// The word of a server in `network` and of `domain`.
  package init(list: String, address: String, network: String, domain: String) {
    self.list = list
    self.address = address
    self.network = network
    self.domain = domain
  }

  /// Whether our own log says it.
  package var isOwn: Bool { network.isEmpty }
}
