/// Where an input stands among others, told by itself alone: so that inputs which were read apart, on different hosts, come into the order
/// in which one run would have read them.
package struct InputPlace: Comparable, Sendable {
  /// What kind of input it is; those of a lower one come first.
  private enum Kind: Int {
    case unreadable, file, stream
  }

  /// The path that it was given as.
  package let path: String
  private let kind: Kind
  /// Of a file the microsecond of its first line, or of its own time where no line has one; of a stream its number among the run's.
  private let order: Int64
  /// A hash of the first bytes of a file: of two with the same, one may be a copy of the other. 0 where nobody looked.
  package let head: UInt64
  private let name: RotationName

  private init(path: String, kind: Kind, order: Int64, head: UInt64 = 0) {
    self.path = path
    self.kind = kind
    self.order = order
    self.head = head
    name = RotationName(path: path)
  }

  /// The place of an input that cannot be read.
  package static func unreadable(_ path: String) -> InputPlace { InputPlace(path: path, kind: .unreadable, order: 0) }

  static func file(_ path: String, microsecond: Int64, head: UInt64) -> InputPlace {
    InputPlace(path: path, kind: .file, order: microsecond, head: head)
  }

  static func stream(_ path: String, number: Int) -> InputPlace {
    InputPlace(path: path, kind: .stream, order: Int64(number))
  }

  /// Whether they are one input, or their places cannot be told apart.
  package static func == (left: InputPlace, right: InputPlace) -> Bool {
    left.kind == right.kind && left.order == right.order && left.path == right.path
  }

  /// Whether the left one is read first: the older one; of files of one time by their names, as rotation gives them.
  package static func < (left: InputPlace, right: InputPlace) -> Bool {
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    if left.order != right.order { return left.order < right.order }
    if left.name != right.name { return left.name < right.name }
    return left.path < right.path
  }

  /// Writes it in the binary form of summaries.
  package func write(to state: inout StateWriter) {
    state.write(kind.rawValue)
    state.write(signed: order)
    state.write(fixed: head)
    state.write(path)
  }

  /// Reads what `write` wrote.
  package init(from state: inout StateReader) throws(StateReader.Failure) {
    guard let kind = Kind(rawValue: try state.int(upTo: 2)) else { throw .outOfRange }
    let order = try state.signed()
    let head = try state.fixed()
    self.init(path: try state.text(), kind: kind, order: order, head: head)
  }
}
