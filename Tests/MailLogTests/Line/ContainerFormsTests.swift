import Testing

@testable import MailLog

@Suite("Lines of containers")
struct ContainerFormsTests {
  private let inner = "Nov 23 16:21:13 mx1 postfix/smtp[1]: \(FormSink.bounce)"
  private let stamped = "2026-11-23T15:21:13.478-0200 mx1 postfix/smtp[1]: \(FormSink.bounce)"
  private let bare = "postfix/smtp[1]: \(FormSink.bounce)"
  private let end = "smtp 550 bounced a@example.net"

  @Test(
    "compose puts the service in front",
    arguments: ["postfix  | ", "postfix-1  | ", "mail.relay_1 | ", "\u{1b}[36mmx |\u{1b}[0m "])
  func compose(prefix: String) throws {
    let read = try FormSink.read(prefix + inner, prefix + stamped, prefix + "hello", "| hello")
    #expect(
      read.replies == ["1 2026-11-23T16:21:13 mx1 \(end)", "2 2026-11-23T15:21:13.478-02:00 mx1 \(end)"])
    #expect(read.lines.other == 2)
  }

  @Test("docker logs -t: its time stands in for one without year and zone", arguments: ["", "postfix-1  | "])
  func dockerTime(prefix: String) throws {
    let stamp = prefix + "2026-11-23T15:21:13.478328912Z "
    let read = try FormSink.read(
      stamp + inner, stamp + inner.replacing("Nov 23", with: "Nov  3"), stamp + stamped, stamp + bare,
      stamp + "mx2 " + bare, stamp + "<22>1 2026-11-23T15:20:10Z mx3 postfix/smtp 1 - - " + FormSink.bounce,
      stamp + "starting", stamp)
    let time = "2026-11-23T15:21:13.478328+00:00"
    #expect(
      read.replies == [
        "1 \(time) mx1 \(end)", "2 \(time) mx1 \(end)", "3 2026-11-23T15:21:13.478-02:00 mx1 \(end)",
        "4 \(time) - \(end)", "5 \(time) mx2 \(end)", "6 2026-11-23T15:20:10+00:00 mx3 \(end)",
      ])
    #expect(read.lines.other == 2)
  }

  private func json(_ log: String) -> String {
    "{\"log\":\"" + log.replacing("\"", with: "\\\"") + #"\n","stream":"stdout","attrs":{"tag":"x"},"#
      + #""time":"2026-11-23T15:21:13.478328912Z"}"#
  }

  @Test("Docker's JSON")
  func dockerJSON() throws {
    let read = try FormSink.read(json(inner), json(stamped), json(bare), json("starting"), json(""))
    let time = "2026-11-23T15:21:13.478328+00:00"
    #expect(
      read.replies == [
        "1 \(time) mx1 \(end)", "2 2026-11-23T15:21:13.478-02:00 mx1 \(end)", "3 \(time) - \(end)",
      ])
    #expect(read.lines.other == 2)
  }

  @Test("Kubernetes: whole lines, and pieces that are joined by stream")
  func kubernetes() throws {
    func line(_ stream: String, _ tag: String, _ text: Substring) -> String {
      "2026-11-23T15:21:13.478328912Z \(stream) \(tag) \(text)"
    }
    let half = inner.index(inner.startIndex, offsetBy: 90)
    let read = try FormSink.read(
      line("stdout", "F", inner[...]), line("stderr", "F:x", bare[...]), line("stdout", "P", inner[..<half]),
      line("stderr", "P", inner[..<half]), line("stderr", "P", ""), line("stdout", "F", inner[half...]),
      line("stderr", "F", inner[half...]), line("stdout", "F", stamped[...]), line("stdout", "X", inner[...]))
    let time = "2026-11-23T15:21:13.478328+00:00"
    #expect(
      read.replies == [
        "1 \(time) mx1 \(end)", "2 \(time) - \(end)", "6 \(time) mx1 \(end)", "7 \(time) mx1 \(end)",
        "8 2026-11-23T15:21:13.478-02:00 mx1 \(end)",
      ])
    #expect(read.lines[.postfix] == 5)
    #expect(read.lines.other == 3)
    #expect(read.lines.notUnderstood == 1)
  }

  @Test("a program of the name of a stream or a month is one")
  func lookalikes() throws {
    let read = try FormSink.read(
      "2026-11-23T15:21:13Z Nov postfix/smtp[1]: \(FormSink.bounce)",
      "2026-11-23T15:21:13Z stdout postfix/smtp[1]: \(FormSink.bounce)",
      "2026-11-23T15:21:13Z 192.0.2.1 postfix/smtp[1]: \(FormSink.bounce)",
      "2026-11-23T15:21:13Z 192.0.2.1 sshd[1]: x y z")
    #expect(
      read.replies == [
        "1 2026-11-23T15:21:13+00:00 Nov \(end)", "2 2026-11-23T15:21:13+00:00 stdout \(end)",
        "3 2026-11-23T15:21:13+00:00 192.0.2.1 \(end)",
      ])
    #expect(read.lines.other == 1)
  }
}
