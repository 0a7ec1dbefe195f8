/// Numbers the hosts that wrote the log, in the order of their first line. Nearly every line has the host of the one before.
struct HostNumbers {
  private var names: [[UInt8]] = []
  private var last = 0

  /// The number of the host in `range`. O(1) when it wrote the line before, else O(hosts).
  @inline(__always)
  mutating func number(_ bytes: RawSpan, _ range: Range<Int>) -> UInt32 {
    if last < names.count, isName(last, bytes, range) { return UInt32(last) }
    return search(bytes, range)
  }

  @inline(__always)
  private func isName(_ index: Int, _ bytes: RawSpan, _ range: Range<Int>) -> Bool {
    let name = names[index]
    let span = name.span
    return unsafe bytes.equals(range, span.bytes, 0..<name.count)
  }

  private mutating func search(_ bytes: RawSpan, _ range: Range<Int>) -> UInt32 {
    for index in names.indices where isName(index, bytes, range) {
      last = index
      return UInt32(index)
    }
    var name: [UInt8] = []
    bytes.append(range, to: &name)
    names.append(name)
    last = names.count - 1
    return UInt32(last)
  }
}
