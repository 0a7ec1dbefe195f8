extension ReplyRecord {
  /// Whether it is a reply of ours to a client of our own: one that logged in, or that is on this host.
  ///
  /// A client on the submission port that has not logged in is anybody. Exim names no host for a local caller (`U=user`).
  package func isToOwnClient(_ line: RawSpan, _ facts: MessageFacts) -> Bool {
    guard direction == .inbound else { return false }
    // Who fails to log in is not known to be the login's owner.
    if stage != .auth, saslUser.count > 0 || facts.saslUser.count > 0 { return true }
    guard remoteAddress.exists else { return mta == .exim && !remoteHost.exists }
    return line.isThisHost(remoteAddress)
  }
}
