import ArgumentParser
import BounceHistory
import MailLog

/// The files of a run. What is written must be nothing that is read, and nothing that is written for something else: a log under a
/// report's name, however it is reached, would be gone.
struct FileUse {
  /// Logs and directories of logs.
  var logs: [String] = []
  /// Whether the rotated files beside the logs may be read too.
  var findsRotated = false
  /// Directories of the journal that is read.
  var journal: [String] = []
  /// Other files that are read, with what each is.
  var others: [(name: String, path: String)] = []
  /// The history, beside which SQLite writes files of its own.
  var history: String?
  /// Files that are written.
  var outputs: [String] = []
  /// Whether standard output is written to.
  var prints = true

  /// The files that `options` name.
  init(_ options: any FileNaming...) {
    for option in options { option.note(in: &self) }
  }

  /// That the files were checked; nobody else can make one.
  struct Checked {
    /// The files to write.
    let outputs: [OutputFile]

    fileprivate init(_ paths: [String]) { outputs = paths.map { OutputFile($0, Proof()) } }
  }

  /// What an output file is made with.
  struct Proof { fileprivate init() {} }

  private struct Written {
    var name: String
    var isHistory = false
    var place: FilePlace
  }

  /// The files to write; a usage error when one of them is a file that is used otherwise.
  func checked() throws -> Checked {
    let written = self.written
    var names: [FilePlace.Identity: Written] = [:]
    for file in written {
      guard let identity = file.place.identity else { continue }
      if let other = names[identity], !(other.isHistory && file.isHistory) {
        throw ValidationError("\(other.name) and \(file.name) are the same file: name two.")
      }
      names[identity] = names[identity] ?? file
    }
    for (name, path) in others {
      let place = path == "-" ? FilePlace(descriptor: 0) : FilePlace(path)
      if let file = place?.identity.flatMap({ names[$0] }) { throw refusal(of: file, since: "\(name) \(shown(path))") }
    }
    let candidates = LogCandidates(logs, findsRotated: findsRotated, now: Terminal.now)
    if let (path, identity) = candidates.first(among: Set(names.keys)), let file = names[identity] {
      throw refusal(of: file, since: shown(path))
    }
    for directory in journal {
      let members = written.isEmpty ? [] : FilePlace.members(of: directory)
      let isJournal = { (file: Written) in
        file.place.isInside(directory) || file.place.identity.map(members.contains) ?? false
      }
      if let file = written.first(where: isJournal) {
        throw ValidationError("\(file.name) is in the journal's directory \(directory), which is read: name another.")
      }
    }
    return Checked(outputs)
  }

  private var written: [Written] {
    var files = outputs.map { Written(name: "--output \($0)", place: FilePlace($0)) }
    if let history {
      let place = FilePlace(history)
      files.append(Written(name: "the history \(history)", isHistory: true, place: place))
      for suffix in History.suffixes {
        let name = "\(history + suffix) beside the history"
        files.append(Written(name: name, isHistory: true, place: FilePlace(place.path + suffix)))
      }
    }
    if prints, let place = FilePlace(descriptor: 1) { files.append(Written(name: "standard output", place: place)) }
    return files
  }

  private func refusal(of file: Written, since input: String) -> ValidationError {
    ValidationError("\(file.name) is the same file as \(input), which is read: name another.")
  }

  private func shown(_ path: String) -> String { path == "-" ? "standard input" : path }
}

/// Options that name files.
protocol FileNaming {
  /// Notes the files in `files`.
  func note(in files: inout FileUse)
}
