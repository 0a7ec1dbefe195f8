import MailLog
import ReplyCounts

// Reading the inputs one after the other for a sink that takes every reply.
extension LogInputs {
  /// Hands every reply of the inputs to `sink`; `begin` is told the path of each before its first.
  mutating func readReplies(into sink: any ReplySink, begin: (String) -> Void = { _ in }) {
    var reader = LogReader(options: options)
    var paths: [String] = []
    readEach { path, source in
      begin(path)
      paths.append(path)
      reader.read(&source, into: sink)
    } unreadable: { _ in
    }
    reader.finish(into: sink)
    finish(zip(paths, reader.results).map { InputSummary(path: $0, $1) })
  }
}
