// The names of files: a log may lie in a directory that has the name of a host or a customer.
extension Redactor {
  private static let words: Set<String> = [
    "var", "log", "logs", "mail", "mails", "maillog", "exim", "exim4", "mainlog", "rejectlog", "paniclog", "main",
    "reject", "panic",
    "postfix", "syslog", "messages", "info", "err", "error", "warn", "warning", "gz", "xz", "zst", "zstd", "bz2",
    "json", "jsonl",
    "ndjson", "txt", "old", "archive", "journal", "docker", "containers", "pods", "tmp", "home", "usr", "opt", "srv",
    "mnt", "data",
    "spool", "samplelogs", "lab", "bounces", "dev", "stdin", "fd", "proc", "self", "run", "root",
  ]

  /// The path of a log: its words stay that are those of logs, and all numbers.
  package func path(_ path: String) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.indices.map { place in
      let part = parts[place]
      let words = part.lowercased().split { "-._~+:@ ".contains($0) }
      let isUsual = words.allSatisfy { Redactor.words.contains(String($0)) || $0.allSatisfy(\.isNumber) }
      if isUsual || scope == .people && !(place > 0 && parts[place - 1] == "home") {
        return scope == .all ? String(part) : text(String(part))
      }
      return String(decoding: names.word(part.utf8), as: UTF8.self)
    }.joined(separator: "/")
  }
}
