import SMTPReply

/// The words that syslog daemons put in front of a tag besides stamp and host. Each test is of a whole word.
enum PrefixWords {
  /// Whether it is a severity in capitals, `INFO`: no host has such a name.
  static func isSeverity(_ bytes: RawSpan, _ word: Range<Int>) -> Bool {
    guard (3...13).contains(word.count), ASCII.isCapital(bytes.byte(word.lowerBound)) else { return false }
    return isAny(of: severities, bytes, word, inCapitals: true)
  }

  /// Whether it is a severity, in capitals or not.
  static func isAnySeverity(_ bytes: RawSpan, _ word: Range<Int>) -> Bool {
    isAny(of: severities, bytes, word, inCapitals: true) || isAny(of: severities, bytes, word, inCapitals: false)
  }

  /// Whether it is a facility, `mail`.
  static func isFacility(_ bytes: RawSpan, _ word: Range<Int>) -> Bool {
    isAny(of: facilities, bytes, word, inCapitals: false)
  }

  /// Whether it is facility and priority, `mail.info`, or both as numbers.
  static func isPriority(_ bytes: RawSpan, _ word: Range<Int>) -> Bool {
    guard let dot = bytes.shortFirst(of: ASCII.dot, from: word.lowerBound, to: word.upperBound) else { return false }
    let (facility, severity) = (word.lowerBound..<dot, (dot + 1)..<word.upperBound)
    if isNumber(bytes, facility, digits: 2), isNumber(bytes, severity, digits: 1) { return true }
    return isFacility(bytes, facility) && isAnySeverity(bytes, severity)
  }

  /// Whether it is the name of a zone that tells no offset for sure, `CET`.
  static func isZone(_ bytes: RawSpan, _ word: Range<Int>) -> Bool {
    isAny(of: zones, bytes, word, inCapitals: true)
  }

  /// Whether it is the method of a request: what follows is a client's text.
  static func isMethod(_ bytes: RawSpan, _ word: Range<Int>) -> Bool {
    isAny(of: methods, bytes, word, inCapitals: true)
  }

  /// Whether a number of as many digits at most is all of it.
  static func isNumber(_ bytes: RawSpan, _ word: Range<Int>, digits: Int) -> Bool {
    guard !word.isEmpty, word.count <= digits else { return false }
    for at in word where !ASCII.isDigit(bytes.byte(at)) { return false }
    return true
  }

  private static func isAny(
    of names: [StaticString], _ bytes: RawSpan, _ word: Range<Int>, inCapitals: Bool
  ) -> Bool {
    guard word.count <= 16 else { return false }
    for name in names where name.utf8CodeUnitCount == word.count {
      var isEqual = true
      for index in 0..<word.count {
        // The index stays below the length of both.
        let wanted = unsafe name.utf8Start[index]
        let letter = inCapitals && ASCII.isLetter(wanted) ? wanted & 0xdf : wanted
        if bytes.byte(word.lowerBound + index) != letter { isEqual = false }
      }
      if isEqual { return true }
    }
    return false
  }

  private static let severities: [StaticString] = [
    "info", "notice", "warning", "warn", "err", "error", "debug", "crit", "critical", "alert", "emerg", "emergency",
    "panic", "fatal", "trace", "informational",
  ]
  private static let facilities: [StaticString] = [
    "mail", "daemon", "user", "syslog", "auth", "authpriv", "kern", "lpr", "news", "uucp", "cron", "ftp", "security",
    "ntp", "console", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
  ]
  private static let zones: [StaticString] = [
    "cet", "cest", "eet", "eest", "wet", "west", "msk", "bst", "ist", "est", "edt", "cst", "cdt", "mst", "mdt", "pst",
    "pdt", "akst", "akdt", "hst", "jst", "kst", "aest", "aedt", "acst", "awst", "nzst", "nzdt", "sast", "hkt", "sgt",
    "pkt", "wib", "brt", "art", "clt",
  ]
  private static let methods: [StaticString] = [
    "get", "post", "head", "put", "delete", "patch", "options", "connect", "trace", "propfind", "report",
  ]
}
