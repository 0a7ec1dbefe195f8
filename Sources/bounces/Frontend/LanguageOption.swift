import ArgumentParser
import ReplyGuide

/// The language of what is printed.
struct LanguageOption: ParsableArguments {
  @Option(
    help: "Language: en or es; else that of LC_ALL, LC_MESSAGES or LANG.", completion: .list(ReplyGuide.languages))
  var lang: String?

  func validate() throws {
    guard let lang, !ReplyGuide.languages.contains(lang) else { return }
    throw ValidationError("--lang takes one of: \(ReplyGuide.languages.joined(separator: ", ")).")
  }

  /// The language asked for, or that of the environment when the guide is worded in it, or English.
  var language: String {
    if let lang { return lang }
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = Terminal.environment(name), !value.isEmpty else { continue }
      let language = String(value.prefix { $0 != "_" && $0 != "." && $0 != "@" }).lowercased()
      return ReplyGuide.languages.contains(language) ? language : "en"
    }
    return "en"
  }
}
