/// Search for a short text in a longer one.
enum PhraseSearch {
  /// Whether `phrase` occurs in `text`. At worst O(text times phrase), and phrases are short.
  static func contains(_ text: [UInt8], _ phrase: [UInt8]) -> Bool {
    guard let first = phrase.first, text.count >= phrase.count else { return false }
    let last = text.count - phrase.count
    var start = 0
    while start <= last {
      if text[start] == first {
        var length = 1
        while length < phrase.count, text[start + length] == phrase[length] { length += 1 }
        if length == phrase.count { return true }
      }
      start += 1
    }
    return false
  }
}
