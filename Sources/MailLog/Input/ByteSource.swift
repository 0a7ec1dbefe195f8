/// One input, opened: a file or standard input, decompressed when its content is.
///
/// Memory is fixed, whatever the size of the input and of what it decompresses to.
///
///     var source = try ByteSource.open(path: "/var/log/mail.log.2.gz")
///     var buffer = [UInt8](repeating: 0, count: 1 << 20)
///     while case let count = source.read(into: &buffer, at: 0), count > 0 { … }
///     if let damage = source.damage { … }
package struct ByteSource: ~Copyable {
  /// How the bytes are stored, by content and not by name.
  package enum Encoding: Equatable, Sendable {
    /// As they are.
    case plain
    /// One or more gzip members.
    case gzip
    /// Read through a program.
    case external(ExternalFormat)
    /// As journalctl gives them.
    case journal
  }

  /// The input as it was named on opening.
  package let path: String
  /// How the bytes are stored.
  package let encoding: Encoding
  /// Why the input could not be read whole; nil while all is well.
  package private(set) var damage: InputDamage?
  /// What is worth saying although all data was read.
  package private(set) var warnings: [InputWarning] = []

  /// Told after each part that was read how many more bytes were taken from the file, as stored: for showing progress.
  package var onRead: (@Sendable (Int64) -> Void)?

  private var input: BufferedFile
  private var gzip: GzipDecoder?
  private var program: ProgramDecoder?
  private var bytesDelivered: Int64 = 0
  /// Bytes of the file that `onRead` was told of.
  private var bytesTold: Int64 = 0
  /// What is left to hand out of an input that was cut.
  private var rest: ArraySlice<UInt8>?
  /// Reads in its own thread, and what was known of the source when it began; nil for a source that is read by who asks.
  private var readAhead: (hold: ReadAheadHold, byteCount: Int64?, newestTime: Int64?, mark: FileMark?)?
  /// What was looked at before its turn, to be handed out first.
  private var ahead: ArraySlice<UInt8> = []

  /// Whether more may be written to the input while it is read: that there is nothing now is no end then.
  package private(set) var isFollowed = false

  /// Opens a file that is still written to, as `open(path:)` does. One that is compressed is whole, and ends.
  package static func follow(path: String) throws(InputError) -> ByteSource {
    var source = try open(path: path)
    source.isFollowed = source.encoding == .plain
    return source
  }

  /// Opens a file, or standard input for `-`, and looks at its first bytes; waits for them on a pipe.
  package static func open(path: String) throws(InputError) -> ByteSource {
    try ByteSource(InputFile(path: path), path: path)
  }

  /// Asks the journal.
  package static func open(_ query: JournalQuery) throws(InputError) -> ByteSource {
    // What the program reads is not ours to give.
    let input = BufferedFile(try InputFile(path: "/dev/null"))
    let decoder: ProgramDecoder
    do {
      decoder = try ProgramDecoder(query)
    } catch {
      throw error.isAbsence ? .noJournal : .unreadable(path: JournalQuery.name, error, nil)
    }
    return ByteSource(path: JournalQuery.name, encoding: .journal, input: input, gzip: nil, program: decoder)
  }

  /// The rest of a compressed source, decompressed by a thread of its own, some chunks ahead of the reader. Other sources stay as they are.
  package static func readingAhead(_ source: consuming ByteSource) -> ByteSource {
    guard source.encoding == .gzip, source.damage == nil, let nothing = try? InputFile(path: "/dev/null") else {
      return source
    }
    let (path, byteCount, newestTime, mark) = (source.path, source.byteCount, source.newestTime, source.mark)
    let hold = ReadAheadHold(ReadAhead(source))
    // The file is the thread's; what is asked of it was asked before, or comes with the end.
    var ahead = ByteSource(path: path, encoding: .gzip, input: BufferedFile(nothing), gzip: nil, program: nil)
    ahead.readAhead = (hold, byteCount, newestTime, mark)
    return ahead
  }

  /// Takes over an open file; `path` is for messages only.
  init(_ file: consuming InputFile, path: String) throws(InputError) {
    try self.init(BufferedFile(file), path: path)
  }

  /// Looks at what `file` begins with.
  init(_ file: consuming BufferedFile, path: String) throws(InputError) {
    var input = file
    let format: ContentFormat
    do {
      format = try input.identify()
    } catch {
      throw .unreadable(path: path, error, nil)
    }
    switch format {
    case .plain:
      self.init(path: path, encoding: .plain, input: input, gzip: nil, program: nil)
    case .gzip:
      guard let decoder = GzipDecoder(reading: &input) else { throw .unreadable(path: path, .outOfMemory, nil) }
      self.init(path: path, encoding: .gzip, input: input, gzip: decoder, program: nil)
    case .external(let format):
      let decoder: ProgramDecoder
      do {
        decoder = try ProgramDecoder(format)
      } catch {
        throw error.isAbsence ? .programMissing(path: path, format) : .unreadable(path: path, error, nil)
      }
      self.init(path: path, encoding: .external(format), input: input, gzip: nil, program: decoder)
    }
  }

  private init(
    path: String, encoding: Encoding, input: consuming BufferedFile, gzip: consuming GzipDecoder?,
    program: consuming ProgramDecoder?
  ) {
    self.path = path
    self.encoding = encoding
    self.input = input
    self.gzip = gzip
    self.program = program
  }

  /// Size of the file in bytes, as stored; nil when it has none, as a pipe.
  package var byteCount: Int64? { readAhead?.byteCount ?? input.file.byteCount }

  /// What tells the file, and whether it changed, without reading it; nil when it is none, as a pipe.
  package var mark: FileMark? { readAhead?.mark ?? input.file.mark }

  /// Bytes taken from the file so far, as stored: the measure of progress against `byteCount`.
  package var compressedBytesRead: Int64 { readAhead?.hold.thread.outcome?.compressedBytesRead ?? input.bytesRead }

  /// The newest time the content can be from, in seconds since 1970; nil for a plain pipe.
  ///
  /// The time in the newest gzip header seen so far, as it outlives copying; else when the file was last changed.
  package var newestTime: Int64? {
    if let readAhead { return readAhead.newestTime }
    switch gzip {
    case .some(let decoder): return decoder.memberTime ?? input.file.modificationTime
    case nil: return input.file.modificationTime
    }
  }

  /// Fills `buffer[offset...]` with decompressed bytes as far as they are there, waiting only for the first.
  ///
  /// Returns how many; 0 at the end of the input, or of what could be read of it (see `damage`), and when there is no room.
  package mutating func read(into buffer: inout [UInt8], at offset: Int) -> Int {
    guard offset >= 0, offset < buffer.count else { return 0 }
    if !ahead.isEmpty { return readAhead(into: &buffer, at: offset) }
    guard damage == nil else { return 0 }
    if let readAhead { return read(ahead: readAhead.hold.thread, into: &buffer, at: offset) }
    if rest != nil { return readRest(into: &buffer, at: offset) }
    let count =
      switch encoding {
      case .plain: readPlain(into: &buffer, at: offset)
      case .gzip: readGzip(into: &buffer, at: offset)
      case .external, .journal: readProgram(into: &buffer, at: offset)
      }
    bytesDelivered += Int64(count)
    if let onRead {
      onRead(input.bytesRead - bytesTold)
      bytesTold = input.bytesRead
    }
    return count
  }

  /// What a read brought.
  package enum Part: Equatable, Sendable {
    /// So many bytes.
    case bytes(Int)
    /// Nothing, and more may come.
    case nothingNow
    /// Nothing, and no more will come.
    case end
  }

  /// As `read`, and tells an input that ended from one that has nothing now.
  package mutating func readPart(into buffer: inout [UInt8], at offset: Int) -> Part {
    let count = read(into: &buffer, at: offset)
    if count > 0 { return .bytes(count) }
    if isFollowed, input.file.isShorter(than: input.bytesRead) { stop(.shrunk) }
    return isFollowed && damage == nil ? .nothingNow : .end
  }

  /// Makes the first `limit` bytes all that there is, as far as damage allows, and returns them.
  mutating func cut(to limit: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    var count = 0
    while case let more = read(into: &bytes, at: count), more > 0 { count += more }
    bytes.removeSubrange(count...)
    rest = bytes[...]
    return bytes
  }

  /// The first `limit` bytes, or as many as there are; they are handed out all the same. To be asked before any are read.
  package mutating func peek(_ limit: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    var count = 0
    while case let more = read(into: &bytes, at: count), more > 0 { count += more }
    bytes.removeSubrange(count...)
    ahead = bytes[...]
    return bytes
  }

  /// Goes on at `offset`, or stays at the beginning where that cannot be; gives where that is.
  mutating func seek(to offset: Int64) -> Int64 {
    guard offset > Int64(ahead.count), encoding == .plain, input.seek(to: offset) else { return 0 }
    ahead = []
    bytesDelivered = offset
    return offset
  }

  private mutating func readAhead(into buffer: inout [UInt8], at offset: Int) -> Int {
    let part = ahead.prefix(buffer.count - offset)
    buffer.replaceSubrange(offset..<offset + part.count, with: part)
    ahead = ahead.dropFirst(part.count)
    return part.count
  }

  private mutating func read(ahead thread: ReadAhead, into buffer: inout [UInt8], at offset: Int) -> Int {
    let count = thread.read(into: &buffer, at: offset)
    if count == 0, let outcome = thread.outcome { (damage, warnings) = (outcome.damage, outcome.warnings) }
    return count
  }

  private mutating func readRest(into buffer: inout [UInt8], at offset: Int) -> Int {
    let part = (rest ?? []).prefix(buffer.count - offset)
    buffer.replaceSubrange(offset..<offset + part.count, with: part)
    rest = rest?.dropFirst(part.count)
    return part.count
  }

  private mutating func readPlain(into buffer: inout [UInt8], at offset: Int) -> Int {
    do {
      let count = try input.read(into: &buffer, at: offset)
      if count == 0, input.isBehind { stop(.shrunk) }
      return count
    } catch {
      stop(.readError(error))
      return 0
    }
  }

  private mutating func readGzip(into buffer: inout [UInt8], at offset: Int) -> Int {
    let count = gzip?.read(into: &buffer, at: offset, from: &input) ?? 0
    guard count == 0 else { return count }
    if let cause = gzip?.damage { stop(cause) }
    if let offset = gzip?.garbageOffset, warnings.isEmpty {
      warnings.append(.trailingGarbage(path: path, fileOffset: offset))
    }
    return 0
  }

  private mutating func readProgram(into buffer: inout [UInt8], at offset: Int) -> Int {
    let count = program?.read(into: &buffer, at: offset, from: &input) ?? 0
    guard count == 0 else { return count }
    if let cause = program?.damage { stop(cause) }
    if let remark = program?.remark, warnings.isEmpty { warnings.append(.programSaid(path: path, remark)) }
    return 0
  }

  private mutating func stop(_ cause: InputDamage.Cause) {
    damage = InputDamage(path: path, cause: cause, fileOffset: input.position, byteOffset: bytesDelivered)
  }
}
