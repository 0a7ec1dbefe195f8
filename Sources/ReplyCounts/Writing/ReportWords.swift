package import MailLog
package import ReplyGuide
package import SMTPReply

/// The report's own words in the language of its guide: headings, phrases with counts, numbers and times.
///
/// The words are in the catalogue's `report.yaml`, one file for each language, so that every format says the same.
package struct ReportWords: Sendable {
  private let guide: ReplyGuide
  /// The language's two letters.
  package var language: String { guide.label("report_language") }
  private let group: String
  private let decimal: String

  /// The words of `guide`'s language.
  package init(_ guide: ReplyGuide) {
    self.guide = guide
    group = guide.label("report_number_group")
    decimal = guide.label("report_number_decimal")
  }

  /// The words `id`, with `values` in the places of their names in braces.
  package func text(_ id: String, _ values: KeyValuePairs<String, String> = [:]) -> String {
    var text = ""
    var rest = Substring(guide.label("report_" + id))
    // Each place is filled once: what is put in may itself hold braces.
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      text += rest[..<open]
      text += values.first { $0.key == name }?.value ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// The words `id` for `number` things, with the number in them.
  package func count(_ id: String, _ number: Int) -> String {
    text(id + (number == 1 ? "_one" : "_other"), ["n": self.number(number)])
  }

  /// The words `id` with a number in them whose form is always the same.
  package func text(_ id: String, _ number: Int) -> String { text(id, ["n": self.number(number)]) }

  /// `number` in groups of three digits.
  package func number(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += group }
      text.append(digit)
    }
    return text
  }

  /// A number that may be unknown: –.
  package func number(_ number: Int?) -> String { number.map { self.number($0) } ?? "–" }

  /// A share of a whole in percent; – when there is no whole.
  package func share(_ part: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "–" }
    // What is beyond that is no count of anything; the bound keeps the product within a number.
    let most = Int.max / 2_000
    let (part, whole) = (min(max(0, part), most), min(whole, most))
    let tenths = (part * 1_000 + whole / 2) / whole
    return "\(number(tenths / 10))\(decimal)\(tenths % 10) %"
  }

  /// A duration with two digits that matter: `0.4 s`, `12 s`, `3.5 min`; – when it is not known.
  package func duration(_ seconds: Double?) -> String {
    guard let seconds else { return "–" }
    for (unit, length) in [("d", 86_400.0), ("h", 3_600), ("min", 60)] where seconds >= 1.5 * length {
      return tenths(seconds / length) + " " + unit
    }
    return tenths(seconds) + " s"
  }

  private func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths >= 100 ? number((tenths + 5) / 10) : "\(tenths / 10)\(decimal)\(tenths % 10)"
  }

  /// A time without its fraction and zone; – when there is none.
  package func time(_ time: LogTime?) -> String { time.map { self.time(iso: $0.iso8601) } ?? "–" }

  /// The day that is `day` days after the first of 1970.
  package func day(_ day: Int) -> String {
    let parts = LogTime(wall: Int64(day) * 86_400_000_000).iso8601.prefix(10).split(separator: "-").map(String.init)
    guard parts.count == 3 else { return "" }
    return text("day", ["year": parts[0], "month": parts[1], "day": parts[2]])
  }

  /// The name of the weekday of `day`; the first of 1970 was a Thursday.
  package func weekday(_ day: Int) -> String { text("weekday_\(((day + 3) % 7 + 7) % 7)") }

  /// A time in ISO 8601, without its fraction and zone.
  package func time(iso: String) -> String {
    let parts = iso.prefix(19).split { $0 == "-" || $0 == "T" }
    guard parts.count == 4 else { return String(iso.prefix(19)) }
    return text(
      "date", ["year": String(parts[0]), "month": String(parts[1]), "day": String(parts[2]), "clock": String(parts[3])])
  }

  /// The title of what is no cause of the guide's: of the report's own, or of nothing known; nil for others.
  package func title(of id: String) -> String? {
    switch id {
    case DayCounts.Cause.stolenLogin.id: count("stolen_title", 1)
    case DayCounts.Cause.notExplained: text("not_explained")
    default: nil
    }
  }

  /// Who acts, seen from here: the sending side is us outbound, the client inbound.
  package func actor(_ actor: ActingParty, _ direction: Direction, isOwnClient: Bool) -> String {
    guard direction == .inbound else { return guide.label("actor_\(actor.rawValue)") }
    return guide.label("actor_\(actor.rawValue)_\(isOwnClient ? "own" : "inbound")")
  }

  /// Who said it to whom; `isReply` when a server said it, and it is not our own mail server's word.
  package func said(_ direction: Direction, isOwnClient: Bool, isReply: Bool, isWithinHost: Bool) -> String {
    guard direction == .outbound else { return text(isOwnClient ? "said_to_own" : "said_to_other") }
    return text(!isReply ? "said_by_us" : isWithinHost ? "said_within_host" : "said_to_us")
  }

  /// What the first digit of `code` says.
  package func kind(of code: ReplyCode) -> String {
    text([2, 4, 5].contains(code.severity) ? "kind_\(code.severity)" : "kind_other")
  }
}
