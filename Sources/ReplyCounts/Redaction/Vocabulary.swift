import ReplyGuide

/// The words of the guide, which are no names: what a reply says, and what is said of it.
struct Vocabulary: Sendable {
  private let words: Set<String>

  /// The words of `causes`: their phrases, and what they are explained with.
  init(_ causes: [Cause]) {
    var words = Set(Vocabulary.own)
    for cause in causes {
      let texts =
        (cause.phrases ?? []) + (cause.weakPhrases ?? []) + [cause.title, cause.meaning, cause.when] + cause.fix
      for text in texts {
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" })
        {
          words.insert(String(word))
        }
      }
    }
    self.words = words
  }

  /// Whether the word, in small letters, is one of a sentence or of a log.
  func contains(_ word: some Collection<UInt8>) -> Bool { words.contains(String(decoding: word, as: UTF8.self)) }

  /// Names of roles (RFC 2142) and the like: whoever has them for an address is not told by them.
  static let roles: Set<String> = [
    "postmaster", "abuse", "root", "mailer-daemon", "webmaster", "hostmaster", "admin", "administrator", "info", "mail",
    "user", "users", "username", "support", "noreply", "no-reply", "nobody", "daemon", "test", "unknown", "recipient",
    "sender", "address", "mailbox", "account", "message", "host", "domain", "server",
  ]

  /// What mail servers write in their lines beside the replies.
  private static let own =
    roles
    + [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu",
      "fri", "sat", "sun", "am", "pm", "utc", "gmt", "postfix", "smtp", "smtpd", "lmtp", "qmgr", "cleanup", "bounce",
      "pickup", "local", "virtual", "pipe", "error", "retry", "discard", "anvil", "scache", "trivial-rewrite", "verify",
      "postscreen", "tlsproxy", "dnsblog", "submission", "exim", "exim4", "noqueue", "reject", "reject_warning", "rcpt",
      "data", "ehlo", "helo", "starttls", "auth", "vrfy", "from", "to", "orig_to", "relay", "delay", "delays", "dsn",
      "status", "sent", "bounced", "deferred", "expired", "proto", "esmtp", "esmtps", "esmtpsa", "client", "connect",
      "disconnect", "warning", "fatal", "panic", "info", "said", "in", "reply", "command", "end", "of", "queue",
      "active",
      "removed", "message-id", "size", "nrcpt", "sasl_method", "sasl_username", "sasl_sender", "plain", "login", "tls",
      "ssl", "rejected", "completed", "frozen", "unknown", "localhost", "the", "a", "and", "or", "is", "was", "not",
      "no", "for", "by", "at", "on", "with", "x", "i", "h", "f", "u", "p", "s", "t", "r", "c", "cv", "dkim", "spf",
      "dmarc", "ipv4", "ipv6", "https", "http", "mailto", "www", "utf-8", "rfc",
    ]
}
