import ArgumentParser
import GuideData
import ReplyGuide

/// A postmaster's own causes, which come before the guide's.
struct RulesOption: ParsableArguments, FileNaming {
  @Option(help: "Your own causes, a YAML file in the form of the guide's; they come first.", completion: .file())
  var rules: String?

  /// Notes the file.
  func note(in files: inout FileUse) {
    if let rules { files.others.append(("--rules", rules)) }
  }

  /// The guide with those causes, in `language`; ends the program with 2 when the file is not in order.
  func guide(_ language: String) throws -> ReplyGuide {
    guard let rules else { return try ReplyGuide(language: language) }
    return try ReplyGuide(language: language, rules: RulesOption.causes(in: rules))
  }

  /// The causes in the file at `path`; what is wrong with it goes to standard error, and ends the program with 2.
  static func causes(in path: String) throws -> [Cause] {
    let bytes: [UInt8]
    do {
      bytes = try WholeFile.read(path, as: .rules)
    } catch {
      Terminal.complain("\(error)")
      throw ExitCode(2)
    }
    var file = CauseFile(String(decoding: bytes, as: UTF8.self), path: path, kind: .rules)
    file.check(with: try ReplyGuide().causes)
    guard file.problems.isEmpty else {
      for problem in file.problems { Terminal.complain("\(problem)") }
      throw ExitCode(2)
    }
    return file.causes
  }
}
