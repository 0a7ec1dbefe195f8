import ReplyCounts
import ReplyGuide
import SMTPReply

/// What the guide says of replies, as JSON.
struct ExplainJSON {
  private let guide: ReplyGuide
  private let isFull: Bool
  private var json: JSONWriter

  /// `isFull` adds the wording, and breaks lines.
  init(guide: ReplyGuide, isFull: Bool) {
    self.guide = guide
    self.isFull = isFull
    json = JSONWriter(isPretty: isFull)
  }

  /// Adds one reply.
  mutating func add(_ pasted: PastedReply) {
    let answer = guide.explain(pasted.reply)
    let direction = pasted.direction ?? .outbound
    json.beginObject()
    pair("code", pasted.code.map { Int($0.rawValue) })
    pair("enhanced", pasted.enhanced?.description)
    if isFull {
      pair("direction", pasted.direction?.rawValue)
      pair("stage", pasted.stage?.rawValue)
      pair("text", String(decoding: pasted.text, as: UTF8.self))
    }
    pair("cause", answer.cause?.id)
    pair("class", answer.class.rawValue)
    pair("actor", answer.cause?.actor(direction, isOwnClient: pasted.isOwnClient).rawValue)
    pair("permanence", answer.permanence?.rawValue)
    pair("confidence", answer.confidence.rawValue)
    pair("matched", answer.matched)
    if isFull, let cause = answer.cause {
      add(cause, cause.fix(direction, isOwnClient: pasted.isOwnClient))
    }
    json.endObject()
    json.endLine()
  }

  /// Adds an entry of the guide by itself.
  mutating func add(_ cause: Cause) {
    json.beginObject()
    pair("cause", cause.id)
    pair("class", cause.class.rawValue)
    pair("actor", cause.actor.rawValue)
    pair("permanence", cause.permanence.rawValue)
    add(cause, cause.fix)
    json.endObject()
    json.endLine()
  }

  private mutating func add(_ cause: Cause, _ fix: [String]) {
    pair("title", cause.title)
    pair("meaning", cause.meaning)
    pair("when", cause.when)
    strings("fix", fix)
    strings("fix_outbound", cause.fix)
    strings("fix_inbound", cause.inbound?.fix)
    strings("fix_submission", cause.submission?.fix)
    for mta in MTA.allCases { pair(mta.key, cause.setting(of: mta)) }
    pair("source", cause.source)
  }

  /// Adds what codes say by themselves.
  mutating func add(_ code: ReplyCode?, _ enhanced: EnhancedStatusCode?) {
    json.beginObject()
    if let code {
      json.key("code")
      json.value(Int(code.rawValue))
      writeMeaning(of: code)
    }
    if let enhanced {
      pair("enhanced", enhanced.description)
      json.key("enhanced_meanings")
      json.beginArray()
      for meaning in guide.meanings(of: enhanced) { add(meaning) }
      json.endArray()
    }
    json.endObject()
    json.endLine()
  }

  private mutating func writeMeaning(of code: ReplyCode) {
    let meaning = guide.meaning(of: code)
    pair("title", meaning?.title ?? meaning?.name)
    pair("official", meaning?.official)
    pair("kind", guide.kind(of: code))
    pair("class", meaning?.class.rawValue)
    pair("actor", meaning?.actor.rawValue)
    pair("meaning", meaning?.meaning)
    pair("when", meaning?.when)
    strings("fix", meaning?.fix)
    pair("differences", meaning?.differences)
    pair("use", meaning?.use)
    strings("causes", guide.causes(of: code).map(\.id))
  }

  private mutating func add(_ meaning: EnhancedMeaning) {
    json.beginObject()
    pair("code", meaning.code)
    pair("provider", meaning.provider)
    pair("class", meaning.class.rawValue)
    pair("actor", meaning.actor.rawValue)
    pair("name", meaning.name)
    pair("official", meaning.official)
    pair("meaning", meaning.meaning)
    strings("fix", meaning.fix)
    json.endObject()
  }

  private mutating func pair(_ key: StaticString, _ text: String?) {
    json.key(key)
    json.value(text)
  }

  private mutating func pair(_ key: StaticString, _ number: Int?) {
    json.key(key)
    json.value(number)
  }

  private mutating func strings(_ key: StaticString, _ texts: [String]?) {
    json.key(key)
    guard let texts else { return json.null() }
    json.beginArray()
    for text in texts { json.value(text) }
    json.endArray()
  }

  /// Gives out what was written, and forgets it.
  mutating func flush() {
    StandardOutput.write(json.bytes)
    json.removeAll()
  }

  /// Bytes that wait for `flush`.
  var waiting: Int { json.bytes.count }
}
