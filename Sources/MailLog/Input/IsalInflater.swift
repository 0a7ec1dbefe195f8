#if ISAL
  import CIsal

  /// ISA-L's decompressor for gzip members, behind the same face as zlib's; the package trait `ISAL` builds with it.
  ///
  /// Unsafe because ISA-L works on pointers. Bounds: the state is allocated in `init` and freed in `deinit`; input and output
  /// pointers are set for one call only, with the sizes of the ranges they stand for, which are checked against their arrays.
  @safe struct Inflater: ~Copyable {
    private let state: UnsafeMutablePointer<inflate_state>
    /// What it met beyond the bytes that were asked for; these are given first.
    private var failure: InputDamage.Cause?

    /// Answers nil when there is no memory for it.
    init?() {
      unsafe state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
      // `isal_inflate_init` leaves the tables of codes as they are, and damaged data may point at entries that no code has set.
      unsafe UnsafeMutableRawPointer(state).initializeMemory(
        as: UInt8.self, repeating: 0, count: MemoryLayout<inflate_state>.size)
      unsafe isal_inflate_init(state)
      unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
    }

    deinit {
      unsafe state.deallocate()
    }

    /// Makes ready for the header of the next member.
    mutating func startMember() {
      failure = nil
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
      if let failure { return rest(into: &output, to: to, in: failure) }
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
      // Where it meets damage, it gives back whole bytes of its own that it had not come to, of earlier calls too. At a member's end it has
      // none: it keeps eight bytes at most, and the trailer is as long.
      let used = unsafe max(0, Int(stock) - Int(state.pointee.avail_in))
      let produced = unsafe Int(room) - Int(state.pointee.avail_out)
      let outcome = outcome(of: code)
      if case .failed(let cause) = outcome, pendingCount > 0 {
        failure = cause
        return InflaterStep(used: used, produced: produced, outcome: .unfinished)
      }
      return InflaterStep(used: used, produced: produced, outcome: outcome)
    }

    /// How many bytes were decompressed and not given yet.
    private var pendingCount: Int { unsafe Int(state.pointee.tmp_out_valid) - Int(state.pointee.tmp_out_processed) }

    /// Gives what was decompressed in front of `failure`, and then that.
    private mutating func rest(
      into output: inout [UInt8], to: Range<Int>, in failure: InputDamage.Cause
    ) -> InflaterStep {
      let count = min(to.count, pendingCount)
      guard count > 0 else { return InflaterStep(used: 0, produced: 0, outcome: .failed(failure)) }
      unsafe output.withUnsafeMutableBytes { target in
        // The library says how many bytes there are, and the target is inside the array.
        let pending = unsafe UnsafeRawBufferPointer(start: isal_pending_output(state), count: count)
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[to.prefix(count)]).copyMemory(from: pending)
      }
      unsafe state.pointee.tmp_out_processed += Int32(count)
      return InflaterStep(used: 0, produced: count, outcome: pendingCount > 0 ? .unfinished : .failed(failure))
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
