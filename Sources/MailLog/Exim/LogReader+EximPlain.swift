import SMTPReply

// Exim's most frequent lines, read without a record for a sink that takes plain deliveries.
extension LogReader {
  /// Reads the line with `head` if it is of a frequent kind and there is nothing else to it; false when it has to be read whole.
  @inline(never)
  mutating func readPlainExim(
    _ bytes: RawSpan, _ head: borrowing LineHead, _ end: Int, _ run: inout LineRun, _ sink: any ReplySink
  ) -> Bool {
    let start = head.tag
    guard let idEnd = EximHead.idShape(bytes, start, end) else {
      guard EximParser().isQuiet(bytes, start, end) else { return false }
      run.result.lines.exim &+= 1
      return true
    }
    guard let line = EximParser().plainLine(bytes, idEnd &+ 1, end) else { return false }
    let id = QueueID(exim: bytes, start, idEnd)
    tracker.recall(id)
    if case .arrival(let sender) = line {
      guard EximHead.isID(bytes, start, idEnd) else { return false }
      _ = run.time(of: head, in: bytes)
      guard isQuietMoment(run.second) else { return false }
      tracker.begin(id, sender: sender, saslUser: .none, line: bytes, at: run.second)
      run.result.lines.exim &+= 1
      return true
    }
    // An id that began a message was looked at then.
    guard let slot = tracker.table.find(id) else { return false }
    let time = run.time(of: head, in: bytes)
    let second = run.second
    guard isQuietMoment(second) else { return false }
    if case .delivery(let recipient, let code) = line {
      guard let known = tracker.table[slot].nameBriefly(at: second) else { return false }
      let delivery = PlainDelivery(
        recipient: recipient, code: code, serial: known.serial, wasDeferred: known.wasDeferred)
      sink.delivered(delivery, at: time, line: bytes)
    } else {
      guard !tracker.table[slot].isOpen else { return false }
      if let ended = tracker.remove(id, slot) { sink.messageEnded(ended) }
    }
    run.result.lines.exim &+= 1
    return true
  }

  /// Whether a line at `second` about a message changes nothing beside that message.
  @inline(__always)
  private mutating func isQuietMoment(_ second: Int64) -> Bool {
    exim.rejectRuns.isKnownMainLog(at: second)
  }
}
