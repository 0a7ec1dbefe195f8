import SMTPReply

/// What follows the stamp in a container's log: `stdout F TEXT`, or `stdout P TEXT` for a piece of a line that goes on
/// (Kubernetes, the log format of its container runtime interface).
struct ContainerPiece {
  /// Whether the text came from standard error.
  var isError: Bool
  /// Whether more of the line follows.
  var isPartial: Bool
  /// The first byte of the text.
  var text: Int

  /// Reads the piece at `start`; nil when there is none.
  init?(_ bytes: RawSpan, _ start: Int, _ end: Int) {
    guard end &- start > 8 else { return nil }
    if bytes.hasWord("stdout ", at: start) {
      isError = false
    } else if bytes.hasWord("stderr ", at: start) {
      isError = true
    } else {
      return nil
    }
    // The tag may have others behind it: `F:a:b`.
    let tag = bytes.byte(start &+ 7)
    let blank = bytes.shortIndex(of: ASCII.space, from: start &+ 8, limit: end)
    let next = bytes.byte(start &+ 8)
    guard tag == UInt8(ascii: "F") || tag == UInt8(ascii: "P"),
      next == ASCII.space || next == ASCII.colon || blank == end
    else { return nil }
    isPartial = tag == UInt8(ascii: "P")
    text = min(end, blank &+ 1)
  }
}

/// The beginnings of container lines whose end was not read yet, one for each stream.
struct ContainerPieces: Equatable, Sendable {
  private var output: [UInt8] = []
  private var errors: [UInt8] = []

  /// Whether a line of the stream is under way.
  func hasBeginning(isError: Bool) -> Bool { isError ? !errors.isEmpty : !output.isEmpty }

  /// Keeps a piece that is not the last, as far as a line may be long.
  mutating func add(_ piece: ContainerPiece, _ bytes: RawSpan, _ end: Int) {
    let room = LineBuffer.lineLimit - (piece.isError ? errors.count : output.count)
    let text = piece.text..<min(end, piece.text + max(0, room))
    if piece.isError { bytes.append(text, to: &errors) } else { bytes.append(text, to: &output) }
  }

  /// Takes the beginning of the line whose last piece came.
  mutating func take(isError: Bool) -> [UInt8] {
    defer { if isError { errors = [] } else { output = [] } }
    return isError ? errors : output
  }
}
