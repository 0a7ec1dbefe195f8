/// Lines as Postfix writes them, of 2026-11.
package enum LogLine {
  /// That `host`, at `address`, took a recipient's mail.
  package static func delivered(
    _ recipient: String, day: Int = 22, by host: String = "mx.d.example[198.51.100.1]", id: String = "4A00000001"
  ) -> String {
    attempt(recipient, day, host, id, "dsn=2.0.0, status=sent (250 2.0.0 Ok)")
  }

  /// That it refused the recipient with `reply`.
  package static func bounced(
    _ recipient: String, _ reply: String, day: Int = 22, by host: String = "mx.d.example[198.51.100.1]",
    id: String = "4A00000002"
  ) -> String {
    attempt(
      recipient, day, host, id, "dsn=5.0.0, status=bounced (host \(host) said: \(reply) (in reply to RCPT TO command))")
  }

  /// That it put the mail off with `reply`.
  package static func deferred(
    _ recipient: String, _ reply: String, day: Int = 22, by host: String = "mx.d.example[198.51.100.1]",
    id: String = "4A00000003"
  ) -> String {
    attempt(
      recipient, day, host, id, "dsn=4.0.0, status=deferred (host \(host) said: \(reply) (in reply to RCPT TO command))"
    )
  }

  /// That we refused a client with `reply`; `login` names its login.
  package static func refused(
    _ reply: String, day: Int = 22, client: String = "c.example[192.0.2.7]", sender: String = "a@b.example",
    login: String? = nil
  ) -> String {
    "\(stamp(day)) mx postfix/smtpd[8]: NOQUEUE: reject: RCPT from \(client): \(reply); from=<\(sender)> to=<c@d.example> "
      + "proto=ESMTP helo=<h>" + (login.map { " sasl_username=\($0)" } ?? "")
  }

  private static func attempt(_ recipient: String, _ day: Int, _ host: String, _ id: String, _ end: String) -> String {
    "\(stamp(day)) mx postfix/smtp[7]: \(id): to=<\(recipient)>, relay=\(host):25, delay=1, delays=0/0/0/1, \(end)"
  }

  private static func stamp(_ day: Int) -> String { "2026-11-\(day < 10 ? "0" : "")\(day)T10:00:00+00:00" }
}
