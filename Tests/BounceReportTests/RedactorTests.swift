import ReplyGuide
import Testing

@testable import BounceReport

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

  private func redacted(_ text: String, _ scope: Redactor.Scope, people: [String] = []) throws -> String {
    var redactor = Redactor(scope, key: Array("k".utf8), grouping: ReplyGrouping(try ReplyGuide()))
    let persons = people.map { RedactedPerson(Array($0.utf8), redactor) }
    return String(decoding: redactor.text(Array(text.utf8), persons), as: UTF8.self)
  }

  /// Pseudonyms by their form: `U` for a local part or login, `H` for a label, `I` for an IP.
  private func shape(_ text: String) -> String {
    text.replacing(/u[a-km-np-z2-9]{12}/, with: "U").replacing(/fd[0-9a-f]{2}(:[0-9a-f]{4}){7}/, with: "I")
      .replacing(/h[a-km-np-z2-9]{8}/, with: "H")
  }

  @Test(
    "people go wherever they stand, and what else a reply says stays",
    arguments: [
      ("550 5.1.1 <Bob.Miller@example.com>: User unknown", "550 5.1.1 <U@example.com>: User unknown"),
      ("550 \"bob miller\"@example.com: no", "550 U@example.com: no"),
      (
        "see http://x.example/why?id=bob%40example.com&ip=192.0.2.1",
        "see http://x.example/why?id=U%40example.com&ip=192.0.2.1"
      ),
      ("mailbox bmiller is full, bmiller.", "mailbox U is full, U."),
      ("User unknown in table", "User unknown in table"),
      ("SRS0=ab=cd=a.example=bob@b.example rejected", "SRS0=ab=cd=a.example=U@b.example rejected"),
      ("a@b@c.example:25 and @example.com", "U@c.example:25 and @example.com"),
      ("trailing x@example.com. End@", "trailing U@example.com. U@"),
    ])
  func people(text: String, wanted: String) throws {
    #expect(shape(try redacted(text, .people, people: ["bmiller@example.net", "user@example.net"])) == wanted)
  }

  @Test(
    "with all, hosts and IPs go too, but not what tells the cause",
    arguments: [
      ("<a@example.com> [192.0.2.1] mx.example.com", "<U@H.com> [I] H.H.com"),
      ("Client host [2001:db8::7] blocked using zen.spamhaus.org", "Client host [I] blocked using zen.spamhaus.org"),
      ("from localhost[127.0.0.1]:25 5.7.1 RFC 5321", "from localhost[127.0.0.1]:25 5.7.1 RFC 5321"),
    ])
  func all(text: String, wanted: String) throws {
    #expect(shape(try redacted(text, .all)) == wanted)
  }

  @Test("neighbours stay neighbours, hosts stay in their domains, and case does not matter")
  func relations() {
    let names = Pseudonyms(key: [1])
    func ip(_ text: String) -> String { String(decoding: names.ip(Array(text.utf8)), as: UTF8.self) }
    func host(_ text: String) -> String { String(decoding: names.host(Array(text.utf8)), as: UTF8.self) }
    #expect(ip("192.0.2.1").prefix(19) == ip("192.0.2.77").prefix(19) && ip("192.0.2.1") != ip("192.0.2.77"))
    #expect(ip("192.0.2.1").prefix(19) != ip("192.0.3.1").prefix(19))
    #expect(ip("127.0.0.1") == "127.0.0.1" && ip("::1") == "::1")
    #expect(host("MX1.Example.com").hasSuffix("." + host("example.com")))
    #expect(names.local("Bob".utf8, of: "example.com".utf8) == names.local("bob".utf8, of: "EXAMPLE.com".utf8))
    #expect(names.local("bob".utf8, of: "example.com".utf8) != names.local("bob".utf8, of: "example.net".utf8))
  }
}
