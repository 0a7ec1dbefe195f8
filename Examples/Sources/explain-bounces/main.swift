import MailReplies

// Prints why mail bounced, the most frequent cause first, each with what to do first: explain-bounces /var/log/mail.log*
do {
  let guide = try ReplyGuide()
  var causes: [String: (count: Int, title: String, fix: String)] = [:]
  for reply in try MailReplies(Array(CommandLine.arguments.dropFirst())) where reply.outcome == .bounced {
    guard !reply.isDuplicate, let cause = guide.explain(reply).cause else { continue }
    causes[cause.id, default: (0, cause.title, cause.fix(of: reply).first ?? "")].count += reply.count
  }
  for (id, cause) in causes.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
    print("\(cause.count) × \(id): \(cause.title)")
    print("    \(cause.fix)")
  }
} catch {
  print("cannot read \(error)")
}
