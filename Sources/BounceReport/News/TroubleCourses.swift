import ReplyCounts
import ReplyGuide

/// How each trouble went before and in this run; causes that are the same trouble are together.
struct TroubleCourses {
  /// How one trouble went.
  struct Course {
    /// What was known before this run; nil when it was never seen.
    var known: Past.Course?
    /// Replies by day, this run's with them.
    var replies: [Int: Int] = [:]
    /// The same without what was until it was over once: what tells what is usual.
    var current: [Int: Int] = [:]
    /// Whether this run saw it.
    var isSeen = false
    /// What the history knows it by.
    var members: [Past.Trouble] = []

    /// Takes over what was known of one cause of it.
    fileprivate mutating func take(_ course: Past.Course, of member: Past.Trouble) {
      // What was over once is no measure; of one that is over now, all of it.
      let over = course.isFixed ? course.lastDay : course.over ?? .min
      let counts = course.replies.filter { $0.key > over }
      replies.merge(course.replies, uniquingKeysWith: +)
      current.merge(counts, uniquingKeysWith: +)
      members.append(member)
      var joined = Past.Course(
        firstDay: course.firstDay, lastDay: course.lastDay, isFixed: course.isFixed, told: course.told)
      joined.replies = counts
      if let own = known {
        joined = Past.Course(
          firstDay: min(own.firstDay, course.firstDay), lastDay: max(own.lastDay, course.lastDay),
          isFixed: own.isFixed && course.isFixed, told: [own.told, course.told].compactMap { $0 }.max())
        joined.replies = own.replies.merging(counts, uniquingKeysWith: +)
      }
      known = joined
    }
  }

  private(set) var courses: [Past.Trouble: Course] = [:]

  /// How the troubles of `past` and `days` went, joined as `guide` says.
  init(_ past: Past, _ days: [DayCounts], _ guide: ReplyGuide) {
    for (trouble, course) in past.courses { courses[trouble.main(guide), default: Course()].take(course, of: trouble) }
    for day in days {
      for (cause, replies) in day.causes {
        let main = cause.trouble.main(guide)
        courses[main, default: Course()].replies[day.day, default: 0] += replies
        courses[main]?.current[day.day, default: 0] += replies
        courses[main]?.isSeen = true
        if courses[main]?.members.contains(cause.trouble) == false { courses[main]?.members.append(cause.trouble) }
      }
    }
  }

  /// How `trouble` went.
  subscript(trouble: Past.Trouble) -> Course { courses[trouble] ?? Course() }
}

extension Past.Trouble {
  /// The trouble that stands for all that are the same.
  func main(_ guide: ReplyGuide) -> Past.Trouble {
    var main = self
    main.cause = guide.cause(cause)?.sameAs ?? cause
    return main
  }
}

extension Report.Finding {
  /// What a history knows the finding by.
  func trouble(_ guide: ReplyGuide) -> Past.Trouble {
    Past.Trouble(cause: cause, direction: direction, isOwnClient: isOwnClient).main(guide)
  }
}
