import GuideData

/// Finds out whether a reply speaks of the sender.
///
/// "User unknown" behind "Sender address rejected:" is said of the sender, and so is all that a check of the sender's
/// address quotes.
struct SenderWords {
  /// Where words of the sender start first; what stands behind them is said of the sender.
  private(set) var first: Int?
  /// Where the last verdict on the sender starts: the whole reply is about the sender, whatever else it says.
  private(set) var verdict: Int?
  /// Whether the text says that a milter decided.
  private(set) var isMilters = false

  private enum Kind {
    case mention
    case verdict
    case milter
  }

  init(_ folded: [UInt8]) {
    var first: Int?
    var verdict: Int?
    var isMilters = false
    let kinds = SenderWords.kinds
    SenderWords.index.search(folded) { number, start, _ in
      switch kinds[number] {
      case .milter: isMilters = true
      case .verdict:
        verdict = start
        first = first ?? start
      case .mention: first = first ?? start
      }
    }
    self.first = first
    self.verdict = verdict
    self.isMilters = isMilters
  }

  private static let sorted: [(text: [UInt8], kind: Kind)] =
    (verdicts.map { ($0, Kind.verdict) } + mentions.map { ($0, Kind.mention) } + [("milter-reject", Kind.milter)])
    .map { (Phrase.fold($0.0.utf8), $0.1) }
    .sorted { $0.0.lexicographicallyPrecedes($1.0) }
  private static let index = PhraseIndex(sorted: sorted.map(\.text))
  private static let kinds = sorted.map(\.kind)

  /// What nobody says but of the sender's address.
  private static let verdicts = [
    "sender address rejected", "sender verify fail", "sender verification fail", "sender address verification fail",
    "sender verify callout", "sender callout", "verification failed for <", "callback setup failed while verifying",
    "could not complete sender verify", "error during sender verification", "sender address could not be verified",
    "unable to verify sender", "could not verify sender", "cannot verify sender", "cannot verify the sender",
  ]

  /// How replies name the sender's address; "sender" alone is said of too much.
  private static let mentions = [
    "sender's", "senders mailbox", "senders address", "sender mailbox", "sender address", "sender account",
    "sender domain", "sender <", "sender @", "sender (", "sender: <", "sender email", "sender e-mail", "sender user",
    "domain of sender", "domain of the sender", "address of sender", "address of the sender", "mailbox of the sender",
    "account of the sender", "no such sender", "sender unknown", "sender is unknown",
    "sender does not exist", "sender doesn't exist", "sender not found", "sender rejected", "sender refused",
    "sender denied", "sender blocked", "sender invalid", "invalid sender", "bad sender", "envelope from",
    "envelope-from", "envelope sender", "return address", "bounce address", "adresse de retour",
    "return path", "return-path", "returnpath", "reverse path", "reverse-path",
    "from address", "mail from address", "mail from domain", "mail from <", "mail from: <", "mail from:<",
    "mail from command", "sending domain", "sending address", "sending account", "sending user", "your account",
    "your mailbox", "your own mailbox", "your sender", "your sending", "originator", "absender", "remitente",
    "remetente", "exp\u{e9}diteur", "expediteur", "emetteur", "\u{e9}metteur", "mittente", "nadawc",
    "\u{43e}\u{442}\u{43f}\u{440}\u{430}\u{432}\u{438}\u{442}\u{435}\u{43b}",
    "\u{41e}\u{442}\u{43f}\u{440}\u{430}\u{432}\u{438}\u{442}\u{435}\u{43b}", "\u{53d1}\u{4ef6}\u{4eba}",
    "\u{5bc4}\u{4ef6}", "\u{5dee}\u{51fa}\u{4eba}", "afzender", "avs\u{e4}ndar", "afsender",
  ]
}
