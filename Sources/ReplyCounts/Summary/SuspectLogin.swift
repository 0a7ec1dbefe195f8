/// A login that was refused senders not its own as if somebody else knew its password.
package struct SuspectLogin: Sendable {
  /// The login's name.
  package let login: String
  /// How often it was refused.
  package let refusals: Int
  /// Of how many domains the senders were.
  package let domains: Int
  /// From how many networks it came.
  package let networks: Int
}

extension LoginEvidence {
  /// The logins that are suspicious, those with the most refusals first; of equal ones by their names.
  var suspects: [SuspectLogin] {
    counts.filter(\.value.isSuspicious).map { number, counts in
      SuspectLogin(
        login: login(number), refusals: counts.refusals, domains: counts.domains, networks: counts.networks)
    }.sorted { left, right in
      left.refusals != right.refusals ? left.refusals > right.refusals : left.login < right.login
    }
  }
}
