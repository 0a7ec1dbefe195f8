package import MailLog
package import ReplyCounts
package import ReplyGuide
import SMTPReply

/// Gathers what a delisting or support request about one cause needs: our addresses and hosts, when, how much, who said what.
///
/// Memory is bounded by days, hosts of ours, a table of remote servers and so many wordings; of recipients only hashes are kept.
package final class CauseEvidence: ReplySink {
  /// More remote servers than this are counted together.
  static let peerLimit = 10_000

  let guide: ReplyGuide
  let cause: Cause
  private var explained: ExplainedReplies
  private(set) var replies = 0
  private(set) var addresses = NamedAddresses.BoundedList()
  private(set) var hosts: Set<String> = []
  private(set) var first: LogTime?
  private(set) var last: LogTime?
  /// Replies by day, `2026-11-22`.
  private(set) var days: [String: Int] = [:]
  private(set) var codes: [String: Int] = [:]
  private(set) var peers: [String: Int] = [:]
  private(set) var otherPeers = 0
  private(set) var wordings = EvidenceWordings()
  private let key = HashKey()
  /// By their hashes.
  private var recipients: Set<UInt64> = []

  /// Evidence of `cause` and of what is the same trouble, among the replies that `filter` lets through.
  package init(_ cause: Cause, by grouping: ReplyGrouping, filter: ReplyFilter) {
    guide = grouping.guide
    self.cause = cause
    explained = ExplainedReplies(by: grouping, of: ReplySelection(filter, causes: [cause.id]))
  }

  /// Whether no reply had the cause.
  package var isEmpty: Bool { replies == 0 }

  /// How many different recipients the replies named.
  var recipientCount: Int { recipients.count }

  /// Takes one reply.
  package func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    guard record.outcome.isCounted, !record.isDuplicate,
      let reply = explained.take(record, at: time, line, facts, message, keeping: &wordings)
    else { return }
    replies += record.count
    note(time.map { $0.inUTC }, record.count)
    if record.recipient.exists { recipients.insert(key.hashIgnoringCase(line, record.recipient.range)) }
    if record.direction == .outbound, record.reply.exists,
      let place = AddressScan.first(in: line, record.reply.range)
    {
      var address: [UInt8] = []
      line.append(place, to: &address)
      addresses.insert(address)
    }
    if let host = line.string(record.logHost), hosts.count < 64 { hosts.insert(host) }
    let code = [record.code?.description, record.enhanced?.description].compactMap { $0 }.joined(separator: " ")
    codes[code, default: 0] += record.count
    notePeer(record, line)
    let words = [code, record.words(in: line)].filter { !$0.isEmpty }.joined(separator: " ")
    wordings.add(record.count, words, of: reply.group, isOfMany: explained.group(reply.group).isShared)
  }

  private func note(_ time: LogTime?, _ count: Int) {
    guard let time else { return }
    if first.map({ time.wall < $0.wall }) ?? true { first = time }
    if last.map({ time.wall > $0.wall }) ?? true { last = time }
    days[String(time.iso8601.prefix(10)), default: 0] += count
  }

  private func notePeer(_ record: borrowing ReplyRecord, _ line: RawSpan) {
    let parts = [line.string(record.remoteHost), line.string(record.remoteAddress).map { "[\($0)]" }].compactMap { $0 }
    guard !parts.isEmpty else { return }
    let peer = parts.joined(separator: " ")
    if peers[peer] == nil, peers.count >= CauseEvidence.peerLimit {
      otherPeers += record.count
    } else {
      peers[peer, default: 0] += record.count
    }
  }

}

extension LogTime {
  /// The same moment in UTC; as it is when the log has no zone.
  fileprivate var inUTC: LogTime { zone == nil ? self : LogTime(wall: instant, zone: 0) }
}
