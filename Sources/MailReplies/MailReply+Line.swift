package import MailLog

extension MailReply {
  /// A line with this reply and the names that it may repeat, as what reads records takes it: bytes, the record of the
  /// reply in them, and where its words are.
  package struct Line {
    package var record = ReplyRecord()
    package var bytes = PaddedBytes()
    package var text = 0..<0
  }

  /// The reply as a line.
  package var asLine: Line {
    var line = Line()
    line.record.mta = server
    line.record.outcome = outcome
    line.record.code = code
    line.record.enhanced = enhanced
    line.record.stage = stage
    line.record.direction = direction
    // In front of the words stand the codes that were taken off: no others are taken for them.
    for front in [code?.description, enhanced?.description].compactMap({ $0 }) {
      line.bytes.append(contentsOf: (front + " ").utf8)
    }
    let start = line.bytes.count
    line.bytes.append(contentsOf: text.utf8)
    line.text = start..<line.bytes.count
    line.record.reply = Field(0, line.bytes.count)
    line.record.recipient = line.add(recipient)
    line.record.originalRecipient = line.add(originalRecipient)
    line.record.sender = line.add(saysSender ? sender : nil)
    line.record.helo = line.add(helo)
    return line
  }
}

extension MailReply.Line {
  fileprivate mutating func add(_ name: String?) -> Field {
    guard let name else { return .none }
    let start = bytes.count
    bytes.append(contentsOf: name.utf8)
    return Field(start, bytes.count)
  }
}
