import MailLog
import TestSupport
import Testing

@testable import ReplyCounts

@Suite("The binary form of a summary")
struct SummaryEncodingTests {
  private func summary(_ pieces: Pieces) throws -> Summary {
    let log = try Pieces.sample("lab/postfix/rotate.log")
    return try pieces.summary(Pieces.Part(bytes: log[...]), isFirst: true)
  }

  private func decoded(_ bytes: [UInt8], _ pieces: Pieces) -> Result<Summary, SummaryError> {
    do {
      return .success(try Summary.decoded(bytes, guide: pieces.guide, options: pieces.options))
    } catch {
      return .failure(error)
    }
  }

  private func error(_ bytes: [UInt8], _ pieces: Pieces) -> SummaryError? {
    if case .failure(let error) = decoded(bytes, pieces) { return error }
    return nil
  }

  @Test("what is written is read")
  func roundTrip() throws {
    let pieces = try Pieces()
    let bytes = try summary(pieces).encoded
    let read = try decoded(bytes, pieces).get()
    #expect(read.encoded == bytes)
    #expect(pieces.report(read) == pieces.report(try summary(pieces)))
  }

  @Test("a newer version, other bytes and damage are refused by name")
  func refused() throws {
    let pieces = try Pieces()
    let bytes = try summary(pieces).encoded
    #expect(error([], pieces) == .noSummary)
    #expect(error(Array("Nov 23 10:00:00 mx1".utf8), pieces) == .noSummary)
    #expect(error(Array(bytes.dropLast()), pieces) == .damaged)
    var newer = bytes
    newer[8] = 9
    #expect(error(newer, pieces) == .newerVersion(9))
    #expect(SummaryError.newerVersion(9).description.contains("9"))
  }

  @Test("a state that speaks of inputs that it does not have is refused")
  func noSuchInput() throws {
    let pieces = try Pieces()
    var state = StateWriter()
    let empty = Summary(guide: pieces.guide, options: pieces.options)
    empty.write(to: &state, counts: empty.tally)
    // No source, no line, two flags, no input, no end of a line in front.
    #expect(state.bytes.prefix(6) == [0, 0, 0, 0, 0, 0])
    let path = [1, UInt8(ascii: "a")] as [UInt8]
    #expect(read(state.bytes, pieces) != nil)
    #expect(read([1] + path + [0, 1, 1, 0] + state.bytes.dropFirst(), pieces) == nil)
    #expect(read(state.bytes[..<5] + [1] + path + [0] + state.bytes[6...], pieces) == nil)
  }

  @Test("amounts whose sum might overflow are refused")
  func amounts() throws {
    var state = StateWriter()
    for amount in [1 << 51, 1 << 51, 0, 1] { state.write(amount) }
    var reader = StateReader(state.bytes)
    for _ in 0..<3 { _ = try reader.amount() }
    #expect(throws: StateReader.Failure.tooMuch) { try reader.amount() }
  }

  private func read(_ bytes: [UInt8], _ pieces: Pieces) -> Summary? {
    var reader = StateReader(bytes)
    return try? Summary(from: &reader, by: ReplyGrouping(pieces.guide), options: pieces.options)
  }

  @Test("whatever the bytes are, they are read or refused")
  func damaged() throws {
    let pieces = try Pieces()
    var state = StateWriter()
    let summary = try summary(pieces)
    summary.write(to: &state, counts: summary.tally)
    var chance = LineMutator(seed: 7)
    let grouping = ReplyGrouping(pieces.guide)
    for _ in 0..<400 {
      var bytes = state.bytes
      for _ in 0...chance.below(3) { bytes[chance.below(bytes.count)] = UInt8(chance.below(256)) }
      if chance.below(4) == 0 { bytes.removeLast(chance.below(bytes.count)) }
      var reader = StateReader(bytes)
      // Read or refused: both are fine, and a report can be made of what was read.
      if let read = try? Summary(from: &reader, by: grouping, options: pieces.options) {
        _ = pieces.report(read)
      }
    }
  }
}
