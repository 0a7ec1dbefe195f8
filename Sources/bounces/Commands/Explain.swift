public import ArgumentParser
import MailLog
import ReplyGuide
import SMTPReply

extension Direction: ExpressibleByArgument {}
extension Stage: ExpressibleByArgument {}

/// `bounces explain`: what a code, a reply or a log line means and how to fix it.
struct Explain: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a code, a reply or a log line means, who acts and how to fix it.",
    discussion: """
      WHAT is a reply code (553), an enhanced status code (5.7.1), the name of a code, an id of the guide, or a reply \
      or log line pasted in; quote it for the shell. `-` reads one reply a line from standard input.

        bounces explain 553
        bounces explain '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown'
        grep 'status=bounced' /var/log/mail.log | bounces explain --format ndjson -
      """)

  /// The form of the answer.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case ndjson
  }

  @Argument(
    help: ArgumentHelp("Code, reply or log line; `-` reads one a line.", valueName: "what"), completion: .causes())
  var words: [String] = []

  @Option(help: "Form of the answer: text, json, or ndjson (one object a reply).")
  var format: Format = .text

  @Option(help: "Who said it: outbound (a remote server to us) or inbound (we to a client).")
  var direction: Direction?

  @Option(help: "The command answered: \(Stage.allCases.map(\.rawValue).joined(separator: ", ")).")
  var stage: Stage?

  @OptionGroup var language: LanguageOption
  @OptionGroup var rules: RulesOption

  func validate() throws {
    if words.isEmpty { throw ValidationError("no code, reply or log line given; `-` reads them from standard input.") }
    if words == ["-"], Terminal.isStandardInputTerminal {
      throw ValidationError("standard input is a terminal; paste the reply as an argument, or pipe lines in.")
    }
  }

  var fileUse: FileUse {
    var files = FileUse(rules)
    if words == ["-"] { files.others.append(("explain", "-")) }
    return files
  }

  func run(_: FileUse.Checked) throws {
    let guide = try rules.guide(language.language)
    if words == ["-"] {
      try explainInput(guide)
    } else {
      explain(words.joined(separator: " "), guide)
    }
  }

  private func explain(_ words: String, _ guide: ReplyGuide) {
    let question = Question(words.asText, guide: guide)
    if format == .text {
      var answer = ExplainPage(guide: guide, page: Terminal.page)
      switch question {
      case .codes(let code, let enhanced): answer.add(code, enhanced)
      case .cause(let cause): answer.add(cause)
      case .reply: answer.add(PastedReply(words.systemBytes, guide, stage: stage, direction: direction))
      }
      return StandardOutput.write(Array(answer.page.text.utf8))
    }
    var answer = ExplainJSON(guide: guide, isFull: format == .json)
    switch question {
    case .codes(let code, let enhanced) where format == .json: answer.add(code, enhanced)
    case .cause(let cause) where format == .json: answer.add(cause)
    default: answer.add(PastedReply(words.systemBytes, guide, stage: stage, direction: direction))
    }
    answer.flush()
  }

  /// One reply a line.
  private func explainInput(_ guide: ReplyGuide) throws {
    do {
      var input = try InputLines(path: "-")
      while let lines = input.next() { explain(lines: lines, guide) }
      if input.cutLines > 0 {
        let lines = input.cutLines == 1 ? "1 line is" : "\(input.cutLines) lines are"
        Terminal.complain("\(lines) longer than \(InputLines.lineLimit) bytes: explained by no more than those")
      }
      if let damage = input.damage { Terminal.complain("\(damage)") }
      if input.cutLines > 0 || input.damage != nil { throw ExitCode(2) }
    } catch let error as InputError {
      Terminal.complain("\(error)")
      throw ExitCode(2)
    }
  }

  /// Answers lines that came together, so that who waits for them has their answers before the next come.
  private func explain(lines: [ArraySlice<UInt8>], _ guide: ReplyGuide) {
    var json = ExplainJSON(guide: guide, isFull: format == .json)
    for line in lines where format != .text || !line.isEmpty {
      let pasted = PastedReply(line, guide, stage: stage, direction: direction)
      if format == .text {
        var answer = ExplainPage(guide: guide, page: Terminal.page)
        answer.add(pasted)
        StandardOutput.write(Array((answer.page.text + "\n").utf8))
      } else {
        json.add(pasted)
        if json.waiting > 1 << 16 { json.flush() }
      }
    }
    if format != .text { json.flush() }
  }
}

extension Terminal {
  /// A page as wide as the terminal, in bold where that shows.
  static var page: Page {
    let isColoured = isStandardOutputTerminal && (environment("NO_COLOR") ?? "").isEmpty
    return Page(width: width ?? 80, isColoured: isColoured)
  }
}
