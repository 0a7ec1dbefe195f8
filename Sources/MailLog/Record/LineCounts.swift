/// How the lines of an input were accounted for: every line is in exactly one of the four kinds.
public struct LineCounts: Equatable, Sendable {
  /// Postfix lines that were understood, with a reply or without.
  public var postfix = 0
  /// Exim lines that were understood.
  public var exim = 0
  /// Lines of other programs, and lines that are no log lines.
  public var other = 0
  /// Lines that look like they carry a reply and were not understood.
  public var notUnderstood = 0
  /// Lines that were longer than the limit and were cut there; they are in one of the kinds too.
  public var cut = 0

  /// No lines.
  public init() {}

  /// All lines.
  public var total: Int { postfix + exim + other + notUnderstood }

  /// Adds the counts of another input.
  public static func += (left: inout LineCounts, right: LineCounts) {
    left.postfix += right.postfix
    left.exim += right.exim
    left.other += right.other
    left.notUnderstood += right.notUnderstood
    left.cut += right.cut
  }
}
