import MailLog

// Going on in a file, so that deferred recipients which are never settled cannot fill the memory.
extension PendingRecipients {
  /// Makes sure that what is known of the message is in memory.
  @inline(__always)
  mutating func recall(_ serial: UInt64) {
    if spilledCount > 0 { bringBack(serial) }
  }

  @inline(never)
  private mutating func bringBack(_ serial: UInt64) {
    let record = spilled?.take(PendingRecipients.key(serial)) { record in
      var state = StateReader(record)
      return (try? state.fixed()) == serial
    }
    guard let record, let recipients = read(record)?.recipients else { return }
    spilledCount -= recipients.count
    for recipient in recipients { insert(recipient, of: serial) }
  }

  /// Moves the half of the messages that are the oldest to the file.
  mutating func spill() {
    guard let memory else { return }
    let serials = serials
    let older = serials.prefix((serials.count + 1) / 2).map { (key: PendingRecipients.key($0), serial: $0) }
      .sorted { $0.key < $1.key }
    var records = spilled ?? SpilledRecords(file: memory.file)
    let isDone = records.add(older.map(\.key)) { place, record in
      record.write(fixed: older[place].serial)
      for recipient in recipients(of: older[place].serial) { record.write(fixed: recipient) }
    }
    guard isDone else {
      // The file is full: the run goes on in memory.
      self.memory = nil
      return
    }
    spilled = records
    for known in older { spilledCount += removeFromMemory(known.serial) }
  }

  /// Calls `body` with every message whose recipients wait, and those in order.
  func forEach(_ body: (_ serial: UInt64, _ recipients: [UInt64]) -> Void) {
    for serial in serials { body(serial, recipients(of: serial)) }
    forEachSpilled(body)
  }

  /// As `forEach`, for those in the file.
  func forEachSpilled(_ body: (_ serial: UInt64, _ recipients: [UInt64]) -> Void) {
    spilled?.forEach { record in
      if let known = read(record) { body(known.serial, known.recipients) }
    }
  }

  private func read(_ record: [UInt8]) -> (serial: UInt64, recipients: [UInt64])? {
    var state = StateReader(record)
    do {
      let serial = try state.fixed()
      var recipients: [UInt64] = []
      while !state.isAtEnd { recipients.append(try state.fixed()) }
      return (serial, recipients)
    } catch {
      spilled?.file.noteDamage()
      return nil
    }
  }

  /// Serials count up; their keys lie everywhere.
  private static func key(_ serial: UInt64) -> UInt64 { HashMixer.mix(serial, 0x9e37_79b9_7f4a_7c15) }
}
