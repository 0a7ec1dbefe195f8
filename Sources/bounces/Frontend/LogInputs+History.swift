import BounceHistory
import MailLog
import ReplyCounts

// Reading the inputs on from where the runs before stopped.
extension LogInputs {
  /// Plans the reading of `paths` by a run that knows how far the logs were read.
  init(paths: [String], options: ReadingOptions, positions: Positions) {
    self.init(
      plan: InputPlan(
        for: paths, now: options.now, lastRun: { positions.lastRun(of: $0) }, isKnown: { positions.isKnown($0, in: $1) }
      ),
      options: options, printsAlong: false,
      // Cron sends a mail for what is said.
      saysNotes: positions.isEmpty || Terminal.isStandardErrorTerminal)
  }

  /// Reads what no run read before into `summary`, and notes in `positions` how far that was.
  mutating func readNew(into summary: Summary, _ positions: inout Positions) {
    var isQuiet = true
    for failure in plan.failures { summary.noteUnreadable(path: failure.path) }
    for path in plan.paths {
      do {
        var source = try ByteSource.open(path: path)
        progress?.watch(&source)
        switch positions.resume(&source, isWhole: isWhole(path, source)) {
        case .nothingNew: break
        case .readOn(let resumption, let place, let wasIncomplete):
          isQuiet = false
          if Terminal.processorCount > 1 { source = ByteSource.readingAhead(source) }
          let end = summary.readOn(&source, path: path, by: resumption)
          positions.note(place, end, source)
          if wasIncomplete, end.position == resumption.position {
            // What was said of a damaged file is not said again every night.
            summary.leaveOutLastInput()
          } else {
            note(source.warnings, source.damage)
          }
        }
      } catch {
        note(error)
        summary.noteUnreadable(path: path)
      }
    }
    summary.pause()
    finish(isQuiet ? [] : summary.inputs, isFirst: positions.isEmpty)
  }

  /// Reads the entries of the journal behind the plan's cursor into `summary`. Gives the cursor of the last one; nil when there was none.
  mutating func readJournal(into summary: Summary) throws -> String? {
    var cursor: String?
    do {
      var source = try plan.open(JournalQuery.name)
      progress?.watch(&source)
      let end = summary.readOn(&source, path: JournalQuery.name, by: .journal)
      cursor = JournalQuery.lastCursor(in: end.before)
      note(source.warnings, source.damage)
      if cursor == nil, end.position.offset > 0 { throw JournalWithoutCursor() }
    } catch let error as InputError {
      note(error)
      summary.noteUnreadable(path: JournalQuery.name)
    }
    summary.pause()
    progress?.end()
    return cursor
  }

  /// Where the journal was read to is not to be told from what was read.
  struct JournalWithoutCursor: Error {}

  /// Whether nothing will be added to the file: it was compressed, or another one took its place and it rests.
  private func isWhole(_ path: String, _ source: borrowing ByteSource) -> Bool {
    if source.encoding != .plain { return true }
    guard plan.isFollowed(path), let mark = source.mark else { return false }
    return options.now - mark.modified / 1_000_000_000 > 3_600
  }

  /// Says what came of the inputs. That there is nothing new is normal, and so are lines of others in what was added to a mail log.
  private mutating func finish(_ inputs: [InputSummary], isFirst: Bool) {
    progress?.end()
    noteClockJumps(inputs)
    guard isFirst, inputs.contains(where: { $0.lines.total > 0 }) else {
      noteWrongYears(inputs)
      return
    }
    finish(inputs)
  }
}
