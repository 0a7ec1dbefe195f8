/// Reads xz, zstd and bzip2 through their programs, and the journal through its own.
///
/// All of it happens on the reading thread: what is written to the program and what is read from it are waited for together,
/// so that neither side can block the other.
struct ProgramDecoder: ~Copyable {
  /// Nil for the journal.
  private let format: ExternalFormat?
  private var child: ChildProcess
  private var isAtEnd = false

  /// Why the data could not be read to its end, once all bytes before that are handed out.
  private(set) var damage: InputDamage.Cause?
  /// What the program said although it read everything.
  private(set) var remark: String?

  /// Starts the program; fails with ENOENT when it is not installed.
  init(_ format: ExternalFormat) throws(SystemError) {
    self.format = format
    child = try ChildProcess(program: format.rawValue, arguments: format.arguments)
  }

  /// Starts journalctl; fails with ENOENT when it is not installed.
  init(_ query: JournalQuery) throws(SystemError) {
    format = nil
    child = try ChildProcess(program: "journalctl", arguments: query.arguments)
  }

  /// Fills `buffer[offset...]` with what is there; returns 0 only at the end or at damage.
  mutating func read(into buffer: inout [UInt8], at offset: Int, from input: inout BufferedFile) -> Int {
    while !isAtEnd {
      if input.isEmpty && input.isAtEnd { child.closeInput() }
      let isFeeding = child.isOpenForInput
      let source = isFeeding && input.isEmpty ? input.file.descriptor : nil
      let ready = child.waitUntilReady(sending: isFeeding && !input.isEmpty, source: source)
      if ready.hasOutput {
        let count = takeOutput(into: &buffer, at: offset)
        if count == 0 { finish() }
        return count
      }
      if ready.takesInput { feed(from: &input) }
      if ready.hasSource { fill(&input) }
    }
    return 0
  }

  private mutating func takeOutput(into buffer: inout [UInt8], at offset: Int) -> Int {
    do {
      return try child.read(into: &buffer, at: offset)
    } catch {
      damage = damage ?? .readError(error)
      return 0
    }
  }

  private mutating func feed(from input: inout BufferedFile) {
    if let count = child.send(input.bytes[input.window]) {
      input.use(count)
    } else {
      // It has ended, or reads no more: its status will tell.
      child.closeInput()
    }
  }

  private mutating func fill(_ input: inout BufferedFile) {
    do {
      try input.fill()
    } catch {
      damage = .readError(error)
      child.closeInput()
    }
  }

  private mutating func finish() {
    isAtEnd = true
    let status = child.finish()
    let message = child.message
    guard damage == nil else { return }
    switch status {
    case 0: remark = message.isEmpty ? nil : message
    case nil where message.isEmpty: break
    case let status:
      let words = message.isEmpty ? Self.words(for: status) : message
      damage = format.map { .programFailed($0, words) } ?? .journalFailed(words)
    }
  }

  /// What a program's status says, where it said nothing itself (wait(2)).
  private static func words(for status: Int32?) -> String {
    let status = status ?? 0
    let signal = status & 0x7f
    return signal == 0 ? "exit status \(status >> 8 & 0xff)" : "ended by signal \(signal)"
  }
}
