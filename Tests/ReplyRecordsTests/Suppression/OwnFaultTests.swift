import MailLog
import ReplyGuide
import Testing

@testable import ReplyCounts
@testable import ReplyRecords

/// Whose fault a line tells of, by what the log knows beside the words.
@Suite("Own faults")
struct OwnFaultTests {
  private let grouping: ReplyGrouping

  init() throws {
    grouping = ReplyGrouping(try ReplyGuide())
  }

  /// What `extract` says of one line.
  private func record(of line: String) throws -> String {
    var reader = LogReader(options: ReadingOptions(now: 1_795_478_399))
    var source = try ByteSource.open(bytes: Array((line + "\n").utf8), name: "mail.log")
    var bytes: [UInt8] = []
    let writer = RecordWriter(by: grouping) { bytes += $0 }
    writer.beginInput("mail.log")
    _ = reader.read(&source, into: writer)
    reader.finish(into: writer)
    writer.flush()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A delivery line of Postfix's `program`.
  private static func postfix(_ program: String, _ relay: String, _ status: String, _ dsn: String = "4.3.0") -> String {
    "Mar  3 09:11:01 box postfix/\(program)[77]: 3F00AA11BB: to=<ann@example.com>, relay=\(relay), delay=9, "
      + "delays=9/0/0/0, dsn=\(dsn), status=\(status)"
  }

  private static let refused = "2026-05-01 11:00:00 H=(pc) [198.51.100.7] F=<a@example.org> temporarily rejected "
  private static let waits = "2026-05-01 11:00:00 1pfdJV-004eVE-9X == ann@example.com "

  @Test(
    "the cause, and who acts",
    arguments: [
      (postfix("lmtp", "none", "deferred (connect to box[private/lmtp]: Permission denied)"), "own-socket-rights"),
      (postfix("lmtp", "none", "deferred (connect to box[/run/lmtp]: Connection refused)"), "own-service-down"),
      (postfix("smtp", "none", "deferred (connect to ::1[::1]:10024: Connection timed out)"), "own-service-down"),
      (postfix("pipe", "filter", "bounced (service unavailable)", "5.3.0"), "pipe-exit-status"),
      (postfix("pipe", "filter", "bounced (remote error in protocol)", "5.5.0"), "pipe-exit-status"),
      (postfix("local", "local", "deferred (Command died with signal 6: \"spam-filter\")"), "mailer-temp-local"),
      (postfix("local", "local", "bounced (Command died with status 2: \"greylist\")"), "mailer-failure"),
      (postfix("virtual", "virtual", "deferred (table lookup failure)"), "own-tables"),
      (postfix("retry", "none", "deferred (mail transport unavailable)"), "unknown-transport-error"),
      (postfix("smtp", "none", "deferred (unable to look up host lmtp.box: No address)"), "own-next-hop"),
      (postfix("smtp", "none", "deferred (non DNSSEC destination)", "4.7.5"), "dane-policy-own"),
      (
        postfix("smtp", "none", "deferred (connect to mx.example.com[2001:db8::2]:25: Network is unreachable)"),
        "own-network-unreachable"
      ),
      (waits + "R=users T=maildir_home defer (-6): mailbox /home/ann/box has wrong mode 0666", "local-access"),
      (waits + "R=users T=lmtp_box defer (2): Failed to connect to socket /run/lmtp", "own-service-down"),
      (waits + "R=people defer (-1): lookup of \"greylisted spam\" gave DEFER: sqlite: locked", "exim-own-lookup"),
    ])
  func ours(line: String, cause: String) throws {
    let record = try record(of: line)
    #expect(record.contains("\"cause\":\"\(cause)\""), "\(record)")
    #expect(record.contains("\"actor\":\"sender-server\""), "\(record)")
  }

  @Test(
    "what Exim quotes of its own configuration says nothing",
    arguments: [
      (
        "RCPT <b@example.com>: failed to expand ACL string \"${if {greylisted}{spamhaus}}\": missing }",
        "exim-own-config"
      ),
      ("RCPT <b@example.com>: lookup of \"user unknown\" gave DEFER: access denied", "exim-own-lookup"),
      ("RCPT <b@example.com>: DNS lookup of \"RELAY_GREYLIST\" deferred", "exim-own-lookup"),
      ("connection in \"connect\" ACL: ratelimit database not available", "exim-hints-database"),
      ("RCPT <b@example.com>: remote host address is the local host", "mx-points-here"),
      ("after DATA: spam acl condition: cannot parse spamd output", "exim-scanner-down"),
    ])
  func quoted(words: String, cause: String) throws {
    let record = try record(of: OwnFaultTests.refused + words)
    #expect(record.contains("\"cause\":\"\(cause)\""), "\(record)")
    #expect(record.contains("\"actor\":\"receiving-server\""), "\(record)")
  }

  @Test(
    "another host's doing stays the other host's",
    arguments: [
      (postfix("smtp", "none", "deferred (connect to mx[192.0.2.4]:25: Connection refused)"), "connect-refused"),
      (
        postfix("smtp", "mx[192.0.2.4]:25", "deferred (lost connection with mx[192.0.2.4] while sending RCPT TO)"),
        "lost-connection"
      ),
      (postfix("smtp", "mx[192.0.2.4]:25", "deferred (Server certificate not trusted)", "4.7.5"), "tls-certificate"),
      (
        waits + "R=dnslookup T=remote_smtp H=mx [192.0.2.4] defer (110): Connection timed out: "
          + "SMTP timeout after initial connection", "lost-connection"
      ),
    ])
  func others(line: String, cause: String) throws {
    let record = try record(of: line)
    #expect(record.contains("\"cause\":\"\(cause)\""), "\(record)")
  }

  @Test(
    "what was done has no cause of failure",
    arguments: [
      postfix("local", "local", "sent (delivered to command: blocked-by-spamhaus --user unknown)", "2.0.0"),
      postfix("virtual", "virtual", "deliverable (delivers to maildir)", "2.0.0"),
      "2026-05-01 11:00:00 1pfdJV-004eVE-9X => |/opt/greylisted <ann@example.com> R=filter T=address_pipe",
    ])
  func done(line: String) throws {
    let record = try record(of: line)
    #expect(record.contains("\"class\":\"accepted\"") && !record.contains("\"cause\""), "\(record)")
  }

  @Test("an own LMTP service that says no is ours to mend, and a remote one is not")
  func ownReplies() throws {
    let said = "said: 451 4.3.0 Temporary internal error (in reply to RCPT TO command))"
    let own = try record(
      of: OwnFaultTests.postfix("lmtp", "box[private/lmtp]", "deferred (host box[private/lmtp] " + said))
    #expect(own.contains("\"actor\":\"sender-server\""), "\(own)")
    let other = try record(
      of: OwnFaultTests.postfix("smtp", "mx[192.0.2.4]:25", "deferred (host mx[192.0.2.4] " + said))
    #expect(other.contains("\"actor\":\"receiving-server\""), "\(other)")
  }

  @Test(
    "a check of a private address says nothing of the client",
    arguments: zip(
      ["172.18.0.1", "10.42.0.1", "192.168.176.1", "172.31.0.1", "fd00::1", "172.32.0.1", "192.0.2.1", "110.0.0.1"],
      [true, true, true, true, true, false, false, false]))
  func hidden(address: String, isHidden: Bool) throws {
    let record = try record(
      of: "Mar  3 09:11:01 box postfix/smtpd[77]: NOQUEUE: reject: RCPT from unknown[\(address)]: 550 5.7.23 "
        + "<b@example.com>: Recipient address rejected: Message rejected due to: SPF fail - not authorized; "
        + "from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<mail.example.org>")
    #expect(record.contains("\"cause\":\"hidden-clients\"") == isHidden, "\(record)")
    #expect(record.contains("\"actor\":\"receiving-server\"") == isHidden, "\(record)")
  }
}
