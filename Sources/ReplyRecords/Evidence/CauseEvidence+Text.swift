import MailLog
package import ReplyCounts
import ReplyGuide

extension CauseEvidence {
  /// How many entries a list shows.
  private static let shown = 10

  /// What was gathered as text, `width` columns wide, ready to paste.
  package func text(_ words: ReportWords, width: Int) -> String {
    var canvas = TextCanvas(width: width, isColoured: false)
    canvas.heading(words.text("evidence_title", ["title": cause.title]))
    canvas.gap()
    let zone = words.text(first?.zone == nil ? "evidence_no_zone" : "evidence_utc")
    let period = words.text("evidence_period", ["first": words.time(first), "last": words.time(last)])
    canvas.paragraph("\(period) (\(zone))")
    canvas.paragraph(
      words.text(
        "evidence_volume",
        ["replies": words.count("replies", replies), "recipients": words.count("recipient", recipientCount)]))
    list(words.text("evidence_ours"), ours(words), &canvas)
    list(words.text("evidence_hosts"), hosts.sorted(), &canvas)
    canvas.gap()
    table(words.text("evidence_codes"), codes, 0, words, &canvas)
    table(words.text("evidence_peers"), peers, otherPeers, words, &canvas)
    canvas.gap()
    canvas.heading(words.text("evidence_days"))
    for (day, count) in days.sorted(by: { $0.key < $1.key }).suffix(31) {
      canvas.line("  \(day)  \(TextCanvas.right(words.number(count), 8))")
    }
    canvas.gap()
    canvas.heading(words.text("evidence_replies"))
    let sorted = wordings.sorted
    for wording in sorted.prefix(5) {
      let sample = (wording.isOfMany ? words.text("many_texts") + " " : "") + wording.sample
      canvas.paragraph(sample, label: TextCanvas.right(words.number(wording.count), 6) + "  ", indent: 2)
    }
    let rest = sorted.dropFirst(5).reduce(0) { $0 + $1.count }
    if rest > 0 { canvas.line("  " + TextCanvas.right(words.number(rest), 6) + "  …") }
    for page in pages { canvas.paragraph(words.text("page", ["page": page])) }
    return canvas.text
  }

  private func ours(_ words: ReportWords) -> [String] {
    let names = addresses.addresses.map { String(decoding: $0, as: UTF8.self) }
    return addresses.hasMore ? [words.text("named_more", ["names": names.joined(separator: ", ")])] : names
  }

  /// Where to take it: the lists that the replies name, else the provider's page.
  private var pages: [String] {
    let lookups = LookupPages()
    let lists = cause.class == .blocklisted ? lookups.lists(inAny: wordings.sorted.map(\.sample)).map(\.page) : []
    return lists.isEmpty ? [cause.provider.flatMap { lookups.page(of: $0)?.page }].compactMap { $0 } : lists
  }

  private func list(_ title: String, _ values: [String], _ canvas: inout TextCanvas) {
    guard !values.isEmpty else { return }
    canvas.paragraph("\(title): \(values.joined(separator: ", "))")
  }

  private func table(
    _ title: String, _ counts: [String: Int], _ others: Int, _ words: ReportWords, _ canvas: inout TextCanvas
  ) {
    guard !counts.isEmpty else { return }
    let sorted = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    canvas.heading(title)
    for (name, count) in sorted.prefix(CauseEvidence.shown) {
      canvas.line("  \(TextCanvas.right(words.number(count), 8))  \(name.isEmpty ? words.text("no_reply") : name)")
    }
    let rest = sorted.dropFirst(CauseEvidence.shown).reduce(others) { $0 + $1.value }
    if rest > 0 { canvas.line("  \(TextCanvas.right(words.number(rest), 8))  …") }
  }
}
