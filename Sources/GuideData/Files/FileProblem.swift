/// What is wrong with a data file: where, what, and what would be right.
package struct FileProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file as it was named; empty until it is known.
  package var path = ""
  /// From 1.
  package var line: Int
  /// What is wrong.
  package var problem: String
  /// What is allowed instead.
  package var allowed: String?

  init(line: Int, _ problem: String, allowed: String? = nil) {
    self.line = line
    self.problem = problem
    self.allowed = allowed
  }

  /// In the form that editors and build systems follow.
  package var description: String {
    "\(path):\(line): error: \(problem)" + (allowed.map { "; allowed: \($0)" } ?? "")
  }
}
