import Dispatch
import Synchronization

/// Reads a source in a thread of its own, a few chunks ahead of who takes the bytes: inflating and parsing go on side by side. Where no
/// thread can be made, who takes the bytes reads them.
///
/// The chunks are a ring: each is the thread's or the taker's, in turn, and two counters of chunks say whose. The source belongs to
/// the thread until its last chunk, an empty one, is taken, and to the taker from then on. So the class may be shared though the compiler
/// cannot see why.
final class ReadAhead: @unchecked Sendable {
  private static let chunkSize = 1 << 18
  private static let chunkCount = 4

  private final class Chunk {
    var bytes: [UInt8] = Array(repeating: 0, count: chunkSize)
    var count = 0
  }

  private let ring = (0..<chunkCount).map { _ in Chunk() }
  // Both begin at 0, since a semaphore must not be let go of below the value that it began with.
  private let freeChunks = DispatchSemaphore(value: 0)
  private let filledChunks = DispatchSemaphore(value: 0)
  private let isGivenUp = Atomic(false)
  private var source: ByteSource
  /// How many chunks came before the one that bytes are taken of, how many bytes that has, and how many of them were taken.
  private var place = -1
  private var count = 0
  private var taken = 0
  private var isAtEnd = false
  private var hasThread = false

  init(_ source: consuming ByteSource) {
    self.source = source
    for _ in 0..<ReadAhead.chunkCount { freeChunks.signal() }
    hasThread = WorkerThread.start { self.run() } == nil
  }

  private func run() {
    var place = 0
    while true {
      freeChunks.wait()
      guard !isGivenUp.load(ordering: .acquiring) else { return }
      let chunk = ring[place % ReadAhead.chunkCount]
      place += 1
      chunk.count = 0
      while case let count = source.read(into: &chunk.bytes, at: chunk.count), count > 0 { chunk.count += count }
      let isLast = chunk.count == 0
      filledChunks.signal()
      if isLast { return }
    }
  }

  /// As `ByteSource.read`.
  func read(into buffer: inout [UInt8], at offset: Int) -> Int {
    if taken == count {
      if isAtEnd { return 0 }
      guard hasThread else {
        let count = source.read(into: &buffer, at: offset)
        isAtEnd = count == 0
        return count
      }
      next()
    }
    let count = min(self.count - taken, buffer.count - offset)
    let from = taken
    let chunk = ring[place % ReadAhead.chunkCount]
    unsafe buffer.withUnsafeMutableBytes { target in
      unsafe chunk.bytes.withUnsafeBytes { source in
        // Both ranges are inside their buffers: count is no more than what either has from there on.
        let part = unsafe UnsafeRawBufferPointer(rebasing: source[from..<(from + count)])
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[offset..<(offset + count)]).copyMemory(from: part)
      }
    }
    taken += count
    return count
  }

  private func next() {
    if place >= 0 { freeChunks.signal() }
    filledChunks.wait()
    place += 1
    count = ring[place % ReadAhead.chunkCount].count
    taken = 0
    isAtEnd = count == 0
  }

  /// Nobody takes any more: the thread ends.
  func giveUp() {
    isGivenUp.store(true, ordering: .releasing)
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
