/// The Postfix daemons, told apart as far as their lines are read differently.
enum PostfixProgram: Sendable {
  /// smtp and lmtp: deliveries over SMTP or LMTP.
  case smtp
  case smtpd
  case postscreen
  case cleanup
  case qmgr
  case pickup
  /// error and retry: deliveries that are settled without any dialogue.
  case error
  /// local, virtual, pipe and others that deliver without SMTP.
  case localAgent
  /// discard: mail that a table throws away.
  case discard
  /// A daemon whose lines never carry a reply.
  case silent
  /// A program that is not known, under a syslog name that starts with `postfix`.
  case unknown

  /// The daemon called `name`, as bytes; nil when Postfix has none of that name.
  init?(_ bytes: RawSpan, _ name: Range<Int>) {
    let count = name.count
    guard count > 0, count <= 16 else { return nil }
    let head = Word.first(min(8, count), of: bytes.word(name.lowerBound))
    let tail = count > 8 ? Word.first(count - 8, of: bytes.word(name.lowerBound + 8)) : 0
    switch (head, tail) {
    case (Word.of("smtp"), 0), (Word.of("lmtp"), 0): self = .smtp
    case (Word.of("smtpd"), 0), (Word.of("qmqpd"), 0): self = .smtpd
    case (Word.of("postscre"), Word.of("en")): self = .postscreen
    case (Word.of("cleanup"), 0): self = .cleanup
    case (Word.of("qmgr"), 0), (Word.of("nqmgr"), 0), (Word.of("oqmgr"), 0): self = .qmgr
    case (Word.of("pickup"), 0): self = .pickup
    case (Word.of("error"), 0), (Word.of("retry"), 0): self = .error
    case (Word.of("local"), 0), (Word.of("virtual"), 0), (Word.of("pipe"), 0), (Word.of("spawn"), 0):
      self = .localAgent
    case (Word.of("discard"), 0): self = .discard
    case (Word.of("bounce"), 0), (Word.of("defer"), 0), (Word.of("trace"), 0), (Word.of("verify"), 0),
      (Word.of("anvil"), 0), (Word.of("scache"), 0), (Word.of("master"), 0), (Word.of("tlsmgr"), 0),
      (Word.of("tlsproxy"), 0), (Word.of("dnsblog"), 0), (Word.of("proxymap"), 0), (Word.of("proxywri"), Word.of("te")),
      (Word.of("showq"), 0), (Word.of("flush"), 0), (Word.of("trivial-"), Word.of("rewrite")),
      (Word.of("postdrop"), 0), (Word.of("sendmail"), 0), (Word.of("postfix-"), Word.of("script")),
      (Word.of("postlog"), 0), (Word.of("postlogd"), 0), (Word.of("postsupe"), Word.of("r")),
      (Word.of("postqueu"), Word.of("e")), (Word.of("postalia"), Word.of("s")), (Word.of("postmap"), 0),
      (Word.of("postconf"), 0), (Word.of("postcat"), 0), (Word.of("postkick"), 0), (Word.of("postlock"), 0),
      (Word.of("postmult"), Word.of("i")):
      self = .silent
    default: return nil
    }
  }
}
