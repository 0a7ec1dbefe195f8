/// One of the program's own words around the guide's entries, such as a heading. Its form is that of `labels.yaml`.
package struct Label: Sendable {
  /// The name that the program asks for it by.
  package var id: String
  /// The words in the language chosen.
  package var text: String
}
