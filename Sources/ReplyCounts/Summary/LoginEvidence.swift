import MailLog

/// What tells a stolen login: how often it was refused a sender that is not its own, from how many networks, and with senders of how many
/// domains. No other refusal speaks for one.
struct LoginEvidence: Sendable {
  private var logins = ByteInterner(ignoresCase: true)
  private var names = ByteInterner(ignoresCase: true)
  private var domains = PairSet()
  private var networks = PairSet()
  /// By login.
  private var refusals: [UInt32: Int] = [:]

  /// What is known of one login.
  struct Counts {
    var refusals = 0
    var domains = 0
    var networks = 0

    /// Whether somebody else may know the password: a person has few sender domains and comes from few networks.
    var isSuspicious: Bool { domains >= 5 || networks >= 4 }
  }

  /// The login with `number`.
  func login(_ number: UInt32) -> String { logins.string(number) }

  /// A login was refused the sender of `record`.
  mutating func add(_ record: borrowing ReplyRecord, _ line: RawSpan) {
    let login = logins.intern(line, record.saslUser.range)
    refusals[login, default: 0] += record.count
    let sender = record.sender.range
    var at = sender.upperBound
    while at > sender.lowerBound, line.byte(at - 1) != UInt8(ascii: "@") { at -= 1 }
    domains.insert(login, names.intern(line, at..<sender.upperBound))
    guard record.remoteAddress.exists else { return }
    networks.insert(login, names.intern(line, ServerName.network(of: record.remoteAddress.range, line)))
  }

  /// Refusals, sender domains and client networks by login.
  var counts: [UInt32: Counts] {
    var counts = refusals.mapValues { Counts(refusals: $0) }
    domains.forEach { login, _ in counts[login, default: Counts()].domains += 1 }
    networks.forEach { login, _ in counts[login, default: Counts()].networks += 1 }
    return counts
  }

  /// Takes over the evidence of `other`.
  mutating func append(_ other: LoginEvidence) {
    let logins = self.logins.append(other.logins)
    let own = names.append(other.names)
    domains.formUnion(other.domains.mapped(left: logins, right: own))
    networks.formUnion(other.networks.mapped(left: logins, right: own))
    for (login, count) in other.refusals { refusals[logins[Int(login)], default: 0] += count }
  }

  func write(to state: inout StateWriter) {
    logins.write(to: &state)
    names.write(to: &state)
    domains.write(to: &state)
    networks.write(to: &state)
    state.write(refusals.count)
    for (login, count) in refusals.sorted(by: { $0.key < $1.key }) {
      state.write(UInt64(login))
      state.write(count)
    }
  }

  init() {}

  init(from state: inout StateReader) throws(StateReader.Failure) {
    logins = try ByteInterner(from: &state, ignoresCase: true)
    names = try ByteInterner(from: &state, ignoresCase: true)
    domains = try PairSet(from: &state, left: logins.count, right: names.count)
    networks = try PairSet(from: &state, left: logins.count, right: names.count)
    for _ in 0..<(try state.count()) {
      refusals[UInt32(try state.int(upTo: logins.count - 1))] = try state.amount()
    }
  }
}
