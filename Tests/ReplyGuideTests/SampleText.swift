import Foundation
import SMTPReply

@testable import ReplyGuide

/// Texts as a parser would hand them over.
enum SampleText {
  /// `reply` with its codes, unless it has none.
  static func text(
    _ reply: String, stage: String? = nil, direction: String? = nil, hasReply: Bool = true,
    circumstances: Circumstances = []
  ) -> ReplyText {
    let stage = stage.flatMap(Stage.init(rawValue:))
    let direction = direction.flatMap(Direction.init(rawValue:))
    let code = hasReply ? UInt16(reply.prefix(3)).flatMap(ReplyCode.init(rawValue:)) : nil
    guard let code else {
      return ReplyText(
        reply.utf8, code: nil, enhanced: nil, stage: stage, direction: direction, circumstances: circumstances)
    }
    var rest = reply.dropFirst(4)
    var enhanced: EnhancedStatusCode?
    if let first = rest.split(separator: " ").first, let found = EnhancedStatusCode(first) {
      enhanced = found
      rest = rest.dropFirst(first.count + 1)
    }
    return ReplyText(
      rest.utf8, code: code, enhanced: enhanced, stage: stage, direction: direction, circumstances: circumstances)
  }

  /// The lines of a file beside this one that are no comments, cut at the first bar.
  static func table(_ name: String) throws -> [(key: String, text: String)] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(name)
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      guard !line.hasPrefix("#"), let bar = line.firstIndex(of: "|") else { return nil }
      return (String(line[..<bar]), String(line[line.index(after: bar)...]))
    }
  }
}

extension Cause {
  /// What a log has to tell of a reply with this cause.
  var circumstances: Circumstances {
    let place: Circumstances = by == "own-host" ? .isWithinHost : []
    return isMilters ? place.union(.isMilters) : place
  }
}
