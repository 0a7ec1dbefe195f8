/// A value of a YAML file, with the line it stands on.
struct YAMLNode {
  /// What the value is.
  enum Content {
    case text(String)
    case list([YAMLNode])
    case entries([YAMLEntry])
    /// A key with nothing behind it.
    case nothing
  }

  var content: Content
  var line: Int
}

/// A key with its value.
struct YAMLEntry {
  var key: String
  var line: Int
  var value: YAMLNode
}
