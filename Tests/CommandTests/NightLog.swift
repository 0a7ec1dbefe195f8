import Foundation

/// A log that grows from night to night, beside the history that its runs keep.
struct NightLog {
  let folder: Folder
  private var serial = 0

  init() throws { folder = try Folder() }

  /// A server on the net.
  struct Server {
    var name: String
    var address: String

    /// Servers that have nothing to do with each other.
    static func other(_ number: Int) -> Server {
      Server(name: "mx.r\(number).example", address: "198.18.\(number % 256).9")
    }
  }

  /// That the server refused a recipient.
  mutating func refusal(_ day: Int, _ reply: String, by server: Server) -> String {
    serial += 1
    let host = "\(server.name)[\(server.address)]"
    return delivery(
      day,
      "to=<u\(serial)@d.example>, relay=\(host):25, delay=1, delays=0/0/0/1, dsn=5.0.0, "
        + "status=bounced (host \(host) said: \(reply) (in reply to RCPT TO command))")
  }

  /// That a domain put mail off.
  mutating func deferral(_ day: Int, by domain: String) -> String {
    serial += 1
    return delivery(
      day,
      "to=<u\(serial)@\(domain)>, relay=mx.\(domain)[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=4.2.0, "
        + "status=deferred (host mx.\(domain)[192.0.2.1] said: 450 4.2.0 Greylisted (in reply to RCPT TO command))")
  }

  /// Refusals of a login, with the sender and the network of each.
  static func refusals(_ day: Int, _ count: Int, _ reply: (Int) -> String, sender: (Int) -> String) -> [String] {
    (0..<count).map { number in
      "2026-09-\(day < 10 ? "0" : "")\(day)T10:00:00+00:00 mail postfix/submission/smtpd[9]: NOQUEUE: reject: RCPT from "
        + "c.example.org[10.\(number % 200).0.7]: \(reply(number)); from=<\(sender(number))> to=<typo@example.com> proto=ESMTP "
        + "helo=<x> sasl_username=laura@example.com"
    }
  }

  private func delivery(_ day: Int, _ fields: String) -> String {
    "2026-09-\(day < 10 ? "0" : "")\(day)T10:00:00+00:00 mail postfix/smtp[7]: 4A\(1_000_000 + serial): \(fields)"
  }

  /// Adds a day's lines; one without trouble has a delivery all the same.
  mutating func add(_ day: Int, _ lines: [String] = []) throws {
    serial += 1
    let quiet = delivery(
      day, "to=<v@q.example>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 OK)")
    let file = folder.url.appendingPathComponent("mail.log")
    let before = (try? Data(contentsOf: file)) ?? Data()
    try (before + Data((lines + [quiet]).map { $0 + "\n" }.joined().utf8)).write(to: file)
  }

  /// Runs the nightly report.
  @discardableResult
  func run(_ options: String = "", form: String = "text") throws -> Program {
    try folder.run("\"$BOUNCES\" analyze --format \(form) --history h.db \(options) mail.log")
  }

  /// Runs it and gives its news: the kind of each, with a `?` behind what is rare or not proven.
  func kinds(_ options: String = "") throws -> [String] {
    let output = try run(options, form: "json").output
    let report = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    let items = (report?["news"] as? [String: Any])?["items"] as? [[String: Any]] ?? []
    return items.map { ($0["kind"] as? String ?? "") + ($0["rare"] as? Bool == true ? "?" : "") }
  }
}
