import SMTPReply

/// What a file's name tells of its place in a rotated set: `mail.log`, `mail.log.2.gz`, `maillog-20261122.xz`, `mainlog.01`.
///
/// Only a hint, for files whose content does not tell: names are given by rotation tools and people.
struct RotationName: Equatable, Sendable {
  private enum Kind: Int {
    case dated, numbered, current
  }

  /// The name that all files of the set have in common.
  let base: String
  private let kind: Kind
  private let number: Int

  init(path: String) {
    var name = path[...]
    if let slash = name.lastIndex(of: "/") { name = name[name.index(after: slash)...] }
    let compression = [".gz", ".xz", ".zst", ".bz2"].first { name.hasSuffix($0) }
    if let compression, name.utf8.count > compression.utf8.count { name = name.dropLast(compression.count) }
    let digits = name.utf8.reversed().prefix { ASCII.isDigit($0) }.count
    // Digits of a time behind those of a day belong to it, as logrotate writes them for `dateformat -%Y%m%d-%s`.
    var tail = name.suffix(digits)
    var stem = name.dropLast(digits)
    if let last = stem.last, last == "-" {
      let day = stem.dropLast().utf8.reversed().prefix { ASCII.isDigit($0) }.count
      if day == 8 {
        tail = name.suffix(digits + 9)
        stem = name.dropLast(digits + 9)
      }
    }
    guard !tail.isEmpty, let mark = stem.last, mark == "." || mark == "-", stem.count > 1,
      let number = Int(tail.filter { $0 != "-" }.prefix(18))
    else {
      (base, kind, self.number) = (String(name), .current, 0)
      return
    }
    base = String(stem.dropLast())
    let isDated = digits >= 6 || tail.count > digits
    kind = isDated ? .dated : .numbered
    // The higher a number, the older the file; a date is the other way round.
    self.number = isDated ? number : -number
  }

  /// Whether the file is older than `other` of the same set; files of different sets go by the sets' names.
  static func < (left: RotationName, right: RotationName) -> Bool {
    (left.base, left.kind.rawValue, left.number) < (right.base, right.kind.rawValue, right.number)
  }
}
