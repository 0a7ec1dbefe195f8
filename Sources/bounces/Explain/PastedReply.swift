import MailLog
import MailReplies
import ReplyGuide
import SMTPReply

/// A text that somebody pasted in, taken as a reply: bare, over several lines, quoted by a program, or a whole log line.
struct PastedReply {
  /// The reply's text without the codes of its lines.
  private(set) var text: [UInt8] = []
  /// The text as the guide is to read it, where the line it is from tells more of it than the text does.
  private var words: [UInt8]?
  private(set) var code: ReplyCode?
  private(set) var enhanced: EnhancedStatusCode?
  private(set) var stage: Stage?
  private(set) var direction: Direction?
  /// Whether the client was one of our own: it had logged in.
  private(set) var isOwnClient = false
  private var circumstances: Circumstances = []

  /// Reads `bytes`; `stage` and `direction` are what the user says of it, and go before what the text tells.
  init(_ bytes: some Sequence<UInt8>, _ guide: ReplyGuide, stage: Stage? = nil, direction: Direction? = nil) {
    let line = PastedReply.joined(bytes)
    if PastedReply.looksLikeLogLine(line), let found = LoggedReply(line, guide) {
      text = Array(found.reply.text.utf8)
      words = found.words
      code = found.reply.code
      enhanced = found.reply.enhanced
      self.stage = found.reply.stage
      self.direction = found.reply.direction
      isOwnClient = found.isOwnClient
      circumstances = found.circumstances
    } else {
      readReply(line)
    }
    if let stage { self.stage = stage }
    if let direction { self.direction = direction }
  }

  /// The reply as the guide reads it.
  var reply: ReplyText {
    ReplyText(
      words ?? text, code: code, enhanced: enhanced, stage: stage, direction: direction, circumstances: circumstances)
  }

  /// Who said it to whom, as the id of a label; nil when nobody knows.
  var side: String? {
    guard let direction else { return nil }
    if direction == .inbound { return isOwnClient ? "said_to_own" : "said_inbound" }
    return code == nil ? "said_by_us" : circumstances.contains(.isWithinHost) ? "said_within_host" : "said_outbound"
  }

  /// The reply as it is shown.
  var shown: String {
    let codes = [code?.description, enhanced?.description].compactMap { $0 }
    return (codes + [String(decoding: text, as: UTF8.self)]).joined(separator: " ")
  }

  /// One line: line ends, whether real or written as `\n`, are blanks, and quotes around the whole are gone.
  private static func joined(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var line: [UInt8] = []
    for byte in bytes {
      if byte == UInt8(ascii: "n"), line.last == UInt8(ascii: "\\") {
        line[line.count - 1] = ASCII.space
      } else {
        line.append(byte == ASCII.newline || byte == ASCII.carriageReturn || byte == ASCII.tab ? ASCII.space : byte)
      }
    }
    while line.last == ASCII.space { line.removeLast() }
    let start = line.firstIndex { $0 != ASCII.space } ?? line.endIndex
    return Array(line[start...])
  }

  /// Whether the text starts with a time stamp, as `Nov 22 …`, `2026-11-22…` or `<22>Nov …`.
  private static func looksLikeLogLine(_ line: [UInt8]) -> Bool {
    var head = line.prefix(12)
    if head.first == UInt8(ascii: "<"), let end = head.firstIndex(of: UInt8(ascii: ">")) { head = head[(end + 1)...] }
    let text = String(decoding: head, as: UTF8.self)
    if text.prefix(4).allSatisfy(\.isNumber), text.dropFirst(4).first == "-" { return true }
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return months.contains(String(text.prefix(3))) && text.dropFirst(3).first == " "
  }

  private mutating func readReply(_ line: [UInt8]) {
    var rest = line[...]
    if !PastedReply.startsWithCode(rest), let quoted = PastedReply.quotedReply(in: line) {
      rest = line[quoted...]
      direction = .outbound
    }
    takeStage(&rest)
    let own = Array(rest)
    PaddedBytes(own).withBytes { read($0, own) }
  }

  /// Reads the words `own`, which are those of `bytes`.
  private mutating func read(_ bytes: RawSpan, _ own: [UInt8]) {
    guard PastedReply.startsWithCode(own[...]) else {
      text = own
      // The text may name the peer that did not answer.
      var record = ReplyRecord()
      record.reply = Field(0, own.count)
      record.outcome = .deferred
      // Nobody knows what became of it.
      circumstances = record.circumstances(bytes, isOwnClient: false).subtracting(.isTriedAgain)
      return
    }
    var lines = ReplyLines(Field(0, own.count), in: bytes)
    code = lines.code
    while let part = lines.next(in: bytes) {
      if enhanced == nil { enhanced = part.enhanced }
      guard !part.text.isEmpty else { continue }
      if !text.isEmpty { text.append(ASCII.space) }
      text += own[part.text]
    }
  }

  static func startsWithCode(_ line: ArraySlice<UInt8>) -> Bool {
    let head = Array(line.prefix(4))
    guard head.count >= 3, ReplyCode.canBegin(with: head[0]), ASCII.isDigit(head[1]), ASCII.isDigit(head[2]) else {
      return false
    }
    return head.count == 3 || head[3] == ASCII.space || head[3] == UInt8(ascii: "-")
  }

  /// Where the reply starts that a program quotes, as in `host mx[192.0.2.1] said: 550 …`.
  private static func quotedReply(in line: [UInt8]) -> Int? {
    for mark in [" said: ", ">: ", "responded: ", " with: "] {
      let wanted = Array(mark.utf8)
      var rest = line[...]
      while let at = first(wanted, in: rest) {
        rest = line[(at + wanted.count)...]
        if startsWithCode(rest) { return rest.startIndex }
      }
    }
    return nil
  }

  /// Takes off Postfix's `(in reply to RCPT TO command)`, which tells the stage.
  private mutating func takeStage(_ rest: inout ArraySlice<UInt8>) {
    let mark = Array(" (in reply to ".utf8)
    guard let start = PastedReply.first(mark, in: rest) else { return }
    let command = String(decoding: rest[(start + mark.count)...].prefix(16), as: UTF8.self)
    let stages: [(String, Stage)] = [
      ("RCPT TO", .rcpt), ("MAIL FROM", .mail), ("end of DATA", .endOfData), ("DATA", .data), ("EHLO", .ehlo),
      ("HELO", .ehlo), ("STARTTLS", .starttls), ("AUTH", .auth), ("VRFY", .vrfy), ("initial", .banner),
    ]
    stage = stages.first { command.hasPrefix($0.0) }?.1
    rest = rest[..<start]
  }

  /// Where `wanted` starts in `line`; nil when it does not occur.
  private static func first(_ wanted: [UInt8], in line: ArraySlice<UInt8>) -> Int? {
    guard let sign = wanted.first, line.count >= wanted.count else { return nil }
    for at in line.startIndex...(line.endIndex - wanted.count) where line[at] == sign {
      if line[at..<(at + wanted.count)].elementsEqual(wanted) { return at }
    }
    return nil
  }
}
