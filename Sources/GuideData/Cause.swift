public import SMTPReply

/// Why a reply was said: one entry of the guide. Its form is that of the YAML files in `Catalogue/causes`.
///
/// What a reply is recognised by is there at once. The words of the guide's own entries are read from the program's constant
/// text when somebody asks for them: a run needs a few of them, and reading all would take longer than everything else.
public struct Cause: Sendable {
  /// The name that reports and rules use; lower case, digits and dashes.
  public package(set) var id: String
  /// Whose wording it is, when it is one provider's own.
  public package(set) var provider: String?
  /// The reply codes it is said with; empty: any.
  package var codes: [Int] = []
  /// The enhanced status codes it is said with; empty: any.
  package var enhancedCodes: [EnhancedStatusCode] = []
  /// The stages it can occur at; nil: any.
  package var stages: [String]?
  /// Who says it to whom; nil: either.
  package var direction: String?
  /// `none` for what the MTA says by itself, without any SMTP reply.
  package var reply: String?
  /// Whether only what a milter of ours said can have it.
  package var isMilters = false
  /// `own-host` for what only our own host says, of its own part: another host's doing rules the cause out.
  package var by: String?
  /// Whether phrases count only where the text begins.
  package var begins = false
  /// Whether that decides, too: what stands behind is quoted.
  package var leads = false
  /// Whether anything else that the text says goes before: the cause is only the wrapping of another reply.
  package var yields = false
  /// Whether it says that a login used a sender that is not its own: what a stolen password looks like.
  package var isForeignSender = false
  /// The id of the cause that is the same trouble under another code.
  package var sameAs: String?
  /// The class whose words mean this cause when the reply speaks of the sender and not of the recipient.
  package var insteadOf: ReasonClass?
  /// Whether it has phrases or weak phrases.
  package var hasPhrases = false
  /// The reason class it belongs to.
  public package(set) var `class`: ReasonClass
  /// Who must act.
  public package(set) var actor: ActingParty
  /// Whether trying again can help.
  public package(set) var permanence: Permanence
  /// Who must act instead when we said it to a stranger; see `inbound`.
  var inboundActor: ActingParty?
  /// Who must act instead when we said it to our own user; see `submission`.
  var submissionActor: ActingParty?
  /// Whether a service of our own host said it, so that the receiving server is ours.
  package var isWithinHost = false
  /// Where the words are.
  var words: CauseWords

  /// What to do when we said the reply.
  package struct Advice: Sendable {
    /// Who must act then.
    public var actor: ActingParty?
    /// How to fix it then, in steps.
    package var fix: [String]
  }

  /// A reply as it stands in a log.
  package struct Sample: Sendable {
    /// The text with its codes.
    package var reply: String
    /// The command answered, where it matters.
    package var stage: String?
    /// Who says it to whom, where it matters.
    package var direction: String?
  }

  /// The enhanced status codes as text.
  package var enhanced: [String] { enhancedCodes.map(\.description) }

  /// Who must act when the reply went in `direction`; `isOwnClient` when we said it to a client of our own.
  public func actor(_ direction: Direction, isOwnClient: Bool = false) -> ActingParty {
    guard direction == .inbound else { return isOursToMend ? .senderServer : actor }
    if isOwnClient, let submission { return submission.actor ?? actor }
    return inboundActor ?? actor
  }

  /// How to fix it when the reply went in `direction`; `isOwnClient` when we said it to a client of our own.
  public func fix(_ direction: Direction, isOwnClient: Bool = false) -> [String] {
    guard direction == .inbound else { return isOursToMend ? inbound?.fix ?? fix : fix }
    if isOwnClient, let submission { return submission.fix }
    return inbound?.fix ?? fix
  }

  /// Whether what is another's to mend is ours, since there was no other.
  private var isOursToMend: Bool { isWithinHost && (actor == .receivingServer || actor == .network) }
}
