import SMTPReply

/// What Postfix's smtp processes said of encrypted connections, for deliveries whose own line does not tell.
///
/// From `smtp_tls_loglevel` 1 on, `Trusted TLS connection established to H[IP]:25: ...` stands in front of the deliveries of the same
/// process (smtp/smtp_proto.c, tls/tls_misc.c `tls_log_summary`). A connection that was kept for another process (`conn_use=`) has no
/// such line again. A log host that never wrote one does not log TLS, and nothing is known of its deliveries.
struct OutgoingTLS: Sendable {
  /// How many connections are remembered: a busy host has some hundred processes.
  private static let memory = 65_536

  /// The peer of each process's last encrypted connection, and the peers of each host's.
  private var peers: [UInt64: UInt64] = [:]
  private var isKnown: Set<UInt64> = []
  private var reachable: Set<UInt64> = []

  /// Takes a line that begins with `Trusted`, `Untrusted`, `Verified` or `Anonymous`; `tag` is `postfix/smtp[PID]: `.
  mutating func note(_ bytes: RawSpan, host: UInt64, tag: Range<Int>, message: Int, end: Int) {
    guard
      let mark = bytes.firstIndex(of: " TLS connection ", from: message, to: min(end, message &+ 32)),
      let to = bytes.firstIndex(of: " to ", from: mark, to: min(end, mark &+ 40)),
      let open = bytes.firstIndex(of: ASCII.openBracket, from: to, to: end),
      let close = bytes.firstIndex(of: ASCII.closeBracket, from: open, to: end)
    else { return }
    let peer = HashMixer.hash(bytes, (open &+ 1)..<close)
    if peers.count >= OutgoingTLS.memory { peers.removeAll(keepingCapacity: true) }
    if reachable.count >= OutgoingTLS.memory { reachable.removeAll(keepingCapacity: true) }
    peers[HashMixer.mix(host, HashMixer.hash(bytes, tag))] = peer
    reachable.insert(HashMixer.mix(host, peer))
    isKnown.insert(host)
  }

  /// Whether the delivery in `record`, on a line with `tag`, went over an encrypted connection; nil when the log does not tell.
  func covers(_ record: borrowing ReplyRecord, _ bytes: RawSpan, host: UInt64, tag: Range<Int>) -> Bool? {
    guard record.outcome == .delivered, record.direction == .outbound, record.remoteAddress.exists,
      isKnown.contains(host)
    else { return nil }
    let peer = HashMixer.hash(bytes, record.remoteAddress.range)
    if peers[HashMixer.mix(host, HashMixer.hash(bytes, tag))] == peer { return true }
    // `, conn_use=2` stands behind the peer.
    let from = record.remoteAddress.range.upperBound
    let isReused = bytes.firstIndex(of: ", conn_use=", from: from, to: min(bytes.byteCount, from &+ 24)) != nil
    return isReused && reachable.contains(HashMixer.mix(host, peer))
  }
}
