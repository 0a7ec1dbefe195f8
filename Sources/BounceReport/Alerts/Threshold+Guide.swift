import MailLog
package import ReplyGuide
import SMTPReply

// A condition on something that the guide does not know never holds: a typing error would keep an alert silent for ever.
extension Threshold {
  /// Says what `guide` does not know of what the condition names.
  package func check(against guide: ReplyGuide) throws(Mistake) {
    for part in parts {
      switch part {
      case .cause(let id): try Threshold.check(cause: id, guide)
      case .code(let pattern):
        guard guide.codes.contains(where: { pattern.matches($0) }) else {
          throw Mistake(description: "the guide knows no such reply code; bounces codes reply lists those it does")
        }
      default: break
      }
    }
  }

  private static func check(cause id: String, _ guide: ReplyGuide) throws(Mistake) {
    if id == "none" || guide.cause(id) != nil { return }
    if Event(rawValue: id) != nil { throw Mistake(description: "'\(id)' is no cause but a condition by itself") }
    throw Mistake(description: guide.noCause(id))
  }
}

extension ReplyGuide {
  /// That there is no cause `id`, and which one may be meant.
  package func noCause(_ id: String) -> String {
    let nearest = NearestName.of(id, among: causes.map(\.id))
    return "the guide has no cause '\(id)'; " + (nearest.map { "did you mean '\($0)'? " } ?? "")
      + "bounces codes lists them"
  }
}

extension CodePattern {
  fileprivate func matches(_ meaning: CodeMeaning) -> Bool {
    UInt16(exactly: meaning.code).flatMap(ReplyCode.init(rawValue:)).map { matches($0) } ?? false
  }
}
