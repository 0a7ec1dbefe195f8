/// The first few lines that were not understood, in the order of the log.
package struct NotUnderstoodLines: Equatable, Sendable {
  /// Lines shown as examples.
  static let limit = 5

  /// One line.
  package struct Line: Equatable, Sendable {
    /// The number of its input among the reader's.
    package var input: Int
    /// Its number in that input, from 1.
    package var number: Int
    /// The line, or as much of it as is shown.
    package var text: String
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
