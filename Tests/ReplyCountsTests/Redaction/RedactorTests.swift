import ReplyGuide
import Testing

@testable import ReplyCounts

@Suite("Pseudonyms")
struct RedactorTests {
  @Test("the hash is SipHash-2-4, by its authors' vectors")
  func vectors() {
    let sip = SipHash(key: (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908))
    #expect(sip.hash([UInt8]()) == 0x726f_db47_dd0e_0e31)
    #expect(sip.hash(Array(0..<1)) == 0x74f8_39c5_93dc_67fd)
    #expect(sip.hash(Array(0..<8)) == 0x93f5_f579_9a93_2462)
    #expect(sip.hash(Array(0..<15)) == 0xa129_ca61_49be_45e5)
  }

  private static let grouping = (try? ReplyGuide()).map { ReplyGrouping($0) }

  private func redacted(
    _ text: String, _ scope: Redactor.Scope, people: [String] = [], hosts: [String] = [], isStrict: Bool = false
  ) throws -> String {
    let redactor = Redactor(scope, key: Array("k".utf8), grouping: try #require(RedactorTests.grouping))
    var known = KnownNames()
    for person in people { known.add(person: Array(person.utf8), redactor) }
    for host in hosts { known.add(host: Array(host.utf8), redactor) }
    let bytes = isStrict ? redactor.line(Array(text.utf8)) : redactor.text(Array(text.utf8), known)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Pseudonyms by their form: `U` for a local part or login, `H` for a label, `I` for an IP, `N` for one in the DNS.
  private func shape(_ text: String) -> String {
    text.replacing(/u[a-km-np-z2-9]{12}/, with: "U").replacing(/fd[0-9a-f]{2}(:[0-9a-f]{4}){7}/, with: "I")
      .replacing(/([0-9a-f]\.){30}d\.f/, with: "N").replacing(/h[a-km-np-z2-9]{8}|h[a-z]{8}(?![a-z0-9])/, with: "H")
  }

  @Test(
    "people go wherever they stand, and what else a reply says stays",
    arguments: [
      ("550 5.1.1 <Bob.Miller@example.com>: User unknown", "550 5.1.1 <U@example.com>: User unknown"),
      ("550 \"bob miller\"@example.com: no", "550 U@example.com: no"),
      ("550 \"bob \\\"q\\\" miller\"@example.com: no", "550 U@example.com: no"),
      ("550 <bob miller@example.com>: no", "550 <U@example.com>: no"),
      ("550 <bob@miller jones@example.com>: no", "550 <U@example.com>: no"),
      (
        "see http://x.example/why?id=bob%40example.com&ip=192.0.2.1",
        "see http://x.example/why?id=U%40example.com&ip=192.0.2.1"
      ),
      ("bob%2540example.com and bob%252540example.com", "U%2540example.com and U%252540example.com"),
      ("mailbox bmiller is full, bmiller.", "mailbox U is full, U."),
      ("'bmiller' `bmiller` bmiller's ~bmiller bmiller! ok.example!bmiller", "'U' `U` U's ~U U! ok.example!U"),
      (
        "BMiller_old bmiller+x /home/bmiller (bmiller) \u{201c}bmiller\u{201d}",
        "U_old U+x /home/U (U) \u{201c}U\u{201d}"
      ),
      ("User unknown in table", "User unknown in table"),
      ("SRS0=ab=cd=a.example=bob@b.example rejected", "SRS0=U=U=U=U@b.example rejected"),
      ("bounces+eve.jones=corp.example@list.example", "U=U@list.example"),
      ("eve/x@corp.example corp.example!eve@list.example", "U@corp.example U@list.example"),
      ("a@b@c.example:25 and @example.com", "U@c.example:25 and @example.com"),
      ("trailing x@example.com. End@", "trailing U@example.com. U@"),
      (
        "corp.example!eve.jones CORP\\eve uid=eve,ou=people /var/vmail/corp.example/eve/",
        "corp.example!U CORP\\U uid=U,ou=people /var/vmail/corp.example/U/"
      ),
      ("unknown user 'jsmith', mailbox <evex> full", "unknown user 'U', mailbox <U> full"),
      ("line\\nPlease try again", "line\\nPlease try again"),
      ("eve.jones at mx.example.net", "U at mx.example.net"),
    ])
  func people(text: String, wanted: String) throws {
    #expect(shape(try redacted(text, .people, people: ["bmiller@example.net", "user@example.net"])) == wanted)
  }

  @Test(
    "with all, hosts and IPs go too, whatever stands around them, and no word of the guide keeps them",
    arguments: [
      ("<a@example.com> [192.0.2.1] mx.example.com", "<U@H.com> [I] H.H.com"),
      ("Client host [2001:db8::7] blocked using zen.spamhaus.org", "Client host [I] blocked using zen.spamhaus.org"),
      ("from localhost[127.0.0.1]:25 5.7.1 RFC 5321", "from localhost[127.0.0.1]:25 5.7.1 RFC 5321"),
      ("mail.mueller-gmbh.de home.spam.local spamhaus.example.net", "H.H.de H.H.local H.H.net"),
      ("203.0.113.8 and 203.0.113.127 and ::ffff:203.0.113.8", "I and I and I"),
      ("203.0.113.25:54321 '203.0.113.25' 203.0.113.25_1 203.0.113.1-203.0.113.25", "[I]:54321 'I' I_1 I-I"),
      ("25.113.0.203.zen.spamhaus.org 25.113.0.203.dnsbl.example.net", "N.zen.spamhaus.org H.H.H.H.H.H.net"),
      ("2001:db8::25%eth0 [IPv6:2001:db8::25] 2001:DB8:0:0:0:0:0:25", "I [IPv6:I] I"),
      ("203-0-113-25.customer.example ip-203-0-113-25 203_0_113_25 203.0.113.*", "H.H.example ip-I I H.*"),
      (
        "mx.customer.example:25 _dmarc.customer.example müller.example firma.local",
        "H.H.example:25 _dmarc.H.example H.example H.local"
      ),
      ("pc1.customer xn--mller-kva.example", "H.H H.example"),
      (
        "connect to customer-example.mail.protection.outlook.com[203.0.113.25]:25",
        "connect to H.mail.protection.outlook.com[I]:25"
      ),
      ("customer.onmicrosoft.com mx1.customer.pphosted.com", "H.onmicrosoft.com H.H.pphosted.com"),
      ("HELO JOHNS-PC, CUSTOMER\\jsmith, host mx1 said, name[192.0.2.1]", "HELO H, H\\U, host H said, H[I]"),
      ("http://3405803801/ 0xcb007119", "http://H/ H"),
      ("see https://support.google.com/mail/answer/81126", "see https://support.google.com/mail/answer/81126"),
      (
        "10:00:05 4.7.0 Mail::SPF e.g. ABCDEF0123 1xVVqy-000001-1C",
        "10:00:05 4.7.0 Mail::SPF e.g. ABCDEF0123 1xVVqy-000001-1C"
      ),
    ])
  func all(text: String, wanted: String) throws {
    #expect(shape(try redacted(text, .all)) == wanted)
  }

  @Test("hosts that took part go where they have no dots, other signs for them, or none but their first label")
  func known() throws {
    let hosts = ["JOHNS-PC", "kellermann.example", "203.0.113.25", "frintz01"]
    let text = "<johns-pc> kellermann-example kellermann KELLERMANN_EXAMPLE 3405803801 cb007119 frintz01:"
    #expect(shape(try redacted(text, .all, hosts: hosts)) == "<H> H H H I I H:")
    // A word of sentences is not known for a host.
    #expect(try redacted("mail server busy", .all, hosts: ["mail", "server"]) == "mail server busy")
  }

  @Test("of a line that nobody understood only words stay that are no names for certain")
  func strict() throws {
    let line = "Nov 22 10:00:00 kellerhost postfix/smtp[9]: to=<bob@example.com>, status=oddly bobmiller 450 4.2.0"
    #expect(
      shape(try redacted(line, .all, isStrict: true))
        == "Nov 22 10:00:00 H postfix/smtp[9]: to=<U@H.com>, status=H H 450 4.2.0")
    #expect(!(try redacted(line, .people, isStrict: true)).contains("bobmiller"))
  }

  @Test("neighbours stay neighbours, hosts stay in their domains, and neither case nor form matters")
  func relations() throws {
    let names = Pseudonyms(key: [1])
    let publicNames = PublicNames(try ReplyGuide().causes)
    func ip(_ text: String) throws -> String {
      let address = try #require(IPAddress(Array(text.utf8)))
      return String(decoding: names.ip(address, as: text.utf8), as: UTF8.self)
    }
    func host(_ text: String) -> String { String(decoding: names.host(text.utf8, publicNames), as: UTF8.self) }
    #expect(try ip("192.0.2.1").prefix(19) == ip("192.0.2.77").prefix(19))
    #expect(try ip("192.0.2.1") != ip("192.0.2.77"))
    #expect(try ip("192.0.2.1").prefix(19) != ip("192.0.3.1").prefix(19))
    #expect(try ip("::ffff:192.0.2.1") == ip("192.0.2.1"))
    #expect(try ip("2001:db8::1") == ip("2001:DB8:0:0:0:0:0:1"))
    #expect(try ip("127.0.0.1") == "127.0.0.1" && ip("::1") == "::1")
    #expect(host("MX1.Example.com").hasSuffix("." + host("example.com")))
    #expect(host("zen.spamhaus.org") == "zen.spamhaus.org" && host("a.zen.spamhaus.org").hasSuffix(".zen.spamhaus.org"))
    #expect(names.local("Bob".utf8, of: "example.com".utf8) == names.local("\"bob\"".utf8, of: "EXAMPLE.com".utf8))
    #expect(names.local("bob".utf8, of: "example.com".utf8) != names.local("bob".utf8, of: "example.net".utf8))
  }

  @Test(
    "no address is read where there is none",
    arguments: [
      "", "1.2.3", "1.2.3.4.5", "256.1.1.1", ":", ":1", "1:2:3", "1::2::3", "12345::1", "1:2:3:4:5:6:7:8:9", "::g",
      "1:::2",
    ])
  func noAddress(text: String) {
    #expect(IPAddress(Array(text.utf8)) == nil)
  }

  @Test(
    "the path of a log loses what is not a log's",
    arguments: [("/var/log/mail.log.1.gz", true), ("/logs/mx1.customer/mail.log", false)])
  func path(path: String, stays: Bool) throws {
    let redactor = Redactor(.all, key: [1], grouping: try #require(RedactorTests.grouping))
    #expect((redactor.path(path) == path) == stays && redactor.path(path).hasPrefix(stays ? "/var" : "/logs/h"))
  }
}
