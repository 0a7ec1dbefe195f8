import Glibc

/// A refusal by the operating system, as its `errno` value.
public struct SystemError: Error, Equatable, Sendable {
  /// The `errno` value of the call that failed.
  public let code: Int32

  /// The system's own words for it, as "No such file or directory".
  public var reason: String { SystemCalls.reason(code) }

  /// Whether the right to do it is missing.
  var isRefusal: Bool { code == EACCES }

  /// Whether there is no such file or program.
  var isAbsence: Bool { code == ENOENT }

  static var outOfMemory: SystemError { SystemError(code: ENOMEM) }

  init(code: Int32) {
    self.code = code
  }
}
