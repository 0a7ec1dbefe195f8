#if !ISAL
  import CZlib

  /// zlib's decompressor for gzip members, behind a safe face.
  ///
  /// Unsafe because zlib works on pointers. Bounds: the stream is allocated in `init` and freed in `deinit`, as zlib keeps its
  /// address; input and output pointers are set for one call only, with the sizes of the ranges they stand for, which are
  /// checked against their arrays.
  @safe struct Inflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>

    /// Answers nil when there is no memory for it.
    init?() {
      let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
      unsafe stream.initialize(to: z_stream())
      // 16: a gzip header and trailer are expected and checked. 15: the largest window.
      guard unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
        unsafe stream.deallocate()
        return nil
      }
      unsafe self.stream = stream
    }

    deinit {
      unsafe inflateEnd(stream)
      unsafe stream.deallocate()
    }

    /// Makes ready for the header of the next member.
    mutating func startMember() {
      _ = unsafe inflateReset(stream)
    }

    /// Decompresses from `input[from]` to `output[to]`, until one of the two is used up or the member ends.
    ///
    /// Bytes decoded before damage was met count as produced.
    mutating func inflate(
      _ input: inout [UInt8], from: Range<Int>, into output: inout [UInt8], to: Range<Int>
    ) -> InflaterStep {
      precondition(from.lowerBound >= 0 && from.upperBound <= input.count)
      precondition(to.lowerBound >= 0 && to.upperBound <= output.count)
      let room = UInt32(clamping: to.count)
      let stock = UInt32(clamping: from.count)
      let code = unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe output.withUnsafeMutableBufferPointer { target in
          unsafe stream.pointee.next_in = source.baseAddress.map { unsafe $0 + from.lowerBound }
          unsafe stream.pointee.avail_in = stock
          unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + to.lowerBound }
          unsafe stream.pointee.avail_out = room
          return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        }
      }
      return unsafe InflaterStep(
        used: Int(stock - stream.pointee.avail_in), produced: Int(room - stream.pointee.avail_out),
        outcome: outcome(of: code))
    }

    private func outcome(of code: Int32) -> InflaterStep.Outcome {
      switch code {
      // A buffer error only says that there was nothing to do.
      case Z_OK, Z_BUF_ERROR: .unfinished
      case Z_STREAM_END: .memberEnd
      case Z_MEM_ERROR: .failed(.readError(.outOfMemory))
      default: .failed(damage(unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "zlib error \(code)"))
      }
    }

    private func damage(_ message: String) -> InputDamage.Cause {
      switch message {
      case "incorrect data check": .checksumMismatch
      case "incorrect length check": .lengthMismatch
      default: .corrupt(message)
      }
    }
  }
#endif
