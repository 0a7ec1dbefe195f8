/// Writes metrics in the OpenMetrics text form.
struct MetricsWriter {
  private var text = ""

  /// All of it, with the mark of its end.
  var finished: String { text + "# EOF\n" }

  /// Begins a family of gauges.
  mutating func begin(_ name: String, _ help: String) {
    text += "# TYPE \(name) gauge\n# HELP \(name) \(help)\n"
  }

  /// Adds a sample. Values of labels are escaped.
  mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Int) {
    let pairs = labels.map { name, value in
      "\(name)=\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        + "\""
    }
    text += name + (pairs.isEmpty ? "" : "{" + pairs.joined(separator: ",") + "}") + " \(value)\n"
  }
}
