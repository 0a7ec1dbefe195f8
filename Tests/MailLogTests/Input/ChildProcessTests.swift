import Foundation
import Testing

@testable import MailLog

@Suite("A program that reads for us")
struct ChildProcessTests {
  private func isThere(_ process: pid_t) -> Bool { kill(process, 0) == 0 }

  @Test("is ended and waited for when it is dropped, though it would go on for ever")
  func dropped() throws {
    let process: pid_t
    do {
      let child = try ChildProcess(program: "yes", arguments: [])
      process = child.process
      var buffer = [UInt8](repeating: 0, count: 4)
      let count = try child.read(into: &buffer, at: 0)
      #expect(count > 0)
      #expect(isThere(process))
    }
    // Neither running nor a zombie.
    #expect(!isThere(process))
  }

  @Test("is not sent a signal's worth of bytes when it has gone")
  func gone() throws {
    var child = try ChildProcess(program: "true", arguments: [])
    let bytes = [UInt8](repeating: 0, count: 1 << 16)
    var sent: Int? = 0
    while sent != nil {
      _ = child.waitUntilReady(sending: true, source: nil)
      sent = child.send(bytes[...])
    }
    let process = child.process
    let status = child.finish()
    #expect(status == 0)
    #expect(!isThere(process))
  }

  @Test("tells its status and its first words, however many there are")
  func words() throws {
    let script = "echo 'first  ' >&2; i=0; while [ $i -lt 40000 ]; do echo more and more >&2; i=$((i+1)); done; exit 3"
    var child = try ChildProcess(program: "sh", arguments: ["-c", script])
    var isAtEnd = false
    var buffer = [UInt8](repeating: 0, count: 16)
    while !isAtEnd {
      if child.waitUntilReady(sending: false, source: nil).hasOutput {
        isAtEnd = try child.read(into: &buffer, at: 0) == 0
      }
    }
    let status = child.finish()
    #expect(status == 3 << 8)
    #expect(child.message == "first")
  }

  @Test("has an empty environment")
  func environment() throws {
    var child = try ChildProcess(program: "env", arguments: [])
    child.closeInput()
    var buffer = [UInt8](repeating: 0, count: 200)
    let count = try child.read(into: &buffer, at: 0)
    #expect(count == 0)
    let status = child.finish()
    #expect(status == 0)
  }

  @Test("that is not installed")
  func missing() {
    #expect(throws: SystemError(code: ENOENT)) {
      _ = try ChildProcess(program: "no-such-program-anywhere", arguments: [])
    }
  }
}
