import MailLog
import ReplyCounts
import SMTPReply

/// Puts records into lines of JSON: what records of a group have in common comes made, the rest straight from the log's bytes.
///
/// Room for a whole line is made first, so that nothing after that asks for any.
struct RecordLines {
  private var replies: ExplainedReplies
  private var frames = RecordFrames()
  /// `{"file":"..."` of each input.
  private var inputs: [PaddedBytes] = []
  private var time = TimeText()
  /// The lines that were not handed out yet, and room behind them.
  private(set) var bytes = [UInt8](repeating: 0, count: 1 << 17)
  /// How many of the bytes are in use.
  private(set) var count = 0

  init(_ replies: ExplainedReplies) {
    self.replies = replies
  }

  /// Forgets the lines, and keeps the room.
  mutating func removeAll() { count = 0 }

  /// The next input begins.
  mutating func addInput(_ path: String) {
    var json = JSONWriter()
    json.beginObject()
    json.key("file")
    json.value(path.shownName)
    inputs.append(PaddedBytes(json.bytes))
  }

  /// Adds one record, if it is chosen.
  mutating func add(
    _ record: borrowing ReplyRecord, at time: LogTime?, _ line: RawSpan, _ facts: MessageFacts, _ message: RawSpan
  ) {
    guard let reply = replies.take(record, at: time, line, facts, message, keeping: &frames) else { return }
    while record.input >= inputs.count { addInput("") }
    if let time { self.time.set(time) }
    // Copied, since nothing else of this can be used while the bytes are written; no bytes are copied with them.
    let frame = frames.frame(of: record, reply, in: replies)
    let input = inputs[record.input]
    let stamp = self.time.bytes
    makeRoom(
      RecordFields.count(record, facts) &* JSONEscape.widest &+ input.count &+ frame.front.count &+ frame.back.count
        &+ 1_024)
    let start = count
    count = RecordLines.write(record, frame, input, time == nil ? nil : stamp, facts, line, message, &bytes, at: start)
  }

  // More than five parameters: a hot path: what a sink is handed, and where to write.
  @inline(__always)
  private static func write(
    _ record: borrowing ReplyRecord, _ frame: RecordFrame, _ input: PaddedBytes, _ time: PaddedBytes?,
    _ facts: MessageFacts,
    _ line: RawSpan, _ message: RawSpan, _ bytes: inout [UInt8], at start: Int
  ) -> Int {
    var span = bytes.mutableSpan
    // Any bytes are bytes.
    var out = unsafe span.mutableBytes
    var at = copy(input, &out, at: start)
    at = out.copy(",\"line\":", at: at)
    at = out.number(record.line, at: at)
    if let time {
      at = out.copy(",\"time\":\"", at: at)
      at = copy(time, &out, at: at)
      at = out.copy("\"", at: at)
    }
    at = copy(frame.front, &out, at: at)
    at = RecordFields.write(record, facts, line, message, &out, at: at)
    return copy(frame.back, &out, at: at)
  }

  @inline(__always)
  private static func copy(_ made: PaddedBytes, _ out: inout MutableRawSpan, at: Int) -> Int {
    made.withBytes { out.copy($0, 0..<made.count, at: at) }
  }

  private mutating func makeRoom(_ length: Int) {
    if count &+ length > bytes.count { bytes.append(contentsOf: repeatElement(0, count: length + bytes.count)) }
  }
}
