public import SMTPReply

/// How the lines of an input were accounted for: every line is a mail server's and understood, another program's, or not understood.
public struct LineCounts: Equatable, Sendable {
  /// How many mail servers there is room for.
  static let capacity = 4

  private var understood = InlineArray<4, Int>(repeating: 0)
  /// Lines of other programs, and lines that are no log lines.
  public package(set) var other = 0
  /// Lines that look like they carry a reply and were not understood.
  public package(set) var notUnderstood = 0
  /// Lines that were longer than the limit and were cut there; they are in one of the kinds too.
  public package(set) var cut = 0

  /// No lines.
  package init() {}

  /// Lines of the server `mta` that were understood, with a reply or without.
  @inline(__always)
  public package(set) subscript(mta: MTA) -> Int {
    get { understood[mta.place] }
    set { understood[mta.place] = newValue }
  }

  /// Lines of mail servers that were understood.
  public var ofServers: Int { MTA.allCases.reduce(0) { $0 + self[$1] } }

  /// Whether any line is a mail server's, understood or not.
  public var areOfMail: Bool { ofServers + notUnderstood > 0 }

  /// All lines.
  public var total: Int { ofServers + other + notUnderstood }

  /// Adds the counts of another input.
  package static func += (left: inout LineCounts, right: LineCounts) {
    for mta in MTA.allCases { left[mta] += right[mta] }
    left.other += right.other
    left.notUnderstood += right.notUnderstood
    left.cut += right.cut
  }

  /// Whether both count the same.
  public static func == (left: LineCounts, right: LineCounts) -> Bool {
    MTA.allCases.allSatisfy { left[$0] == right[$0] } && left.other == right.other
      && left.notUnderstood == right.notUnderstood && left.cut == right.cut
  }
}
