package import SMTPReply

/// Which replies are wanted. Kinds of condition that are set all have to hold; of the values of one kind, any.
///
/// A filter drops records before anything is counted: what is counted of the rest is as if the log held nothing else.
package struct ReplyFilter: Sendable {
  /// The first time wanted.
  package var since: TimeBound?
  /// The first time that is no longer wanted.
  package var until: TimeBound?
  /// The reply codes.
  package var codes: [CodePattern] = []
  /// The recipients.
  package var recipients: [AddressPattern] = []
  /// The envelope senders, from the line or from the message's earlier ones.
  package var senders: [AddressPattern] = []
  /// The peer's name or address.
  package var hosts: [HostPattern] = []
  /// The host that wrote the line.
  package var logHosts: [HostPattern] = []
  /// Who said it to whom.
  package var directions: Set<Direction> = []
  /// The commands answered.
  package var stages: Set<Stage> = []

  /// A filter that lets every reply through.
  package init() {}

  /// Whether every reply is wanted.
  package var isEmpty: Bool {
    since == nil && until == nil && codes.isEmpty && recipients.isEmpty && senders.isEmpty && hosts.isEmpty
      && logHosts.isEmpty && directions.isEmpty && stages.isEmpty
  }

  /// Whether the reply is wanted. A condition on what the log does not tell does not hold.
  package func matches(
    _ record: borrowing ReplyRecord, at time: LogTime?, _ line: RawSpan, _ facts: MessageFacts, _ message: RawSpan
  ) -> Bool {
    if let since, time.map({ since.isAfter($0) }) ?? true { return false }
    if let until, time.map({ !until.isAfter($0) }) ?? true { return false }
    if !directions.isEmpty, !directions.contains(record.direction) { return false }
    if !stages.isEmpty {
      guard let stage = record.stage, stages.contains(stage) else { return false }
    }
    if !codes.isEmpty {
      guard let code = record.code, codes.contains(where: { $0.matches(code) }) else { return false }
    }
    if !recipients.isEmpty, !ReplyFilter.any(recipients, record.recipient, line) { return false }
    if !senders.isEmpty {
      let isWanted =
        record.sender.exists
        ? ReplyFilter.any(senders, record.sender, line) : ReplyFilter.any(senders, facts.sender, message)
      if !isWanted { return false }
    }
    if !hosts.isEmpty, !isPeer(record.remoteHost, record.remoteAddress, line) { return false }
    if !logHosts.isEmpty, !isLogHost(record.logHost, line) { return false }
    return true
  }

  private static func any(_ patterns: [AddressPattern], _ field: Field, _ bytes: RawSpan) -> Bool {
    guard field.exists else { return false }
    for pattern in patterns where pattern.matches(bytes, field.range) { return true }
    return false
  }

  private func isPeer(_ name: Field, _ address: Field, _ line: RawSpan) -> Bool {
    for pattern in hosts {
      if name.exists, pattern.matchesName(line, name.range) { return true }
      if address.exists, pattern.matchesAddress(line, address.range) { return true }
    }
    return false
  }

  private func isLogHost(_ host: Field, _ line: RawSpan) -> Bool {
    guard host.exists else { return false }
    for pattern in logHosts where pattern.matchesName(line, host.range) { return true }
    return false
  }
}

/// A moment that log times are compared with: logs with a zone by the moment, others by what the clock showed.
package struct TimeBound: Sendable {
  /// Microseconds since 1970-01-01 00:00:00 UTC.
  package var instant: Int64
  /// Microseconds since 1970-01-01 00:00:00 of the clock on the wall where the logs are from.
  package var wall: Int64

  /// A bound of these.
  package init(instant: Int64, wall: Int64) {
    self.instant = instant
    self.wall = wall
  }

  /// Whether the bound is later than `time`.
  func isAfter(_ time: LogTime) -> Bool { time.zone == nil ? time.wall < wall : time.instant < instant }
}

/// A reply code, or all that begin with the same digits: `553`, `55x`, `5xx`, `5`.
package struct CodePattern: Sendable {
  private let range: ClosedRange<UInt16>

  /// Reads a pattern; nil when `text` is none.
  package init?(_ text: String) {
    let digits = text.utf8.prefix { ASCII.isDigit($0) }
    let rest = text.utf8.dropFirst(digits.count)
    let isWhole = rest.isEmpty && (digits.count == 3 || digits.count == 1)
    let isShort =
      !rest.isEmpty && digits.count + rest.count == 3
      && rest.allSatisfy { ASCII.lowercased($0) == UInt8(ascii: "x") }
    guard !digits.isEmpty, isWhole || isShort, let number = UInt16(String(decoding: digits, as: UTF8.self)) else {
      return nil
    }
    let scale: UInt16 = digits.count == 3 ? 1 : digits.count == 2 ? 10 : 100
    range = (number * scale)...(number * scale + scale - 1)
  }

  /// Whether the code is one of them.
  package func matches(_ code: ReplyCode) -> Bool { range.contains(code.rawValue) }
}
