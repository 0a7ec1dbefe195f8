import Foundation
import MailReplies
import Testing

/// What cannot be opened is thrown; what breaks off is told behind what was sound.
@Suite("Replies of inputs that are broken or many")
struct BrokenInputTests {
  private static func sample(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: SampleLogs.path(name))))
  }

  @Test("a file that is not there is thrown by name, also as one of several")
  func missing() throws {
    let folder = try Folder()
    let there = try folder.file("mail.log", Array(bouncedLine("a@b.example").utf8))
    let gone = there + ".1"
    for paths in [[gone], [there, gone]] {
      let error = #expect(throws: InputError.self) { try MailReplies(paths) }
      #expect(error?.path == gone && error?.description.contains("No such file") == true)
    }
  }

  @Test("what was sound in front of damage is given, then the next input, and the damage is told")
  func damage() throws {
    let folder = try Folder()
    let whole = try Self.sample("postfix.log.gz")
    let cut = try folder.file("mail.log.1.gz", Array(whole.prefix(whole.count / 2)))
    let next = try folder.file("mail.log", Array(bouncedLine("a@b.example", day: "Nov 23").utf8))
    let sound = Array(try MailReplies(bytes: whole))
    let replies = try MailReplies([next, cut], now: SampleLogs.now)
    let read = Array(replies)
    #expect(read.count > 10 && read.count < sound.count && read.last?.path == next)
    let own = read.filter { $0.path == cut }
    #expect(own.map(\.text) == sound.prefix(own.count).map(\.text) && own.count == read.count - 1)
    #expect(replies.damage.map(\.path) == [cut] && replies.damage.first?.cause == .truncated)
    #expect(!replies.isComplete && replies.failures.isEmpty)
  }

  @Test("a file that is gone when its turn comes is told, and the others are read")
  func vanished() throws {
    let folder = try Folder()
    let paths = try (1...3).map { try folder.file("log.\($0)", Array(bouncedLine("\($0)@b", day: "Nov 2\($0)").utf8)) }
    let replies = try MailReplies(paths, now: SampleLogs.now)
    try FileManager.default.removeItem(atPath: paths[1])
    #expect(replies.map(\.path) == [paths[0], paths[2]])
    #expect(replies.failures.map(\.path) == [paths[1]] && !replies.isComplete)
  }

  @Test("files are read oldest first and once, in whatever order they are given, and messages are followed over them")
  func order() throws {
    let folder = try Folder()
    let arrival =
      "Nov 21 23:59:59 mail postfix/qmgr[9]: 4A00000001: from=<a@example.com>, size=9, nrcpt=1 (queue active)\n"
    let older = try folder.file("mail.log.1", Array((arrival + bouncedLine("1@b.example", day: "Nov 22")).utf8))
    let newer = try folder.file("mail.log", Array(bouncedLine("2@b.example").utf8))
    let replies = try MailReplies([newer, older, newer], now: SampleLogs.now)
    let read = Array(replies)
    #expect(read.map(\.path) == [older, newer] && read.map(\.input) == [0, 1] && read.map(\.line) == [2, 1])
    #expect(read.map(\.sender) == ["a@example.com", "a@example.com"])
    #expect(replies.notes == [.sameFile(path: newer, as: newer)] && replies.isComplete)
  }
}
