import MailLog
import ReplyGuide
import SMTPReply

// The binary form of what groups and counts.
extension ByteInterner {
  func write(to state: inout StateWriter) {
    state.write(count)
    for number in 0..<count { state.write(bytes(UInt32(number))) }
  }

  init(from state: inout StateReader, ignoresCase: Bool) throws(StateReader.Failure) {
    self.init(ignoresCase: ignoresCase)
    for number in 0..<(try state.count()) {
      let text = PaddedBytes(try state.string())
      guard text.withBytes({ intern($0, 0..<text.count) }) == UInt32(number) else { throw .outOfRange }
    }
  }
}

extension PairSet {
  func write(to state: inout StateWriter) {
    var pairs: [UInt64] = []
    forEach { pairs.append(UInt64($0) << 32 | UInt64($1)) }
    state.write(pairs.count)
    for pair in pairs.sorted() {
      state.write(pair >> 32)
      state.write(pair & 0xffff_ffff)
    }
  }

  init(from state: inout StateReader, left: Int, right: Int) throws(StateReader.Failure) {
    self.init()
    for _ in 0..<(try state.count()) {
      insert(UInt32(try state.int(upTo: left - 1)), UInt32(try state.int(upTo: right - 1)))
    }
  }
}

extension ReplyGroups {
  func write(to state: inout StateWriter) {
    state.write(fixed: bound)
    state.write(sharesEnhanced)
    state.write(groups.count)
    for group in groups {
      state.write(group.isShared)
      state.write(fixed: group.key.packed)
      if group.isShared {
        state.write(group.explanation.cause?.id ?? "")
        state.write(group.explanation.class.rawValue)
        state.write(group.explanation.confidence == .high)
      } else {
        state.write(group.text)
      }
      state.write(group.replies)
      state.write(group.implied)
    }
  }

  init(from state: inout StateReader, by grouping: ReplyGrouping) throws(StateReader.Failure) {
    let bound = try state.fixed()
    self.init(by: grouping, bound: bound, sharesEnhanced: try state.flag())
    for number in 0..<(try state.count()) {
      let isShared = try state.flag()
      guard let key = ReplyGroup.Key(packed: try state.fixed()) else { throw .outOfRange }
      let own: UInt32
      if isShared {
        let cause = try state.text()
        guard let reason = ReasonClass(rawValue: try state.text()) else { throw .outOfRange }
        own = sharedGroup(
          key,
          guide.explanation(
            ofCause: cause, class: reason, isSure: state.version > 1 ? try state.flag() : false, code: key.code,
            enhanced: key.enhanced))
      } else {
        own = group(key, template: try state.string())
      }
      guard own == UInt32(number) else { throw .outOfRange }
      count(own, times: try state.amount(), implied: try state.amount())
    }
  }
}
