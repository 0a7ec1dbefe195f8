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
  mutating func takeMainLogs() -> HeldLines {
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
    if !comparison(of: other, with: main).isCopy { closed[other].isMainLog = true }
  }

  /// The runs in which rejections wait.
  var undecided: [Int] { closed.indices.filter { !closed[$0].isMainLog && !closed[$0].held.isEmpty } }

  /// Which rejections are decided though no main log tells them, by seconds since 1970.
  struct Patience: Sendable {
    /// Those from before it.
    var time: Int64
    /// What is behind it a wrong clock says.
    var limit: Int64
    /// Whether only those that waited when this run of a history began.
    var onlyCarried: Bool

    /// All: no other line will come.
    static let over = Patience(time: .max, limit: .max, onlyCarried: false)

    /// Whether it is over for a rejection of `run`, at `time` in the reader's input with the number `input`.
    func isOver(at time: Int64, input: Int, in run: Run) -> Bool {
      if onlyCarried, input > 0 { return false }
      return (time > limit ? run.reached(upTo: limit) ?? .min : time) < self.time
    }
  }

  /// A run that is decided.
  struct Decision: Sendable {
    var run: Int
    var patience: Patience
    /// What main logs tell of it.
    var coverage: RejectCoverage
  }

  /// Whether a rejection of the run that is decided is a copy, counts, or has to go on waiting.
  func verdict(_ seen: Seen, input: Int) -> EximRelations.Verdict {
    guard let decision else { return .counts }
    if decision.coverage.covers(seen) { return .isCopy }
    return decision.patience.isOver(at: seen.time, input: input, in: closed[decision.run]) ? .counts : .held
  }

  /// Takes out the rejections of the run at `index` that may be decided: those for which `patience` is over, and of a run that repeats a
  /// main log's all. `decision` tells what they are until another run is decided.
  mutating func takeUndecided(_ index: Int, _ patience: Patience) -> HeldLines {
    var mains = closed.indices.filter { closed[$0].isMainLog && closed[$0].last != nil }
    let earlier = closed.indices.filter { !closed[$0].isMainLog && closed[$0].last != nil && isEarlier($0, index) }
    var isCopy = false
    if (mains.count + earlier.count) * closed.count <= RejectRuns.mostComparisons {
      mains.removeAll { comparison(of: index, with: $0).isOther }
      // In a main log's last seconds, where another file goes on with it, the same client may come again.
      isCopy = mains.contains { comparison(of: index, with: $0, endingBefore: RejectRuns.tail).isCopy }
      mains += earlier.filter { !isOneInput($0, index) && comparison(of: index, with: $0).isCopy }
    }
    decision = Decision(run: index, patience: patience, coverage: RejectCoverage(mains.map { closed[$0] }))
    guard !isCopy else { return closed[index].held.takeAll() }
    var run = closed[index]
    run.held = HeldLines()
    return closed[index].held.take(memory: memory) { patience.isOver(at: $0, input: $1, in: run) }
  }

  /// No run is decided any longer.
  mutating func endDecisions() { decision = nil }

  /// Whether the rejections of the left run are decided before those of the right one, here and in later runs of a history.
  private func isEarlier(_ left: Int, _ right: Int) -> Bool {
    (closed[left].seen?.number ?? .max, left) < (closed[right].seen?.number ?? .max, right)
  }

  /// How the rejections of a run compare with those of another, in its time but for the last `seconds`.
  private func comparison(
    of index: Int, with other: Int, endingBefore seconds: Int64 = 0
  ) -> RejectSample.Comparison {
    guard let first = closed[other].first, let last = closed[other].last, first <= last - seconds else {
      return .init()
    }
    return closed[index].sample.compared(with: closed[other].sample, in: first...(last - seconds))
  }

  private func isOneInput(_ left: Int, _ right: Int) -> Bool {
    closed[(min(left, right) + 1)...max(left, right)].allSatisfy(\.continuesInput)
  }
}

extension RejectRuns.Run {
  /// The newest time of its lines that is not behind `limit`.
  fileprivate func reached(upTo limit: Int64) -> Int64? {
    if let end, end <= limit { return end }
    return [first, last, beginning].compactMap { $0 }.filter { $0 <= limit }.max()
  }
}

// From one run of a history to the next.
extension RejectRuns {
  /// Goes on with the run of the input whose place is known by `place`.
  mutating func resume(at place: UInt64?, isMainLog: Bool) {
    defer { if isMainLog { current.isMainLog = true } }
    current.continuesInput = false
    guard let place, let index = closed.firstIndex(where: { $0.place == place }) else { return }
    // With those in front of the same input, which may hang on it.
    let start = closed[...index].lastIndex { !$0.continuesInput } ?? 0
    var own = Array(closed[start...index])
    // It was there at the end of this run, too, with what it has by then.
    for place in own.indices { own[place].seen?.time = .max }
    closed.removeSubrange(start...index)
    if start < closed.count { closed[start].continuesInput = false }
    closed += own.dropLast()
    current = own[own.count - 1]
    current.place = nil
  }

  /// The input of the current run is left at the place that is known by `place`.
  mutating func stop(at place: UInt64?) { current.place = place }

  /// The time that logs have reached, in seconds since 1970, not counting what a wrong clock says, which is behind `limit`.
  func newest(upTo limit: Int64) -> Int64? {
    let ends = closed.filter { $0.place != nil }.compactMap { $0.reached(upTo: limit) }
    return ends.max() ?? closed.compactMap { $0.reached(upTo: limit) }.max()
  }

  /// Whether a main log was read.
  var knowsMainLog: Bool { closed.contains(where: \.isMainLog) }

  /// Notes that the logs have reached `time`, and forgets the inputs in which nothing waits and that were there before `earliest`. Their own
  /// stamps do not tell: another log that has the same ones may be read later.
  mutating func note(_ time: Int64, forgetting earliest: Int64) {
    var next = (closed.compactMap { $0.seen?.number }.max() ?? 0) + 1
    for index in closed.indices where closed[index].seen.map({ $0.time == .max }) ?? true {
      closed[index].seen = (time, closed[index].seen?.number ?? next)
      next += 1
    }
    var kept: [Run] = []
    var rest = closed[...]
    while !rest.isEmpty {
      let count = rest.dropFirst().prefix { $0.continuesInput }.count + 1
      let input = rest.prefix(count)
      rest = rest.dropFirst(count)
      let waits = input.contains { !$0.held.isEmpty }
      let own = input.filter { waits || $0.beginning != nil && ($0.seen?.time ?? .max) >= earliest }
      for (number, var run) in own.enumerated() {
        if number == 0 { run.continuesInput = false }
        kept.append(run)
      }
    }
    closed = kept
  }
}
