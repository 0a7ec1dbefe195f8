import ReplyCounts
public import SMTPReply

/// What the days before brought, as a history tells it: what a run is compared with.
public struct Past: Sendable {
  /// How many days back a run is compared with, and drawn.
  public static let window = 30

  /// A cause in one direction, whatever the code.
  public struct Trouble: Hashable, Sendable {
    /// A cause's id.
    public var cause: String
    /// Who said it to whom.
    public var direction: Direction
    /// Whether we said it to clients of our own.
    public var isOwnClient: Bool

    /// The trouble of `cause`.
    public init(cause: String, direction: Direction, isOwnClient: Bool) {
      self.cause = cause
      self.direction = direction
      self.isOwnClient = isOwnClient
    }
  }

  /// What is known of a trouble.
  public struct Course: Sendable {
    /// Days since 1970 of its first reply.
    public var firstDay: Int
    /// Days since 1970 of its last reply.
    public var lastDay: Int
    /// Whether a report said that it is fixed, and it was not seen since.
    public var isFixed: Bool
    /// The day on which a report said with weight that it is there, the last time that it came; nil as long as it was only ever rare.
    public var told: Int?
    /// The last day before it was over once, as a report said: what was until then is no measure of what is usual.
    public var over: Int?
    /// Replies by day, of the days of the window.
    public var replies: [Int: Int] = [:]

    /// A course over these days.
    public init(firstDay: Int, lastDay: Int, isFixed: Bool, told: Int? = nil, over: Int? = nil) {
      self.firstDay = firstDay
      self.lastDay = lastDay
      self.isFixed = isFixed
      self.told = told
      self.over = over
    }
  }

  /// What became of mail on a day.
  public struct Outcomes: Sendable {
    /// Recipients that were delivered.
    public var delivered: Int
    /// Recipients that bounced.
    public var bounced: Int
    /// Deferral replies, each attempt counted.
    public var deferrals: Int
    /// Refusals to clients.
    public var rejected: Int

    /// These counts.
    public init(delivered: Int, bounced: Int, deferrals: Int, rejected: Int) {
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
  public struct Acknowledgement: Sendable {
    /// The cause's id.
    public var cause: String
    /// The last day, counted from 1970.
    public var until: Int
    /// Why it is known.
    public var note: String
    /// Replies a day that it had when it was acknowledged.
    public var level: Double

    /// That `cause` is known.
    public init(cause: String, until: Int, note: String, level: Double) {
      self.cause = cause
      self.until = until
      self.note = note
      self.level = level
    }
  }

  /// Days with lines, by days since 1970.
  public var days: [Int: Outcomes] = [:]
  /// How each trouble went.
  public var courses: [Trouble: Course] = [:]
  /// Deferrals of a day from which on a domain is news.
  public static let leastDeferrals = 10
  /// Days without that, after which it is news.
  public static let quietDays = 7
  /// The last day on which a domain deferred mail as often as that, of the days that count.
  public var lastDeferral: [String: Int] = [:]
  /// What the runs before saw on the days of this one: deferrals by day and domain.
  public var deferrals: [Int: [String: Int]] = [:]
  /// What servers said of addresses and block lists, and the last day of each word.
  public var words: [ListingWord: Int] = [:]
  /// What somebody knows of, by cause.
  public var acknowledgements: [Acknowledgement] = []
  /// Whether no run was before.
  public var isEmpty = true
  /// The time of the last line that was counted before, as ISO 8601.
  public var lastLine: String?

  /// Nothing known.
  public init() {}

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
  public var trouble: Past.Trouble {
    Past.Trouble(cause: id, direction: direction, isOwnClient: isOwnClient)
  }
}
