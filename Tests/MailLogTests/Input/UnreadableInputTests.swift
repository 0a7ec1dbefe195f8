import Foundation
import Testing

@testable import MailLog

@Suite("Input that cannot be read is refused with a reason")
struct UnreadableInputTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func refusal(_ path: String) -> InputError? {
    do throws(InputError) {
      _ = try ByteSource.open(path: path)
      return nil
    } catch {
      return error
    }
  }

  @Test("a missing file")
  func missing() throws {
    let path = directory.path("mail.log")
    let error = try #require(refusal(path))
    #expect(error == .unreadable(path: path, SystemError(code: ENOENT), nil))
    #expect(error.description == "\(path): No such file or directory")
  }

  @Test("a directory")
  func isDirectory() throws {
    let path = directory.path("")
    let error = try #require(refusal(path))
    #expect(error == .isDirectory(path: path))
    #expect(error.description == "\(path): is a directory")
  }

  @Test("a read error at the first byte")
  func readError() throws {
    let error = try #require(refusal("/proc/self/mem"))
    #expect(error == .unreadable(path: "/proc/self/mem", SystemError(code: EIO), nil))
  }

  @Test("a file of a group, named with the group that may read it")
  func permission() throws {
    let path = try directory.file("mail.log", Array("x\n".utf8))
    let group = try restrict("mail.log", to: "0040")
    let error = try #require(try withoutPrivileges { refusal(path) })
    #expect(error == .unreadable(path: path, SystemError(code: EACCES), .group(group)))
    #expect(error.description.hasPrefix("\(path): Permission denied (readable by group \(group)"))
  }

  @Test("a file in a directory of a group")
  func directoryPermission() throws {
    try directory.shell("mkdir -p inner/deeper && echo x > inner/deeper/mail.log")
    let group = try restrict("inner", to: "0010")
    defer { _ = try? directory.shell("chmod 0700 inner") }
    let path = directory.path("inner/deeper/mail.log")
    let error = try #require(try withoutPrivileges { refusal(path) })
    #expect(error == .unreadable(path: path, SystemError(code: EACCES), .group(group)))
  }

  @Test("a file of root alone")
  func ownerOnly() throws {
    let path = try directory.file("mail.log", Array("x\n".utf8))
    _ = try restrict("mail.log", to: "0000")
    let error = try #require(try withoutPrivileges { refusal(path) })
    #expect(error == .unreadable(path: path, SystemError(code: EACCES), .superuser))
  }

  @Test("the wording of the remedy")
  func remedyWording() {
    let error = InputError.unreadable(path: "/var/log/mail.log", SystemError(code: EACCES), .group("adm"))
    let expected =
      "/var/log/mail.log: Permission denied (readable by group adm: run with sudo, or add your user to adm)"
    #expect(error.description == expected)
    let other = InputError.unreadable(path: "mail.log", SystemError(code: EACCES), .superuser)
    #expect(other.description == "mail.log: Permission denied (run with sudo)")
  }

  @Test("a hostile file name, shown on one line and without escapes")
  func hostileName() {
    let error = InputError.isDirectory(path: "a\u{1b}[2J\nb\u{202e}c é")
    #expect(error.description == #"a\u{1B}[2J\nb\u{202E}c é: is a directory"#)
  }

  /// Leaves a file only these rights, and returns the name of its group: `adm` when root runs the test.
  private func restrict(_ name: String, to mode: String) throws -> String {
    if geteuid() == 0 { try directory.shell("chgrp adm \(name)") }
    try directory.shell("chmod \(mode) \(name)")
    return geteuid() == 0 ? "adm" : try #require(SystemCalls.groupName(getgid()))
  }

  /// Runs `body` with the file rights of an ordinary user, on this thread only.
  private func withoutPrivileges<Value>(_ body: () -> Value) throws -> Value {
    guard geteuid() == 0 else { return body() }
    let symbol = unsafe dlsym(nil, "setfsuid")
    typealias SetUser = @convention(c) (uid_t) -> Int32
    let setUser = unsafe unsafeBitCast(try #require(unsafe symbol), to: SetUser.self)
    _ = setUser(65_534)
    defer { _ = setUser(0) }
    return body()
  }
}
