import ReplyCounts
import SMTPReply

// What every form says of a finding or a cause beside its title, in a few words each.
extension Report {
  /// Codes, how often, whom, who said it and who acts.
  func facts(of finding: Finding) -> [String] {
    let isOwnKind = finding.codes.isEmpty
    var facts: [String] = []
    if finding.evidence.isEmpty {
      facts.append(isOwnKind ? words.text("no_reply") : finding.codes.joined(separator: ", "))
    }
    facts.append(words.count(isOwnKind ? "times" : "replies", finding.replies))
    let affected = finding.affected
    facts.append(
      affected.count > 0
        ? words.count(affected.kind.rawValue, affected.count)
        : words.text(affected.kind.rawValue + "_other", ["n": "–"]))
    facts.append(
      words.said(
        finding.direction, isOwnClient: finding.isOwnClient, isReply: !isOwnKind, isWithinHost: finding.isWithinHost))
    facts.append(
      finding.evidence.isEmpty
        ? words.actor(finding.actor, finding.direction, isOwnClient: finding.isOwnClient) : words.text("stolen_actor"))
    if let unsure = unsure(finding.unsure, of: finding.replies) { facts.append(unsure) }
    return facts
  }

  /// What the finding names, in one text.
  func names(of finding: Finding) -> String {
    let names = finding.named.joined(separator: ", ")
    return finding.namesMore ? words.text("named_more", ["names": names]) : names
  }

  /// How often, whom, who said it and who acts.
  func facts(of cause: CauseSection, share: String?) -> [String] {
    // Replies to a whole session name nobody: whom they hit is not known.
    let named = cause.recipients ?? 0
    let recipients = named > 0 ? words.count("recipient", named) : words.text("recipient_other", ["n": "–"])
    let actor = words.actor(cause.actor, cause.direction, isOwnClient: cause.isOwnClient)
    return [
      words.count("times", cause.replies) + (share.map { " (\($0))" } ?? ""), recipients,
      words.said(
        cause.direction, isOwnClient: cause.isOwnClient, isReply: cause.isReply, isWithinHost: cause.isWithinHost),
      words.text("acts", ["actor": actor]),
    ] + [unsure(cause.unsure, of: cause.replies)].compactMap { $0 }
  }
}
