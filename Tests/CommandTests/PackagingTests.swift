import Foundation
import Testing

/// The nightly run of the package, as far as it can be run without installing it.
@Suite("Packaging")
struct PackagingTests {
  private static let unit =
    (try? String(contentsOf: Program.root.appendingPathComponent("Packaging/systemd/bounces.service"), encoding: .utf8))
    ?? ""

  @Test("no step of the unit runs as root")
  func privileges() {
    let steps = PackagingTests.unit.split(separator: "\n").filter { $0.hasPrefix("Exec") }
    #expect(steps.count == 3)
    for step in steps where step.contains("=+") || step.contains("=!") {
      #expect(step.contains("=+/usr/bin/setpriv --reuid=bounces --regid=bounces --clear-groups "), "\(step)")
    }
  }

  @Test(
    "the mail is sent with the rights of who wrote it: a link to another's file sends nothing",
    .enabled(if: geteuid() == 0 && installed("setpriv")), arguments: [false, true])
  func mail(isLink: Bool) throws {
    let line = PackagingTests.unit.split(separator: "\n").first { $0.hasPrefix("ExecStopPost=+") } ?? ""
    let folder = try Folder()
    let command = line.dropFirst("ExecStopPost=+".count)
      .replacingOccurrences(of: "/var/lib/bounces", with: folder.path("state"))
      .replacingOccurrences(of: "/usr/sbin/sendmail", with: folder.path("sendmail"))
      .replacingOccurrences(of: "=bounces", with: "=54321")
    let run = try folder.run(
      """
      mkdir state; printf '#!/bin/sh\\nid -u; cat' > sendmail; chmod 755 sendmail
      printf 'To: a@b.example\\n\\nsecret\\n' > secret; chmod 600 secret
      \(isLink ? "ln -s ../secret state/report.eml" : "cp secret state/report.eml"); chown -R -h 54321:54321 state
      \(command)
      """)
    #expect(run.output == (isLink ? "" : "54321\nTo: a@b.example\n\nsecret\n"), "\(run.errors)")
  }
}
