/// Which files a run reads, and in which order, for the arguments of a command line.
///
/// Messages are followed from one file to the next, so files are read oldest first, by the first time in each; a file that
/// tells none takes its place by its own time, and files of the same time by the number or date in their names. Of a
/// directory its mail logs are taken. A file that is named twice, or is there plain and compressed, is read once. Pipes and
/// standard input are not looked into: they come last, as they were given.
package struct InputPlan: Sendable {
  /// What to open, in order.
  package var paths: [String] { places.map(\.path) }
  /// The same, with what tells the order.
  package private(set) var places: [InputPlace] = []
  /// What was left out.
  package private(set) var notes: [InputNote] = []
  /// What cannot be read.
  package private(set) var failures: [InputError] = []

  private var files: [InputPeek] = []
  private var streams: [String] = []
  private var seen: [FileIdentity: String] = [:]

  /// The files that hold no line that a filter's times let through, or that bears on one.
  package private(set) var outOfRange: [String] = []

  /// Looks at the files and directories of `arguments`; `now` is in seconds since 1970. Of several files those are left out in which
  /// nothing bears on the time from `since` until `until`.
  package init(for arguments: [String], now: Int64, since: TimeBound? = nil, until: TimeBound? = nil) {
    self.init(for: arguments, by: .mailLogs(now: now), since: since, until: until, isKnown: nil)
  }

  /// As the other, for a part of what one run would read: a file that is given alone has to tell its place too.
  package init(forPart arguments: [String], now: Int64) {
    self.init(for: arguments, by: .mailLogs(now: now), isPart: true, isKnown: nil)
  }

  /// As the other, for a run that goes on from another one: `isKnown` tells of the first `headCount` bytes of a file, or of all if it is
  /// shorter, whether lines of it were read before; with a path, as those of a log of that rotated set.
  ///
  /// Of a file that is named, those of its rotated set are read too that a run before began, and what is newer than they are: the file
  /// that was read yesterday has another name today. Where no run began one, those that changed since `lastRun` of the named one, in seconds
  /// since 1970.
  package init(
    for arguments: [String], now: Int64, lastRun: @escaping (_ path: String) -> Int64?,
    isKnown: @escaping (_ head: [UInt8], _ path: String?) -> Bool
  ) {
    self.init(for: arguments, by: .mailLogs(now: now), lastRun: lastRun, isKnown: isKnown)
  }

  /// The plan to read nothing but the journal.
  package init(journal: JournalQuery) {
    self.journal = journal
    places = [.stream(JournalQuery.name, number: 0)]
  }

  /// What is asked of the journal, if that is read.
  private var journal: JournalQuery?

  /// Opens the input with the name `path`.
  package func open(_ path: String) throws(InputError) -> ByteSource {
    if let journal { return try ByteSource.open(journal) }
    return try ByteSource.open(path: path)
  }

  /// How many bytes of a file `isKnown` is asked of.
  package static let headCount = InputPeek.headCount

  private init(
    for arguments: [String], by recogniser: LogRecogniser, since: TimeBound? = nil, until: TimeBound? = nil,
    lastRun: (String) -> Int64? = { _ in nil },
    isPart: Bool = false, isKnown: ((_ head: [UInt8], _ path: String?) -> Bool)?
  ) {
    for argument in arguments {
      do {
        try add(argument, recogniser, isAlone: arguments.count == 1 && isKnown == nil && !isPart)
      } catch {
        failures.append(error)
      }
    }
    // In an order that does not depend on how they were given: the report names them so.
    failures.sort { InputPlace.unreadable($0.path) < InputPlace.unreadable($1.path) }
    if let isKnown { addRotated(recogniser, lastRun, isKnown) }
    files.sort(by: InputPeek.isOlder)
    // Not for parts of what one run would read: their places are told by each file alone.
    if isKnown != nil { sortSetsByTwoWitnesses() }
    leaveOutRepetitions()
    leaveOut(before: since, behind: until)
    places = files.map(\.place) + streams.enumerated().map { .stream($0.element, number: $0.offset) }
  }

  private mutating func add(_ path: String, _ recogniser: LogRecogniser, isAlone: Bool) throws(InputError) {
    let status: SystemCalls.Status
    do {
      status =
        try path == InputFile.standardInputPath
        ? SystemCalls.status(of: InputFile.standardInput) : SystemCalls.status(ofPath: path)
    } catch {
      throw .unreadable(path: path, error, error.isRefusal ? AccessRemedy(forReading: path) : nil)
    }
    if status.isDirectory && path != InputFile.standardInputPath {
      let directory = try DirectoryLogs(path, by: recogniser)
      notes += directory.notes
      failures += directory.failures
      for file in directory.logs where isNew(file.path, file.identity) { files.append(file) }
    } else if isNew(path, status.identity) {
      if isAlone || !status.isRegular || path == InputFile.standardInputPath {
        streams.append(path)
      } else {
        files.append(try InputPeek(path: path, identity: status.identity, by: recogniser))
      }
    }
  }

  /// Adds the files of the named ones' rotated sets from the newest one on that is known.
  private mutating func addRotated(
    _ recogniser: LogRecogniser, _ lastRun: (String) -> Int64?, _ isKnown: (_ head: [UInt8], _ path: String?) -> Bool
  ) {
    for file in files {
      let place = file.path.lastIndex(of: "/").map { String(file.path[...$0]) } ?? ""
      let names = (try? SystemCalls.names(inDirectory: place.isEmpty ? "." : place)) ?? []
      var set = names.filter { RotationName(path: $0).base == file.name.base }.compactMap { name -> InputPeek? in
        guard let status = try? SystemCalls.status(ofPath: place + name), status.isRegular,
          seen[status.identity] == nil
        else { return nil }
        return try? InputPeek(path: place + name, identity: status.identity, by: recogniser)
      }
      let earlier = lastRun(file.path)
      let isChanged = { (file: InputPeek) in earlier.map { file.newestTime >= $0 } ?? false }
      set.sort(by: InputPeek.isOlder)
      // A short log may begin as one of another name does: a main log and its reject log with the same rejection.
      let isNamed = set.contains { isKnown($0.head, $0.path) }
      let isBegun = { (file: InputPeek) in isKnown(file.head, isNamed ? file.path : nil) }
      guard let newest = set.lastIndex(where: isBegun) ?? set.firstIndex(where: isChanged) else { continue }
      // Where stamps and names do not agree, a clock was wrong or a person gave the names: what changed is read by either.
      let byName = set.sorted { $0.name < $1.name }
      let newestByName = byName.lastIndex(where: isBegun) ?? byName.endIndex
      for rotated in set[newest...] + byName[newestByName...].filter(isChanged)
      where isNew(rotated.path, rotated.identity, isSaid: false) {
        files.append(rotated)
      }
    }
  }

  /// Puts the files of a rotated set in the order in which their names and the files' own times agree: a first stamp may be of a clock that
  /// was wrong.
  private mutating func sortSetsByTwoWitnesses() {
    let sets = Dictionary(grouping: files.indices) { files[$0].set }
    for places in sets.values where places.count > 1 {
      let set = places.map { files[$0] }.sorted { $0.name < $1.name }
      let isInOrder = zip(set, set.dropFirst()).allSatisfy { $0.newestTime < $1.newestTime }
      guard isInOrder else { continue }
      for (place, file) in zip(places, set) { files[place] = file }
    }
  }

  /// Whether both are files of one rotated set, by their names.
  package static func areOfOneSet(_ path: String, _ other: String) -> Bool {
    RotationName(path: path).base == RotationName(path: other).base
  }

  /// Whether a newer file of the same rotated set is read too.
  package func isFollowed(_ path: String) -> Bool {
    guard let place = files.firstIndex(where: { $0.path == path }) else { return false }
    return files[(place + 1)...].contains { $0.name.base == files[place].name.base }
  }

  /// Whether this is the first name of the file.
  private mutating func isNew(_ path: String, _ identity: FileIdentity, isSaid: Bool = true) -> Bool {
    if let other = seen[identity] {
      if isSaid { notes.append(.sameFile(path: path, as: other)) }
      return false
    }
    seen[identity] = path
    return true
  }

  /// Compares the files that begin alike, and keeps of equal ones the one that is best to read.
  private mutating func leaveOutRepetitions() {
    var alike: [Int: [InputPeek]] = [:]
    var leftOut: Set<FileIdentity> = []
    for file in files where !file.isEmpty {
      var kept = alike[file.beginning] ?? []
      var repeats = false
      for (index, other) in kept.enumerated().reversed() where !repeats {
        var comparison = ContentComparison(file.path, other.path)
        let isEqual = comparison == .equal
        if isEqual { comparison = Self.isBetter(file, than: other) ? .rightIsBeginning : .leftIsBeginning }
        switch comparison {
        case .leftIsBeginning:
          repeats = true
          leftOut.insert(file.identity)
          notes.append(Self.note(file, other, isEqual))
        case .rightIsBeginning:
          kept.remove(at: index)
          leftOut.insert(other.identity)
          notes.append(Self.note(other, file, isEqual))
        case .different, .equal: break
        }
      }
      if !repeats { kept.append(file) }
      alike[file.beginning] = kept
    }
    files.removeAll { leftOut.contains($0.identity) }
  }

  /// Leaves out what ends long before `since`, or begins after `until`.
  ///
  /// A message is followed over seven silent days, so what ended before those tells nothing of later lines. A day more, since logs may
  /// be in any zone. All lines that were looked at have to agree: one may be of a wrong clock.
  private mutating func leaveOut(before since: TimeBound?, behind until: TimeBound?) {
    let day: Int64 = 86_400_000_000
    let earliest = since.map { $0.instant - MessageTracker.patience * 1_000_000 - day } ?? .min
    let latest = until.map { $0.instant + day } ?? .max
    files.removeAll { file in
      let isBefore = file.newestTime &* 1_000_000 < earliest && (file.times.latest ?? .min) < earliest
      guard isBefore || (file.times.earliest ?? .min) > latest else { return false }
      outOfRange.append(file.path)
      return true
    }
    if !outOfRange.isEmpty { notes.append(.outOfRange(paths: outOfRange)) }
  }

  private static func note(_ file: InputPeek, _ kept: InputPeek, _ isEqual: Bool) -> InputNote {
    isEqual ? .sameContent(path: file.path, as: kept.path) : .beginning(path: file.path, of: kept.path)
  }

  /// A copy's time is that of copying, so the older time is nearer to the truth; plain text is read fastest.
  private static func isBetter(_ file: InputPeek, than other: InputPeek) -> Bool {
    if file.newestTime != other.newestTime { return file.newestTime < other.newestTime }
    return file.encoding == .plain && other.encoding != .plain
  }
}
