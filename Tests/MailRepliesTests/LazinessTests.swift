import Foundation
import Testing

@testable import MailReplies

/// Replies come as they are asked for, and few of them are in memory.
@Suite("Replies as they come")
struct LazinessTests {
  @Test("the first reply is there before its log has an end")
  func pipe() throws {
    let pipe = Pipe()
    let writing = pipe.fileHandleForWriting
    try writing.write(contentsOf: Data(bouncedLine("first@b.example").utf8))
    let replies = try MailReplies("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)", now: SampleLogs.now)
    #expect(replies.next()?.recipient == "first@b.example")
    try writing.write(contentsOf: Data(bouncedLine("second@b.example").utf8))
    #expect(replies.next()?.recipient == "second@b.example")
    try writing.close()
    #expect(replies.next() == nil && replies.isComplete && replies.lines.total == 2)
  }

  @Test("of a long log the replies of a quarter of a megabyte are in memory at most")
  func memory() throws {
    let line = bouncedLine("someone@b.example")
    let text = String(repeating: line, count: 20_000)
    let replies = try MailReplies(bytes: Array(text.utf8), now: SampleLogs.now)
    var most = 0
    var count = 0
    for _ in replies {
      most = max(most, replies.collector.replies.count)
      count += 1
    }
    #expect(count == 20_000 && most > 1 && most <= (1 << 18) / line.utf8.count + 1)
  }
}
