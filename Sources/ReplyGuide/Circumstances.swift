/// What a log tells of a reply beside its words: things that decide whose fault it can be.
public struct Circumstances: OptionSet, Hashable, Sendable {
  /// The bits, as groups of replies keep them.
  public let rawValue: UInt8

  /// How many bits there are.
  public static let width = 4

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
}
