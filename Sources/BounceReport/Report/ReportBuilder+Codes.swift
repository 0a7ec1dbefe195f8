import MailLog
import SMTPReply

extension ReportBuilder {
  /// A section for every code seen, and for the watched ones always.
  func codes() -> [Report.CodeSection] {
    let all = groups
    var members: [ReplyCode: [Int]] = [:]
    for code in ReplyCode.watched { members[code] = [] }
    for number in numbers({ $0.code != nil }) {
      if let code = all[number].code { members[code, default: []].append(number) }
    }
    for (number, count) in figures.successes.enumerated() where count > 0 {
      if let code = ReplyCode(rawValue: UInt16(number)) { members[code, default: []] += [] }
    }
    return members.keys.sorted().map { section($0, members[$0] ?? []) }
  }

  private func section(_ code: ReplyCode, _ members: [Int]) -> Report.CodeSection {
    let all = groups
    let meaning = guide.meaning(of: code)
    var section = Report.CodeSection(
      code: code, name: meaning?.name ?? guide.label("unknown_code"),
      meaning: meaning?.meaning ?? guide.label("unknown_code_help"),
      fix: meaning?.fix ?? [])
    section.title = meaning?.title
    section.when = meaning?.when
    section.differences = meaning?.differences
    section.use = meaning?.use
    section.causes = causes(of: code, members)
    for group in members.map({ all[$0] }) {
      section.replies += group.replies
      section.implied += group.implied
      if group.direction == .outbound { section.outbound += group.replies } else { section.inbound += group.replies }
    }
    addSuccesses(of: code, to: &section)
    guard !code.isPlainSuccess else { return section }
    section.recipients = figures.reach.recipientsByCode[code] ?? 0
    section.domains = figures.reach.domainsByCode[code] ?? 0
    section.topRecipients = topRecipients(code)
    section.topDomains = (figures.reach.topDomainsByCode[code] ?? []).filter { !$0.name.isEmpty }.map {
      Report.NamedCount(name: $0.name, replies: $0.replies)
    }
    section.topHosts = figures.named.hosts(of: code)
    return section
  }

  /// Plain successes have no groups: they are counted by code alone.
  private func addSuccesses(of code: ReplyCode, to section: inout Report.CodeSection) {
    let count = figures.successes[Int(code.rawValue)]
    guard count > 0 else { return }
    let inbound = figures.inboundSuccesses[Int(code.rawValue)]
    section.replies += count
    section.inbound += inbound
    section.outbound += count - inbound
    // Some successes have a group of their own, such as those on the way.
    let place = section.causes.firstIndex { $0.class == .accepted && $0.id == nil && $0.direction == .outbound }
    if let place {
      section.causes[place].replies += count
      section.causes[place].recipients = nil
      return
    }
    section.causes.append(
      Report.CauseSection(
        id: nil, class: .accepted, actor: .nobody, permanence: .info, direction: .outbound, isOwnClient: false,
        isWithinHost: false, isReply: true, title: words.text("accepted"),
        meaning: "", replies: count, recipients: nil, fix: [], settings: [], templates: []))
  }

  /// The recipients of `code` with the most replies.
  private func topRecipients(_ code: ReplyCode) -> [Report.TopRecipient] {
    (figures.reach.topByCode[code] ?? []).map { row in
      Report.TopRecipient(
        recipient: String(decoding: row.address, as: UTF8.self), replies: row.replies,
        first: LogTime(wall: Int64(row.first) * 1_000_000), last: LogTime(wall: Int64(row.last) * 1_000_000),
        reply: shown(groups[Int(row.lastGroup)]))
    }
  }
}
