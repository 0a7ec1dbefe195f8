import Testing

@Suite("Main log and reject log together")
struct RejectLogTests {
  private func rejection(_ time: String, _ recipient: String) -> String {
    "2026-11-23 \(time) H=(h) [192.0.2.7] F=<s@example.org> rejected RCPT <\(recipient)@example.com>: 550 5.1.1 no\n"
  }

  private let arrival = "2026-11-23 15:00:00 1xVVq2-0000mL-25 <= s@example.org H=(h) [192.0.2.7] P=esmtp S=1\n"
  private let completed = "2026-11-23 17:00:00 1xVVq2-0000mL-25 Completed\n"

  private var mainLog: String {
    arrival + rejection("15:10:00", "a") + rejection("15:10:00", "a") + rejection("16:00:00", "b")
      + "2026-11-23 16:10:00 VRFY failed for x@example.com H=(h) [192.0.2.7]\n" + rejection("16:59:59", "c") + completed
  }

  private var rejectLog: String {
    rejection("15:10:00", "a") + rejection("15:10:00", "a") + rejection("16:00:00", "b")
      + "Envelope-from: <s@example.org>\n\n" + rejection("16:59:59", "c")
  }

  private func recipients(_ texts: [String]) throws -> [String] {
    try Collector.read(texts: texts).0.replies.map { String(($0.recipient ?? "").prefix(1)) }.sorted()
  }

  @Test("each rejection counts once, in either order and joined into one stream")
  func together() throws {
    let once = ["a", "a", "b", "c", "x"]
    #expect(try recipients([mainLog]) == once)
    #expect(try recipients([mainLog, rejectLog]) == once)
    #expect(try recipients([rejectLog, mainLog]) == once)
    #expect(try recipients([mainLog + rejectLog]) == once)
    #expect(try recipients([rejectLog + mainLog]) == once)
  }

  @Test("the reject log alone, and what is older than the main log, count")
  func alone() throws {
    #expect(try recipients([rejectLog]) == ["a", "a", "b", "c"])
    let older = "2026-11-22 10:00:00 H=(h) [192.0.2.7] F=<s@example.org> rejected RCPT <o@example.com>: 550 no\n"
    #expect(try recipients([mainLog, older + rejectLog]) == ["a", "a", "b", "c", "o", "x"])
  }

  @Test("a main log in two files is no copy of itself")
  func rotated() throws {
    let later = rejection("16:59:59", "d") + rejection("17:10:00", "e") + completed
    #expect(try recipients([mainLog, later]) == ["a", "a", "b", "c", "d", "e", "x"])
    let quiet = rejection("16:59:58", "d") + rejection("17:10:00", "e")
    #expect(try recipients([mainLog, quiet]) == ["a", "a", "b", "c", "d", "e", "x"])
  }
}
