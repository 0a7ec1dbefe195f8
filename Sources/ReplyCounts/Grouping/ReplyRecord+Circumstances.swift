package import MailLog
package import ReplyGuide
import SMTPReply

// What of a record decides whose fault a reply can be.
extension ReplyRecord {
  /// The circumstances of the reply; `isOwnClient` when we said it to a client of our own.
  package func circumstances(_ line: RawSpan, isOwnClient: Bool) -> Circumstances {
    if let noted { return Circumstances(rawValue: noted.circumstances) }
    if isDone(line) { return .isDone }
    guard direction == .outbound else {
      let isPrivate = !isOwnClient && remoteAddress.exists && line.isPrivate(remoteAddress)
      return isPrivate ? [decision, .isToPrivateAddress] : decision
    }
    return verdict.union(place(line))
  }

  /// Through whom we decided.
  private var decision: Circumstances {
    switch origin {
    case .plain: []
    case .milter: .isMilters
    case .senderCheck: .isSenderCheck
    }
  }

  /// What our own mail server makes of it where no server gave a code.
  private var verdict: Circumstances {
    guard code == nil else { return [] }
    switch outcome {
    case .deferred, .suspended: return .isTriedAgain
    case .bounced: return .isGivenUp
    default: return []
    }
  }

  private func place(_ line: RawSpan) -> Circumstances {
    if remoteAddress.exists { return line.isThisHost(remoteAddress) ? .isWithinHost : .isBetweenHosts }
    return mta == .postfix ? postfixPlace(line) : eximPlace(line)
  }

  /// Whether what was to be done was done; a probe tells that by its number alone.
  private func isDone(_ line: RawSpan) -> Bool {
    if outcome == .probe, direction == .outbound {
      return code.map { $0.severity == 2 } ?? (dsn.count > 0 && line.byte(dsn.range.lowerBound) == UInt8(ascii: "2"))
    }
    return outcome.isDone
  }

  /// Words in the names that local transports have by custom.
  private static let localTransports: [StaticString] = [
    "local", "maildir", "mail_", "mbox", "spool", "pipe", "file", "lmtp", "dovecot", "cyrus", "virtual", "address_",
    "reply", "vacation", "procmail", "sieve", "mailman", "spamcheck", "lda", "deliver", "home",
  ]

  /// Exim names no host for a local delivery; its `lmtp` transport speaks to a command or a socket.
  private func eximPlace(_ line: RawSpan) -> Circumstances {
    if remoteHost.exists { return .isBetweenHosts }
    // In front of the recipient there may be other lines.
    guard reply.exists, recipient.exists, recipient.range.upperBound <= reply.range.lowerBound else { return [] }
    let start = reply.range.lowerBound
    let front = recipient.range.upperBound
    if code != nil, line.lastIndex(of: "LMTP error after ", from: front, to: start) != nil { return .isWithinHost }
    guard let mark = line.lastIndex(of: " T=", from: front, to: start) else { return [] }
    let name = mark &+ 3
    let end = line.firstIndex(of: ASCII.space, from: name, to: start) ?? start
    guard line.firstIndex(of: "smtp", from: name, to: end) == nil else { return [] }
    let isLocal = ReplyRecord.localTransports.contains { line.firstIndex(of: $0, from: name, to: end) != nil }
    return isLocal ? .isWithinHost : []
  }

  private func postfixPlace(_ line: RawSpan) -> Circumstances {
    // A peer with a name and no address is a socket of this host.
    if remoteHost.exists { return .isWithinHost }
    if let peer = namedPeer(line) { return peer }
    guard service.exists, service.count > 0, outcome != .suspended else { return [] }
    var start = service.range.upperBound
    while start > service.range.lowerBound, line.byte(start &- 1) != UInt8(ascii: "/") { start &-= 1 }
    let end = service.range.upperBound
    for agent: StaticString in ["local", "virtual", "pipe", "error", "retry", "discard", "spawn"]
    where agent.utf8CodeUnitCount == end &- start && line.starts(with: agent, at: start, end: end) {
      return .isWithinHost
    }
    return []
  }

  /// Where the peer is that a text such as `connect to mx.example.net[private/lmtp]: ...` names, as smtp_connect.c and
  /// smtp_proto.c word it; nil when it names none.
  private func namedPeer(_ line: RawSpan) -> Circumstances? {
    guard reply.exists, code == nil else { return nil }
    var at = reply.range.lowerBound
    let end = reply.range.upperBound
    let suspended: StaticString = "delivery temporarily suspended: "
    if outcome == .suspended, line.starts(with: suspended, at: at, end: end) { at &+= suspended.utf8CodeUnitCount }
    for words: StaticString in ["connect to ", "lost connection with ", "conversation with ", "host "]
    where line.starts(with: words, at: at, end: end) {
      at &+= words.utf8CodeUnitCount
      guard let open = line.firstIndex(of: UInt8(ascii: "["), from: at, to: min(end, at &+ 300)),
        let close = line.firstIndex(of: UInt8(ascii: "]"), from: open, to: min(end, open &+ 200)),
        line.firstIndex(of: ASCII.space, from: at, to: close) == nil
      else { return nil }
      let address = (open &+ 1)..<close
      let isSocket = line.firstIndex(of: UInt8(ascii: "/"), from: address.lowerBound, to: close) != nil
      return isSocket || line.isThisHost(Field(address.lowerBound, address.upperBound))
        ? .isWithinHost : .isBetweenHosts
    }
    return nil
  }
}
