/// Records in a run's temporary file, each found and taken out again by a 64-bit key.
///
/// What is added at one time is one stretch, sorted by key. A filter of about eleven bits a record tells nearly always, without the
/// file, that a key is not in a stretch; else one block of keys and one record are read. Memory is 1.6 bytes a record.
package struct SpilledRecords: Sendable {
  /// Where one record lies, and its key.
  private struct Entry {
    var key: UInt64
    var start: UInt64
    /// 0: it was taken out.
    var count: UInt64

    static let byteCount = 24
  }

  private struct Stretch {
    var filter: KeyFilter
    /// The first key of each block.
    var blocks: [UInt64]
    /// Where the entries lie.
    var entries: Range<Int64>
    /// How many were not taken out.
    var count: Int
  }

  private static let perBlock = 64
  /// How many bytes of records are written at once.
  private static let writeSize = 1 << 20

  private var stretches: [Stretch] = []
  /// Where they lie.
  package let file: SpillFile

  /// No records, to be put into `file`.
  package init(file: SpillFile) {
    self.file = file
  }

  /// How many records there are.
  package var count: Int { stretches.reduce(0) { $0 + $1.count } }

  /// Whether there are none.
  package var isEmpty: Bool { stretches.isEmpty }

  /// Adds a record for each of `keys`, which are in order; `write` writes that of the key at a place. False, and nothing done, when the
  /// file has no room.
  package mutating func add(_ keys: [UInt64], write: (_ place: Int, _ record: inout StateWriter) -> Void) -> Bool {
    guard !keys.isEmpty else { return true }
    var entries = StateWriter()
    var counts: [Int] = []
    var records = StateWriter()
    func flush() -> Bool {
      guard let place = file.append(records.bytes) else { return false }
      var start = UInt64(place.lowerBound)
      for count in counts {
        entries.write(fixed: keys[entries.bytes.count / Entry.byteCount])
        entries.write(fixed: start)
        entries.write(fixed: UInt64(count))
        start += UInt64(count)
      }
      counts.removeAll(keepingCapacity: true)
      records = StateWriter()
      return true
    }
    for place in keys.indices {
      let start = records.bytes.count
      write(place, &records)
      counts.append(records.bytes.count - start)
      if records.bytes.count >= SpilledRecords.writeSize, !flush() { return false }
    }
    guard flush(), let place = file.append(entries.bytes) else { return false }
    stretches.append(
      Stretch(
        filter: KeyFilter(keys), blocks: stride(from: 0, to: keys.count, by: SpilledRecords.perBlock).map { keys[$0] },
        entries: place, count: keys.count))
    return true
  }

  /// Takes out the record of `key` that `isWanted`, if there is one. O(stretches), with a read of the file where it may lie.
  package mutating func take(_ key: UInt64, where isWanted: ([UInt8]) -> Bool) -> [UInt8]? {
    for index in stretches.indices.reversed() where stretches[index].filter.mayContain(key) {
      guard let (record, offset) = find(key, in: stretches[index], isWanted) else { continue }
      file.replace(offset + 16, with: [UInt8](repeating: 0, count: 8))
      stretches[index].count -= 1
      if stretches[index].count == 0 { stretches.remove(at: index) }
      return record
    }
    return nil
  }

  /// Calls `body` with every record, in no particular order.
  package func forEach(_ body: ([UInt8]) -> Void) {
    for stretch in stretches {
      for block in stretch.blocks.indices {
        for (entry, _) in entries(block, of: stretch) where entry.count > 0 {
          if let record = record(entry) { body(record) }
        }
      }
    }
  }

  private func find(
    _ key: UInt64, in stretch: Stretch, _ isWanted: ([UInt8]) -> Bool
  ) -> (record: [UInt8], offset: Int64)? {
    var low = 0
    var high = stretch.blocks.count
    // The first block that begins with the key or above it: the one in front may end with it.
    while low < high {
      let middle = (low + high) / 2
      if stretch.blocks[middle] < key { low = middle + 1 } else { high = middle }
    }
    for block in max(0, low - 1)..<stretch.blocks.count {
      guard stretch.blocks[block] <= key else { return nil }
      for (entry, offset) in entries(block, of: stretch) where entry.key == key && entry.count > 0 {
        if let record = record(entry), isWanted(record) { return (record, offset) }
      }
    }
    return nil
  }

  private func entries(_ block: Int, of stretch: Stretch) -> [(entry: Entry, offset: Int64)] {
    let size = Int64(SpilledRecords.perBlock * Entry.byteCount)
    let start = stretch.entries.lowerBound + Int64(block) * size
    guard let bytes = file.read(start..<min(start + size, stretch.entries.upperBound)) else { return [] }
    var state = StateReader(bytes)
    var entries: [(entry: Entry, offset: Int64)] = []
    while !state.isAtEnd {
      let offset = start + Int64(state.position)
      guard let key = try? state.fixed(), let start = try? state.fixed(), let count = try? state.fixed() else { break }
      entries.append((Entry(key: key, start: start, count: count), offset))
    }
    return entries
  }

  private func record(_ entry: Entry) -> [UInt8]? {
    guard let start = Int64(exactly: entry.start), let end = Int64(exactly: entry.start &+ entry.count),
      start <= end, end <= file.count
    else {
      file.noteDamage()
      return nil
    }
    return file.read(start..<end)
  }
}

/// Tells which keys are surely not in a set: three bits in one word for each that is (a blocked Bloom filter).
private struct KeyFilter: Sendable {
  private var words: [UInt64]

  init(_ keys: [UInt64]) {
    var count = 1
    while count * 6 < keys.count { count *= 2 }
    words = Array(repeating: 0, count: count)
    for key in keys { words[place(of: key)] |= KeyFilter.bits(of: key) }
  }

  func mayContain(_ key: UInt64) -> Bool {
    let bits = KeyFilter.bits(of: key)
    return words[place(of: key)] & bits == bits
  }

  private func place(of key: UInt64) -> Int { Int(truncatingIfNeeded: key >> 32) & (words.count - 1) }

  private static func bits(of key: UInt64) -> UInt64 {
    1 << (key & 63) | 1 << (key >> 6 & 63) | 1 << (key >> 12 & 63)
  }
}
