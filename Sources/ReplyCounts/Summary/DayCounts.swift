public import SMTPReply

/// What one day of the log's own clock brought, as far as a run saw it.
public struct DayCounts: Sendable {
  /// A cause in one direction and with one code.
  public struct Cause: Hashable, Sendable {
    /// The cause's id, or `not-explained`.
    public var id: String
    /// Nil for what was settled without a reply.
    public var code: ReplyCode?
    /// Who said it to whom.
    public var direction: Direction
    /// Whether we said it to clients of our own.
    public var isOwnClient: Bool

    /// A cause with these marks.
    public init(id: String, code: ReplyCode?, direction: Direction, isOwnClient: Bool) {
      self.id = id
      self.code = code
      self.direction = direction
      self.isOwnClient = isOwnClient
    }

    init(_ group: ReplyGroup) {
      self.init(
        id: group.explanation.cause?.id ?? Cause.notExplained, code: group.code, direction: group.direction,
        isOwnClient: group.isOwnClient)
    }

    /// The finding of a login whose password may be stolen.
    package static let stolenLogin = Cause(id: "stolen-login", code: nil, direction: .inbound, isOwnClient: true)

    /// The id of what nothing explains.
    public static let notExplained = "not-explained"
  }

  /// Replies about recipients of a domain.
  public struct Domain: Equatable, Sendable {
    /// Replies that put mail off.
    public var deferrals = 0
    /// Replies that ended it.
    public var bounces = 0

    /// None yet.
    public init() {}

    static func += (left: inout Domain, right: Domain) {
      left.deferrals += right.deferrals
      left.bounces += right.bounces
    }
  }

  /// An address of ours on a block list.
  public struct Listing: Hashable, Sendable {
    /// The list's name.
    public var list: String
    /// The IP address of ours.
    public var address: String

    /// The listing of `address` on `list`.
    public init(list: String, address: String) {
      self.list = list
      self.address = address
    }
  }

  /// Days since 1970.
  public var day: Int
  /// Recipients that were delivered.
  public var delivered: Int
  /// Recipients that bounced.
  public var bounced: Int
  /// Deferral replies, each attempt counted.
  public var deferrals: Int
  /// Refusals to clients.
  public var rejected: Int
  /// Replies by cause.
  public var causes: [Cause: Int]
  /// Replies by recipients' domains.
  public var domains: [String: Domain]

  init(day: Int, outcomes: OutcomeHours.Counts, causes: [Cause: Int], domains: [String: Domain]) {
    self.day = day
    delivered = outcomes.delivered
    bounced = outcomes.bounced
    deferrals = outcomes.deferrals
    rejected = outcomes.rejected
    self.causes = causes
    self.domains = domains
  }
}
