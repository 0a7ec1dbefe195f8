import ReplyCounts
import ReplyGuide
import SMTPReply

extension ReportBuilder {
  /// Strangers that all have private addresses: a gateway in front of this server hides who the clients are, whatever
  /// they are refused for.
  ///
  /// Nil where a client with an address of its own was refused, too, or where `findings` say so already.
  func hiddenClients(beside findings: [Report.Finding]) -> Report.Finding? {
    let strangers = numbers { $0.direction == .inbound && !$0.isOwnClient && $0.explanation.class != .accepted }
    guard !strangers.isEmpty, let cause = guide.cause("hidden-clients"),
      strangers.allSatisfy({ groups[$0].key.circumstances.contains(.isToPrivateAddress) }),
      !findings.contains(where: { $0.cause == cause.id })
    else { return nil }
    return Report.Finding(
      cause: cause.id, causes: [], class: cause.class, direction: .inbound, isOwnClient: false, isWithinHost: false,
      actor: cause.actor(.inbound), permanence: cause.permanence, title: cause.title, codes: codeNames(strangers),
      replies: strangers.reduce(0) { $0 + groups[$1].replies },
      affected: Report.Affected(kind: .host, count: 0), evidence: [], named: [], namesMore: false,
      pages: [], fix: cause.fix(.inbound))
  }
}
