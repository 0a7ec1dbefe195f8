// What runs are that show rejections alone: a reject log, or a part of a main log that shows nothing else.
//
// Of two runs of one input between which the clock steps back by an hour at most, both are a main log's when one is, unless one repeats
// the other. What is left is taken for a reject log's: a rejection is a copy when it lies in the time that a main log's rejections
// cover, but for main logs that surely have others in that time; in the last seconds of that time, where another file may go on with
// the same log, only an equal line is. Where reject logs repeat each other, or a main log that has shown nothing else yet, the
// first one counts.
extension RejectRuns {
  /// Seconds by which a clock is set back at most inside a log.
  private static let longestStep: Int64 = 3_600
  /// How many pairs of runs are compared at most; with more steps of clocks the times alone tell.
  private static let mostComparisons = 1 << 16

  /// Finds the runs that are a main log's by their neighbours; gives the rejections that were held and count now.
  mutating func takeMainLogs(memory: MemoryLimit?) -> HeldLines {
    for index in closed.indices.dropFirst() { relate(index - 1, index) }
    for index in closed.indices.dropFirst().reversed() { relate(index - 1, index) }
    var released = HeldLines()
    for index in closed.indices where closed[index].isMainLog {
      released.add(closed[index].held.takeAll(), memory: memory)
    }
    return released
  }

  private mutating func relate(_ left: Int, _ right: Int) {
    guard closed[right].continuesInput, closed[left].isMainLog != closed[right].isMainLog,
      let end = closed[left].end, let beginning = closed[right].beginning,
      end - beginning <= RejectRuns.longestStep
    else { return }
    let (main, other) = closed[left].isMainLog ? (left, right) : (right, left)
    if comparison(of: other, with: main).common == 0 { closed[other].isMainLog = true }
  }

  /// The runs in which rejections wait.
  var undecided: [Int] { closed.indices.filter { !closed[$0].isMainLog && !closed[$0].held.isEmpty } }

  /// Takes out the rejections of the run at `index` that are decided: those from before `time`, and those that a main log which it repeats
  /// has caught up with. `isCopy` tells what they are until another run is decided.
  mutating func takeDecided(_ index: Int, before time: Int64, memory: MemoryLimit?) -> HeldLines {
    var mains = closed.indices.filter { closed[$0].isMainLog && closed[$0].last != nil }
    let earlier = closed.indices.prefix(index).filter { !closed[$0].isMainLog && closed[$0].last != nil }
    var caughtUp = Int64.min
    if (mains.count + earlier.count) * closed.count <= RejectRuns.mostComparisons {
      mains.removeAll { comparison(of: index, with: $0).isOther }
      for main in mains where comparison(of: index, with: main).isCopy {
        caughtUp = max(caughtUp, (closed[main].last ?? .min) - RejectRuns.tail)
      }
      mains += earlier.filter { !isOneInput($0, index) && comparison(of: index, with: $0).isCopy }
    }
    coverage = RejectCoverage(mains.map { closed[$0] })
    return closed[index].held.take(memory: memory) { $0 < max(time, caughtUp) }
  }

  /// How the rejections of a run compare with those of another, in its time.
  private func comparison(of index: Int, with other: Int) -> RejectSample.Comparison {
    guard let first = closed[other].first, let last = closed[other].last else { return .init() }
    return closed[index].sample.compared(with: closed[other].sample, in: first...last)
  }

  private func isOneInput(_ left: Int, _ right: Int) -> Bool {
    closed[(left + 1)...right].allSatisfy(\.continuesInput)
  }
}

// From one run of a history to the next.
extension RejectRuns {
  /// Goes on with the run of the input whose place is known by `place`.
  mutating func resume(at place: UInt64?) {
    current.continuesInput = false
    guard let place, let index = closed.firstIndex(where: { $0.place == place }) else { return }
    // With those in front of the same input, which may hang on it.
    let start = closed[...index].lastIndex { !$0.continuesInput } ?? 0
    let own = Array(closed[start...index])
    closed.removeSubrange(start...index)
    if start < closed.count { closed[start].continuesInput = false }
    closed += own.dropLast()
    current = own[own.count - 1]
    current.place = nil
  }

  /// The time that a log has reached, in seconds since 1970, not counting those of wrong clocks that are behind `limit`.
  func newest(upTo limit: Int64) -> Int64? {
    closed.flatMap { [$0.last, $0.end] }.compactMap { $0 }.filter { $0 <= limit }.max()
  }

  /// Forgets the inputs in which nothing waits and that tell nothing of what is newer than `time`.
  mutating func forget(before time: Int64) {
    var kept: [Run] = []
    var rest = closed[...]
    while !rest.isEmpty {
      let count = rest.dropFirst().prefix { $0.continuesInput }.count + 1
      let input = rest.prefix(count)
      rest = rest.dropFirst(count)
      let waits = input.contains { !$0.held.isEmpty }
      let own = input.filter { waits || $0.isMainLog && ($0.last ?? .min) >= time }
      for (number, var run) in own.enumerated() {
        if number == 0 { run.continuesInput = false }
        kept.append(run)
      }
    }
    closed = kept
  }
}
