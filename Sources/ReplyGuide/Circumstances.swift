/// What a log tells of a reply beside its words: things that decide whose fault it can be.
@usableFromInline package struct Circumstances: OptionSet, Hashable, Sendable {
  /// The bits, as groups of replies keep them.
  @usableFromInline package let rawValue: UInt8

  /// How many bits there are.
  package static let width = 8

  /// The circumstances of these bits.
  @inlinable package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// What was to be done was done: there is no cause of failure, whatever the text says.
  @inlinable package static var isDone: Circumstances { Circumstances(rawValue: 1) }
  /// No other host took part: a mailbox, a command, a socket, or a service of this host.
  @inlinable package static var isWithinHost: Circumstances { Circumstances(rawValue: 2) }
  /// Another host took part, or was to.
  @inlinable package static var isBetweenHosts: Circumstances { Circumstances(rawValue: 4) }
  /// We said it to a client that is not known to be our own and has a private address: no address of the Internet.
  @inlinable package static var isToPrivateAddress: Circumstances { Circumstances(rawValue: 8) }
  /// A milter of ours decided.
  @inlinable package static var isMilters: Circumstances { Circumstances(rawValue: 16) }
  /// A server said it when we asked whether a client's sender address exists.
  @inlinable package static var isSenderCheck: Circumstances { Circumstances(rawValue: 32) }
  /// No server gave a code, and our own mail server tries again.
  @inlinable package static var isTriedAgain: Circumstances { Circumstances(rawValue: 64) }
  /// No server gave a code, and our own mail server gave the recipient up.
  @inlinable package static var isGivenUp: Circumstances { Circumstances(rawValue: 128) }
}
