/// A large mail provider, and how to know its mail servers and addresses. Its form is that of `providers.yaml`.
package struct Provider: Sendable {
  /// The provider's name.
  package var name: String
  /// What the names of its mail servers end in, in small letters: domains, without a dot in front.
  package var hosts: [String]
  /// The domains of its own users, for mail that leaves through a relay; those of customers are not known.
  package var domains: [String]
}
