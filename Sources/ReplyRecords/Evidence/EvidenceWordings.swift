import ReplyCounts

/// The wordings of the replies that are evidence, by their groups, with the last reply of each as it was.
struct EvidenceWordings: KeptByGroup {
  /// One wording of the reply.
  struct Wording {
    var count = 0
    /// The last reply of this wording.
    var sample = ""
    /// Whether it stands for many different ones, which were too many to be told apart.
    var isOfMany = false
  }

  /// More of a reply is not kept: RFC 5321 allows no line of more than 512 bytes, and few have several.
  private static let sampleLimit = 2_000

  private var wordings: [UInt32: Wording] = [:]

  /// Whether there are none.
  var isEmpty: Bool { wordings.isEmpty }

  /// The most frequent first, those of many different texts last; equal ones by their text.
  var sorted: [Wording] {
    wordings.values.sorted { left, right in
      if left.isOfMany != right.isOfMany { return right.isOfMany }
      return (left.count, right.sample) > (right.count, left.sample)
    }
  }

  /// Counts `count` replies of `group`, the last of which is `sample`.
  mutating func add(_ count: Int, _ sample: String, of group: UInt32, isOfMany: Bool) {
    wordings[group, default: Wording()].count += count
    wordings[group]?.sample =
      sample.utf8.count > EvidenceWordings.sampleLimit ? sample.prefix(EvidenceWordings.sampleLimit) + "…" : sample
    wordings[group]?.isOfMany = isOfMany
  }

  /// Those whose groups became one are one.
  mutating func renumber(groups: [UInt32]) {
    let old = wordings
    wordings = [:]
    for (group, wording) in old.sorted(by: { $0.key < $1.key }) {
      let own = groups[Int(group)]
      if let known = wordings[own] {
        // The order in which replies came is not known any more: the greater text is as good as the last.
        add(wording.count, max(known.sample, wording.sample), of: own, isOfMany: true)
      } else {
        wordings[own] = wording
      }
    }
  }
}
