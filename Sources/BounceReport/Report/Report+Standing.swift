import SMTPReply

// What a report may claim: that nothing is to be done only where everything was read and explained.
extension Report {
  /// Whether no line of a mail server was read, so that the report says nothing of any mail.
  var isOfNothing: Bool {
    return !lines.areOfMail && withoutReply.isEmpty
      && codes.allSatisfy { $0.replies == 0 }
  }

  /// How many failed replies nothing explains.
  var unexplained: Int { unexplained { _ in true } }

  /// As above, of what was said to us or to clients of our own: strangers' failures are theirs.
  var unexplainedOfOurs: Int { unexplained { $0.direction == .outbound || $0.isOwnClient } }

  private func unexplained(_ isCounted: (CauseSection) -> Bool) -> Int {
    (codes.flatMap(\.causes) + withoutReply).reduce(0) { sum, cause in
      cause.id == nil && cause.class != .accepted && isCounted(cause) ? sum + cause.replies : sum
    }
  }

  /// What to say of failed replies that nothing explains; nil without any.
  var unexplainedLine: String? { unexplained > 0 ? words.count("unexplained", unexplained) : nil }

  /// What to say of replies that nobody has to act on; nil without any.
  var quietLine: String? {
    let quiet = findings.filter { !$0.isActionable }.reduce(0) { $0 + $1.replies }
    return quiet > 0 ? words.count("quiet", quiet) : nil
  }

  /// What to say when there is nothing to act on; nil when there is, or may be.
  var calm: String? {
    !findings.contains(where: \.isOpen) && unexplained == 0 ? words.text("fix_nothing") : nil
  }

  /// How many of `replies` have a cause that is not sure, in words; nil for none.
  func unsure(_ unsure: Int, of replies: Int) -> String? {
    guard unsure > 0 else { return nil }
    return unsure >= replies ? words.text("unsure_all") : words.count("unsure", unsure)
  }
}
