/// Reads held lines in the order of the log, those of the same place as they came: what is in memory, and of what is in a file one chunk
/// at a time where chunks do not overlap.
struct HeldLinesCursor {
  private struct Chunk {
    let chunk: HeldChunk
    let order: Int
    var state: StateReader
    var next: (line: HeldLines.Line, text: [UInt8])
  }

  private let arena: ByteArena
  private let lines: [HeldLines.Line]
  private var at = 0
  /// Chunks that were not begun, the last first.
  private var waiting: [(chunk: HeldChunk, order: Int)]
  private var open: [Chunk] = []

  init(_ held: HeldLines) {
    arena = held.arena
    lines = held.inOrder
    waiting = held.chunks.enumerated().map { ($0.element, $0.offset) }
    waiting.sort { isBefore($1.chunk.start, $1.order, $0.chunk.start, $0.order) }
  }

  /// The next line, whose bytes `buffer` has then; nil at the end.
  mutating func next(into buffer: inout [UInt8]) -> HeldLines.Line? {
    while let first = waiting.last, least.map({ first.chunk.start <= $0 }) ?? true {
      begin(first.chunk, first.order)
      waiting.removeLast()
    }
    buffer.removeAll(keepingCapacity: true)
    let ready = open.indices.min {
      isBefore(open[$0].next.line.place, open[$0].order, open[$1].next.line.place, open[$1].order)
    }
    guard let ready, at == lines.count || open[ready].next.line.place <= lines[at].place else {
      guard at < lines.count else { return nil }
      defer { at += 1 }
      buffer.append(contentsOf: arena.bytes[lines[at].text.range])
      return lines[at]
    }
    let line = open[ready].next.line
    swap(&buffer, &open[ready].next.text)
    if let next = open[ready].chunk.next(&open[ready].state) {
      open[ready].next = next
    } else {
      open.remove(at: ready)
    }
    return line
  }

  /// The place of the next line among those that were begun.
  private var least: (input: Int, number: Int)? {
    let inMemory = at < lines.count ? lines[at].place : nil
    guard let inFile = open.map(\.next.line.place).min(by: <) else { return inMemory }
    guard let inMemory, inMemory < inFile else { return inFile }
    return inMemory
  }

  private mutating func begin(_ chunk: HeldChunk, _ order: Int) {
    var state = chunk.state
    if let next = chunk.next(&state) { open.append(Chunk(chunk: chunk, order: order, state: state, next: next)) }
  }
}

/// Whether what came as number `order` at a place of the log stands in front of what came as number `otherOrder` at another.
func isBefore(
  _ place: (input: Int, number: Int), _ order: Int, _ other: (input: Int, number: Int), _ otherOrder: Int
) -> Bool {
  (place.input, place.number, order) < (other.input, other.number, otherOrder)
}
