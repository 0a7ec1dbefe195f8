/// The mail logs among a directory's files, by what is in them.
struct DirectoryLogs {
  private(set) var logs: [InputPeek] = []
  private(set) var notes: [InputNote] = []
  private(set) var failures: [InputError] = []

  /// Looks into every regular file of `directory`; directories in it are not entered.
  init(_ directory: String, by recogniser: LogRecogniser) throws(InputError) {
    let names: [String]
    do {
      names = try SystemCalls.names(inDirectory: directory).sorted()
    } catch {
      let remedy = error.isRefusal ? AccessRemedy(forReading: directory) : nil
      throw .unreadable(path: directory, error, remedy)
    }
    var files: [InputPeek] = []
    var closed: [InputError] = []
    let prefix = directory.hasSuffix("/") ? directory : directory + "/"
    for name in names {
      let path = prefix + name
      guard let status = try? SystemCalls.status(ofPath: path), status.isRegular else { continue }
      do {
        files.append(try InputPeek(path: path, identity: status.identity, by: recogniser))
      } catch {
        closed.append(error)
      }
    }
    choose(among: files, closed, directory)
  }

  /// All files of a set are taken when one of them has mail lines: a quiet week is no reason to leave one out.
  private mutating func choose(among files: [InputPeek], _ closed: [InputError], _ directory: String) {
    let bases = LikelyLogs.names.union(files.filter(\.hasMailLines).map(\.name.base))
    logs = files.filter { bases.contains($0.name.base) && !$0.isEmpty }
    failures = closed.filter { bases.contains(RotationName(path: $0.path).base) }
    let others = files.count - files.filter { bases.contains($0.name.base) }.count
    if others > 0 { notes.append(.otherFiles(directory: directory, count: others)) }
    let strangers = closed.map(\.path).filter { !bases.contains(RotationName(path: $0).base) }
    if !strangers.isEmpty {
      let names = strangers.map { String($0.dropFirst(directory.count).drop { $0 == "/" }) }
      notes.append(.closedFiles(directory: directory, names: names))
    }
    leaveOutCopies(directory)
    // Of a file and the links to it the best known name is kept, and that is the first.
    let isKnown = { (file: InputPeek) in LikelyLogs.names.contains(file.name.base) }
    logs = logs.filter(isKnown) + logs.filter { !isKnown($0) }
    if logs.isEmpty && failures.isEmpty { notes = [.noMailLogs(directory: directory)] }
  }

  private mutating func leaveOutCopies(_ directory: String) {
    let withLines = Set(logs.filter(\.hasMailLines).map(\.name.base))
    let found = LikelyLogs.copies.filter(withLines.contains)
    guard let kept = found.first else { return }
    let copies = found.dropFirst()
    for name in copies { notes.append(.copies(directory: directory, name: name, of: kept)) }
    logs.removeAll { copies.contains($0.name.base) }
  }
}
