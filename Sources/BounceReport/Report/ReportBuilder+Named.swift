import ReplyCounts
import ReplyGuide
import SMTPReply

// What a finding can name: whose address is listed, where, which sender or login it is.
extension ReportBuilder {
  /// The names behind a finding, where they are few; and whether there were more.
  func named(_ cause: Cause, _ key: FindingKey, _ members: [Int]) -> (names: [String], hasMore: Bool) {
    var names: [String] = []
    var hasMore = false
    if key.direction == .outbound {
      var few = NamedAddresses.BoundedList()
      for member in members {
        if let own = figures.addresses[UInt32(member)] { few.formUnion(own) }
      }
      names = few.addresses.prefix(NameReach.shown).map { String(decoding: $0, as: UTF8.self) }
      hasMore = few.hasMore || few.addresses.count > NameReach.shown
      names += lists(cause, members)
    }
    let kind = AffectedKind(cause.class, key.direction)
    // A stranger's senders and hosts are made up, or change with every attempt.
    guard key.direction == .outbound || key.isOwnClient, let affected = figures.named.names(kind, of: key),
      affected.count <= NameReach.shown
    else { return (names, hasMore) }
    return (names + affected.first.texts.filter { !$0.isEmpty }.sorted(), hasMore)
  }

  /// The block lists that the replies name, by their own names.
  private func lists(_ cause: Cause, _ members: [Int]) -> [String] {
    guard cause.class == .blocklisted else { return [] }
    return lookedUp(members).map(\.name)
  }

  /// Pages that say more: of the lists that are named, else of the provider whose reply it is.
  func pages(_ cause: Cause, _ key: FindingKey, _ members: [Int]) -> [String] {
    guard key.direction == .outbound else { return [] }
    let lists = cause.class == .blocklisted ? lookedUp(members).map(\.page) : []
    if !lists.isEmpty { return lists }
    let isAboutUs = [.blocklisted, .reputation, .rateLimit, .mailAuth, .spamContent, .rdnsHelo].contains(cause.class)
    guard isAboutUs, let provider = cause.provider, let page = lookups.page(of: provider) else { return [] }
    return [page.page]
  }

  private func lookedUp(_ members: [Int]) -> [LookupPage] {
    var found: [LookupPage] = []
    for member in members {
      for page in lookups.lists(in: groups[member].template) where !found.contains(where: { $0.name == page.name }) {
        found.append(page)
      }
    }
    return found.sorted { $0.name < $1.name }
  }
}
