/// The recipients that were deferred and not settled since, by message.
struct PendingRecipients {
  private var waiting: [UInt64: Set<UInt32>] = [:]
  /// Recipients whose message ended while they waited.
  private var abandoned = 0
  /// How many recipients the last `settleAll` settled.
  private(set) var lastSettled = 0

  /// How many recipients are still deferred.
  var count: Int { waiting.values.reduce(abandoned) { $0 + $1.count } }

  /// `recipient` of the message `serial` was deferred.
  mutating func wait(_ recipient: UInt32, of serial: UInt64) {
    waiting[serial, default: []].insert(recipient)
  }

  /// `recipient` is settled; tells whether it had been waiting.
  mutating func settle(_ recipient: UInt32, of serial: UInt64) -> Bool {
    guard waiting[serial]?.remove(recipient) != nil else { return false }
    if waiting[serial]?.isEmpty == true { waiting[serial] = nil }
    return true
  }

  /// All recipients of the message are settled; gives how many had been waiting.
  mutating func settleAll(_ serial: UInt64) -> Int {
    lastSettled = waiting.removeValue(forKey: serial)?.count ?? 0
    return lastSettled
  }

  /// The message ends; who still waits stays deferred.
  mutating func end(_ serial: UInt64) {
    abandoned += waiting.removeValue(forKey: serial)?.count ?? 0
  }
}
