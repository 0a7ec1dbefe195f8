import Dispatch
import Synchronization

/// Reads a source in a thread of its own, a few chunks ahead of who takes the bytes: inflating and parsing go on side by side.
///
/// The source belongs to the thread until its last chunk, an empty one, is taken, and to the taker from then on; chunks go from one to the
/// other through a lock. So the class may be shared though the compiler cannot see why.
final class ReadAhead: @unchecked Sendable {
  private static let chunkSize = 1 << 18
  private static let chunkCount = 4

  private struct Chunk {
    var bytes: [UInt8]
    var count = 0
  }

  private struct Ring {
    var free = (0..<chunkCount).map { _ in Chunk(bytes: Array(repeating: 0, count: chunkSize)) }
    var filled: [Chunk] = []
    var isGivenUp = false
  }

  private let ring = Mutex(Ring())
  // Both begin at 0, since a semaphore must not be let go of below the value that it began with.
  private let freeChunks = DispatchSemaphore(value: 0)
  private let filledChunks = DispatchSemaphore(value: 0)
  private var source: ByteSource
  /// The chunk that bytes are taken of, and how many were.
  private var current = Chunk(bytes: [])
  private var taken = 0
  private var isAtEnd = false

  init(_ source: consuming ByteSource) {
    self.source = source
    for _ in 0..<ReadAhead.chunkCount { freeChunks.signal() }
    DispatchQueue(label: "bounces.read-ahead").async { self.run() }
  }

  private func run() {
    while true {
      freeChunks.wait()
      let free = ring.withLock { $0.isGivenUp ? nil : $0.free.popLast() }
      guard var chunk = free else { return }
      chunk.count = 0
      while case let count = source.read(into: &chunk.bytes, at: chunk.count), count > 0 { chunk.count += count }
      let isLast = chunk.count == 0
      ring.withLock { $0.filled.append(chunk) }
      filledChunks.signal()
      if isLast { return }
    }
  }

  /// As `ByteSource.read`.
  func read(into buffer: inout [UInt8], at offset: Int) -> Int {
    if taken == current.count {
      if isAtEnd { return 0 }
      next()
    }
    let count = min(current.count - taken, buffer.count - offset)
    let from = taken
    unsafe buffer.withUnsafeMutableBytes { target in
      unsafe current.bytes.withUnsafeBytes { source in
        // Both ranges are inside their buffers: count is no more than what either has from there on.
        let part = unsafe UnsafeRawBufferPointer(rebasing: source[from..<(from + count)])
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[offset..<(offset + count)]).copyMemory(from: part)
      }
    }
    taken += count
    return count
  }

  private func next() {
    if !current.bytes.isEmpty {
      let used = current
      current = Chunk(bytes: [])
      ring.withLock { $0.free.append(used) }
      freeChunks.signal()
    }
    filledChunks.wait()
    current = ring.withLock { $0.filled.removeFirst() }
    taken = 0
    isAtEnd = current.count == 0
  }

  /// Nobody takes any more: the thread ends.
  func giveUp() {
    ring.withLock { $0.isGivenUp = true }
    freeChunks.signal()
  }

  /// What came of the source, once its end was taken; nil before.
  var outcome: (damage: InputDamage?, warnings: [InputWarning], compressedBytesRead: Int64)? {
    isAtEnd ? (source.damage, source.warnings, source.compressedBytesRead) : nil
  }
}

/// Holds a reading thread as long as somebody takes of it.
final class ReadAheadHold {
  let thread: ReadAhead

  init(_ thread: ReadAhead) { self.thread = thread }

  deinit { thread.giveUp() }
}
