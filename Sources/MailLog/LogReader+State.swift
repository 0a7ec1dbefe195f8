// The binary form of what a reader knows between two pieces of a log.
extension LogReader {
  /// Writes everything that reading on, or merging, needs.
  public func write(to state: inout StateWriter) {
    state.write(holds)
    state.write(pieceStart != nil)
    if let pieceStart { state.write(signed: pieceStart) }
    state.write(results.count)
    for result in results { result.write(to: &state) }
    edges.write(to: &state)
    state.write(run != nil)
    if let run {
      state.write(run.input)
      state.write(run.number)
      run.clock.years.write(to: &state)
    }
    tracker.write(to: &state)
    held.write(to: &state)
    exim.write(to: &state)
  }

  /// Reads what `write` wrote; the reader goes on from there.
  public init(from state: inout StateReader, options: Options) throws(StateReader.Failure) {
    self.init(options: options)
    holds = try state.flag()
    pieceStart = try state.flag() ? try state.second() : nil
    for _ in 0..<(try state.count()) { results.append(try Result(from: &state)) }
    edges = try LineEdges(from: &state)
    if try state.flag() {
      let input = try state.int(upTo: results.count - 1)
      let number = try state.int(upTo: 1 << 48)
      run = LineRun(clock: LogClock(years: try YearInference(from: &state)), input: input)
      run?.number = number
    }
    tracker = try MessageTracker(from: &state, keepsDetails: options.keepsDetails, memory: options.memory)
    held = try HeldLines(from: &state, inputs: results.count, memory: options.memory)
    exim = try EximRelations(from: &state, inputs: results.count, memory: options.memory)
    // The edges are those of inputs.
    guard !results.isEmpty || edges.front == nil && run == nil else { throw .outOfRange }
  }
}

extension LogReader.Result {
  func write(to state: inout StateWriter) {
    for count in [lines.postfix, lines.exim, lines.other, lines.notUnderstood, lines.cut] { state.write(count) }
    state.write(first)
    state.write(last)
    state.write(spansMoreThanAYear)
  }

  init(from state: inout StateReader) throws(StateReader.Failure) {
    lines.postfix = try state.amount()
    lines.exim = try state.amount()
    lines.other = try state.amount()
    lines.notUnderstood = try state.amount()
    lines.cut = try state.amount()
    first = try state.time()
    last = try state.time()
    spansMoreThanAYear = try state.flag()
  }
}

extension LineEdges {
  func write(to state: inout StateWriter) {
    state.write(front != nil)
    if let front { front.write(to: &state) }
    state.write(isFrontEnded)
    back.write(to: &state)
    state.write(isInputOpen)
  }

  init(from state: inout StateReader) throws(StateReader.Failure) {
    front = try state.flag() ? try Fragment(from: &state) : nil
    isFrontEnded = try state.flag()
    back = try Fragment(from: &state)
    isInputOpen = try state.flag()
  }
}

extension LineEdges.Fragment {
  func write(to state: inout StateWriter) {
    state.write(bytes)
    state.write(isCut)
  }

  init(from state: inout StateReader) throws(StateReader.Failure) {
    bytes = try state.string()
    isCut = try state.flag()
    guard bytes.count <= LineBuffer.lineLimit + 1 else { throw .outOfRange }
  }
}

extension YearInference {
  func write(to state: inout StateWriter) {
    for number in [newestDay, firstYear, last?.dayNumber] {
      state.write(number != nil)
      if let number { state.write(signed: Int64(number)) }
    }
    state.write(passedBound)
  }

  init(from state: inout StateReader) throws(StateReader.Failure) {
    var numbers: [Int?] = []
    for _ in 0..<3 {
      guard try state.flag() else {
        numbers.append(nil)
        continue
      }
      let number = try state.signed()
      // Days of some ten thousand years.
      guard number.magnitude < 10_000_000 else { throw .outOfRange }
      numbers.append(Int(number))
    }
    let passedBound = try state.flag()
    self.init(
      newestDay: numbers[0], firstYear: numbers[1], last: numbers[2].map(CivilDate.init(dayNumber:)),
      passedBound: passedBound)
  }
}
