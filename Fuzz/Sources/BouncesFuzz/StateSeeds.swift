import Foundation
import MailLog
import ReplyCounts

/// Writes the summary of a log as seeds for the target of summaries, into the folder that `BOUNCES_FUZZ_STATES` names.
enum StateSeeds {
  static func write(_ input: [UInt8]) {
    let log = input.dropFirst(5)
    guard Reading.isPlain(log), let folder = ProcessInfo.processInfo.environment["BOUNCES_FUZZ_STATES"] else { return }
    for isWhole in [true, false] {
      var options = Reading.options
      options.isContinuation = !isWhole
      let summary = Summary(by: Reading.grouping, options: options)
      var source = Reading.source(log)
      summary.read(&source, path: "mail.log", isStart: isWhole, isEnd: isWhole)
      let bytes = summary.encoded
      // What stands in front of the state: nine bytes of mark and version, and the state's length.
      var head = StateReader(Array(bytes.dropFirst(9).prefix(10)))
      guard let count = try? head.int(),
        let state = Deflater.inflated(Array(bytes.dropFirst(9 + head.position)), count: count)
      else { fatalError("a summary has another head") }
      let name = "\(folder)/\(log.count)-\(input[2])-\(isWhole)"
      try? Data([isWhole ? 3 : 5] + state).write(to: URL(fileURLWithPath: name))
      if input[0] == 0 { try? Data([0] + bytes).write(to: URL(fileURLWithPath: name + "-file")) }
    }
  }
}
