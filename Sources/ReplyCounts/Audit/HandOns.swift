/// A delivery that an audit counts.
struct AuditDelivery {
  /// The row of each dimension; -1 for none.
  var rows: [Int]
  var count: Int
  /// Seconds since arrival, and since the first deferral.
  var delay: Double?
  var wait: Double?
  var tls: Bool?
}

/// Deliveries to this host itself that name the queue id they got there: handed to a filter, if the log goes on under that id.
struct HandOns {
  /// A filter hands mail back before it answers, or at once after: so few ids are remembered.
  private static let memory = 4_096

  private var waiting: [String: [AuditDelivery]] = [:]
  private var seen: Set<String> = []
  private var order: [String] = []
  private var next = 0

  /// The log tells of the message `id`; gives how many recipients were handed on under it.
  mutating func see(_ id: String) -> Int {
    if seen.insert(id).inserted {
      if order.count < HandOns.memory {
        order.append(id)
      } else {
        seen.remove(order[next])
        order[next] = id
        next = (next + 1) % HandOns.memory
      }
    }
    return (waiting.removeValue(forKey: id) ?? []).reduce(0) { $0 + $1.count }
  }

  /// Takes a delivery that got the queue id `id`; gives how many recipients are known to be handed on.
  mutating func add(_ delivery: AuditDelivery, _ id: String) -> Int {
    if seen.contains(id) { return delivery.count }
    waiting[id, default: []].append(delivery)
    return 0
  }

  /// The deliveries that the log did not go on about.
  mutating func takeAll() -> [AuditDelivery] {
    defer { waiting = [:] }
    return waiting.values.flatMap { $0 }
  }
}
