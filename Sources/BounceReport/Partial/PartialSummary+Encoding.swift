import MailLog

// The binary form; see `Documentation/summary-format.md`.
extension PartialSummary {
  /// The partial summary as bytes: mark, version, the inputs, the counts as a summary without inputs.
  public func encoded() throws(SummaryError) -> [UInt8] {
    var state = StateWriter()
    state.write(UInt64(Summary.version))
    state.write(inputs.count)
    for input in inputs.sorted(by: { $0.place < $1.place }) {
      input.place.write(to: &state)
      state.write(try bytes(of: input))
    }
    state.write(Summary(LogReader(options: options), counts).encoded)
    return PartialSummary.mark + state.bytes
  }

  /// What every partial summary begins with.
  private static let mark = Array("BOUNCES\u{1c}".utf8)

  /// Adds what `encoded` gave.
  public func append(_ bytes: [UInt8]) throws(SummaryError) {
    guard bytes.starts(with: PartialSummary.mark) else {
      throw bytes.starts(with: Summary.mark) ? .notPartial : .noPartial
    }
    var state = StateReader(Array(bytes.dropFirst(PartialSummary.mark.count)))
    do {
      let version = try state.int()
      guard version <= Summary.version else { throw SummaryError.newerVersion(version) }
      var added: [(InputPlace, [UInt8])] = []
      for _ in 0..<(try state.count()) { added.append((try InputPlace(from: &state), try state.string())) }
      var sum = self.sum
      let counted = try Summary.decoded(try state.string(), by: grouping, options: options, sum: &sum)
      guard state.isAtEnd else { throw SummaryError.damaged }
      self.sum = sum
      counts.append(counted.tally, serialOffset: 0)
      for (place, ends) in added { keep(place, ends) }
    } catch let error as SummaryError {
      throw error
    } catch {
      throw .damaged
    }
  }
}
