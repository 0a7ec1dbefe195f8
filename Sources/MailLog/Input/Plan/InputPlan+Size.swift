extension InputPlan {
  /// Bytes of all inputs, as stored; nil when one has no size, as a pipe.
  package var byteCount: Int64? {
    var sum: Int64 = 0
    for path in paths {
      let status =
        path == InputFile.standardInputPath
        ? try? SystemCalls.status(of: InputFile.standardInput) : try? SystemCalls.status(ofPath: path)
      guard let status, status.isRegular else { return nil }
      sum += status.byteCount
    }
    return sum
  }
}
