/// What a log tells of a reply beside its words: things that decide whose fault it can be.
public struct Circumstances: OptionSet, Hashable, Sendable {
  /// The bits, as groups of replies keep them.
  public let rawValue: UInt8

  /// How many bits there are.
  public static let width = 8

  /// The circumstances of these bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// What was to be done was done: there is no cause of failure, whatever the text says.
  public static let isDone = Circumstances(rawValue: 1)
  /// No other host took part: a mailbox, a command, a socket, or a service of this host.
  public static let isWithinHost = Circumstances(rawValue: 2)
  /// Another host took part, or was to.
  public static let isBetweenHosts = Circumstances(rawValue: 4)
  /// We said it to a client that is not known to be our own and has a private address: no address of the Internet.
  public static let isToPrivateAddress = Circumstances(rawValue: 8)
  /// A milter of ours decided.
  public static let isMilters = Circumstances(rawValue: 16)
  /// A server said it when we asked whether a client's sender address exists.
  public static let isSenderCheck = Circumstances(rawValue: 32)
  /// No server gave a code, and our own mail server tries again.
  public static let isTriedAgain = Circumstances(rawValue: 64)
  /// No server gave a code, and our own mail server gave the recipient up.
  public static let isGivenUp = Circumstances(rawValue: 128)
}
