// The binary form of the messages in flight.
extension MessageTracker {
  func write(to state: inout StateWriter) {
    state.write(lastSerial)
    let messages = table.messages.filter { !$0.isOpen }
    state.write(messages.count)
    for message in messages {
      let lives = (older[message.id] ?? []) + [message]
      message.id.write(to: &state)
      state.write(lives.count)
      for life in lives { write(life, to: &state) }
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

  init(from state: inout StateReader, keepsDetails: Bool) throws(StateReader.Failure) {
    self.init(keepsDetails: keepsDetails)
    lastSerial = try state.number()
    guard lastSerial < 1 << 56 else { throw .outOfRange }
    for _ in 0..<(try state.count()) {
      let id = try QueueID(from: &state)
      for _ in 0..<(try state.count()) { put(try life(of: id, from: &state)) }
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
    let text = try state.string()
    let span = text.span
    return unsafe keep(Field(0, text.count), span.bytes)
  }
}
