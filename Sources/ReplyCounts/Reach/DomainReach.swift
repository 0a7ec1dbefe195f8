import MailLog
import SMTPReply

/// How many different domains the recipients of each code have, and which of them got the most replies.
///
/// Domains are names like others: beyond the memory of a run they go on in its file.
package struct DomainReach {
  /// A domain and how many replies its recipients got.
  package struct Domain {
    /// The domain, as recipients have it.
    package var name: String
    /// Replies that its recipients got.
    package var replies: Int
  }

  /// The groups of this ledger are codes.
  private var domains = NameLedger()
  private let memory: MemoryLimit?

  init(memory: MemoryLimit?) {
    self.memory = memory
  }

  /// Adds the replies of the code `code` to a recipient of `ledger`, which comes once for each code.
  mutating func add(_ replies: Int, of code: Int, for recipient: UInt32, in ledger: NameLedger) {
    let (storage, range) = ledger.domain(of: recipient)
    let domain = storage.withBytes { domains.intern($0, range) }
    domains.add(replies, of: UInt32(code), for: domain, at: 0)
  }

  /// To be called now and then, while domains are added.
  mutating func spillIfNeeded() {
    if let memory, domains.byteCount > memory.forNames { _ = domains.spill(to: memory.file) }
  }

  /// By code: the number of domains, and those with the most replies, `limit` at most; equal ones by name.
  func counts(_ codes: Int, top limit: Int) -> (counts: [Int], top: [[Domain]]) {
    var counts = [Int](repeating: 0, count: codes)
    var best = [Best](repeating: Best(limit: limit), count: codes)
    domains.forEachPart { part in
      part.forEach { domain, shares in
        for index in shares.indices {
          let code = Int(shares[index].group)
          counts[code] += 1
          best[code].offer(part.bytes(domain), Int(shares[index].replies))
        }
      }
    }
    return (counts, best.map(\.rows))
  }

  /// The best of all that are offered.
  private struct Best {
    private var kept: [(replies: Int, name: [UInt8])] = []
    /// What the last of the wanted has, once there are enough.
    private var least = 0
    private let limit: Int

    init(limit: Int) {
      self.limit = limit
    }

    mutating func offer(_ name: ArraySlice<UInt8>, _ replies: Int) {
      guard replies >= least else { return }
      kept.append((replies, Array(name)))
      guard kept.count >= 4 * limit else { return }
      kept = Array(sorted.prefix(limit))
      least = kept.last?.replies ?? 0
    }

    private var sorted: [(replies: Int, name: [UInt8])] {
      kept.sorted { left, right in
        left.replies != right.replies
          ? left.replies > right.replies : left.name.lexicographicallyPrecedes(right.name)
      }
    }

    var rows: [Domain] {
      sorted.prefix(limit).map { Domain(name: String(decoding: $0.name, as: UTF8.self), replies: $0.replies) }
    }
  }
}
