#if ISAL
  import CIsal

  /// ISA-L's decompressor for gzip members, behind the same face as zlib's; the package trait `ISAL` builds with it.
  ///
  /// Unsafe because ISA-L works on pointers. Bounds: the state is allocated in `init` and freed in `deinit`; input and output
  /// pointers are set for one call only, with the sizes of the ranges they stand for, which are checked against their arrays.
  @safe struct Inflater: ~Copyable {
    private let state: UnsafeMutablePointer<inflate_state>

    /// Answers nil when there is no memory for it.
    init?() {
      unsafe state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
      unsafe isal_inflate_init(state)
      unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
    }

    deinit {
      unsafe state.deallocate()
    }

    /// Makes ready for the header of the next member.
    mutating func startMember() {
      unsafe isal_inflate_reset(state)
      unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
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
          unsafe state.pointee.next_in = source.baseAddress.map { unsafe $0 + from.lowerBound }
          unsafe state.pointee.avail_in = stock
          unsafe state.pointee.next_out = target.baseAddress.map { unsafe $0 + to.lowerBound }
          unsafe state.pointee.avail_out = room
          return unsafe isal_inflate(state)
        }
      }
      return unsafe InflaterStep(
        used: Int(stock - state.pointee.avail_in), produced: Int(room - state.pointee.avail_out),
        outcome: outcome(of: code))
    }

    private func outcome(of code: Int32) -> InflaterStep.Outcome {
      switch code {
      case ISAL_DECOMP_OK: unsafe state.pointee.block_state == ISAL_BLOCK_FINISH ? .memberEnd : .unfinished
      case ISAL_END_INPUT, ISAL_OUT_OVERFLOW: .unfinished
      case ISAL_INVALID_BLOCK: .failed(.corrupt("invalid block type"))
      case ISAL_INVALID_SYMBOL: .failed(.corrupt("invalid code"))
      case ISAL_INVALID_LOOKBACK: .failed(.corrupt("invalid distance too far back"))
      case ISAL_INVALID_WRAPPER: .failed(.corrupt("incorrect header check"))
      case ISAL_UNSUPPORTED_METHOD: .failed(.corrupt("unknown compression method"))
      case ISAL_INCORRECT_CHECKSUM: .failed(.checksumMismatch)
      default: .failed(.corrupt("ISA-L error \(code)"))
      }
    }
  }
#endif
