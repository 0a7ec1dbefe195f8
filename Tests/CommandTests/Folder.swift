import Foundation

/// A fresh folder for one test, removed with all it holds when the test is over.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("bounces-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String = "") -> String { url.appendingPathComponent(name).path }

  /// Writes a file and returns its path.
  @discardableResult
  func file(_ name: String, _ data: Data) throws -> String {
    try data.write(to: url.appendingPathComponent(name))
    return path(name)
  }

  /// Runs a bash command line in the folder; in it `$BOUNCES` is the program and `$SAMPLES` the sample logs.
  @discardableResult
  func run(_ command: String) throws -> Program {
    let samples = Program.root.appendingPathComponent("SampleLogs").path
    return try Program.shell("cd '\(path())'; SAMPLES='\(samples)'; \(command)")
  }
}

/// Whether all of these programs are installed.
func installed(_ programs: String...) -> Bool {
  programs.allSatisfy { program in
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + program) }
  }
}
