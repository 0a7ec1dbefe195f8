package import SMTPReply

/// What one day of the log's own clock brought, as far as a run saw it.
package struct DayCounts: Sendable {
  /// A cause in one direction and with one code.
  package struct Cause: Hashable, Sendable {
    /// The cause's id, or `not-explained`.
    package var id: String
    /// Nil for what was settled without a reply.
    package var code: ReplyCode?
    /// Who said it to whom.
    package var direction: Direction
    /// Whether we said it to clients of our own.
    package var isOwnClient: Bool

    /// A cause with these marks.
    package init(id: String, code: ReplyCode?, direction: Direction, isOwnClient: Bool) {
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
    package static let notExplained = "not-explained"
  }

  /// Replies about recipients of a domain.
  package struct Domain: Equatable, Sendable {
    /// Replies that put mail off.
    package var deferrals = 0
    /// Replies that ended it.
    package var bounces = 0

    /// None yet.
    package init() {}

    static func += (left: inout Domain, right: Domain) {
      left.deferrals += right.deferrals
      left.bounces += right.bounces
    }
  }

  /// An address of ours on a block list.
  package struct Listing: Hashable, Sendable {
    /// The list's name.
    package var list: String
    /// The IP address of ours.
    package var address: String

    /// The listing of `address` on `list`.
    package init(list: String, address: String) {
      self.list = list
      self.address = address
    }
  }

  /// Days since 1970.
  package var day: Int
  /// Recipients that were delivered.
  package var delivered: Int
  /// Recipients that bounced.
  package var bounced: Int
  /// Deferral replies, each attempt counted.
  package var deferrals: Int
  /// Refusals to clients.
  package var rejected: Int
  /// Replies by cause.
  package var causes: [Cause: Int]
  /// Replies by recipients' domains.
  package var domains: [String: Domain]

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
