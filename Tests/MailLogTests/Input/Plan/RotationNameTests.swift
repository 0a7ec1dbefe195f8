import Testing

@testable import MailLog

@Suite("Names of rotated files")
struct RotationNameTests {
  @Test(
    "the set that a file belongs to",
    arguments: [
      ("/var/log/mail.log", "mail.log"), ("mail.log.1", "mail.log"), ("mail.log.2.gz", "mail.log"),
      ("mail.log.0", "mail.log"), ("maillog-20261122.gz", "maillog"), ("maillog-20261122-1795305600.xz", "maillog"),
      ("mainlog.01", "mainlog"), ("/var/log/exim4/mainlog.10.zst", "mainlog"), ("mail.log.bz2", "mail.log"),
      ("mail.20261122", "mail"), ("mail", "mail"),
      ("mail2", "mail2"), (".gz", ".gz"), (".1", ".1"), ("7", "7"), ("", ""),
      ("mx-1-mail.log", "mx-1-mail.log"), ("a.99999999999999999999999", "a"),
    ])
  func base(path: String, base: String) {
    #expect(RotationName(path: path).base == base)
  }

  @Test(
    "oldest first",
    arguments: [
      ["mail.log.10.gz", "mail.log.9.gz", "mail.log.2", "mail.log.1", "mail.log.0", "mail.log"],
      ["maillog-20251230", "maillog-20261122-1795305600", "maillog-20261122-1795305700.gz", "maillog"],
      ["mainlog.10", "mainlog.02.gz", "mainlog.01", "mainlog"],
    ])
  func order(names: [String]) {
    let sorted = names.reversed().sorted { RotationName(path: $0) < RotationName(path: $1) }
    #expect(sorted == names)
  }
}
