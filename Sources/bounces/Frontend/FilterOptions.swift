import ArgumentParser
import MailLog
import ReplyGuide
import SMTPReply

/// Which replies are wanted. Several values of an option: any of them; several options: all of them.
struct FilterOptions: ParsableArguments {
  @Option(
    help:
      "Only from this time on: 2026-11-22, '2026-11-22 10:00', with a zone or in this host's, today, yesterday, 24h, 7d."
  )
  var since: String?

  @Option(help: "Only up to this time; a day is meant to its end.")
  var until: String?

  @Option(help: "Only these reply codes: 553, 55x, 5xx.")
  var code: [String] = []

  @Option(help: "Only these recipients: an address, or @DOMAIN.")
  var recipient: [String] = []

  @Option(help: "Only these envelope senders: an address, @DOMAIN, or <> for none.")
  var sender: [String] = []

  @Option(help: "Only these remote hosts: a name, .DOMAIN, an IP address, or a network such as 192.0.2.0/24.")
  var host: [String] = []

  @Option(help: "Only lines that these hosts wrote.")
  var logHost: [String] = []

  @Option(
    help: "Only these causes, by their ids (bounces codes lists them), or 'none' for what is not explained.",
    completion: .causes(and: "none"))
  var cause: [String] = []

  @Option(help: "Only replies that were said to us (outbound), or that we said (inbound).")
  var direction: [Direction] = []

  @Option(help: "Only answers at this stage: connect, ehlo, mail, rcpt, data, end-of-data, vrfy and so on.")
  var stage: [Stage] = []

  func validate() throws { _ = try filter() }

  /// The filter that was asked for.
  func filter() throws -> ReplyFilter {
    var filter = ReplyFilter()
    filter.since = try since.map { try bound("--since", $0, isEnd: false) }
    filter.until = try until.map { try bound("--until", $0, isEnd: true) }
    if let since = filter.since, let until = filter.until, since.instant >= until.instant {
      throw ValidationError("--since is no time before --until: no line can be between them.")
    }
    filter.codes = try parts(code).map {
      try wanted("--code", $0, CodePattern.init, "a reply code such as 553, 55x or 5xx")
    }
    filter.recipients = try recipient.map {
      try wanted("--recipient", $0, AddressPattern.init, "an address or @DOMAIN")
    }
    filter.senders = try sender.map { try wanted("--sender", $0, AddressPattern.init, "an address, @DOMAIN or <>") }
    filter.hosts = try host.map { try wanted("--host", $0, HostPattern.init, "a host, an address or a network") }
    filter.logHosts = try logHost.map { try wanted("--log-host", $0, HostPattern.init, "a host") }
    filter.directions = Set(direction)
    filter.stages = Set(stage)
    return filter
  }

  /// Refuses causes that `guide` does not know: nothing could ever have them.
  func check(against guide: ReplyGuide) throws {
    for id in cause where id != "none" && guide.cause(id) == nil {
      throw ValidationError("--cause: \(guide.noCause(id)).")
    }
  }

  /// The options as they were given, for the report to say what it leaves out.
  var description: [String] {
    let lists = [
      ("--code", code), ("--recipient", recipient), ("--sender", sender), ("--host", host), ("--log-host", logHost),
      ("--cause", cause), ("--direction", direction.map(\.rawValue)), ("--stage", stage.map(\.rawValue)),
      ("--since", [since].compactMap { $0 }), ("--until", [until].compactMap { $0 }),
    ]
    return lists.flatMap { name, values in values.map { "\(name) \($0.shownName)" } }
  }

  private func parts(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  private func wanted<Pattern>(
    _ option: String, _ value: String, _ read: (String) -> Pattern?, _ form: String
  ) throws -> Pattern {
    if let pattern = read(value) { return pattern }
    throw ValidationError("\(option) takes \(form), not '\(value)'.")
  }

  private func bound(_ option: String, _ value: String, isEnd: Bool) throws -> TimeBound {
    if let bound = TimeWord.bound(value, isEnd: isEnd, now: Terminal.now, zone: Terminal.zone(at:)) { return bound }
    throw ValidationError(
      "\(option) takes a time such as 2026-11-22, '2026-11-22 10:00', yesterday or 24h, not '\(value)'.")
  }
}
