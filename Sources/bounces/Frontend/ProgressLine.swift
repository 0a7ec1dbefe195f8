/// Bytes, rate and time left in words: `412 MB of 1.3 GB, 380 MB/s, 3 s left`.
struct ProgressLine: CustomStringConvertible {
  /// Bytes read so far, as stored.
  let read: Int64
  /// Bytes to read; nil when that is not known.
  let total: Int64?
  let elapsed: Duration

  var description: String {
    let seconds = elapsed / .seconds(1)
    guard seconds > 0 else { return ProgressLine.size(read) }
    let rate = Double(read) / seconds
    let speed = "\(ProgressLine.size(Int64(rate)))/s"
    // A file that grows while it is read is longer than it was.
    guard let total, total > read, rate >= 1 else { return "\(ProgressLine.size(read)), \(speed)" }
    let left = Double(total - read) / rate
    return "\(ProgressLine.size(read)) of \(ProgressLine.size(total)), \(speed), \(ProgressLine.time(left)) left"
  }

  /// `bytes` in the greatest decimal unit of which they are at least one, with one digit behind the point below ten.
  static func size(_ bytes: Int64) -> String {
    guard bytes >= 1_000 else { return "\(bytes) B" }
    let units = ["kB", "MB", "GB", "TB"]
    var value = Double(bytes) / 1_000
    var unit = 0
    // What would be rounded to a thousand is one of the next.
    while value >= 999.5, unit + 1 < units.count {
      value /= 1_000
      unit += 1
    }
    let tenths = Int((value * 10).rounded())
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(units[unit])" : "\(Int(value.rounded())) \(units[unit])"
  }

  private static func time(_ seconds: Double) -> String {
    // Rounded up: what is left is never nothing. A pipe that stands still gives no end of time.
    let seconds = Int(min(seconds, 359_999).rounded(.up))
    if seconds < 100 { return "\(seconds) s" }
    let minutes = (seconds + 59) / 60
    return minutes < 100 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
