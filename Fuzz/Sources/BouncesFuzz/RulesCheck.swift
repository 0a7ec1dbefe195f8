import GuideData
import ReplyCounts
import ReplyGuide
import SMTPReply

/// Text that may be a file of rules: it is read, or each problem has its line; what was read explains replies.
enum RulesCheck {
  static func check(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    let lines = Reading.lineCount(Array(text.utf8))
    var file = CauseFile(text, path: "rules.yaml", kind: .rules)
    if let guide = try? ReplyGuide() { file.check(with: guide.causes) }
    for problems in [file.problems, CauseFile(text, path: "causes.yaml", kind: .catalogue).problems, codes(text)] {
      for problem in problems {
        expect((1...max(1, lines + 1)).contains(problem.line), "line \(problem.line) of \(lines): \(problem)")
      }
    }
    guard file.problems.isEmpty else { return }
    guard let guide = try? ReplyGuide(rules: file.causes) else {
      expect(false, "rules without a problem make no guide")
      return
    }
    for cause in file.causes.prefix(4) {
      expect(guide.cause(cause.id) != nil, "the rule \(cause.id) is lost")
      for phrase in (cause.phrases ?? []).prefix(4) + (cause.weakPhrases ?? []).prefix(4) {
        let reply = ReplyText(
          phrase.utf8, code: ReplyCode(rawValue: 550), enhanced: nil, stage: .rcpt, direction: .outbound)
        _ = guide.explain(reply)
      }
    }
    _ = ReplyGrouping(guide)
  }

  /// What is wrong with `text` as a file of codes and as each of the others.
  private static func codes(_ text: String) -> [FileProblem] {
    var problems: [FileProblem] = []
    let readings: [(inout CodeFiles) -> Void] = [
      { _ = $0.codes() }, { _ = $0.enhanced(isWording: false) }, { _ = $0.labels() }, { _ = $0.pages() },
      { _ = $0.providers() }, { _ = $0.causeWording() },
    ]
    for read in readings {
      var file = CodeFiles(text, path: "codes.yaml")
      read(&file)
      problems += file.problems
    }
    return problems
  }
}
