import SMTPReply

/// Finds all of many short texts in a longer one, in one pass.
///
/// A phrase starts where a word or a sign starts, so only there is anything looked up: by its first two bytes, in the
/// sorted list of all. Sorted neighbours share a beginning that is compared once. The cost is at most the text's length
/// times that of the longest phrase and the phrases that begin alike, whatever the text.
struct PhraseIndex: Sendable {
  /// All texts, ascending, one behind the other.
  private var bytes: [UInt8] = []
  private var starts: [Int32] = [0]
  /// How many bytes a text shares with the one before.
  private var shared: [UInt8] = []
  /// The number of the first text with these two bytes, by `first << 8 | second`.
  private var firsts: [UInt16]

  private static let none = UInt16.max

  /// An index of `texts`, which are folded, ascending, different, and 2 to 255 bytes long.
  init(sorted texts: [[UInt8]]) {
    firsts = Array(repeating: PhraseIndex.none, count: 1 << 16)
    var last: [UInt8] = []
    for (number, text) in texts.enumerated().prefix(Int(PhraseIndex.none)) {
      var common = 0
      while common < last.count, common < text.count, last[common] == text[common] { common += 1 }
      if common < 2 { firsts[Int(text[0]) << 8 | Int(text[1])] = UInt16(number) }
      shared.append(UInt8(min(common, 255)))
      bytes += text
      starts.append(Int32(bytes.count))
      last = text
    }
  }

  /// Calls `found` with the number of each text that occurs, where it starts and where it ends.
  func search(_ text: [UInt8], found: (Int, Int, Int) -> Void) {
    var isInWord = false
    var at = 0
    while at + 1 < text.count {
      let byte = text[at]
      let isWord = ASCII.isOfWord(byte)
      // Chinese and Japanese write no blanks between words.
      if byte != ASCII.space, !(isWord && isInWord) || byte >= 0xe3 {
        let first = firsts[Int(byte) << 8 | Int(text[at + 1])]
        if first != PhraseIndex.none { walk(from: Int(first), text, at, found) }
      }
      isInWord = isWord
      at += 1
    }
  }

  /// Compares the texts from `first` with what stands at `at`.
  private func walk(from first: Int, _ text: [UInt8], _ at: Int, _ found: (Int, Int, Int) -> Void) {
    var number = first
    var matched = 2
    while number < shared.count {
      if number > first {
        let common = Int(shared[number])
        // The text agrees with the one before beyond what this one shares with it: this and all later are greater.
        if common < matched { return }
        if common > matched {
          number += 1
          continue
        }
      }
      let start = Int(starts[number])
      let length = Int(starts[number + 1]) - start
      while matched < length, at + matched < text.count, text[at + matched] == bytes[start + matched] { matched += 1 }
      if matched == length {
        found(number, at, at + length)
      } else if at + matched >= text.count || text[at + matched] < bytes[start + matched] {
        return
      }
      number += 1
    }
  }
}
