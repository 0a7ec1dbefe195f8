import SMTPReply

// The binary form of what a reader knows between two pieces of a log.
extension LogReader {
  /// Writes everything that reading on, or merging, needs.
  package func write(to state: inout StateWriter) {
    let run = run
    lines.write(to: &state) { state in
      state.write(run != nil)
      guard let run else { return }
      state.write(run.input)
      state.write(run.number)
      run.clock.years.write(to: &state)
    }
  }

  /// Reads what `write` wrote; the reader goes on from there.
  package init(from state: inout StateReader, options: ReadingOptions) throws(StateReader.Failure) {
    self.init(options: options)
    var run: InputRun?
    try lines.read(from: &state) { (state: inout StateReader, inputs: Int) throws(StateReader.Failure) in
      guard try state.flag() else { return }
      let input = try state.int(upTo: inputs - 1)
      let number = try state.int(upTo: 1 << 48)
      run = InputRun(clock: LogClock(years: try YearInference(from: &state)), input: input)
      run?.number = number
    }
    // The edges are those of inputs.
    guard !results.isEmpty || lines.front == nil && run == nil else { throw .outOfRange }
    self.run = run
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
