import MailLog

/// What reads the inputs of a summary and hands their replies to a sink: the one place behind the readers that knows that inputs are logs.
///
/// Something else that gives records (a mailbox of bounces) is another part of it, asked for the inputs that are of its kind. The numbers of
/// inputs, the serials of messages and the results are its own, whoever read them.
struct ReplySource: ~Copyable {
  private var log: LogReader

  /// A source of which nothing was read.
  init(options: ReadingOptions) {
    log = LogReader(options: options)
  }

  private init(_ log: consuming LogReader) {
    self.log = log
  }

  /// What came of each input.
  var results: [InputResult] { log.results }

  /// How many inputs were read.
  var inputCount: Int { log.results.count }

  /// Whether any line waits for others.
  var holdsLines: Bool { log.holdsLines }

  /// Reads an input, or a piece of one: `isStart` says that it begins the input, `isEnd` that it ends it.
  mutating func read(_ input: inout ByteSource, isStart: Bool, isEnd: Bool, into sink: any ReplySink) {
    log.readPiece(&input, isStart: isStart, isEnd: isEnd, into: sink)
  }

  /// Reads the rest of an input, which stands where `resumption` says.
  mutating func readOn(_ input: inout ByteSource, by resumption: Resumption, into sink: any ReplySink) -> ReadingEnd {
    log.readOn(&input, by: resumption, into: sink)
  }

  /// Takes over what was read behind; `continues` says that it goes on with the input that was read last.
  mutating func append(_ next: borrowing ReplySource, continues: Bool, into sink: any ReplySink) -> PieceOffsets {
    log.append(next.log, continues: continues, into: sink)
  }

  /// Ends a run that another one will go on from.
  mutating func pause(into sink: any ReplySink) { log.pause(into: sink) }

  /// Nothing stands in front of what was read, and nothing behind.
  mutating func finish(into sink: any ReplySink) { log.finish(into: sink) }

  /// What the run that goes on has to know, and nothing of the inputs that were read.
  var carried: ReplySource { ReplySource(log.carried) }

  func write(to state: inout StateWriter) { log.write(to: &state) }

  init(from state: inout StateReader, options: ReadingOptions) throws(StateReader.Failure) {
    log = try LogReader(from: &state, options: options)
  }
}
