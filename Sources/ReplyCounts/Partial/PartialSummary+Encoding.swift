package import MailLog

// The binary form; see `Documentation/summary-format.md`.
extension PartialSummary {
  /// The partial summary as bytes: mark, version, the inputs, the counts as a summary without inputs.
  package func encoded() throws(SummaryError) -> [UInt8] {
    var state = StateWriter()
    state.write(UInt64(Summary.version))
    state.write(inputs.count)
    for input in inputs.sorted(by: { $0.place < $1.place }) {
      input.place.write(to: &state)
      state.write(try bytes(of: input))
    }
    state.write(Summary(ReplySource(options: options), counts).encoded)
    return PartialSummary.mark + state.bytes
  }

  /// What every partial summary begins with.
  private static let mark = Array("BOUNCES\u{1c}".utf8)

  /// Adds what `encoded` gave.
  package func append(_ bytes: [UInt8]) throws(SummaryError) { try append(StateReader(bytes)) }

  /// Adds the partial summary that `source` gives, a part at a time, in the memory that there may be. Nothing is added when it throws.
  package func append(_ source: any StateSource) throws(SummaryError) {
    try append(StateReader(source, allowance: allowance))
  }

  /// What may be kept in memory of a partial summary, in bytes; nil for any amount.
  var allowance: Int? { options.memory?.forSummaries }

  private func append(_ bytes: StateReader) throws(SummaryError) {
    var state = bytes
    let before = kept
    do {
      try checkMark(&state)
      let version = try state.int()
      guard version <= Summary.version else { throw SummaryError.newerVersion(version) }
      for _ in 0..<(try state.count()) { keep(try InputPlace(from: &state), try state.string(canSpill: true)) }
      var sum = self.sum
      let counted = try Summary.decoded(
        try state.string(canSpill: true), by: grouping, options: options, allowance: allowance, sum: &sum)
      guard state.endsSoundly() else { throw SummaryError.damaged }
      self.sum = sum
      counts.append(counted.tally, serialOffset: 0)
    } catch {
      kept = before
      switch error {
      case let error as SummaryError: throw error
      case StateReader.Failure.tooLarge: throw .tooLarge(limit: allowance ?? 0)
      default: throw .damaged
      }
    }
  }

  /// Reads the first bytes, and no more of what is no partial summary.
  private func checkMark(_ state: inout StateReader) throws(SummaryError) {
    var mark: [UInt8] = []
    while mark.count < PartialSummary.mark.count, let byte = try? state.byte() { mark.append(byte) }
    guard mark == PartialSummary.mark else { throw mark == Summary.mark ? .notPartial : .noPartial }
  }
}
