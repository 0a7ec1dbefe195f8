import ArgumentParser

/// A command that says which files it reads and writes, so that none is both before it begins.
protocol FileCommand: ParsableCommand {
  /// All files that this run reads or writes.
  var fileUse: FileUse { get }

  /// Does what was asked for; `files` are those to write.
  func run(_ files: FileUse.Checked) throws
}

extension FileCommand {
  func run() throws { try run(try fileUse.checked()) }
}
