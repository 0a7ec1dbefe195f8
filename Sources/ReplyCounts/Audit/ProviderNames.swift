import ReplyGuide

/// Tells whose mail servers hosts are, and whose users domains have.
struct ProviderNames {
  private var hosts: [String: String] = [:]
  private var domains: [String: String] = [:]

  init() {
    for provider in ReplyGuide.providers {
      for host in provider.hosts { hosts[host] = provider.name }
      for domain in provider.domains { domains[domain] = provider.name }
    }
  }

  /// The provider whose mail server `host` is; nil when it is none's.
  func provider(ofHost host: String) -> String? {
    var rest = Substring(host.lowercased())
    while true {
      if let name = hosts[String(rest)] { return name }
      guard let dot = rest.firstIndex(of: ".") else { return nil }
      rest = rest[rest.index(after: dot)...]
    }
  }

  /// The provider whose own users have addresses at `domain`.
  func provider(ofDomain domain: String) -> String? { domains[domain.lowercased()] }
}
