import Foundation

/// Runs the built program as its user would.
struct Program {
  let status: Int32
  let output: String
  let errors: String

  /// The repository's top folder.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL

  private static let binary = Bundle.main.bundleURL.deletingLastPathComponent().appendingPathComponent("bounces")

  /// The built program itself.
  private static var executable: URL? {
    [binary, root.appendingPathComponent(".build/debug/bounces")].first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
  }

  /// Runs `bounces` with `arguments`.
  init(_ arguments: [String], input: Data? = nil) throws {
    try self.init(Program.executable, arguments, input: input)
  }

  /// Runs a bash command line, in which `$BOUNCES` is the program.
  static func shell(_ command: String) throws -> Program {
    let path = executable?.path ?? ""
    return try Program(URL(fileURLWithPath: "/bin/bash"), ["-c", "BOUNCES='\(path)'; export BOUNCES; \(command)"])
  }

  private init(_ executable: URL?, _ arguments: [String], input: Data? = nil) throws {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = Program.root
    // Whatever the language of whoever runs the tests.
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LC_") }
      .merging(["LANG": "C.UTF-8"]) { _, new in new }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bounces-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
    for file in files { try (file.lastPathComponent == "in" ? input ?? Data() : Data()).write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
  }

  /// The report on `files` as JSON.
  static func report(_ files: [String], input: Data? = nil) throws -> [String: Any] {
    let program = try Program(["analyze", "--format", "json"] + files, input: input)
    let object = try JSONSerialization.jsonObject(with: Data(program.output.utf8))
    return object as? [String: Any] ?? [:]
  }
}
