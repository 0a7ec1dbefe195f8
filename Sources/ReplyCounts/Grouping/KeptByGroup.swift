/// What somebody keeps by the numbers of reply groups, and what has to go along when groups become fewer.
///
/// Numbers come from `ReplyGroups` only to who hands it what it keeps by them, so nobody can hold numbers that are no longer true.
package protocol KeptByGroup {
  /// The groups have new numbers; several may have become one.
  mutating func renumber(groups: [UInt32])
}

/// For who keeps nothing by the numbers, and forgets each at once.
struct NothingKept: KeptByGroup {
  mutating func renumber(groups: [UInt32]) {}
}
