package import ReplyCounts
package import SMTPReply

/// What the days before brought, as a history tells it: what a run is compared with.
package struct Past: Sendable {
  /// How many days back a run is compared with, and drawn.
  package static let window = 30

  /// A cause in one direction, whatever the code.
  package struct Trouble: Hashable, Sendable {
    /// A cause's id.
    package var cause: String
    /// Who said it to whom.
    package var direction: Direction
    /// Whether we said it to clients of our own.
    package var isOwnClient: Bool

    /// The trouble of `cause`.
    package init(cause: String, direction: Direction, isOwnClient: Bool) {
      self.cause = cause
      self.direction = direction
      self.isOwnClient = isOwnClient
    }
  }

  /// What is known of a trouble.
  package struct Course: Sendable {
    /// Days since 1970 of its first reply.
    package var firstDay: Int
    /// Days since 1970 of its last reply.
    package var lastDay: Int
    /// Whether a report said that it is fixed, and it was not seen since.
    package var isFixed: Bool
    /// The day on which a report said with weight that it is there, the last time that it came; nil as long as it was only ever rare.
    package var told: Int?
    /// The last day before it was over once, as a report said: what was until then is no measure of what is usual.
    package var over: Int?
    /// Replies by day, of the days of the window.
    package var replies: [Int: Int] = [:]

    /// A course over these days.
    package init(firstDay: Int, lastDay: Int, isFixed: Bool, told: Int? = nil, over: Int? = nil) {
      self.firstDay = firstDay
      self.lastDay = lastDay
      self.isFixed = isFixed
      self.told = told
      self.over = over
    }
  }

  /// What became of mail on a day.
  package struct Outcomes: Sendable {
    /// Recipients that were delivered.
    package var delivered: Int
    /// Recipients that bounced.
    package var bounced: Int
    /// Deferral replies, each attempt counted.
    package var deferrals: Int
    /// Refusals to clients.
    package var rejected: Int

    /// These counts.
    package init(delivered: Int, bounced: Int, deferrals: Int, rejected: Int) {
      self.delivered = delivered
      self.bounced = bounced
      self.deferrals = deferrals
      self.rejected = rejected
    }

    static func += (left: inout Outcomes, right: Outcomes) {
      left.delivered += right.delivered
      left.bounced += right.bounced
      left.deferrals += right.deferrals
      left.rejected += right.rejected
    }
  }

  /// That somebody knows of a cause, until a day.
  package struct Acknowledgement: Sendable {
    /// The cause's id.
    package var cause: String
    /// The last day, counted from 1970.
    package var until: Int
    /// Why it is known.
    package var note: String
    /// Replies a day that it had when it was acknowledged.
    package var level: Double

    /// That `cause` is known.
    package init(cause: String, until: Int, note: String, level: Double) {
      self.cause = cause
      self.until = until
      self.note = note
      self.level = level
    }
  }

  /// Days with lines, by days since 1970.
  package var days: [Int: Outcomes] = [:]
  /// How each trouble went.
  package var courses: [Trouble: Course] = [:]
  /// Deferrals of a day from which on a domain is news.
  package static let leastDeferrals = 10
  /// Days without that, after which it is news.
  package static let quietDays = 7
  /// The last day on which a domain deferred mail as often as that, of the days that count.
  package var lastDeferral: [String: Int] = [:]
  /// What the runs before saw on the days of this one: deferrals by day and domain.
  package var deferrals: [Int: [String: Int]] = [:]
  /// What servers said of addresses and block lists, and the last day of each word.
  package var words: [ListingWord: Int] = [:]
  /// What somebody knows of, by cause.
  package var acknowledgements: [Acknowledgement] = []
  /// Whether no run was before.
  package var isEmpty = true
  /// The time of the last line that was counted before, as ISO 8601.
  package var lastLine: String?

  /// Nothing known.
  package init() {}

  /// The past without the days behind `latest`, which a wrong clock brought.
  func until(_ latest: Int) -> Past {
    var past = self
    past.days = days.filter { $0.key <= latest }
    past.words = words.filter { $0.value <= latest }
    for (trouble, course) in courses where course.lastDay > latest { past.courses[trouble]?.lastDay = latest }
    return past
  }
}

extension DayCounts.Cause {
  /// The trouble, whatever the code.
  package var trouble: Past.Trouble {
    Past.Trouble(cause: id, direction: direction, isOwnClient: isOwnClient)
  }
}
