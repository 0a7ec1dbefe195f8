/// Where to look up a block list, or what a large provider says to senders. Its form is that of `pages.yaml`.
public struct LookupPage: Sendable {
  /// The list's or the provider's name.
  public var name: String
  /// The page on the web.
  public var page: String
  /// What replies name a list by, in small letters; empty for a provider.
  public var marks: [String]
}
