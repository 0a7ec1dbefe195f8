import ReplyGuide
import SMTPReply

extension ReplyGuide {
  /// What the first digit of `code` says, in the guide's language.
  func kind(of code: ReplyCode) -> String { label("kind_\(code.severity)") }

  /// The causes that are said with `code`, by class.
  func causes(of code: ReplyCode) -> [Cause] {
    causes.filter { $0.codes.contains(Int(code.rawValue)) }.sorted { left, right in
      (left.class.rawValue, left.id) < (right.class.rawValue, right.id)
    }
  }

  /// Who acts, in the guide's language, seen from `direction`: the sending side is us outbound, the client inbound.
  func name(of actor: ActingParty, _ direction: Direction, isOwnClient: Bool) -> String {
    guard direction == .inbound else { return label("actor_\(actor.rawValue)") }
    return label("actor_\(actor.rawValue)_\(isOwnClient ? "own" : "inbound")")
  }

  /// `commands` with the words among them in the guide's language.
  func commands(_ commands: String) -> String {
    commands.split(separator: " ").map { $0.first?.isLowercase == true ? label("command_\($0)") : String($0) }
      .joined(separator: " ")
  }
}
