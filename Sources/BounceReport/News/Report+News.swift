package import ReplyCounts

extension Report {
  /// What is new against the days before.
  package struct News: Sendable {
    /// What kind of news, in the order in which they are told.
    enum Kind: String, CaseIterable, Sendable {
      /// An address of ours is on a list that did not have it.
      case listing
      /// A cause that was never seen, or only ever rarely.
      case new
      /// One that was said to be fixed.
      case back
      /// One well above its usual level.
      case risen
      /// A domain that did not defer mail the days before.
      case deferring
      /// One that went on every day and is gone.
      case fixed
      /// An address that servers say is on a list, and that nothing else shows to be ours.
      case said = "listing_said"
    }

    /// One piece of news.
    struct Item: Sendable {
      var kind: Kind
      /// What it is about: a cause's title, a domain, an address.
      var name: String
      /// The cause; nil for listings and domains.
      var trouble: Past.Trouble?
      /// The causes that are it, as the history knows them; of fixed ones.
      var members: [Past.Trouble] = []
      /// The list that an address is on.
      var list: String?
      /// Replies; of a risen cause those of its worst day.
      var replies = 0
      /// The usual replies a day.
      var usual: Int?
      /// The day that it was seen last before, or the worst day of a risen cause.
      var day: Int?

      /// How many servers that have nothing to do with each other say so; of listings.
      var servers: Int?
      /// Whether it is too rare to worry, or proves too little: it is named, and stays new.
      var isMinor = false
      /// Whether runs before saw it, too rarely to be told with weight.
      var isSeenBefore = false
    }

    /// A known problem, which takes one line.
    struct Known: Sendable {
      var title: String
      var trouble: Past.Trouble
      var replies: Int
      var until: Int
      var note: String
    }

    /// Why nothing is called new; nil where the run was compared.
    enum Baseline: String, Sendable {
      case firstRun = "first_run"
      case asked
    }

    var baseline: Baseline?
    var items: [Item] = []
    var known: [Known] = []
    /// Up to which time the runs before counted, as ISO 8601.
    var since: String?
    /// The last day that the history knows.
    package internal(set) var lastDay = 0
    /// What became of mail on the days of the window before, the oldest first.
    var outcomes: [Past.Outcomes] = []
    /// Replies on the days of the window, by trouble, the oldest first.
    var trends: [Past.Trouble: [Int]] = [:]

    /// What is worse than before.
    var worse: [Item] { items.filter { $0.kind != .fixed && !$0.isMinor } }

    // What a history has to know.

    /// The causes that the report says are fixed.
    package var fixed: [Past.Trouble] { items.filter { $0.kind == .fixed }.flatMap(\.members) }
    /// The causes that the report tells with weight as new or as back, or takes as known, and the day.
    package internal(set) var told: [Past.Trouble: Int] = [:]
    /// What servers said of addresses and block lists on `lastDay`.
    package internal(set) var words: Set<ListingWord> = []
    /// The listings of addresses that are ours by more than a server's word.
    package internal(set) var listings: Set<DayCounts.Listing> = []
  }
}
