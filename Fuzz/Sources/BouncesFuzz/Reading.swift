import MailLog
import ReplyCounts
import ReplyGuide

/// What all readings share: the guide takes some milliseconds to make.
enum Reading {
  static let guide: ReplyGuide = {
    do { return try ReplyGuide() } catch { fatalError("\(error)") }
  }()
  static let grouping = ReplyGrouping(guide)
  static let people = Redactor(.people, key: Array("key".utf8), grouping: grouping)
  static let everything = Redactor(.all, key: Array("key".utf8), grouping: grouping)

  /// The present of all readings, so that an input means the same each time.
  static let now: Int64 = 1_801_440_000

  static var options: ReadingOptions { ReadingOptions(now: now) }

  /// The most bytes that are read: what a source of bytes takes at once.
  static let limit = 60 * 1024

  /// Whether `bytes` are read as they are, and not as something compressed; a program would be started for some.
  static func isPlain(_ bytes: ArraySlice<UInt8>) -> Bool {
    let marks: [[UInt8]] = [[0x1f], [0xfd, 0x37], [0x28, 0xb5], [0x50, 0x2a], [0x42, 0x5a]]
    return !marks.contains { bytes.starts(with: $0) }
  }

  /// A source of `bytes`, which are at most `limit`.
  static func source(_ bytes: some Collection<UInt8>) -> ByteSource {
    do {
      return try ByteSource.open(bytes: Array(bytes), name: "mail.log")
    } catch {
      fatalError("\(error)")
    }
  }

  /// What came of `bytes` as the only input of a log, read at `now`.
  static func read(
    _ bytes: some Collection<UInt8>, keepsDetails: Bool, now: Int64 = now, into sink: any ReplySink
  ) -> InputResult {
    var options = options
    options.now = now
    options.keepsDetails = keepsDetails
    var reader = LogReader(options: options)
    var source = source(bytes)
    reader.read(&source, into: sink)
    reader.finish(into: sink)
    return reader.results.first ?? InputResult()
  }

  /// Whether pieces of `log` may tell other times than the whole, or free other messages; see `Fuzz/README.md`.
  static func hangsOnClock(_ log: ArraySlice<UInt8>) -> Bool {
    let nothing = CountingSink(lineCount: 1, takesPlainDeliveries: false)
    var newest = Int64.min
    var (hasYears, lacksYears) = (false, false)
    for line in log.split(separator: 10) where isPlain(line) {
      guard let time = read(line, keepsDetails: false, into: nothing).last?.instant else { continue }
      if newest != .min, time < newest - 7 * 86_400_000_000 { return true }
      newest = max(newest, time)
      // Where the stamp has no year, it hangs on the present.
      let earlier = read(line, keepsDetails: false, now: now - 800 * 86_400, into: nothing).last?.instant
      if time == earlier { hasYears = true } else { lacksYears = true }
    }
    return hasYears && lacksYears
  }

  /// The number of lines of `bytes`, the last of which may have no end.
  static func lineCount(_ bytes: some BidirectionalCollection<UInt8>) -> Int {
    bytes.count { $0 == 10 } + (bytes.last.map { $0 == 10 } ?? true ? 0 : 1)
  }
}
