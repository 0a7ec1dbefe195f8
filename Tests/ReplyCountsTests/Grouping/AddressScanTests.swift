import Testing

@testable import MailLog
@testable import ReplyCounts

@Suite("Addresses in replies")
struct AddressScanTests {
  @Test(
    "the first IP address of a text is found, and nothing else is taken for one",
    arguments: [
      ("Client host [203.0.113.9] blocked using zen.spamhaus.org", "203.0.113.9"),
      ("ip=203.0.113.9&c=hi", "203.0.113.9"), ("from 198.51.100.25.", "198.51.100.25"),
      ("203.0.113.9: refused", "203.0.113.9"), ("see 5.7.1 and 1.2.3.4.5 or 1.2.3.999, not 10.0.0.1", "10.0.0.1"),
      ("[2001:db8::25] is listed", "2001:db8::25"), ("2001:db8:1:2:3:4:5:6 listed", "2001:db8:1:2:3:4:5:6"),
      ("at 10:05:00 try ::1", "::1"), ("listed: 2001:db8::", "2001:db8::"), ("host-192.0.2.7.example.com", nil),
      ("a.b.c.d version 1.2.3", nil), ("abc: def::ghi", nil), ("", nil), ("12:30", nil), ("192.0.2.", nil),
    ] as [(String, String?)])
  func first(text: String, address: String?) {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 16)
    let span = bytes.span
    let line = unsafe span.bytes
    let found = AddressScan.first(in: line, 0..<text.utf8.count)
    #expect(found.map { String(decoding: bytes[$0], as: UTF8.self) } == address)
  }

  @Test("of many the same few stay, whatever the order")
  func few() {
    let addresses = (0..<20).map { Array("192.0.2.\($0 * 7 % 20)".utf8) }
    var one = NamedAddresses.BoundedList()
    var other = NamedAddresses.BoundedList()
    for address in addresses { one.insert(address) }
    for address in addresses.reversed() { other.insert(address) }
    var joined = NamedAddresses.BoundedList()
    joined.formUnion(other)
    joined.formUnion(one)
    #expect(one.addresses == other.addresses && one.addresses == joined.addresses)
    #expect(one.addresses.count == NamedAddresses.limit && one.hasMore && joined.hasMore)
  }
}
