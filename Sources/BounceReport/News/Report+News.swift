extension Report {
  /// What is new against the days before.
  public struct News: Sendable {
    /// What kind of news, in the order in which they are told.
    enum Kind: String, CaseIterable, Sendable {
      /// An address of ours is on a list that did not have it.
      case listing
      /// A cause that was never seen.
      case new
      /// One that was said to be fixed.
      case back
      /// One well above its usual level.
      case risen
      /// A domain that did not defer mail the days before.
      case deferring
      /// One that went on every day and is gone.
      case fixed
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

      /// Whether it is too rare to worry: nearly every night brings a cause that was never seen, with a reply or two.
      var isMinor: Bool { kind == .new && replies < 5 }
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
    /// The last day that the history knows, and what became of mail on the days of the window before, the oldest first.
    var lastDay = 0
    var outcomes: [Past.Outcomes] = []
    /// Replies on the days of the window, by trouble, the oldest first.
    var trends: [Past.Trouble: [Int]] = [:]

    /// What is worse than before.
    var worse: [Item] { items.filter { $0.kind != .fixed && !$0.isMinor } }

    /// The causes that the report says are fixed: what a history has to know.
    public var fixed: [Past.Trouble] { items.filter { $0.kind == .fixed }.flatMap(\.members) }
  }
}
