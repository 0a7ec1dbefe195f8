// The head of a line in Exim's own log files (tod.c `tod_stamp`; log.c `log_vwrite`).
extension LineHead {
  /// `YYYY-MM-DD hh:mm:ss[.mmm][ +hhmm] ` at `start`; the host is empty and the tag is what follows.
  static func exim(_ bytes: RawSpan, from start: Int, to end: Int) -> LineHead? {
    guard let behind = EximHead.stampEnd(bytes, start, end) else { return nil }
    return LineHead(stamp: .exim, start: start, clock: start &+ 11, host: behind..<behind, tag: behind)
  }
}
