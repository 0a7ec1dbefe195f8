/// The name that somebody may have meant who typed another.
enum NearestName {
  /// More than a name's length has nothing to do with it.
  private static let longest = 80

  /// The name with the fewest letters to change, to add or to take away, if those are at most a third; of equal ones the first.
  static func of(_ typed: String, among names: [String]) -> String? {
    let wanted = Array(typed.lowercased().utf8)
    guard !wanted.isEmpty, wanted.count <= longest else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
      let distance = distance(wanted, Array(name.utf8))
      if distance * 3 <= wanted.count, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// Letters to change, to add or to take away (Levenshtein): O(left × right).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (place, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for (other, own) in right.enumerated() {
        let changed = diagonal + (byte == own ? 0 : 1)
        diagonal = row[other + 1]
        row[other + 1] = min(changed, row[other] + 1, row[other + 1] + 1)
      }
    }
    return row[right.count]
  }
}
