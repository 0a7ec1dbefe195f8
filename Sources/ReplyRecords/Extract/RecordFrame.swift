import MailLog
import ReplyCounts
import ReplyGuide
import SMTPReply

/// What the records of one group of replies with one outcome have in common, as JSON: made once, copied for each.
struct RecordFrame {
  /// From the MTA to the enhanced code: `,"mta":"postfix",...`.
  let front: PaddedBytes
  /// What the guide says, and the end of the object.
  let back: PaddedBytes
  private let outcome: Outcome
  private let mta: MTA
  /// A group that stands for many replies may leave it out.
  private let enhanced: EnhancedStatusCode?

  init(_ record: borrowing ReplyRecord, _ explanation: Explanation, isOwnClient: Bool) {
    outcome = record.outcome
    mta = record.mta
    enhanced = record.enhanced
    var json = JSONWriter()
    json.beginObject()
    json.key("mta")
    json.value(record.mta.rawValue)
    json.key("direction")
    json.value(record.direction.rawValue)
    json.key("outcome")
    json.value(record.outcome.rawValue)
    if let stage = record.stage {
      json.key("stage")
      json.value(stage.rawValue)
    }
    if let code = record.code {
      json.key("code")
      json.value(Int(code.rawValue))
    }
    if let enhanced = record.enhanced {
      json.key("enhanced")
      json.value(enhanced.description)
    }
    front = RecordFrame.padded(json)
    json = JSONWriter()
    json.beginObject()
    if let cause = explanation.cause {
      json.key("cause")
      json.value(cause.id)
    }
    json.key("class")
    json.value(explanation.class.rawValue)
    if let cause = explanation.cause {
      json.key("actor")
      json.value(cause.actor(record.direction, isOwnClient: isOwnClient).rawValue)
      json.key("permanence")
      json.value((explanation.permanence ?? cause.permanence).rawValue)
      json.key("confidence")
      json.value(explanation.confidence.rawValue)
    }
    json.endObject()
    json.endLine()
    back = RecordFrame.padded(json)
  }

  /// Whether it is the frame of `record`, which is of the same group.
  @inline(__always)
  func fits(_ record: borrowing ReplyRecord) -> Bool {
    guard record.mta == mta, record.outcome == outcome else { return false }
    return record.enhanced == enhanced
  }

  /// What stands behind the opening brace, with a comma in front.
  private static func padded(_ json: JSONWriter) -> PaddedBytes {
    PaddedBytes([ASCII.comma] + json.bytes.dropFirst())
  }
}
