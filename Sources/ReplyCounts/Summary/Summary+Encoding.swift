package import MailLog
package import ReplyGuide

/// Why bytes are no summary.
package enum SummaryError: Error, Equatable, Sendable, CustomStringConvertible {
  /// They do not begin as one.
  case noSummary
  /// They do not begin as a partial one.
  case noPartial
  /// They are a summary, and no partial one.
  case notPartial
  /// They were written by a newer version of the program.
  case newerVersion(Int)
  /// They begin as one and are damaged.
  case damaged
  /// What they count is, with what was added before, more than any log brings.
  case tooMuch
  /// What they hold takes more memory than there may be, in bytes.
  case tooLarge(limit: Int)

  /// What to tell a user.
  package var description: String {
    switch self {
    case .noSummary: "this is no summary of bounces"
    case .noPartial: "this is no partial summary of bounces"
    case .notPartial: "this is a summary that a history keeps, not one for bounces merge"
    case .newerVersion(let version):
      "the summary has version \(version), from a newer bounces; this one reads \(Summary.version)"
    case .damaged: "the summary is damaged"
    case .tooMuch: "what it counts, with what was read before it, is more than any log brings"
    case .tooLarge(let limit):
      "what it holds takes more than the \(limit >> 20) MB that --max-memory leaves for it, so it was not read; give more"
    }
  }
}

// The one binary form of a summary; see `Documentation/summary-format.md`.
extension Summary {
  /// The version of the form.
  static let version = 3
  /// More than any string in a summary has: those are parts of lines.
  private static let longestString = 1 << 20
  /// What every summary begins with.
  static let mark = Array("BOUNCES\u{1a}".utf8)

  /// The summary as bytes: mark, version, and the state, deflated, with its length and checksum.
  package var encoded: [UInt8] {
    var state = StateWriter()
    write(to: &state, counts: tally)
    return Summary.enveloped(state.bytes)
  }

  /// Mark, version and `state`, deflated.
  static func enveloped(_ state: [UInt8]) -> [UInt8] {
    var head = StateWriter()
    head.write(UInt64(Summary.version))
    head.write(state.count)
    return mark + head.bytes + Deflater.deflated(state)
  }

  /// Reads what `encoded` gave. The summary goes on from there with `guide` and `options`.
  package static func decoded(
    _ bytes: [UInt8], guide: ReplyGuide, options: ReadingOptions
  ) throws(SummaryError) -> Summary {
    try decoded(bytes, by: ReplyGrouping(guide), options: options)
  }

  /// Reads what `encoded` gave. The summary goes on from there with `grouping`, which several may share, and `options`.
  package static func decoded(
    _ bytes: [UInt8], by grouping: ReplyGrouping, options: ReadingOptions
  ) throws(SummaryError) -> Summary {
    var sum = 0
    return try decoded(bytes, by: grouping, options: options, allowance: nil, sum: &sum)
  }

  /// As the other, of several summaries that are to be added: what all of them count adds up to `sum`. No more than `allowance` bytes are
  /// taken for what has no place outside of memory.
  static func decoded(
    _ bytes: [UInt8], by grouping: ReplyGrouping, options: ReadingOptions, allowance: Int?, sum: inout Int
  ) throws(SummaryError) -> Summary {
    guard bytes.starts(with: mark) else { throw .noSummary }
    var head = StateReader(Array(bytes.dropFirst(mark.count).prefix(20)))
    do {
      let version = try head.int()
      guard version <= Summary.version else { throw SummaryError.newerVersion(version) }
      let count = try head.int()
      let deflated = Array(bytes.dropFirst(mark.count + head.position))
      guard Deflater.canMake(count, of: deflated.count) else { throw SummaryError.damaged }
      var reader = StateReader(
        InflatedState(deflated), total: count, version: version, longest: longestString, allowance: allowance, sum: sum)
      let summary = try Summary(from: &reader, by: grouping, options: options)
      guard reader.endsSoundly(), summary.tally.agreesWithItself else { throw SummaryError.damaged }
      sum = reader.sum
      return summary
    } catch let error as SummaryError {
      throw error
    } catch StateReader.Failure.tooMuch {
      throw .tooMuch
    } catch StateReader.Failure.tooLarge {
      throw .tooLarge(limit: allowance ?? 0)
    } catch {
      throw .damaged
    }
  }
}
