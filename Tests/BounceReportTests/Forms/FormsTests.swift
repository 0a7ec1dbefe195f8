import BounceReport
import TestSupport
import Testing

/// What holds for every form of the list.
@Suite("Forms of a report")
struct FormsTests {
  @Test(
    "names and endings are distinct, and an ending tells its form wherever the file is", arguments: ReportForm.allCases)
  func list(form: ReportForm) {
    #expect(ReportForm.allCases.count { $0.name == form.name || $0.ending == form.ending } == 1)
    for path in ["r.\(form.ending)", "/a.b/c/R.x.\(form.ending.uppercased())"] {
      #expect(ReportForm(path: path) == form)
    }
    #expect(ReportForm.names.contains(form.name) && ReportForm.endings.contains("." + form.ending))
  }

  @Test(
    "a path that ends otherwise tells none",
    arguments: ["", "report", "txt", "a.txt/report", "r.", "r.pdf", "r.html.gz"])
  func none(path: String) {
    #expect(ReportForm(path: path) == nil)
  }

  @Test("names are a sentence, endings a list")
  func help() {
    #expect(ReportForm.names == "text, json, html, md, csv, prom or eml")
    #expect(ReportForm.endings == ".txt .json .html .md .csv .prom .eml")
  }

  @Test("the same report gives the same bytes, in each language", arguments: ReportForm.allCases)
  func same(form: ReportForm) throws {
    let english = try SmallReport.text(form)
    #expect(try english == SmallReport.text(form))
    #expect(!english.isEmpty)
    let spanish = try SmallReport.text(form, "es")
    // Figures for machines have no words of a language.
    #expect((spanish == english) == (form == .openMetrics))
  }

  @Test(
    "a log of nothing is said to be one, and never that all is well", arguments: [ReportForm.text, .html, .markdown])
  func nothing(form: ReportForm) throws {
    let report = try LogText(["Nov 22 10:00:00 host cron[1]: nothing of mail"]).report()
    let text = String(decoding: form.bytes(of: report, envelope: SmallReport.envelope), as: UTF8.self)
    #expect(text.contains("No line of Postfix or Exim was read"), "\(text.prefix(2_000))")
    #expect(!text.contains("Nothing that you could act on"))
  }

  @Test(
    "an audit is in every form that people read, in both languages", arguments: [ReportForm.text, .html, .markdown])
  func audit(form: ReportForm) throws {
    for (language, words) in [("en", ["Recipient domains", "median"]), ("es", ["Dominios", "mediana"])] {
      let text = try SmallReport.text(form, language, isAudited: true)
      #expect(words.allSatisfy { text.contains($0) } && text.contains("e.example"), "\(language) \(text.suffix(900))")
      #expect(try !SmallReport.text(form, language).contains(words[1]))
    }
  }
}
