/// Where to look up a block list, or what a large provider says to senders. Its form is that of `pages.yaml`.
package struct LookupPage: Sendable {
  /// The list's or the provider's name.
  package var name: String
  /// The page on the web.
  package var page: String
  /// What replies name a list by, in small letters; empty for a provider.
  package var marks: [String]
}
