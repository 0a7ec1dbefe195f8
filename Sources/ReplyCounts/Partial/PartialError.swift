import MailLog

/// Why partial summaries make no report.
package enum PartialError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Two inputs have the same lines.
  case repeated(String, String)
  /// What is kept of a file cannot be read.
  case damaged(SummaryError)

  /// What to tell a user.
  package var description: String {
    switch self {
    case .repeated(let left, let right) where left == right:
      "\(left.onOneLine) is in more than one of them: its lines would count twice"
    case .repeated(let left, let right):
      "\(left.onOneLine) and \(right.onOneLine) begin with the same lines, which would count twice: leave one of them out"
    case .damaged(let error): "\(error)"
    }
  }
}
