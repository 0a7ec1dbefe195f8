extension Report.Finding {
  /// Whether somebody has to act.
  var isActionable: Bool { !evidence.isEmpty || actor != .nobody }

  /// Whether somebody has to act, and nobody said that it is known.
  var isOpen: Bool { isActionable && !isKnown }
}
