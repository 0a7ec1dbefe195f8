public import Foundation

/// A fresh folder for one test, removed with all it holds when the test is over.
open class TemporaryFolder {
  /// Where it is.
  public let url: URL

  /// Makes a folder that everybody may look into, as programs run by other users have to.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("bounces-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in it; of the folder itself without a name.
  public func path(_ name: String = "") -> String { url.appendingPathComponent(name).path }

  /// Writes a file and returns its path.
  @discardableResult
  public func file(_ name: String, _ data: Data) throws -> String {
    try data.write(to: url.appendingPathComponent(name))
    return path(name)
  }

  /// Writes a file and returns its path.
  @discardableResult
  public func file(_ name: String, _ bytes: [UInt8]) throws -> String { try file(name, Data(bytes)) }
}
