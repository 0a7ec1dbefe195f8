package import MailLog
package import ReplyGuide

/// What a log adds up to: the state between reading and the report.
///
/// Summaries of pieces of a log that follow each other in time merge: `append` is associative, and gives what one summary of the
/// whole would be, wherever the cuts are. What a piece cannot know alone (the start of a message, of a line, of a pair of lines)
/// it carries until it meets the piece in front. There is one binary form, `encoded`.
package final class Summary {
  var replies: ReplySource
  let counter: ReplyCounter
  /// What replies are handed to: the counter, or what redacts them before.
  let sink: any ReplySink
  /// The inputs, in order. Their lines are complete when the summary is finished.
  var sources: [Source] = []
  /// Whether it goes on from another run, whose lines that waited are the reader's first input.
  var isCarriedOn = false

  /// One input, and which of the reader's it is; none when it could not be opened.
  struct Source: Equatable {
    var path: String
    var bytes: Int64 = 0
    var isComplete: Bool
    var number: Int?
  }

  /// Writes everything, with `counts` for what was counted.
  func write(to state: inout StateWriter, counts: Tally) {
    state.write(sources.count)
    for source in sources {
      state.write(source.path)
      state.write(source.bytes < 0 ? 0 : Int(source.bytes))
      state.write(source.isComplete)
      state.write(source.number != nil)
      if let number = source.number { state.write(number) }
    }
    state.write(notUnderstood.count)
    for line in notUnderstood {
      state.write(line.input)
      state.write(line.number)
      state.write(line.text)
    }
    replies.write(to: &state)
    counts.write(to: &state)
  }

  init(
    from state: inout StateReader, by grouping: ReplyGrouping, options: ReadingOptions
  ) throws(StateReader.Failure) {
    var sources: [Source] = []
    for _ in 0..<(try state.count()) {
      var source = Source(path: try state.text(), isComplete: true)
      source.bytes = Int64(try state.amount())
      source.isComplete = try state.flag()
      source.number = try state.flag() ? try state.int(upTo: 1 << 32) : nil
      sources.append(source)
    }
    var lines = NotUnderstoodLines()
    for _ in 0..<(try state.int(upTo: NotUnderstoodLines.limit)) {
      lines.add(
        .init(input: try state.int(upTo: 1 << 32), number: try state.int(upTo: 1 << 48), text: try state.text()))
    }
    let replies = try ReplySource(from: &state, options: options)
    let inputs = replies.inputCount
    guard sources.allSatisfy({ $0.number.map { $0 < inputs } ?? true }) else { throw .outOfRange }
    self.sources = sources
    self.replies = replies
    counter = ReplyCounter(try Tally(from: &state, by: grouping, memory: options.memory))
    sink = counter
    counter.notUnderstood = lines
  }

  /// A summary of nothing, which explains replies by `guide`.
  package convenience init(guide: ReplyGuide, options: ReadingOptions) {
    self.init(by: ReplyGrouping(guide), options: options)
  }

  /// A summary of nothing, which groups replies by `grouping` and counts those of `selection`, or all, as `redactor` gives them.
  ///
  /// `audit` takes the same replies; no other summary's are added to it, so all inputs are to be read by this one.
  package init(
    by grouping: ReplyGrouping, options: ReadingOptions, selection: ReplySelection? = nil,
    redactor: Redactor? = nil, audit: AuditCounter? = nil
  ) {
    replies = ReplySource(options: options)
    let own = redactor == nil ? selection : selection?.ofFiltered
    let counter = ReplyCounter(
      Tally(by: grouping, memory: options.memory), selection: own.flatMap { $0.isEmpty ? nil : $0 }, audit: audit)
    self.counter = counter
    sink = redactor.map { RedactingSink($0, filter: selection?.filter ?? ReplyFilter(), to: counter) } ?? counter
  }

  /// Reads an input, or a piece of one: `isStart` says that it begins the input, `isEnd` that it ends it. Damage to the source is
  /// for the caller to look up there.
  package func read(_ source: inout ByteSource, path: String, isStart: Bool = true, isEnd: Bool = true) {
    sources.append(Source(path: path, isComplete: true, number: replies.inputCount))
    replies.read(&source, isStart: isStart, isEnd: isEnd, into: sink)
    sources[sources.count - 1].bytes = source.compressedBytesRead
    sources[sources.count - 1].isComplete = source.damage == nil
  }

  /// Notes an input that could not be opened.
  package func noteUnreadable(path: String) {
    sources.append(Source(path: path, isComplete: false))
  }

  /// Takes over the summary of what follows in time, which is finished with then.
  package func append(_ next: Summary) {
    let continues = sources.last.map { $0.number != nil && $0.path == next.sources.first?.path } ?? false
    let offsets = replies.append(next.replies, continues: continues, into: sink)
    counter.append(next.counter, offsets)
    var added = next.sources
    if offsets.isJoined, let first = added.first, let last = sources.indices.last {
      sources[last].bytes += first.bytes
      sources[last].isComplete = sources[last].isComplete && first.isComplete
      added.removeFirst()
    }
    for source in added {
      var own = source
      own.number = source.number.map { $0 + offsets.input }
      sources.append(own)
    }
  }

  /// A summary of what was read and what was counted elsewhere.
  init(_ replies: consuming ReplySource, _ tally: Tally) {
    self.replies = replies
    counter = ReplyCounter(tally)
    sink = counter
  }

  /// A summary that counts anew and goes on with what is in flight in `bytes`, which `carried` gave a run before.
  ///
  /// It counts every reply, and keeps what each day brought.
  package init(
    by grouping: ReplyGrouping, options: ReadingOptions, carriedOn bytes: [UInt8]?, redactor: Redactor? = nil,
    audit: AuditCounter? = nil
  ) throws(SummaryError) {
    var tally = Tally(by: grouping, memory: options.memory)
    if let bytes {
      let earlier = try Summary.decoded(bytes, by: grouping, options: options)
      replies = earlier.replies.carried
      tally.pending = earlier.tally.pending
    } else {
      replies = ReplySource(options: options).carried
    }
    tally.names.days = DayLedger()
    tally.words = ListingWords()
    counter = ReplyCounter(tally, audit: audit)
    sink = redactor.map { [counter] in RedactingSink($0, filter: ReplyFilter(), to: counter) } ?? counter
    isCarriedOn = true
  }

  /// Ends the log: nothing stands in front of what was read, and nothing behind.
  package func finish() {
    replies.finish(into: sink)
  }

  /// What was counted.
  var tally: Tally { counter.tally }

  /// Lines that look like they carry a reply and were not understood, the first few.
  package var notUnderstood: [NotUnderstoodLines.Line] { counter.notUnderstood.lines }

  /// The path of a line's input.
  package func path(of line: NotUnderstoodLines.Line) -> String {
    sources.first { $0.number == line.input }?.path.shownName ?? ""
  }

  /// What came of each input; complete when the summary is finished.
  ///
  /// A run that goes on from another one has no use for inputs without a new line.
  package var inputs: [InputSummary] {
    let inputs = allInputs
    return isCarriedOn ? inputs.filter { $0.lines.total > 0 || !$0.isComplete } : inputs
  }

  private var allInputs: [InputSummary] {
    sources.enumerated().map { place, source in
      var input = InputSummary(path: source.path, isComplete: source.isComplete)
      input.bytes = source.bytes
      if let number = source.number { input.add(replies.results[number]) }
      // Lines of the run before that waited are counted now.
      if place == 0, isCarriedOn { input.lines += replies.results[0].lines }
      return input
    } + waited
  }

  /// Lines of the run before that waited, where this one has no input to count them with.
  private var waited: [InputSummary] {
    guard isCarriedOn, sources.isEmpty, replies.results[0].lines.total > 0 else { return [] }
    var input = InputSummary(path: "lines that waited", isComplete: true)
    input.lines = replies.results[0].lines
    return [input]
  }

  /// Whether any line is one of a mail server's, as far as that is known before the end.
  package var hasMailLines: Bool {
    replies.holdsLines || replies.results.contains { $0.lines.areOfMail }
  }
}
