import ArgumentParser
import BounceReport
import SMTPReply

extension ReportForm: ExpressibleByArgument {}

/// Where a report goes, and in which form.
struct OutputOptions: ParsableArguments, FileNaming {
  @Option(help: "Form of the report on standard output: \(ReportForm.names).")
  var format: ReportForm?

  @Option(
    help: "Write the report to this file, in the form its ending tells (\(ReportForm.endings)); may be repeated.",
    completion: .file())
  var output: [String] = []

  @Flag(help: "Write a partial summary for `bounces merge` instead of a report, to --output or standard output.")
  var partial = false

  @Option(help: "Address that a report as mail goes to; may be repeated.")
  var mailTo: [String] = []

  @Option(help: "Address that a report as mail is from.")
  var mailFrom: String?

  func validate() throws {
    if partial {
      guard output.count <= 1, format == nil, mailTo.isEmpty else {
        throw ValidationError("--partial has one form, and goes to one place.")
      }
      if output.isEmpty, Terminal.isStandardOutputTerminal {
        throw ValidationError("--partial writes no text: name a file with --output.")
      }
      return
    }
    for path in output where ReportForm(path: path) == nil {
      throw ValidationError("--output \(path): the ending tells the form, one of \(ReportForm.endings).")
    }
    for address in mailTo + [mailFrom].compactMap({ $0 }) where !OutputOptions.isAddress(address) {
      throw ValidationError("'\(address)' is no mail address.")
    }
    let isMail = format == .mail || output.contains { ReportForm(path: $0) == .mail }
    guard isMail else { return }
    if mailTo.isEmpty { throw ValidationError("a report as mail needs --mail-to ADDRESS.") }
  }

  /// An address that can stand in a header field as it is.
  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = text.utf8.allSatisfy {
      ASCII.isPrintable($0) && $0 != ASCII.space && !"<>(),;:\"[]\\".utf8.contains($0)
    }
    return isPlain && parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
  }

  /// Notes the files, and whether anything is printed.
  func note(in files: inout FileUse) {
    files.outputs = output
    files.prints = output.isEmpty || format != nil
  }

  /// Writes `report` to where it was asked for; false when a file could not be written.
  func write(_ report: Report, to files: FileUse.Checked, text: (Report) -> [UInt8]) -> Bool {
    var isWritten = true
    for file in files.outputs {
      guard let form = ReportForm(path: file.path) else { continue }
      // A file is read by anybody, on any terminal: no colour, a width that mail has too.
      if !file.write(bytes(report, form)) { isWritten = false }
    }
    if let form = format ?? (output.isEmpty ? .text : nil) {
      StandardOutput.write(form == .text ? text(report) : bytes(report, form))
    }
    return isWritten
  }

  /// Writes a partial summary; false when the file could not be written.
  func writePartial(_ bytes: [UInt8], to files: FileUse.Checked) -> Bool {
    if let file = files.outputs.first { return file.write(bytes) }
    StandardOutput.write(bytes)
    return true
  }

  /// Writes the files of a report that nobody has to look at: nothing is printed, and a mail of an earlier run is taken away, so that it is
  /// not sent again. False when a file could not be written.
  func writeQuietly(_ report: Report, to files: FileUse.Checked) -> Bool {
    var isWritten = true
    for file in files.outputs {
      guard let form = ReportForm(path: file.path) else { continue }
      if !(form == .mail ? file.remove() : file.write(bytes(report, form))) { isWritten = false }
    }
    return isWritten
  }

  private func bytes(_ report: Report, _ form: ReportForm) -> [UInt8] { form.bytes(of: report, envelope: envelope) }

  private var envelope: MailForm.Envelope {
    let from = mailFrom ?? "bounces@\(Terminal.hostName)"
    let domain = from.split(separator: "@").last ?? "localhost"
    return MailForm.Envelope(
      from: from, to: mailTo, date: Terminal.mailDate,
      messageID: "<bounces.\(Terminal.now).\(UInt32.random(in: .min ... .max))@\(domain)>")
  }
}
