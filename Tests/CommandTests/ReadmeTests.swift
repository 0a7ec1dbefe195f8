import Foundation
import Testing

/// What the README and the manual show is what the program does.
@Suite("README and manual")
struct ReadmeTests {
  @Test("each output shown is what the command above it prints", arguments: Document.commandBlocks.filter(\.hasOutput))
  func outputs(block: Document.Block) throws {
    let folder = try ReadmeTests.folder()
    var shown: [(command: String, output: [String])] = []
    for line in block.lines {
      if line.hasPrefix("$ ") {
        shown.append((String(line.dropFirst(2)), []))
      } else {
        shown[shown.count - 1].output.append(line)
      }
    }
    for (command, output) in shown {
      let run = try folder.run("PATH=\"$PWD/bin:$PATH\"; \(command)")
      let lines = run.output.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.dropLast().map(String.init) == output, "\(command): \(run.errors)")
    }
  }

  @Test(
    "each command shown without its output runs",
    arguments: Document.commandBlocks.filter { block in
      // Those that install, and those of a crontab, which has a test of its own.
      !block.hasOutput && !["apt-get", "swift", "45"].contains { block.text.hasPrefix($0 + " ") }
    })
  func commands(block: Document.Block) throws {
    let folder = try ReadmeTests.folder()
    let script = block.text.replacing("/var/log/mail.log*", with: "mail.log").replacing("/var/log/", with: "")
      .replacing("/logs/", with: "logs/")
    let run = try folder.run(
      """
      PATH="$PWD/bin:$PATH"
      zcat SampleLogs/postfix.log.gz | head -n 3000 > mail.log && gzip -k mail.log && mkdir -p logs/mx1 logs/mx2
      cp mail.log logs/mx1 && cp mail.log.gz logs/mx2 && bounces analyze --history history.db mail.log > /dev/null
      \(script)
      """)
    for wrong in ["Error:", "Usage:", "not found", "No such file"] {
      #expect(!run.errors.contains(wrong), "\(script): \(run.errors)")
    }
    let outputs = script.matches(of: /--output ([a-z]+\.[a-z]+)/).map { String($0.1) }
    for file in outputs { #expect(FileManager.default.fileExists(atPath: folder.path(file)), "\(script)") }
  }

  @Test("the crontab's line sends the report where cron's own path has neither program, and keeps its history")
  func crontab() throws {
    let line = try #require(Document.commandBlocks.first { $0.text.hasPrefix("45 ") }?.text)
    let folder = try ReadmeTests.folder()
    let command = line.drop { "0123456789 *".contains($0) }.replacing("/usr/local/bin:", with: folder.path("bin") + ":")
      .replacing("/var/log/mail.log", with: folder.path("mail.log"))
    try folder.run("zcat SampleLogs/postfix.log.gz | head -n 3000 > mail.log")
    try folder.file("command", Data(command.utf8))
    for _ in 1...2 {
      let run = try folder.run("env -i HOME=\"$PWD\" PATH=/usr/bin:/bin SHELL=/bin/sh /bin/sh command")
      #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    }
    let sent = try folder.run("grep -c '^Subject: ' sent; ls bounces").output
    #expect(sent == "2\nhistory.db\nreport.eml\n")
  }

  @Test("the README is a front page, and has the two commands to set up and to test")
  func frontPage() throws {
    let readme = try Document("README.md")
    #expect(readme.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 121)
    let commands = readme.blocks.flatMap(\.lines)
    #expect(commands.contains("swift test"))
    #expect(
      commands.contains(
        "apt-get update && apt-get install -y --no-install-recommends libz-dev libsqlite3-dev && swift build -c release && .build/release/bounces analyze SampleLogs/postfix.log.gz"
      ))
  }

  @Test("the README says how much the guide knows, and names the package of this version")
  func counts() throws {
    let codes = try Program(["codes"]).output
    let reply = try #require(codes.firstMatch(of: /Reply codes \((\d+)\)/)?.1)
    let causes = try #require(codes.firstMatch(of: /Causes \((\d+)\)/)?.1)
    let text = try Document("README.md").text
    #expect(text.contains("\(reply) reply codes") && text.contains("[\(causes) causes]"))
    let version = try Program(["--version"]).output.prefix { $0 == "." || $0.isNumber }
    #expect(text.contains("bounces_\(version)_amd64.deb"))
  }

  /// A folder with the sample logs, and with programs that cron and the examples call.
  private static func folder() throws -> Folder {
    let folder = try Folder()
    try folder.run(
      """
      ln -s "$SAMPLES" SampleLogs; mkdir bin; ln -s "$BOUNCES" bin/bounces
      printf '#!/bin/sh\\ncat >> "%s/sent"\\n' "$PWD" > bin/sendmail; chmod 755 bin/sendmail
      """)
    return folder
  }
}
