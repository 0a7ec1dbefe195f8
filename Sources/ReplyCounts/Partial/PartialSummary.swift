package import MailLog

/// What any set of log files adds up to while others, read elsewhere, may belong in front of them, between them or behind them.
///
/// Sums, sets and templates of all files are one. What a file cannot know alone (the start of a message, of a pair of lines) and what
/// it hands on (messages in flight) is kept for each file by itself, as a summary without counts, until all files are there: then they
/// are joined in the order in which one run would have read them. So partial summaries may be merged in any order and grouping.
package final class PartialSummary {
  /// One file: its place, and what stands at its ends.
  struct Input {
    var place: InputPlace
    var ends: Ends
  }

  /// A summary's bytes, in memory or in the file of the run.
  enum Ends {
    case bytes([UInt8])
    case spilled(Range<Int64>)
  }

  let grouping: ReplyGrouping
  let options: ReadingOptions
  /// What all files count together; nothing waits in it.
  var counts: Tally
  var inputs: [Input] { kept.inputs }
  /// The inputs, and how many bytes of theirs are in memory.
  var kept: (inputs: [Input], bytesInMemory: Int) = ([], 0)
  /// What the amounts of all that was decoded add up to.
  var sum = 0

  /// A partial summary of nothing.
  package init(by grouping: ReplyGrouping, options: ReadingOptions) {
    self.grouping = grouping
    self.options = options
    counts = Tally(by: grouping, memory: options.memory)
  }

  /// Whether it has no input.
  package var isEmpty: Bool { inputs.isEmpty }

  /// Adds the summary of a file that was read alone, as one that goes on from others; it is finished with then.
  package func add(_ summary: Summary, at place: InputPlace) {
    keep(place, summary.ends)
    counts.append(summary.counted, serialOffset: 0)
  }

  /// Adds an input that could not be opened.
  package func addUnreadable(_ path: String) {
    let summary = Summary(by: grouping, options: options)
    summary.noteUnreadable(path: path)
    keep(.unreadable(path), summary.encoded)
  }

  /// Keeps what stands at the ends of an input.
  func keep(_ place: InputPlace, _ bytes: [UInt8]) {
    let isMore = options.memory.map { kept.bytesInMemory + bytes.count > $0.forNames } ?? false
    if isMore, let spilled = options.memory?.file.append(bytes) {
      kept.inputs.append(Input(place: place, ends: .spilled(spilled)))
    } else {
      kept.bytesInMemory += bytes.count
      kept.inputs.append(Input(place: place, ends: .bytes(bytes)))
    }
  }

  /// The bytes of an input's summary.
  func bytes(of input: Input) throws(SummaryError) -> [UInt8] {
    switch input.ends {
    case .bytes(let bytes): return bytes
    case .spilled(let place):
      guard let bytes = options.memory?.file.read(place) else { throw .damaged }
      return bytes
    }
  }

  /// The summary of all inputs together, which is finished. Each input may be there once.
  package func whole() throws(PartialError) -> Summary {
    let ordered = inputs.sorted { $0.place < $1.place }
    try checkDistinct(ordered.map(\.place))
    let whole = Summary(by: grouping, options: options)
    whole.counter.tally = counts
    var own = options
    own.isContinuation = true
    var sum = sum
    for input in ordered {
      do {
        let bytes = try bytes(of: input)
        whole.append(try Summary.decoded(bytes, by: grouping, options: own, allowance: allowance, sum: &sum))
      } catch {
        throw .damaged(error)
      }
    }
    whole.finish()
    return whole
  }

  /// No lines may count twice: neither a partial summary that is given again, nor a copy of a log under another name.
  private func checkDistinct(_ ordered: [InputPlace]) throws(PartialError) {
    for (left, right) in zip(ordered, ordered.dropFirst()) where left == right {
      throw .repeated(left.path, right.path)
    }
    var heads: [UInt64: String] = [:]
    for place in ordered where place.head != 0 {
      if let other = heads[place.head] { throw .repeated(other, place.path) }
      heads[place.head] = place.path
    }
  }
}

extension Summary {
  /// What stands at the ends of what was read, without counts, as a summary's bytes.
  fileprivate var ends: [UInt8] {
    var waiting = Tally(by: tally.groups.grouping, memory: nil)
    waiting.pending = tally.pending
    var state = StateWriter()
    write(to: &state, counts: waiting)
    return Summary.enveloped(state.bytes)
  }

  /// What was counted, without what waits.
  fileprivate var counted: Tally {
    var counted = tally
    counted.pending = PendingRecipients(memory: counted.memory)
    return counted
  }
}
