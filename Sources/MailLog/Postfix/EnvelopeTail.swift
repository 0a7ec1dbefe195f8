/// What ends a line of a refusal, whatever stands in front: the HELO name's bracket, and behind it only the login of one who proved it.
struct EnvelopeTail {
  /// The offset of the bracket that ends the HELO name; -1 when the line ends in another way, as one that was cut does.
  var nameEnd = -1
  /// The login; none without one.
  var login = Field.none
  /// Whether the line may have been cut: then a login may be the inside of a HELO name.
  var isUnsure = false
}
