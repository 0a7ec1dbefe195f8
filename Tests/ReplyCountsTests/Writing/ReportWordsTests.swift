import Foundation
import ReplyGuide
import SMTPReply
import Testing

@testable import MailLog
@testable import ReplyCounts

/// The report's own words in every language.
@Suite("Words of the report")
struct ReportWordsTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Sources/ReplyGuide/Catalogue").standardizedFileURL

  /// The names in braces of each label of a language's file.
  private func places(_ path: String) throws -> [String: Set<String>] {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(path), encoding: .utf8)
    var places: [String: Set<String>] = [:]
    for entry in text.components(separatedBy: "- id: ").dropFirst() {
      let id = entry.prefix { !$0.isNewline }
      places[String(id)] = Set(entry.matches(of: /\{([a-z]+)\}/).map { String($0.1) })
    }
    return places
  }

  @Test("a share of any two numbers is one", arguments: [0, 1, 1 << 51, 3 << 51, Int.max - 1, Int.max, -1, Int.min])
  func anyShare(number: Int) throws {
    let words = ReportWords(try ReplyGuide())
    #expect(words.share(1, 3) == "33.3 %")
    for other in [0, 1, 1 << 51, Int.max, -7] {
      #expect(!words.share(number, other).isEmpty && !words.share(other, number).isEmpty)
    }
  }

  @Test(
    "every language has the same places for names and numbers", arguments: ReplyGuide.languages.filter { $0 != "en" })
  func samePlaces(language: String) throws {
    let english = try places("report.yaml")
    #expect(english.count > 60)
    #expect(try places("\(language)/report.yaml") == english)
  }

  @Test("a phrase for one thing has one for others, and both name the number")
  func plurals() throws {
    let english = try places("report.yaml")
    for id in english.keys where id.hasSuffix("_one") {
      #expect(english[id.dropLast(4) + "_other"] != nil, "\(id)")
    }
    let words = ReportWords(try ReplyGuide())
    #expect(words.count("replies", 1) == "1 reply")
    #expect(words.count("replies", 12_345) == "12,345 replies")
  }

  @Test("numbers, shares and times have the language's form")
  func forms() throws {
    let spanish = ReportWords(try ReplyGuide(language: "es"))
    let english = ReportWords(try ReplyGuide())
    let time = LogTime(wall: 1_795_478_399_000_000)
    #expect(english.number(1_234_567) == "1,234,567")
    #expect(spanish.number(1_234_567) == "1.234.567")
    #expect(english.number(-1_000) == "-1,000")
    #expect(english.number(999) == "999")
    #expect(english.share(995, 1_000) == "99.5 %")
    #expect(spanish.share(995, 1_000) == "99,5 %")
    #expect(english.share(1, 0) == "–")
    #expect(english.time(time) == "2026-11-23 23:59:59")
    #expect(spanish.time(time) == "23/11/2026 23:59:59")
    #expect(english.time(nil) == "–")
  }

  @Test("what is put in is not looked into for further places")
  func hostile() throws {
    let words = ReportWords(try ReplyGuide())
    let text = words.text("stolen_evidence", ["login": "{networks}", "refusals": "r", "domains": "d", "networks": "n"])
    #expect(text.hasPrefix("{networks} was refused r"))
  }
}
