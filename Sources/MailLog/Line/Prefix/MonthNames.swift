import SMTPReply

/// The names of months, as syslog daemons, `journalctl` and `date` write them in the languages of their users.
enum MonthNames {
  /// The month whose name is at `start`, and the offset behind it; nil when it is none that is known.
  ///
  /// The name ends at a blank, a stop, a comma, a hyphen or a slash. A name of two months in two languages is that of the one with more users.
  static func read(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (month: Int, end: Int)? {
    if let east = readNumbered(bytes, start, end) { return east }
    var name: (UInt64, UInt64) = (0, 0)
    var at = start
    let limit = min(end, start &+ 16)
    while at < limit, isOfName(bytes.byte(at)) {
      let letter = lowercased(bytes, at)
      let place = UInt64(at &- start)
      if place < 8 { name.0 |= UInt64(letter) << (8 &* place) } else { name.1 |= UInt64(letter) << (8 &* (place &- 8)) }
      at &+= 1
    }
    guard at &- start >= 3, let month = table.first(where: { $0.name == name })?.month else { return nil }
    if at < end, bytes.byte(at) == ASCII.dot { at &+= 1 }
    return (month, at)
  }

  /// The month of three ASCII letters; nil when no language that is known has it.
  static func month(_ bytes: RawSpan, _ start: Int) -> Int? {
    var name: UInt64 = 0
    for index in 0..<3 { name |= UInt64(ASCII.lowercased(bytes.byte(start &+ index))) << UInt64(8 &* index) }
    return table.first { $0.name == (name, 0) }?.month
  }

  /// `1月`, `12월`.
  private static func readNumbered(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (month: Int, end: Int)? {
    var (month, at) = (0, start)
    while at < end, at &- start < 2, ASCII.isDigit(bytes.byte(at)) {
      month = month &* 10 &+ Int(bytes.byte(at) & 15)
      at &+= 1
    }
    guard at > start, (1...12).contains(month), end &- at > 3,
      bytes.hasWord("\u{6708}", at: at) || bytes.hasWord("\u{C6D4}", at: at)
    else { return nil }
    return (month, at &+ 3)
  }

  private static func isOfName(_ byte: UInt8) -> Bool { ASCII.isLetter(byte) || byte >= 0x80 }

  /// The byte at `at` as in the small letter: ASCII, Latin-1 and Cyrillic.
  private static func lowercased(_ bytes: RawSpan, _ at: Int) -> UInt8 {
    let byte = bytes.byte(at)
    if byte == 0xd0, (0xa0...0xaf).contains(bytes.byte(at &+ 1)) { return 0xd1 }
    guard byte >= 0x80, at > 0 else { return ASCII.lowercased(byte) }
    let before = bytes.byte(at &- 1)
    // U+00C0 to U+00DE, U+015E, U+0410 to U+041F and U+0420 to U+042F, whose small letters begin with another byte.
    if before == 0xc3, byte >= 0x80, byte <= 0x9e { return byte | 0x20 }
    if before == 0xc5, byte == 0x9e { return 0x9f }
    if before == 0xd0, byte >= 0x90, byte <= 0x9f { return byte | 0x20 }
    if before == 0xd0, byte >= 0xa0, byte <= 0xaf { return byte & 0x8f }
    return byte
  }

  private typealias Entry = (name: (UInt64, UInt64), month: Int)

  private static let table: [Entry] = names.enumerated().flatMap { index, line in
    line.split(separator: " ").map { (word($0), index + 1) }
  }

  private static func word(_ name: Substring) -> (UInt64, UInt64) {
    var word: (UInt64, UInt64) = (0, 0)
    for (place, byte) in name.utf8.enumerated() {
      if place < 8 {
        word.0 |= UInt64(byte) << UInt64(8 * place)
      } else {
        word.1 |= UInt64(byte) << UInt64(8 * place - 64)
      }
    }
    return word
  }

  /// By month: English, German, French, Spanish, Italian, Dutch, Portuguese, Scandinavian, Polish, Turkish, Romanian, Hungarian, Finnish,
  /// Russian and Ukrainian, long and short (glibc, localedata/locales).
  private static let names = [
    "jan january januar jänner jän janv janvier ene enero gen gennaio januari janeiro sty stycznia oca ocak ian ianuarie január tammi янв января січ січня",
    "feb february februar fév févr février feber febrero febbraio februari fev fevereiro lut lutego şub şubat febr helmi фев февраля лют лютого",
    "mar march mär märz mars marzo mrt maart março marca mart martie márc maalis мар мрт март марта бер березня",
    "apr april avr avril abr abril aprile kwi kwietnia nis nisan aprilie ápr huhti апр апреля кві квітня",
    "may mai mayo mag maggio mei maio maj maja mayıs máj touko май мая тра травня",
    "jun june juni juin junio giu giugno junho cze czerwca haz haziran iun iunie jún kesä июн июнь июня чер червня",
    "jul july juli juil juillet julio lug luglio julho lip lipca tem temmuz iul iulie júl heinä июл июля липня",
    "aug august août ago agosto augustus augusti sie sierpnia ağu ağustos elo авг августа сер серпня",
    "sep sept september septembre septiembre set settembre setembro wrz września eyl eylül septembrie szept syys сен сентября вер вересня",
    "oct october okt oktober octobre octubre ott ottobre out outubro paź października eki ekim octombrie loka окт октября жов жовтня",
    "nov november novembre noviembre novembro lis listopada kas kasım noiembrie marras ноя ноября",
    "dec december dez dezember déc décembre dic diciembre dicembre dezembro des desember gru grudnia ara aralık decembrie joulu дек декабря гру грудня",
  ]
}
