// The binary form of the messages in flight.
extension MessageTracker {
  func write(to state: inout StateWriter) {
    state.write(lastSerial)
    let messages = table.messages.filter { !$0.isOpen }
    var spilledCount = 0
    forEachSpilled { spilledCount += $0.table.messages.count { !$0.isOpen } }
    state.write(messages.count + spilledCount)
    for message in messages { write(message, wholly: false, &state) }
    forEachSpilled { one in
      for message in one.table.messages where !message.isOpen { one.write(message, wholly: false, &state) }
    }
  }

  /// Writes a message with the older lives of its id; `wholly` with what only this run can use.
  func write(_ message: MessageTable.Message, wholly: Bool, _ state: inout StateWriter) {
    let lives = (older[message.id] ?? []) + [message]
    message.id.write(to: &state)
    state.write(lives.count)
    for life in lives {
      write(life, to: &state)
      guard wholly else { continue }
      state.write(life.isOpen)
      state.write(signed: Int64(life.size))
      state.write(arrivals[life.serial] != nil)
      if let arrival = arrivals[life.serial] { state.write(signed: arrival) }
    }
  }

  private func write(_ life: MessageTable.Message, to state: inout StateWriter) {
    state.write(life.serial)
    state.write(signed: life.lastSeen)
    state.write(life.wasDeferred)
    state.write(life.isQueued)
    for field in [life.sender, life.messageID, life.client, life.saslUser] {
      state.write(field.exists)
      if field.exists { state.write(heap.bytes[field.range]) }
    }
  }

  init(from state: inout StateReader, keepsDetails: Bool, memory: MemoryLimit?) throws(StateReader.Failure) {
    self.init(keepsDetails: keepsDetails, memory: memory)
    lastSerial = try state.number()
    guard lastSerial < 1 << 56 else { throw .outOfRange }
    for _ in 0..<(try state.count(size: 0)) { try readMessage(from: &state, wholly: false) }
  }

  /// Reads what `write` wrote of a message, and puts it in front of what its id has.
  mutating func readMessage(from state: inout StateReader, wholly: Bool) throws(StateReader.Failure) {
    let id = try QueueID(from: &state)
    if !wholly { recall(id) }
    for _ in 0..<(try state.count(size: 0)) {
      var life = try life(of: id, from: &state)
      if wholly {
        life.isOpen = try state.flag()
        guard let size = Int32(exactly: try state.signed()) else { throw .outOfRange }
        life.size = size
        if try state.flag() { arrivals[life.serial] = try state.second() }
      }
      put(life)
    }
  }

  private mutating func life(
    of id: QueueID, from state: inout StateReader
  ) throws(StateReader.Failure) -> MessageTable.Message {
    let serial = try state.number()
    guard serial > 0, serial <= lastSerial else { throw .outOfRange }
    var life = MessageTable.Message(id: id, serial: serial, lastSeen: try state.second())
    life.wasDeferred = try state.flag()
    life.isQueued = try state.flag()
    life.sender = try text(from: &state)
    life.messageID = try text(from: &state)
    life.client = try text(from: &state)
    life.saslUser = try text(from: &state)
    return life
  }

  private mutating func text(from state: inout StateReader) throws(StateReader.Failure) -> Field {
    guard try state.flag() else { return .none }
    let text = try state.string(canSpill: true)
    return text.withBytes { keep(Field(0, text.count), $0) }
  }
}
