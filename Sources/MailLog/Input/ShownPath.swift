/// A path, or what another program said, as it may be shown: one line, and no terminal escapes of a hostile file name.
func shown(_ path: String) -> String {
  path == InputFile.standardInputPath ? "standard input" : path.onOneLine
}

extension String {
  /// The text on one line, with escapes for what would be obeyed instead of shown.
  package var onOneLine: String {
    var text = ""
    for scalar in unicodeScalars {
      if let byte = scalar.standsFor {
        text += byte < 0x80 ? Unicode.Scalar(byte).escaped(asASCII: true) : byte.escaped
      } else if scalar.isObeyed {
        text += scalar.escaped(asASCII: true)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether a terminal, a browser or an editor obeys it instead of showing it: controls, what turns the order of text round, what is
  /// not seen, and ends of lines.
  @inlinable package var isObeyed: Bool {
    if value < 0x7f { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: return false
    }
  }
}
