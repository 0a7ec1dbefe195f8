import Synchronization

/// A temporary file for what a run has no memory for: without a name, so that it is gone with the program however that ends.
///
/// It is made when the first bytes come. Threads may share it.
package final class SpillFile: Sendable {
  /// Why a run is not as it should be.
  package enum Trouble: Equatable, Sendable {
    /// Nothing more can be written: the run goes on in memory.
    case isFull(SystemError)
    /// What was written cannot be read again: figures would be wrong.
    case isUnreadable(SystemError?)
  }

  private struct State {
    var descriptor: Int32 = -1
    var count: Int64 = 0
    var trouble: Trouble?
  }

  /// The folder it lies in.
  package let directory: String
  private let state = Mutex(State())

  /// A file in `directory`.
  package init(directory: String) {
    self.directory = directory
  }

  deinit {
    state.withLock { if $0.descriptor >= 0 { SpillCalls.close($0.descriptor) } }
  }

  /// What went wrong; what cannot be read outweighs what cannot be written.
  package var trouble: Trouble? { state.withLock { $0.trouble } }

  /// The folder, as it may be shown.
  package var shownDirectory: String { shown(directory) }

  /// How many bytes were written.
  package var count: Int64 { state.withLock { $0.count } }

  /// Puts `bytes` at the end; gives their place, nil when there is no room.
  package func append(_ bytes: [UInt8]) -> Range<Int64>? {
    state.withLock { state in
      guard state.trouble == nil else { return nil }
      do {
        if state.descriptor < 0 { state.descriptor = try SpillCalls.open(in: directory) }
        let place = state.count..<(state.count + Int64(bytes.count))
        try SpillCalls.write(bytes, to: state.descriptor, at: place.lowerBound)
        state.count = place.upperBound
        return place
      } catch {
        state.trouble = .isFull(error as? SystemError ?? .outOfMemory)
        return nil
      }
    }
  }

  /// Puts `bytes` in the place of as many from `offset` on.
  func replace(_ offset: Int64, with bytes: [UInt8]) {
    state.withLock { state in
      do {
        try SpillCalls.write(bytes, to: state.descriptor, at: offset)
      } catch {
        state.trouble = .isUnreadable(error as? SystemError)
      }
    }
  }

  /// The bytes at `place`; nil when they cannot be read.
  package func read(_ place: Range<Int64>) -> [UInt8]? {
    state.withLock { state in
      do {
        return try SpillCalls.read(state.descriptor, place)
      } catch {
        state.trouble = .isUnreadable(error as? SystemError)
        return nil
      }
    }
  }

  /// What was read is not what was written.
  package func noteDamage() {
    state.withLock { $0.trouble = .isUnreadable(nil) }
  }
}
