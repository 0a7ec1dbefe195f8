import CZlib

/// Where the bytes of a state come from, a part at a time, so that it is nowhere whole.
package protocol StateSource: AnyObject {
  /// The next bytes; none at the end, and where they are damaged.
  func next() -> [UInt8]

  /// Whether what was given is what was written. To be asked at the end.
  var isSound: Bool { get }
}

/// The bytes that `Deflater.deflated` made smaller, as they were.
///
/// Unsafe because zlib works on pointers. The stream is allocated in `init` and freed in `deinit`, as zlib keeps its address; input and
/// output pointers are set for one call only, with the sizes of what is left of their arrays.
@safe package final class InflatedState: StateSource {
  private static let partCount = 1 << 16

  private let stream: UnsafeMutablePointer<z_stream>
  private let bytes: [UInt8]
  private var used = 0
  private var hasBegun = false
  private var hasEnded = false

  /// What `bytes` were.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    hasBegun = unsafe inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if hasBegun { unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
  }

  package func next() -> [UInt8] { inflated(InflatedState.partCount) }

  package var isSound: Bool { inflated(1).isEmpty && hasEnded }

  private func inflated(_ room: Int) -> [UInt8] {
    guard hasBegun, !hasEnded else { return [] }
    var part = [UInt8](repeating: 0, count: room)
    let stock = min(bytes.count - used, 1 << 30)
    let code = unsafe part.withUnsafeMutableBufferPointer { target in
      unsafe bytes.withUnsafeBufferPointer { source in
        // zlib reads its input and does not write there.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { unsafe $0 + used })
        unsafe stream.pointee.avail_in = UInt32(stock)
        unsafe stream.pointee.next_out = target.baseAddress
        unsafe stream.pointee.avail_out = UInt32(room)
        return unsafe inflate(stream, Z_NO_FLUSH)
      }
    }
    used += unsafe stock - Int(stream.pointee.avail_in)
    hasEnded = code == Z_STREAM_END
    part.removeLast(unsafe Int(stream.pointee.avail_out))
    return part
  }
}
