import MailLog
import ReplyGuide

/// Takes the replies of a reader and counts them.
final class ReplyCounter: ReplySink {
  // Nothing that `receive` calls can come back here, so access needs no check at run time: it is 2 % of a line's cost.
  @exclusivity(unchecked) private var counted: Tally
  var notUnderstood = NotUnderstoodLines()
  /// Which replies count.
  private let selection: ReplySelection?
  /// What else takes the replies that count.
  private let audit: AuditCounter?

  init(_ tally: Tally, selection: ReplySelection? = nil, audit: AuditCounter? = nil) {
    unsafe counted = tally
    self.selection = selection
    self.audit = audit
  }

  /// What was counted so far.
  var tally: Tally {
    get {
      unsafe counted.settleCounts()
      return unsafe counted
    }
    set { unsafe counted = newValue }
  }

  func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    if let selection, unsafe !counted.isWanted(selection, record, time, line, facts, message) { return }
    if unsafe counted.names.days != nil { goOver(to: time) }
    unsafe counted.add(record, time, line, facts, message)
    audit?.receive(record, at: time, line: line, of: facts, message: message)
  }

  /// A reply is counted in its day; without a time, in that of the one in front.
  @inline(__always)
  private func goOver(to time: LogTime?) {
    guard let time, unsafe counted.names.days?.covers(time) == false else { return }
    unsafe counted.names.days?.begin(time)
  }

  /// A filter and an audit have to see whole records.
  var takesPlainDeliveries: Bool { selection == nil && audit == nil }

  func delivered(_ delivery: PlainDelivery, at time: LogTime?, line: RawSpan) {
    unsafe counted.add(delivery, time, line)
  }

  func connected(to address: Field, line: RawSpan) {
    unsafe counted.words?.noteOwn(line, address)
  }

  func messageEnded(_ serial: UInt64) {
    unsafe counted.end(serial)
    audit?.messageEnded(serial)
  }

  func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int) {
    guard let text = line.string(field) else { return }
    notUnderstood.add(NotUnderstoodLines.Line(input: input, number: number, text: String(text.prefix(300))))
  }

  /// Takes over what was counted of the piece behind.
  func append(_ next: ReplyCounter, _ offsets: PieceOffsets) {
    unsafe counted.append(next.tally, serialOffset: offsets.serial)
    for line in next.notUnderstood.lines {
      var own = line
      if line.input == 0 { own.number += offsets.line }
      own.input += offsets.input
      notUnderstood.add(own)
    }
  }
}
