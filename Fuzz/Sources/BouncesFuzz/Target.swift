import Glibc

/// What one input is given to; `BOUNCES_FUZZ` names it.
enum Target: String, CaseIterable {
  case heads
  case postfix
  case exim
  case gzip
  case summary
  case rules
  case pipe
  /// No target: writes seeds.
  case states

  /// The target that was asked for.
  static let chosen: Target = {
    let name = unsafe getenv("BOUNCES_FUZZ").map { unsafe String(cString: $0) } ?? ""
    guard let target = Target(rawValue: name) else {
      fatalError("BOUNCES_FUZZ=\(name): one of \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return target
  }()

  /// Reads `input`, and ends the program when what came of it cannot be right.
  func check(_ input: [UInt8]) {
    switch self {
    case .heads: LineCheck.check(input)
    case .postfix: LineCheck.check(input, behind: "Nov 23 15:36:30 mx1 ")
    case .exim: LineCheck.check(input, behind: "2026-11-23 15:20:10 ")
    case .gzip: GzipCheck.check(input)
    case .summary: SummaryCheck.check(input)
    case .rules: RulesCheck.check(input)
    case .pipe: PipeCheck.check(input)
    case .states: StateSeeds.write(input)
    }
  }
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // libFuzzer keeps `count` bytes at `start` during the call.
  Target.chosen.check(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Ends the program, so that libFuzzer keeps the input.
func expect(_ isTrue: Bool, _ invariant: @autoclosure () -> String) {
  if !isTrue { fatalError(invariant()) }
}
