// Names of files and words of a command line are bytes, which need not be UTF-8. As text each byte that is none is a scalar of private
// use, and so are the bytes of such a scalar itself: every name has one text, and every text is one name again.

extension Unicode.Scalar {
  /// The scalar that stands for byte 0; the others follow it.
  private static let firstStandIn: UInt32 = 0x10_fe00

  /// The byte that the scalar stands for; nil when it stands for itself.
  package var standsFor: UInt8? {
    value >= Unicode.Scalar.firstStandIn ? UInt8(exactly: value - Unicode.Scalar.firstStandIn) : nil
  }

  fileprivate init(standingFor byte: UInt8) {
    self = Unicode.Scalar(Unicode.Scalar.firstStandIn + UInt32(byte)) ?? "\u{fffd}"
  }
}

extension String {
  /// The text of a name that the system gave.
  package init(systemBytes bytes: some Collection<UInt8>) {
    self.init(bytes, standInForNewlines: false)
  }

  /// The text of an argument. A line feed in it is a stand-in too: what a parser says of it stays on its line.
  package init(argumentBytes bytes: some Collection<UInt8>) {
    self.init(bytes, standInForNewlines: true)
  }

  private init(_ bytes: some Collection<UInt8>, standInForNewlines: Bool) {
    let bytes = Array(bytes)
    var scalars = UnicodeScalarView()
    var rest = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var at = 0
    parsing: while true {
      let count: Int
      switch parser.parseScalar(from: &rest) {
      case .valid(let encoded):
        count = encoded.count
        let scalar = Unicode.UTF8.decode(encoded)
        if scalar.standsFor == nil, !standInForNewlines || scalar != "\n" {
          scalars.append(scalar)
          at += count
          continue
        }
      case .error(let length): count = length
      case .emptyInput: break parsing
      }
      for byte in bytes[at..<(at + count)] { scalars.append(Unicode.Scalar(standingFor: byte)) }
      at += count
    }
    self.init(scalars)
  }

  /// The bytes that the text is as a name.
  package var systemBytes: [UInt8] {
    guard unicodeScalars.contains(where: { $0.standsFor != nil }) else { return Array(utf8) }
    var bytes: [UInt8] = []
    for scalar in unicodeScalars {
      if let byte = scalar.standsFor { bytes.append(byte) } else { bytes += Array(UTF8.encode(scalar) ?? .init()) }
    }
    return bytes
  }

  /// The same, ended by a zero, as the system takes a path.
  package var systemPath: [CChar] { systemBytes.map { CChar(bitPattern: $0) } + [0] }

  /// The text that the bytes are; nil when they are none.
  package var systemText: String? { String(validating: systemBytes, as: UTF8.self) }

  /// The text that the bytes are, with the replacement character for what is none.
  package var asText: String { String(decoding: systemBytes, as: UTF8.self) }

  /// The name as a report shows it: bytes that are no text as `\xE4`.
  package var shownName: String {
    guard unicodeScalars.contains(where: { $0.standsFor != nil }) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      switch scalar.standsFor {
      case .some(let byte) where byte < 0x80: text.unicodeScalars.append(Unicode.Scalar(byte))
      case .some(let byte): text += byte.escaped
      case nil: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension UInt8 {
  /// `\xE4`.
  var escaped: String { "\\x" + (self < 0x10 ? "0" : "") + String(self, radix: 16, uppercase: true) }
}
