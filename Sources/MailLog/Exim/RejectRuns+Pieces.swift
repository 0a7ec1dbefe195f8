// Runs of pieces of a log that were read apart, and their binary form.
extension RejectRuns {
  /// Takes over the runs of the piece behind; `continues` says that it goes on with the same input. Gives the rejections that were
  /// held and count now.
  mutating func append(_ next: RejectRuns, continues: Bool) -> HeldLines {
    var released = HeldLines()
    for (index, run) in (next.closed + [next.current]).enumerated() {
      if index == 0, continues, run.beginning.map({ !current.stepsBack(to: $0) }) ?? true {
        current.append(run, memory: memory)
        if current.isMainLog { released = current.held.takeAll() }
      } else {
        close()
        current = run
        if index == 0 { current.continuesInput = continues }
      }
    }
    return released
  }

  func write(to state: inout StateWriter) {
    state.write(closed.count)
    for run in closed + [current] {
      state.write(run.isMainLog)
      state.write(run.continuesInput)
      state.write(run.place != nil)
      if let place = run.place { state.write(fixed: place) }
      state.write(run.seen != nil)
      if let seen = run.seen {
        state.write(signed: seen.time)
        state.write(seen.number)
      }
      run.sample.write(to: &state)
      for time in [run.beginning, run.end, run.first, run.last] {
        state.write(time != nil)
        if let time { state.write(signed: time) }
      }
      state.write(run.latest.count)
      for seen in run.latest {
        state.write(fixed: seen.key)
        state.write(signed: seen.time)
      }
      run.held.write(to: &state)
    }
  }

  init(from state: inout StateReader, inputs: Int, memory: MemoryLimit?) throws(StateReader.Failure) {
    self.memory = memory
    for _ in 0..<(try state.count()) {
      closed.append(try RejectRuns.run(from: &state, inputs, memory))
    }
    current = try RejectRuns.run(from: &state, inputs, memory)
  }

  private static func run(from state: inout StateReader, _ inputs: Int, _ memory: MemoryLimit?) throws(StateReader
    .Failure) -> Run
  {
    var run = Run()
    run.isMainLog = try state.flag()
    if state.version > 2 {
      run.continuesInput = try state.flag()
      run.place = try state.flag() ? try state.fixed() : nil
      run.seen = try state.flag() ? (try state.second(), try state.int(upTo: 1 << 48)) : nil
      run.sample = try RejectSample(from: &state)
    }
    run.beginning = try state.flag() ? try state.second() : nil
    run.end = try state.flag() ? try state.second() : nil
    run.first = try state.flag() ? try state.second() : nil
    run.last = try state.flag() ? try state.second() : nil
    for _ in 0..<(try state.count()) {
      run.latest.append(Seen(key: try state.fixed(), time: try state.second()))
    }
    run.held = try HeldLines(from: &state, inputs: inputs, memory: memory)
    return run
  }
}
