import MailLog

/// What stands in a template in the place of something that varies.
enum Placeholder: UInt8, Sendable {
  case address
  case host
  case ip
  case id
  case number
  case time

  /// The text in braces, and zeros behind it.
  var words: (UInt64, UInt64) {
    switch self {
    case .address: (Word.of("{address"), Word.of("}"))
    case .host: (Word.of("{host}"), 0)
    case .ip: (Word.of("{ip}"), 0)
    case .id: (Word.of("{id}"), 0)
    case .number: (Word.of("{n}"), 0)
    case .time: (Word.of("{time}"), 0)
    }
  }

  /// The length of the text.
  var count: Int {
    switch self {
    case .address: 9
    case .host, .time: 6
    case .ip, .id: 4
    case .number: 3
    }
  }
}
