/// The files that a run over logs may open, asked for before it opens any.
package struct LogCandidates {
  private let arguments: [String]
  private let findsRotated: Bool
  private let recogniser: LogRecogniser

  /// What is read for `arguments`; with `findsRotated` also the rotated files beside those that are named, as far as they may be read.
  package init(_ arguments: [String], findsRotated: Bool, now: Int64) {
    self.arguments = arguments
    self.findsRotated = findsRotated
    recogniser = .mailLogs(now: now)
  }

  /// The first that is one of `places`, with how it is named.
  package func first(among places: Set<FilePlace.Identity>) -> (path: String, identity: FilePlace.Identity)? {
    guard !places.isEmpty else { return nil }
    for argument in arguments {
      let isInput = argument == InputFile.standardInputPath
      guard let place = isInput ? FilePlace(descriptor: InputFile.standardInput) : FilePlace(argument) else { continue }
      if let identity = place.identity, places.contains(identity) { return (argument, identity) }
      if isInput { continue }
      if place.kind == .directory {
        if let found = member(of: argument, places) { return found }
      } else if findsRotated, place.kind == .regular, let found = rotated(argument, places) {
        return found
      }
    }
    return nil
  }

  /// A log in a directory. Other files there, as a report of the day before, are not read.
  private func member(of directory: String, _ places: Set<FilePlace.Identity>) -> (
    path: String, identity: FilePlace.Identity
  )? {
    let prefix = directory.hasSuffix("/") ? directory : directory + "/"
    let names = (try? SystemCalls.names(inDirectory: directory)) ?? []
    for name in names {
      guard let identity = FilePlace(prefix + name).identity, places.contains(identity) else { continue }
      let base = RotationName(path: name).base
      if LikelyLogs.names.contains(base) || names.contains(where: { isLog(prefix + $0, of: base) }) {
        return (prefix + name, identity)
      }
    }
    return nil
  }

  /// Whether the file has mail lines, which make all files of its set logs.
  private func isLog(_ path: String, of base: String) -> Bool {
    guard RotationName(path: path).base == base, let status = try? SystemCalls.status(ofPath: path), status.isRegular
    else { return false }
    return (try? InputPeek(path: path, identity: status.identity, by: recogniser).hasMailLines) ?? false
  }

  private func rotated(_ path: String, _ places: Set<FilePlace.Identity>) -> (
    path: String, identity: FilePlace.Identity
  )? {
    let place = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let base = RotationName(path: path).base
    for name in (try? SystemCalls.names(inDirectory: place.isEmpty ? "." : place)) ?? []
    where RotationName(path: name).base == base {
      if let identity = FilePlace(place + name).identity, places.contains(identity) { return (place + name, identity) }
    }
    return nil
  }
}
