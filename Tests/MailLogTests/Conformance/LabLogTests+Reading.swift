import MailLog
import Testing

extension LabLogTests {
  static func reader() -> LogReader { LogReader(options: ReadingOptions(now: 1_795_478_399)) }

  static func read(_ path: String, _ reader: inout LogReader, _ collector: Collector) throws {
    var source = try ByteSource.open(path: path)
    let lines = reader.read(&source, into: collector).lines
    #expect(lines.notUnderstood == 0, "\(path): lines not understood")
  }
}
