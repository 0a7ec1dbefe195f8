import MailLog
import SMTPReply

// Which rows a record belongs to.
extension AuditCounter {
  func rows(
    of record: borrowing ReplyRecord, _ line: RawSpan, _ facts: MessageFacts, _ message: RawSpan
  ) -> [Int] {
    var rows = [Int](repeating: -1, count: Dimension.allCases.count)
    let domain = line.domain(record.recipient)
    if let domain { rows[0] = tables[0].row(line, domain) }
    rows[1] = providerRow(record, line, domain)
    let sender = record.sender.exists ? line.domain(record.sender) : nil
    if let sender {
      rows[2] = tables[2].row(line, sender)
    } else if !record.sender.exists, let known = message.domain(facts.sender) {
      rows[2] = tables[2].row(message, known)
    }
    if facts.client.count > 0 { rows[3] = tables[3].row(message, facts.client.range) }
    if facts.saslUser.count > 0 { rows[4] = tables[4].row(message, facts.saslUser.range) }
    return rows
  }

  /// The row of the provider whose server answered, or whose users the recipients are when a relay of ours did; -1 for others.
  private func providerRow(_ record: borrowing ReplyRecord, _ line: RawSpan, _ domain: Range<Int>?) -> Int {
    guard record.remoteHost.exists, record.remoteHost.count > 0 else { return -1 }
    let isRelay = isRelay(record, line)
    let range = record.remoteHost.range
    let number = isRelay ? nil : Int(hosts.intern(line, range))
    if let number, number < providerRows.count { return providerRows[number] }
    let name =
      isRelay
      ? domain.flatMap { line.string(Field($0.lowerBound, $0.upperBound)) }.flatMap(providers.provider(ofDomain:))
      : line.string(record.remoteHost).flatMap(providers.provider(ofHost:))
    let row = name.map { tables[1].row($0) } ?? -1
    if !isRelay { providerRows.append(row) }
    return row
  }

  private func isRelay(_ record: borrowing ReplyRecord, _ line: RawSpan) -> Bool {
    for relay in relays {
      if relay.matchesName(line, record.remoteHost.range) { return true }
      if record.remoteAddress.exists, relay.matchesAddress(line, record.remoteAddress.range) { return true }
    }
    return false
  }

  /// A refusal of ours to a client of our own.
  func reject(_ record: borrowing ReplyRecord, _ line: RawSpan, _ facts: MessageFacts) {
    guard record.outcome == .rejected, !record.isDuplicate, record.isToOwnClient(line, facts) else { return }
    let count = record.count
    total.rejected += count
    if let domain = line.domain(record.sender) {
      tables[2].change(tables[2].row(line, domain)) { $0.rejected += count }
    }
    // As the line that begins a message has it.
    let gap = record.mta == .exim ? " " : ""
    let address = "[" + (line.string(record.remoteAddress) ?? "") + "]"
    let client = (line.string(record.remoteHost) ?? "unknown") + gap + address
    tables[3].change(tables[3].row(client)) { $0.rejected += count }
    if record.saslUser.count > 0 {
      tables[4].change(tables[4].row(line, record.saslUser.range)) { $0.rejected += count }
    }
  }
}
