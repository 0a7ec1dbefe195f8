/// A line on its way to the server that wrote it: where its head, its tag and its message are.
///
/// Only offsets into the bytes that are handed on beside it.
struct LogLine<Tag: ServerTag> {
  var head: LineHead
  var tag: Tag
  /// Behind the message.
  var end: Int
  /// How often the message was said, 0 when nothing in front of it tells.
  var times = 0
  /// Where tag and line end, when there is a mark between tag and message, which is read without it.
  private var marked: Range<Int>?

  /// The line of `head` and `tag` that ends at `end`.
  init(head: LineHead, tag: Tag, end: Int) {
    self.head = head
    self.tag = tag
    self.end = end
  }

  /// The same line with the tag of another server.
  @inline(__always)
  func with<Other>(_ tag: Other) -> LogLine<Other> { LogLine<Other>(head: head, tag: tag, end: end) }

  /// The whole line, from its head on.
  var range: Range<Int> { head.start..<(marked?.upperBound ?? end) }

  /// From the tag's first byte up to the message, without a mark between them.
  @inline(__always)
  var tagRange: Range<Int> { head.tag..<(marked?.lowerBound ?? tag.message) }

  /// How often a reply was said that the message tells `count` times.
  @inline(__always)
  func times(_ count: Int) -> Int { times > 1 ? MessageMark.times(count, times) : count }

  /// Makes it another line, which ends at `end` and whose head and tag are still to be read.
  @inline(__always)
  mutating func begin(end: Int) {
    self.end = end
    times = 0
    marked = nil
  }

  /// Takes off what a syslog daemon put in front of the message; false when there is no such thing.
  @inline(never)
  mutating func takeMark(_ bytes: RawSpan) -> Bool {
    // Once: what is in brackets might begin with brackets.
    guard times == 0 else { return false }
    var (message, textEnd) = (tag.message, end)
    let count = MessageMark.read(bytes, &message, &textEnd)
    guard message != tag.message else { return false }
    marked = tag.message..<end
    tag.message = message
    end = textEnd
    times = count
    return true
  }
}

/// The tag of a mail server's lines.
protocol ServerTag {
  /// The first byte of the message.
  var message: Int { get set }
  /// The name of the program that wrote the line, as replies give it.
  var service: Field { get }
}
