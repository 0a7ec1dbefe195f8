/// Who has to act so that the cause goes away. "Sender" is the sending side: us outbound, the client inbound.
public enum ActingParty: String, CaseIterable, Codable, Sendable {
  /// Keep the list of addresses clean.
  case senderList = "sender-list"
  /// Change the sending server's or program's configuration.
  case senderServer = "sender-server"
  /// Change DNS records or the authentication they describe.
  case senderDNS = "sender-dns"
  /// Mend the reputation of the address or domain that sends.
  case senderReputation = "sender-reputation"
  case recipient
  case receivingServer = "receiving-server"
  case network
  case nobody
}
