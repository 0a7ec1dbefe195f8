// What a line of Exim's own log begins with, behind its stamp.
extension EximParser {
  /// Whether the text at `start` begins as Exim's lines do: with a message id or the words of a line without one.
  func begins(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    let at = EximHead.pidEnd(bytes, start, end) ?? start
    return EximHead.idEnd(bytes, at, end) != nil || isQuiet(bytes, at, end) || isKnownStart(bytes, at, end)
  }
}
