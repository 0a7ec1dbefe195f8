extension JSONWriter {
  /// Writes a key and its number, or null.
  package mutating func pair(_ name: StaticString, _ number: Int?) {
    key(name)
    value(number)
  }

  /// Writes a key and its text, or null.
  package mutating func pair(_ name: StaticString, _ text: String?) {
    key(name)
    value(text)
  }

  /// Writes a key and its flag, or null where it has no meaning.
  package mutating func pair(_ name: StaticString, _ flag: Bool?) {
    key(name)
    guard let flag else { return null() }
    value(flag)
  }

  /// Writes an array of numbers.
  package mutating func numbers(_ numbers: [Int]) {
    beginArray()
    for number in numbers { value(number) }
    endArray()
  }

  /// Writes an array of strings.
  package mutating func strings(_ texts: [String]) {
    beginArray()
    for text in texts { value(text) }
    endArray()
  }
}
