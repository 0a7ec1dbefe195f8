/// What was found out of a reply before its bytes were written anew, in numbers of whoever found it out.
///
/// Bytes that stand in for others no longer tell it: a pseudonym is nobody's address, and the name of a host may have been the
/// only word that told a cause.
package struct ReplyNotes: Hashable, Sendable {
  /// Bits that say whose fault the reply can be.
  package var circumstances: UInt8
  /// The number of the cause; nil when none explains the reply.
  package var cause: Int32?
  /// Whether the text said so, and not the code alone.
  package var isSure: Bool

  /// What was found out.
  package init(circumstances: UInt8, cause: Int32?, isSure: Bool) {
    self.circumstances = circumstances
    self.cause = cause
    self.isSure = isSure
  }

  /// What there is to know of the cause, in eight bytes.
  package var said: UInt64 { UInt64(UInt32(bitPattern: cause ?? -1)) << 1 | (isSure ? 1 : 0) }
}
