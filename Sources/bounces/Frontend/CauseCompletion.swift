import ArgumentParser
import ReplyGuide

extension CompletionKind {
  /// The ids of the guide's causes, and `others`. The shell asks the program for them: so they are those of the program that is
  /// installed, and no script holds hundreds of words for each option.
  static func causes(and others: String...) -> CompletionKind {
    .custom { _, _, _ in ((try? ReplyGuide().causes.map(\.id)) ?? []) + others }
  }
}
