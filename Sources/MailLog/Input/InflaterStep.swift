/// What one call of a decompressor did.
struct InflaterStep {
  /// How it went on.
  enum Outcome {
    /// Room or input ran out.
    case unfinished
    case memberEnd
    case failed(InputDamage.Cause)
  }

  let used: Int
  let produced: Int
  let outcome: Outcome
}
