import ReplyCounts

// Addresses of ours on block lists.
extension NewsFinder {
  /// Listings that are told though nothing shows that the address is ours, at most.
  private static let saidLimit = 20

  /// What earlier runs heard in the window: older words are no evidence any more, and do not make a listing known.
  private var wordsBefore: [ListingWord] {
    past.words.filter { $0.value > lastDay - Past.window }.map(\.key)
  }

  /// The listings of addresses that are ours by more than a server's word.
  var provenListings: Set<DayCounts.Listing> {
    let evidence = ListingEvidence(Set(wordsBefore).union(words))
    return Set(
      evidence.listings.filter { evidence.grade(of: $0) ?? .said > .said }.map {
        DayCounts.Listing(list: $0.list, address: $0.address)
      })
  }

  /// Listings that are better known than before: a word that proves less makes none of them known.
  var listings: [Report.News.Item] {
    let before = ListingEvidence(wordsBefore)
    let now = ListingEvidence(Set(wordsBefore).union(words))
    var proven: [Report.News.Item] = []
    var said: [Report.News.Item] = []
    for listing in now.listings {
      guard let grade = now.grade(of: listing) else { continue }
      let earlier = before.grade(of: listing)
      var item = Report.News.Item(kind: .listing, name: listing.address, list: listing.list)
      item.servers = now.servers(listing)
      if grade > .said, grade > earlier ?? .said {
        proven.append(item)
      } else if earlier == nil {
        item.kind = .said
        item.isMinor = true
        said.append(item)
      }
    }
    said.sort { ($1.servers ?? 0, $0.name, $0.list ?? "") < ($0.servers ?? 0, $1.name, $1.list ?? "") }
    return proven + said.prefix(NewsFinder.saidLimit)
  }
}
