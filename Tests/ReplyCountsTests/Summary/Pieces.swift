import BounceReport
import Foundation
import MailLog
import ReplyCounts
import ReplyGuide
import TestSupport

/// Logs cut into pieces that are summed up apart and merged again.
struct Pieces {
  /// The newest time that the logs can be from: past New Year, so that the sample across it gets its years.
  static let newest = Date(timeIntervalSince1970: 1_801_440_000)
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  let guide: ReplyGuide
  /// How much memory each summary may take.
  var memory: MemoryLimit?
  private let folder: TemporaryFolder

  init() throws {
    guide = try ReplyGuide()
    folder = try TemporaryFolder()
  }

  /// By what replies are grouped.
  var grouping: ReplyGrouping { ReplyGrouping(guide) }

  /// A copy of a file under another name.
  func copy(of path: String) throws -> String {
    let copy = folder.url.appendingPathComponent("copy.log").path
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    return copy
  }

  /// The decompressed bytes of a sample.
  static func sample(_ path: String) throws -> [UInt8] {
    let url = root.appendingPathComponent("SampleLogs/\(path)")
    guard path.hasSuffix(".gz") else { return [UInt8](try Data(contentsOf: url)) }
    return try run("gzip", ["-dc", url.path])
  }

  /// One part of an input, as it is read.
  struct Part {
    var path = "mail.log"
    var bytes: ArraySlice<UInt8>
    var isStart = true
    var isEnd = true
  }

  /// The parts of `log` between `cuts`.
  static func parts(of log: [UInt8], cutAt cuts: [Int], path: String = "mail.log") -> [Part] {
    let ends = [0] + cuts.sorted() + [log.count]
    return (1..<ends.count).map { index in
      Part(
        path: path, bytes: log[ends[index - 1]..<ends[index]], isStart: index == 1, isEnd: index == ends.count - 1)
    }
  }

  /// A summary of `part` alone; `isFirst` says that nothing stands in front of it.
  func summary(_ part: Part, isFirst: Bool, isPacked: Bool = false) throws -> Summary {
    var file = folder.url.appendingPathComponent("part")
    try Data(part.bytes).write(to: file)
    if isPacked {
      try Data(try Pieces.run("gzip", ["-nc", file.path])).write(to: file.appendingPathExtension("gz"))
      file = file.appendingPathExtension("gz")
    }
    try FileManager.default.setAttributes([.modificationDate: Pieces.newest], ofItemAtPath: file.path)
    var options = options
    options.isContinuation = !isFirst
    let summary = Summary(guide: guide, options: options)
    var source = try ByteSource.open(path: file.path)
    summary.read(&source, path: part.path, isStart: part.isStart, isEnd: part.isEnd)
    return summary
  }

  /// The same summary out of its binary form.
  func recoded(_ summary: Summary, isFirst: Bool) throws -> Summary {
    var options = options
    options.isContinuation = !isFirst
    return try Summary.decoded(summary.encoded, guide: guide, options: options)
  }

  var options: ReadingOptions {
    var options = ReadingOptions(now: Int64(Pieces.newest.timeIntervalSince1970))
    options.memory = memory
    return options
  }

  /// The report of a summary as JSON.
  func report(_ summary: Summary) -> String {
    summary.finish()
    return String(
      decoding: JSONForm(ReportBuilder(summary, guide: guide, top: 20).report()).bytes(), as: UTF8.self)
  }

  /// The report of `parts` read one after the other by one reader.
  func whole(_ log: [UInt8], path: String = "mail.log") throws -> String {
    report(try summary(Part(path: path, bytes: log[...]), isFirst: true))
  }

  /// Merges neighbours in an order that `choose` gives, each through its binary form.
  func merged(_ summaries: [Summary], choose: (Int) -> Int) throws -> Summary {
    var rest = summaries
    var firsts = rest.indices.map { $0 == 0 }
    while rest.count > 1 {
      let place = choose(rest.count - 1)
      let left = try recoded(rest[place], isFirst: firsts[place])
      left.append(try recoded(rest[place + 1], isFirst: false))
      rest[place] = left
      rest.remove(at: place + 1)
      firsts.remove(at: place + 1)
    }
    return rest[0]
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [UInt8](data)
  }
}
