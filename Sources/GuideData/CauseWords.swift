import SMTPReply

/// The words of a cause: a user's own, as they were read, or a place in the program's constant text.
indirect enum CauseWords: Sendable {
  case own(CauseWording, CauseDetails)
  /// Readers that stand at the cause's first line.
  case embedded(wording: SectionReader, details: SectionReader)

  /// The lines of a cause's wording, in the order they are written: those of the servers' settings last.
  enum Line {
    case title, meaning, when, fix, inbound, submission
    case setting(MTA)

    /// How many there are.
    static let count = 6 + MTA.allCases.count

    /// How many stand in front of it.
    var place: Int {
      switch self {
      case .title: 0
      case .meaning: 1
      case .when: 2
      case .fix: 3
      case .inbound: 4
      case .submission: 5
      case .setting(let mta): 6 + mta.place
      }
    }
  }

  /// A line that is one text; nil when it is empty.
  func wording(_ line: Line) -> String? {
    switch self {
    case .own(let wording, _): return wording.text(line)
    case .embedded(var section, _):
      section.skip(line.place)
      return section.text()
    }
  }

  /// A line that is a list; nil when there is none.
  func wordings(_ line: Line) -> [String]? {
    switch self {
    case .own(let wording, _): return wording.texts(line)
    case .embedded(var section, _):
      section.skip(line.place)
      return section.texts()
    }
  }

  /// One of the phrases, or of the weak phrases, without reading the others.
  func phrase(_ number: Int, isWeak: Bool) -> String? {
    switch self {
    case .own(_, let details):
      let phrases = (isWeak ? details.weakPhrases : details.phrases) ?? []
      return phrases.indices.contains(number) ? phrases[number] : nil
    case .embedded(_, var section):
      if isWeak { section.skip(1) }
      return section.text(item: number)
    }
  }

  /// The phrases, or the weak phrases, without reading what else there is.
  func phrases(isWeak: Bool) -> [String]? {
    switch self {
    case .own(_, let details): return isWeak ? details.weakPhrases : details.phrases
    case .embedded(_, var section):
      if isWeak { section.skip(1) }
      return section.texts()
    }
  }

  var details: CauseDetails {
    switch self {
    case .own(_, let details): return details
    case .embedded(_, var section): return CauseDetails(from: &section)
    }
  }
}

/// What of a cause neither the matcher nor a report needs.
struct CauseDetails: Sendable {
  var phrases: [String]?
  var weakPhrases: [String]?
  var source = ""
  var date = ""
  var samples: [Cause.Sample] = []

  /// How many lines it takes.
  static let lineCount = 7
}
