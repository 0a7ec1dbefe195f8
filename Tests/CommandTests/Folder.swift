import Foundation
import TestSupport

/// A fresh folder for one test, in which the built program runs.
final class Folder: TemporaryFolder {
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
