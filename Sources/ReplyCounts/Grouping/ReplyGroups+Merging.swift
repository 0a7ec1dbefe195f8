import MailLog

// Keeping groups few, and taking over those of another summary.
extension ReplyGroups {
  /// Takes over all groups of `other`; gives the own number of each. The bounds are the same.
  mutating func append(_ other: ReplyGroups) -> [UInt32] { append(other.groups) }

  private mutating func append(_ others: [ReplyGroup]) -> [UInt32] {
    others.map { group in
      let own =
        group.isShared
        ? sharedGroup(group.key, group.explanation) : self.group(group.key, template: group.text, noted: group.noted)
      count(own, times: group.replies, implied: group.implied)
      return own
    }
  }

  /// Lowers the bound until the groups are few enough; gives the new number of each.
  mutating func shrink() -> [UInt32] {
    let hashes = groups.filter { !$0.isShared }.map { hash(of: $0) }
    var lower = bound
    while hashes.count(where: { $0 <= lower }) > limit { lower /= 2 }
    return shrink(to: lower, sharesEnhanced: sharesEnhanced && shared.count <= limit)
  }

  /// Lowers the bound to `lower`, and takes shared groups their enhanced code unless `sharesEnhanced`; gives the new number of each group.
  mutating func shrink(to lower: UInt64, sharesEnhanced: Bool) -> [UInt32] {
    let old = groups
    // All else of the old ones is let go before the new ones grow.
    self = ReplyGroups(by: grouping, bound: lower, sharesEnhanced: sharesEnhanced, limit: limit)
    return append(old)
  }

  private func hash(of group: ReplyGroup) -> UInt64 {
    var template = ReplyTemplate()
    template.set(group.text)
    template.append(key: group.key.packed, group.noted?.said)
    return template.bytes.withBytes { HashMixer.hash($0, template.range) }
  }
}
