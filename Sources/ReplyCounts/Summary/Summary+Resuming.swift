package import MailLog

// A run that goes on where another stopped, and hands on what is in flight.
extension Summary {
  /// Reads the rest of an input, whose source stands where `resumption` says.
  package func readOn(
    _ source: inout ByteSource, path: String, by resumption: Resumption
  ) -> ReadingEnd {
    sources.append(Source(path: path, isComplete: true, number: replies.inputCount))
    let end = replies.readOn(&source, by: resumption, into: sink)
    sources[sources.count - 1].bytes = source.compressedBytesRead
    sources[sources.count - 1].isComplete = source.damage == nil
    return end
  }

  /// Leaves the input that was read last out of the report: nothing new was in it, and what is wrong with it was said.
  package func leaveOutLastInput() {
    if !sources.isEmpty { sources.removeLast() }
  }

  /// Ends the run, but not the log: what hangs on lines to come waits for the next run.
  package func pause() {
    replies.pause(into: sink)
  }

  /// What the next run has to know, in the binary form of summaries: messages in flight, recipients that wait, lines that wait for
  /// others. Nothing of what was counted.
  package var carried: [UInt8] {
    var waiting = Tally(by: counter.tally.groups.grouping, memory: nil)
    waiting.pending = counter.tally.pending.waitingOnly
    return Summary(replies.carried, waiting).encoded
  }

  /// What each day brought, whose replies this run counted; to be asked once all was read.
  package func days() -> [DayCounts] {
    let tally = counter.tally
    return tally.names.days?.all(tally) ?? []
  }
}
