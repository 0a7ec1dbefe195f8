/// The first few lines that were not understood, in the order of the log.
struct NotUnderstoodLines: Equatable, Sendable {
  /// Lines shown as examples.
  static let limit = 5

  /// One line.
  struct Line: Equatable, Sendable {
    var input: Int
    var number: Int
    var text: String
  }

  private(set) var lines: [Line] = []

  /// Adds a line, if it is among the first.
  mutating func add(_ line: Line) {
    let place = lines.firstIndex { ($0.input, $0.number) > (line.input, line.number) } ?? lines.count
    guard place < NotUnderstoodLines.limit else { return }
    lines.insert(line, at: place)
    if lines.count > NotUnderstoodLines.limit { lines.removeLast() }
  }
}
