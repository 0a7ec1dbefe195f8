import SMTPReply

// Writing a line anew, as `STAMP HOST TAG: TEXT` or as Exim's own log has it, so that it can be read, held and read again as any other.
extension LinePrefix {
  /// Writes the line of `tag`; gives its head.
  func write(_ bytes: RawSpan, _ tag: MailTag, into text: inout LineText) -> LineHead {
    text.removeAll()
    var head = LineHead.empty
    head.stamp = .none
    if let stamp = stamp ?? ownStamp(bytes, tag) {
      (head.stamp, head.clock) = stamp.write(bytes, into: &text)
      text.append(ASCII.space)
    }
    head.host = text.count..<text.count
    if let host {
      text.append(bytes, host)
      head.host = head.host.lowerBound..<text.count
      text.append(ASCII.space)
    }
    head.tag = text.count
    text.append(bytes, tag.name)
    text.append(": ")
    var textEnd = max(tag.text, end)
    while textEnd > tag.text, bytes.byte(textEnd - 1) <= ASCII.space { textEnd -= 1 }
    text.append(bytes, tag.text..<textEnd)
    text.finish()
    return head
  }

  /// Writes a line of Exim's own log, of which `stamp` and text are as it wrote them; gives its head.
  func writeExim(_ bytes: RawSpan, into text: inout LineText) -> LineHead? {
    text.removeAll()
    text.append(bytes, stampStart..<end)
    text.finish()
    return text.bytes.withBytes { LineHead.exim($0, from: 0, to: text.count) }
  }

  /// The stamp that Exim put behind its tag.
  private func ownStamp(_ bytes: RawSpan, _ tag: MailTag) -> WrittenStamp? {
    guard tag.mta == .exim, EximHead.stampEnd(bytes, tag.text, end) != nil else { return nil }
    return StampReader.read(bytes, tag.text, end)
  }
}
