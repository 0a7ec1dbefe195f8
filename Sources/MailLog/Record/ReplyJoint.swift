/// How a log joins the lines of a reply into one text.
package enum ReplyJoint: Sendable {
  /// By a blank or question marks (Postfix).
  case blank
  /// By the two characters `\n` (Exim, string.c `string_printing3`).
  case escape
  /// By `\\n`, inside a quoted confirmation (Exim, deliver.c `delivery_log`); two replies may follow each other there.
  case quotedEscape
}
