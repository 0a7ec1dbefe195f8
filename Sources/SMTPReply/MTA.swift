/// The mail server that wrote a line. Its raw value is its key in JSON, SQL and the guide's files.
public enum MTA: String, CaseIterable, Sendable {
  case postfix
  case exim

  /// Its name as people write it.
  public var name: String {
    switch self {
    case .postfix: "Postfix"
    case .exim: "Exim"
    }
  }

  /// Its raw value, as text of the program's own.
  package var key: StaticString {
    switch self {
    case .postfix: "postfix"
    case .exim: "exim"
    }
  }

  /// Its place among all, from 0.
  @inlinable package var place: Int {
    switch self {
    case .postfix: 0
    case .exim: 1
    }
  }
}
