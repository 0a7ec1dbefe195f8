extension Report {
  /// One line of what a report tells first, in words.
  struct NewsLine {
    /// What a line tells of.
    enum Kind: Equatable {
      /// A threshold that was exceeded.
      case alert
      /// One piece of news.
      case news(News.Kind)
      /// Pieces of news that are not shown, by their number.
      case more
      /// What is too rare to worry, or proves too little.
      case rare

      /// What forms call it.
      var name: String {
        switch self {
        case .alert: "alert"
        case .news(let kind): kind.rawValue
        case .more: "more"
        case .rare: "rare"
        }
      }

      /// Whether it is a reason to open the report.
      var isToLookAt: Bool { self != .news(.fixed) && self != .rare }
    }

    var kind: Kind
    var text: String
  }
}
