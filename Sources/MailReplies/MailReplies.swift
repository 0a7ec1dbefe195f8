public import MailLog

/// The replies of mail logs, one after the other, in the order of the log.
///
///     let replies = try MailReplies("/var/log/mail.log.2.gz")
///     for reply in replies {
///       print(reply.time?.iso8601 ?? "-", reply.code?.description ?? "-", reply.text)
///     }
///     for damage in replies.damage { print(damage) }
///
/// Logs of Postfix and Exim are read, plain or compressed (gzip; xz, zstd and bzip2 where their programs are installed).
///
/// Reading takes time that is linear in the size of the logs, and goes on as replies are asked for. Memory holds the replies of a quarter
/// of a megabyte of log, whatever the size of a log, and what is known of the messages in the queue: some hundred bytes for each, until
/// it left the queue or was silent for seven days of log time.
///
/// The replies are handed out once: another loop goes on where the one before stopped. Who stops early leaves the rest unread, and files are
/// closed when the value goes away. It belongs to one thread or task; a `MailReply` may go anywhere.
///
/// An input that is damaged does not end the iteration. What was sound of it is given, `damage` says where it stopped and why, and the next
/// input follows; an input that is gone when its turn comes is in `failures`. Both are complete once the iteration has ended: then
/// `isComplete` tells whether all was read.
public final class MailReplies: Sequence, IteratorProtocol {
  /// Where an input stopped before its end, and why; in the order of the inputs.
  public private(set) var damage: [InputDamage] = []
  /// The inputs that could not be opened when their turn came.
  public private(set) var failures: [InputError] = []
  /// What is worth saying of inputs that were read whole.
  public private(set) var warnings: [InputWarning] = []
  /// What of the paths given was left out, and why, such as a copy of another file.
  public let notes: [InputNote]

  private struct OpenInput: ~Copyable {
    var source: ByteSource
    var reading: LogReader.PieceReading
  }

  private let plan: InputPlan
  let collector = ReplyCollector()
  private var reader: LogReader
  private var input: OpenInput?
  /// How many of the plan's inputs were begun.
  private var begun = 0
  /// How many of the collector's replies were handed out.
  private var handedOut = 0
  private var isFinished = false

  /// The replies of a file, or of the mail logs of a directory.
  ///
  /// `year` is that of the first stamp without a year, if the caller knows better than the file's own time; `now`, in seconds since 1970, is
  /// the bound for such years where an input has no time of its own: the present, if the caller does not say.
  ///
  /// Throws what says why `path` cannot be opened.
  public convenience init(_ path: String, year: Int? = nil, now: Int64? = nil) throws(InputError) {
    try self.init([path], year: year, now: now)
  }

  /// The replies of several files and directories, as of one log.
  ///
  /// Files are read oldest first, by the first time in each, in whatever order they are given, since messages are followed from one file to
  /// the next: so the files of a rotated set may be given as `ls` lists them. A file that is named twice, or is there plain and compressed, is
  /// read once; `notes` says so. Pipes come last.
  ///
  /// Throws what says why one of them cannot be opened, before anything is read.
  public convenience init(_ paths: [String], year: Int? = nil, now: Int64? = nil) throws(InputError) {
    let now = now ?? MailReplies.present
    let plan = InputPlan(for: paths, now: now)
    if let failure = plan.failures.first { throw failure }
    self.init(plan, year: year, now: now)
    if let path = plan.paths.first { try begin(path) }
  }

  /// The replies of a log in memory, compressed or not; `name` is what its replies and errors call it.
  ///
  /// Throws when it is compressed and the program to read that is not installed.
  public convenience init(
    bytes: [UInt8], name: String = "bytes", year: Int? = nil, now: Int64? = nil
  ) throws(InputError) {
    self.init(InputPlan(for: [], now: 0), year: year, now: now ?? MailReplies.present)
    begin(try ByteSource.open(bytes: bytes, name: name))
  }

  /// The replies of what comes in on standard input. Each is given as soon as its line has come, unless it hangs on the lines behind.
  ///
  /// Throws what says why it cannot be read.
  public static func standardInput(year: Int? = nil, now: Int64? = nil) throws(InputError) -> MailReplies {
    try MailReplies("-", year: year, now: now)
  }

  private init(_ plan: InputPlan, year: Int?, now: Int64) {
    self.plan = plan
    notes = plan.notes
    var options = ReadingOptions(now: now)
    options.firstYear = year
    options.keepsDetails = true
    reader = LogReader(options: options)
  }

  /// How the lines were accounted for, of the inputs that were read to their end; of all once the iteration has ended.
  ///
  /// Lines that look like they carry a reply and were not understood are counted apart. O(inputs).
  public var lines: LineCounts { reader.results.reduce(into: LineCounts()) { $0 += $1.lines } }

  /// Whether the iteration has ended and every input was read to its end.
  public var isComplete: Bool { isFinished && damage.isEmpty && failures.isEmpty }

  /// The next reply; nil at the end of the last input. Waits where an input is a pipe.
  public func next() -> MailReply? {
    while handedOut == collector.replies.count {
      if isFinished { return nil }
      collector.removeAll()
      handedOut = 0
      readOn()
    }
    defer { handedOut += 1 }
    return collector.replies[handedOut]
  }

  /// Takes the next step: some lines, the end of an input, the beginning of the next, or the end of all.
  private func readOn() {
    if var current = input.take() {
      if reader.readSome(&current.reading, from: &current.source, into: collector) {
        input = consume current
      } else {
        end(current)
      }
    } else if begun < plan.paths.count {
      do {
        try begin(plan.paths[begun])
      } catch {
        failures.append(error)
      }
    } else {
      reader.finish(into: collector)
      isFinished = true
    }
  }

  private func begin(_ path: String) throws(InputError) {
    begun += 1
    begin(try plan.open(path))
  }

  private func begin(_ source: consuming ByteSource) {
    collector.paths.append(source.path)
    let reading = reader.begin(source, into: collector)
    input = OpenInput(source: source, reading: reading)
  }

  private func end(_ ended: consuming OpenInput) {
    warnings += ended.source.warnings
    if let damage = ended.source.damage { self.damage.append(damage) }
    reader.end(ended.reading, into: collector)
  }
}
