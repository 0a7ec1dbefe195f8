/// What the causes of a file of rules have to do with others: whose phrases they share, and whether all together are few enough.
extension CauseFile {
  /// Looks at what takes all causes to tell; `guide` are those that the file's may name beside its own.
  package mutating func check(with guide: [Cause]) {
    let names = guide.map(\.id)
    // As the matcher has them: of two with an id the first.
    let all = Dictionary(
      zip(causes.map(\.id) + names, causes + guide), uniquingKeysWith: { first, _ in first })
    for (cause, line) in zip(causes, sameAsLines) {
      guard let named = cause.sameAs else { continue }
      if all[named] == nil {
        complain(line, "there is no cause `\(named)`", allowed: "an id of this file or of the guide")
      } else if CauseFile.isCircle(from: cause, all) {
        complain(line, "`same_as: \(named)` leads back to `\(cause.id)`", allowed: "the cause that has the phrases")
      }
    }
    if !PhraseList.fits(causes + guide, of: causes.indices) {
      complain(
        1, "more causes or phrases than can be looked for, with those of `same_as`",
        allowed: "\(PhraseList.causeLimit) causes, \(PhraseList.phraseLimit) phrases")
    }
    sortProblems()
  }

  private static func isCircle(from cause: Cause, _ all: [String: Cause]) -> Bool {
    var seen: Set<String> = []
    var next = cause.sameAs
    while let id = next, seen.insert(id).inserted {
      if id == cause.id { return true }
      next = all[id]?.sameAs
    }
    return false
  }
}
