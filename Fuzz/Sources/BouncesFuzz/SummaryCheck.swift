import BounceReport
import Foundation
import MailLog
import ReplyCounts

/// Bytes that may be a summary: they are read or refused, and what was read can be reported, merged, carried on and written again.
///
/// An odd first byte says that the rest is the state, which the harness deflates: nothing but the state is mutated then.
enum SummaryCheck {
  static func check(_ input: [UInt8]) {
    guard let mode = input.first else { return }
    let bytes = mode & 1 == 0 ? Array(input.dropFirst()) : packed(Array(input.dropFirst()))
    guard let summary = decoded(bytes) else { return }
    let again = summary.encoded
    guard let same = decoded(again) else { fatalError("a summary that was written is refused") }
    expect(same.encoded == again, "a summary that was read is written otherwise")
    // The options of the one in front hold for both.
    if mode & 2 != 0, let next = decoded(bytes, isContinuation: true) { same.append(next) }
    if mode & 4 != 0 {
      let next = try? Summary(by: Reading.grouping, options: Reading.options, carriedOn: bytes)
      expect(next != nil, "a summary that was read is not carried on")
      next?.finish()
      if let next { _ = decoded(next.carried) }
    }
    for summary in [summary, same] {
      summary.finish()
      let report = ReportBuilder(summary, guide: Reading.guide).report()
      _ = TextForm(report).text()
      _ = MetricsForm(report).bytes()
      expect((try? JSONSerialization.jsonObject(with: Data(JSONForm(report).bytes()))) != nil, "no JSON")
      if mode & 8 != 0 { _ = HTMLForm(report).bytes() }
    }
  }

  /// `state` as the file of a summary.
  static func packed(_ state: [UInt8]) -> [UInt8] {
    var head = StateWriter()
    head.write(UInt64(1))
    head.write(state.count)
    return Array("BOUNCES\u{1a}".utf8) + head.bytes + Deflater.deflated(state)
  }

  static func decoded(_ bytes: [UInt8], isContinuation: Bool = false) -> Summary? {
    var options = Reading.options
    options.isContinuation = isContinuation
    return try? Summary.decoded(bytes, by: Reading.grouping, options: options)
  }
}
