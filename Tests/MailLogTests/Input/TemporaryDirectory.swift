import Foundation
import TestSupport

/// A fresh directory for one test, in which shell commands run.
final class TemporaryDirectory: TemporaryFolder {
  /// Runs a shell command in the directory and waits for its end.
  @discardableResult
  func shell(_ command: String) throws -> Process {
    let process = try start(command)
    process.waitUntilExit()
    return process
  }

  /// Starts a shell command in the directory and does not wait for it.
  func start(_ command: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = url
    try process.run()
    return process
  }

  /// Compresses with the system's gzip.
  func gzip(_ text: [UInt8], options: String = "-n") throws -> [UInt8] {
    let name = UUID().uuidString
    let input = try file(name, text)
    try shell("gzip \(options) -c '\(name)' > '\(name).gz'")
    let compressed = try Data(contentsOf: URL(fileURLWithPath: input + ".gz"))
    try FileManager.default.removeItem(atPath: input)
    try FileManager.default.removeItem(atPath: input + ".gz")
    return Array(compressed)
  }
}
