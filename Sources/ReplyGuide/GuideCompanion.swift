package import Synchronization

/// A place for what is made of a guide once and asked often, by who knows more than the guide; copies of a guide share it.
package final class GuideCompanion: Sendable {
  /// What was made; nil before.
  package let made = Mutex<(any Sendable)?>(nil)

  package init() {}
}
