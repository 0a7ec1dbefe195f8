import CZlib

/// Makes bytes smaller, and as they were again, by zlib's `compress2` and `uncompress` (RFC 1950, with a checksum).
package enum Deflater {
  /// The greatest size of bytes that are made again: no summary is larger, and a false length asks for no more memory.
  static let limit = 1 << 32

  /// `bytes`, deflated.
  package static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var count = compressBound(uLong(bytes.count))
    var result = [UInt8](repeating: 0, count: Int(count))
    // compress2 writes at most `count` bytes, and reads as many as it is told that there are.
    let status = unsafe result.withUnsafeMutableBufferPointer { target in
      unsafe bytes.withUnsafeBufferPointer { source in
        unsafe compress2(target.baseAddress, &count, source.baseAddress, uLong(source.count), Z_DEFAULT_COMPRESSION)
      }
    }
    // The room is what zlib asks for, so that only a lack of memory can stop it.
    return status == Z_OK ? Array(result.prefix(Int(count))) : []
  }

  /// Whether `count` bytes can have become `size`: zlib makes a thousandth of what it is given at best.
  package static func canMake(_ count: Int, of size: Int) -> Bool {
    count >= 0 && count <= limit && count / 1_100 <= size
  }

  /// What `deflated` made of `count` bytes; nil when it is damaged or has another length.
  package static func inflated(_ bytes: [UInt8], count: Int) -> [UInt8]? {
    guard canMake(count, of: bytes.count) else { return nil }
    var result = [UInt8](repeating: 0, count: count)
    var length = uLong(count)
    // uncompress writes at most `length` bytes, and reads as many as it is told that there are.
    let status = unsafe result.withUnsafeMutableBufferPointer { target in
      unsafe bytes.withUnsafeBufferPointer { source in
        unsafe uncompress(target.baseAddress, &length, source.baseAddress, uLong(source.count))
      }
    }
    return status == Z_OK && length == uLong(count) ? result : nil
  }
}
