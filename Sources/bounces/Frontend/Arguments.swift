import MailLog

/// The words that the program was started with.
enum Arguments {
  /// All behind the program's own name: bytes, as names of files are, that `systemBytes` gives again.
  static var all: [String] {
    // The system keeps them for as long as the program runs: as many as it says, each ended by a zero.
    let words = unsafe UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
    return unsafe words.dropFirst().compactMap { word in
      guard let word = unsafe word else { return nil }
      var end = 0
      while unsafe word[end] != 0 { end += 1 }
      return unsafe String(argumentBytes: UnsafeBufferPointer(start: word, count: end).map { UInt8(bitPattern: $0) })
    }
  }
}
