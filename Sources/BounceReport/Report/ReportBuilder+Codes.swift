import MailLog
import SMTPReply

extension ReportBuilder {
  /// A section for every code seen, and for 252 and 553 always.
  func codes() -> [Report.CodeSection] {
    let all = summary.groups.groups
    var members: [ReplyCode: [Int]] = [.cannotVerify: [], .mailboxNameNotAllowed: []]
    for (number, group) in all.enumerated() {
      if let code = group.code { members[code, default: []].append(number) }
    }
    for (number, count) in summary.successes.enumerated() where count > 0 {
      if let code = ReplyCode(rawValue: UInt16(number)) { members[code, default: []] += [] }
    }
    return members.keys.sorted().map { section($0, members[$0] ?? []) }
  }

  private func section(_ code: ReplyCode, _ members: [Int]) -> Report.CodeSection {
    let all = summary.groups.groups
    let meaning = guide.meaning(of: code)
    var section = Report.CodeSection(
      code: code, name: meaning?.name ?? "not a registered code",
      meaning: meaning?.meaning ?? "No standard defines this code; its first digit says how to take it.",
      fix: meaning?.fix ?? [])
    section.title = meaning?.title
    section.when = meaning?.when
    section.differences = meaning?.differences
    section.use = meaning?.use
    section.causes = causes(of: members)
    for group in members.map({ all[$0] }) {
      section.replies += group.replies
      section.implied += group.implied
      if group.direction == .outbound { section.outbound += group.replies } else { section.inbound += group.replies }
    }
    addSuccesses(of: code, to: &section)
    guard !code.isPlainSuccess else { return section }
    let recipients = tallies.distinct(tallies.recipients, members)
    section.recipients = recipients.count
    section.domains = Set(recipients.map { domain(of: $0) }).count
    section.topRecipients = topRecipients(members)
    return section
  }

  /// Plain successes have no groups: they are counted by code alone.
  private func addSuccesses(of code: ReplyCode, to section: inout Report.CodeSection) {
    let count = summary.successes[Int(code.rawValue)]
    guard count > 0 else { return }
    let inbound = summary.inboundSuccesses[Int(code.rawValue)]
    section.replies += count
    section.inbound += inbound
    section.outbound += count - inbound
    section.causes.append(
      Report.CauseSection(
        id: nil, class: .accepted, actor: .nobody, permanence: .info, direction: .outbound, title: "Accepted",
        meaning: "", replies: count, recipients: nil, fix: [], setting: nil, templates: []))
  }

  private func domain(of recipient: UInt32) -> [UInt8] {
    let address = summary.recipients.bytes(recipient)
    guard let at = address.lastIndex(of: UInt8(ascii: "@")) else { return [] }
    return address[(at + 1)...].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
  }

  /// The recipients with the most replies among `members`.
  private func topRecipients(_ members: [Int]) -> [Report.TopRecipient] {
    struct Row {
      var replies = 0
      var first = Int64.max
      var last = Int64.min
      var lastGroup = 0
    }
    let wanted = Set(members.map(UInt32.init))
    var rows: [UInt32: Row] = [:]
    summary.groupRecipients.forEach { entry in
      guard wanted.contains(entry.left) else { return }
      var row = rows[entry.right] ?? Row()
      row.replies += Int(entry.count)
      row.first = min(row.first, Int64(entry.first))
      if (Int64(entry.last), Int(entry.left)) > (row.last, row.lastGroup) {
        row.last = Int64(entry.last)
        row.lastGroup = Int(entry.left)
      }
      rows[entry.right] = row
    }
    let best = rows.sorted { ($0.value.replies, $0.value.last, $1.key) > ($1.value.replies, $1.value.last, $0.key) }
    return best.prefix(top).map { recipient, row in
      Report.TopRecipient(
        recipient: summary.recipients.string(recipient), replies: row.replies,
        first: LogTime(wall: row.first * 1_000_000), last: LogTime(wall: row.last * 1_000_000),
        reply: shown(summary.groups.groups[row.lastGroup]))
    }
  }
}
