import Foundation

/// A command with the help of its options, as the program declares them.
struct Declared {
  let name: String
  /// The words on each argument and option.
  let abstracts: [String]
  /// The long names of its options.
  let options: [String]
  /// The options of few values, with them.
  let choices: [(abstract: String, values: [String])]

  /// All commands, the program itself first.
  static func commands() throws -> [Declared] { try all.get() }

  private static let all = Result { try read() }

  private static func read() throws -> [Declared] {
    let dump = try Program(["--experimental-dump-help"])
    let tool = try JSONSerialization.jsonObject(with: Data(dump.output.utf8)) as? [String: Any]
    func all(_ command: [String: Any]) -> [[String: Any]] {
      [command] + (command["subcommands"] as? [[String: Any]] ?? []).flatMap(all)
    }
    guard let root = tool?["command"] as? [String: Any] else { return [] }
    return all(root).filter { $0["commandName"] as? String != "help" }.map { command in
      let arguments = (command["arguments"] as? [[String: Any]] ?? []).filter { $0["shouldDisplay"] as? Bool == true }
      return Declared(
        name: command["commandName"] as? String ?? "",
        abstracts: arguments.compactMap { $0["abstract"] as? String },
        options: arguments.compactMap { ($0["preferredName"] as? [String: Any])?["name"] as? String },
        choices: arguments.compactMap { argument in
          guard let values = argument["allValues"] as? [String] else { return nil }
          return (argument["abstract"] as? String ?? "", values)
        })
    }
  }
}
