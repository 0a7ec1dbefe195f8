package import MailLog
import ReplyCounts

/// How far each log was read, by the runs before and by this one.
///
/// A log is known by what is in it: its first bytes, and those in front of the position. So it is the same log after it was renamed,
/// compressed or copied, and another one after it was emptied in place.
package struct Positions {
  /// What is to be done with an input.
  package enum Answer {
    /// All of it was read before.
    case nothingNew
    /// To be read on; `place` tells `note` of which log.
    case readOn(Resumption, place: Int, wasIncomplete: Bool)
  }

  private let key: SipHash
  private let run: Int64
  private(set) var logs: [KnownPosition]
  /// When the last run was, in seconds since 1970; nil in a new history.
  private let lastRun: Int64?
  /// When the last run was that saw a log of this path.
  private let lastRuns: [String: Int64]
  /// The first bytes of logs that had fewer than are kept of one.
  private var heads: [Int: [UInt8]] = [:]
  /// The logs that this run saw, in order.
  private var seen: [Int] = []

  init(key: SipHash, run: Int64, lastRun: Int64?, lastRuns: [String: Int64], logs: [KnownPosition]) {
    self.key = key
    self.lastRun = lastRun
    self.lastRuns = lastRuns
    self.run = run
    self.logs = logs
  }

  /// Whether no log was read by a run before.
  package var isEmpty: Bool { !logs.contains { $0.id != nil && $0.position.offset > 0 } }

  /// When the log of `path` was seen last, in seconds since 1970; where it never was, when the last run was, and nil in a new history.
  package func lastRun(of path: String) -> Int64? { lastRuns[path] ?? lastRun }

  /// Whether lines were read of the log that begins with `head`: `InputPlan.headCount` bytes, or all of a shorter one. With `path` it has to
  /// be a log of that rotated set.
  package func isKnown(_ head: [UInt8], in path: String? = nil) -> Bool {
    let places = places(head)
    guard let path else { return !places.isEmpty }
    return places.contains { InputPlan.areOfOneSet(logs[$0].path, path) }
  }

  /// Looks at an input that is open and unread, and passes over what was read before; `isWhole` says that nothing will be added to it.
  package mutating func resume(_ source: inout ByteSource, isWhole: Bool) -> Answer {
    if let mark = source.mark, let place = logs.firstIndex(where: { $0.mark == mark && $0.isComplete }) {
      see(place, source)
      return .nothingNew
    }
    let head = source.peek(InputPlan.headCount)
    for place in places(head) {
      switch pass(&source, to: logs[place]) {
      case .isThere(let before): return goOn(claim(place), source, head, before, isWhole)
      case .isShorter:
        see(place, source)
        return .nothingNew
      case .isAnother: continue
      }
    }
    if let place = emptyPlace(source.path) { return goOn(place, source, head, [], isWhole) }
    logs.append(KnownPosition(at: .start, of: source.path, run: run, key))
    return goOn(logs.count - 1, source, head, [], isWhole)
  }

  /// The log of `path` that had no line yet.
  private func emptyPlace(_ path: String) -> Int? {
    logs.indices.first { logs[$0].position.offset == 0 && logs[$0].path == path && !seen.contains($0) }
  }

  private enum Passage {
    /// The source stands at the position, with these bytes in front.
    case isThere([UInt8])
    /// What is there was read before: a copy that is not written to its end yet.
    case isShorter
    /// The log goes on differently; the source is at its beginning again.
    case isAnother
  }

  private func pass(_ source: inout ByteSource, to log: KnownPosition) -> Passage {
    guard let before = source.skip(to: log.position.offset, tailCount: LogPosition.tailCount) else { return .isShorter }
    if KnownPosition.Fingerprint(before.suffix(log.tail.count), key) == log.tail { return .isThere(before) }
    if var again = try? ByteSource.open(path: source.path) {
      again.onRead = source.onRead
      source = again
    }
    return .isAnother
  }

  /// The known logs that begin as `head` does, those first of which most is known.
  private func places(_ head: [UInt8]) -> [Int] {
    var hashes: [Int: UInt64] = [:]
    let places = logs.indices.filter { place in
      let own = logs[place].head
      guard own.count > 0, own.count <= head.count else { return false }
      let hash = hashes[own.count] ?? KnownPosition.Fingerprint(head.prefix(own.count), key).hash
      hashes[own.count] = hash
      return hash == own.hash
    }
    return places.sorted {
      (logs[$0].head.count, logs[$0].position.offset) > (logs[$1].head.count, logs[$1].position.offset)
    }
  }

  /// The log at `place`; a second one with the same beginning gets a place of its own.
  private mutating func claim(_ place: Int) -> Int {
    guard seen.contains(place) else { return place }
    var other = logs[place]
    other.id = nil
    logs.append(other)
    return logs.count - 1
  }

  private mutating func goOn(
    _ place: Int, _ source: borrowing ByteSource, _ head: [UInt8], _ before: [UInt8], _ isWhole: Bool
  ) -> Answer {
    let isFirst = seen.isEmpty
    see(place, source)
    heads[place] = head
    let log = logs[place]
    let resumption = Resumption(
      position: log.position, before: before, followsLast: isFirst && log.isLast, isWhole: isWhole)
    return .readOn(resumption, place: place, wasIncomplete: log.id != nil && !log.isComplete)
  }

  private mutating func see(_ place: Int, _ source: borrowing ByteSource) {
    seen.append(place)
    logs[place].path = source.path
    logs[place].run = run
  }

  /// Notes where the log at `place` was read to.
  package mutating func note(_ place: Int, _ end: ReadingEnd, _ source: borrowing ByteSource) {
    for index in logs.indices { logs[index].isLast = index == place }
    logs[place].position = end.position
    let head = heads[place] ?? []
    if logs[place].head.count < InputPlan.headCount {
      logs[place].head = KnownPosition.Fingerprint(head.prefix(Int(min(end.position.offset, Int64(head.count)))), key)
    }
    logs[place].tail = KnownPosition.Fingerprint(end.before.suffix(KnownPosition.tailCount), key)
    logs[place].isComplete = source.damage == nil
    logs[place].mark = end.hasRest ? nil : source.mark
  }

  /// What is to be saved: the logs that this run saw, also those without a line, and those that the run before read last.
  var changed: [KnownPosition] { logs.filter { $0.run == run || $0.id != nil } }
}
