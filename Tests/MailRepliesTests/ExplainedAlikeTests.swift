import ReplyCounts
import ReplyRecords
import Foundation
import MailLog
import MailReplies
import Testing

/// The replies are those of `bounces extract`, and the guide says of each what the report says.
@Suite("Replies as extract and the report have them")
struct ExplainedAlikeTests {
  /// What `extract` gives for `sources`, read in this process.
  private static func extracted(_ open: [() throws -> ByteSource]) throws -> [[String: Any]] {
    var output: [UInt8] = []
    let writer = RecordWriter(by: ReplyGrouping(try ReplyGuide())) { output += $0 }
    var options = ReadingOptions(now: SampleLogs.now)
    options.keepsDetails = true
    var reader = LogReader(options: options)
    for open in open {
      var source = try open()
      writer.beginInput(source.path)
      reader.read(&source, into: writer)
    }
    reader.finish(into: writer)
    writer.flush()
    return try output.split(separator: UInt8(ascii: "\n")).map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    }
  }

  /// The members of the object that `extract` prints for `reply`.
  private static func members(_ reply: MailReply, _ guide: ReplyGuide) -> [String: Any] {
    let said = guide.explain(reply)
    var members: [String: Any?] = [
      "file": reply.path, "line": reply.line, "time": reply.time?.iso8601, "mta": reply.server.rawValue,
      "direction": reply.direction.rawValue, "outcome": reply.outcome.rawValue, "stage": reply.stage?.rawValue,
      "code": reply.code.map { Int($0.rawValue) }, "enhanced": reply.enhanced?.description,
      "recipient": reply.recipient, "original_recipient": reply.originalRecipient, "sender": reply.sender,
      "remote_host": reply.remoteHost, "remote_ip": reply.remoteAddress, "host": reply.logHost,
      "service": reply.service, "queue_id": reply.queueID, "message_id": reply.messageID, "client": reply.client,
      "sasl_user": reply.saslUser, "helo": reply.helo, "dsn": reply.dsn, "cause": said.cause?.id,
      "class": said.class.rawValue, "confidence": said.cause == nil ? nil : said.confidence.rawValue,
      "permanence": said.cause == nil ? nil : said.permanence?.rawValue,
      "actor": said.cause?.actor(of: reply).rawValue,
    ]
    members["text"] = reply.text
    if reply.count != 1 { members["count"] = reply.count }
    // As JSON's booleans come back.
    if reply.isImplied { members["implied"] = 1 }
    if reply.isDuplicate { members["duplicate"] = 1 }
    return members.compactMapValues { $0 }
  }

  private static func compare(_ replies: MailReplies, _ objects: [[String: Any]]) throws {
    let guide = try ReplyGuide()
    let replies = Array(replies)
    #expect(replies.count == objects.count)
    for (reply, object) in zip(replies, objects) {
      var object = object
      // A record without any words has no text; a delay that is no number is left out.
      if object["text"] == nil { object["text"] = "" }
      object["delay"] = nil
      let members = members(reply, guide)
      let differing = Set(members.keys).union(object.keys).filter { key in
        "\(members[key] ?? "none")" != "\(object[key] ?? "none")"
      }
      #expect(differing.isEmpty, "line \(reply.line): \(differing.map { ($0, members[$0], object[$0]) })")
    }
  }

  @Test("every reply of the sample logs", arguments: SampleLogs.all)
  func samples(files: [String]) throws {
    let paths = files.map(SampleLogs.path)
    let objects = try ExplainedAlikeTests.extracted(paths.map { path in { try ByteSource.open(path: path) } })
    try ExplainedAlikeTests.compare(try MailReplies(paths, now: SampleLogs.now), objects)
  }

  /// Refusals in which a client's names speak of a block list, of a full mailbox, of a user unknown.
  private static let crafted = [
    "550 5.7.1 <blocked.using.zen.spamhaus.org>: Helo command rejected: Access denied; from=<a@b.example> "
      + "to=<c@example.com> proto=ESMTP helo=<blocked.using.zen.spamhaus.org>",
    "550 5.1.1 <\"mailbox is full\"@example.com>: Recipient address rejected: Access denied; from=<a@b.example> "
      + "to=<\"mailbox is full\"@example.com> proto=ESMTP helo=<x.example>",
    "450 4.7.1 <spamhaus>: Sender address rejected: Service unavailable; from=<spamhaus@greylisted.example> "
      + "to=<c@example.com> proto=ESMTP helo=<virus>",
    "554 5.7.1 <c@example.org>: Relay access denied; from=<user-unknown@b.example> to=<c@example.org> proto=ESMTP "
      + "helo=<user unknown>",
  ]

  @Test("replies with names in them that were made to be read, from anywhere", arguments: ["192.0.2.9", "10.1.2.3"])
  func names(address: String) throws {
    let lines = ExplainedAlikeTests.crafted.map {
      "Nov 23 10:00:00 mail postfix/smtpd[9]: NOQUEUE: reject: RCPT from unknown[\(address)]: \($0)\n"
    }
    let bytes = Array(lines.joined().utf8)
    let objects = try ExplainedAlikeTests.extracted([{ try ByteSource.open(bytes: bytes, name: "bytes") }])
    #expect(objects.count == lines.count)
    try ExplainedAlikeTests.compare(try MailReplies(bytes: bytes, now: SampleLogs.now), objects)
  }
}
