/// A path, or what another program said, as it may be shown: one line, and no terminal escapes of a hostile file name.
func shown(_ path: String) -> String {
  guard path != InputFile.standardInputPath else { return "standard input" }
  var text = ""
  for scalar in path.unicodeScalars {
    if isHarmless(scalar) {
      text.unicodeScalars.append(scalar)
    } else {
      text += scalar.escaped(asASCII: true)
    }
  }
  return text
}

private func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator: false
  default: true
  }
}
