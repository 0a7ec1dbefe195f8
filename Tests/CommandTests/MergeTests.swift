import Testing

/// `analyze --partial` and `merge`.
@Suite("Partial summaries on the command line")
struct MergeTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.run(
      "mkdir mx1 mx2; zcat \"$SAMPLES/postfix.log.gz\" > all; split -n l/3 all mx1/mail.log.; gzip mx1/mail.log.ab; "
        + "zcat \"$SAMPLES/exim.log.gz\" > mx2/mainlog; head -c 50000 mx1/mail.log.ab.gz > cut.gz")
  }

  private func run(_ command: String, expecting status: Int32 = 0) throws -> Program {
    let run = try folder.run(command)
    #expect(run.status == status, "\(command): \(run.errors)")
    return run
  }

  @Test("partials made side by side and merged in any order are the report of one run, in every form")
  func sameBytes() throws {
    _ = try run("ls -d mx1/* mx2/* | xargs -P2 -n1 sh -c '\"$BOUNCES\" analyze --partial --output part.$$ \"$1\"' _")
    _ = try run("\"$BOUNCES\" merge --partial --output tree $(ls part.* | tail -2)")
    for form in ["text", "json", "html", "md", "csv", "prom"] {
      let options = "--format \(form) --top 25"
      let one = try run("\"$BOUNCES\" analyze \(options) mx2/* mx1/*")
      let merged = try run("\"$BOUNCES\" merge \(options) $(ls part.* | head -2) tree")
      #expect(!one.output.isEmpty)
      #expect(one.output == merged.output, "\(form)")
    }
  }

  @Test("a damaged log is a result: the partial is written, and both commands end with 2")
  func damagedLog() throws {
    let part = try run("\"$BOUNCES\" analyze --partial --output p cut.gz mx2/mainlog no-such", expecting: 2)
    #expect(part.errors.contains("cut.gz") && part.errors.contains("no-such"))
    let merged = try run("\"$BOUNCES\" merge --format json p", expecting: 2)
    let one = try run("\"$BOUNCES\" analyze --format json cut.gz mx2/mainlog no-such", expecting: 2)
    #expect(one.output == merged.output)
    #expect(one.output.contains("\"complete\": false"))
  }

  @Test("what is no partial summary is named, and the others are merged")
  func otherFiles() throws {
    _ = try run("\"$BOUNCES\" analyze --partial mx2/mainlog > p")
    let merged = try run("\"$BOUNCES\" merge p all no-such", expecting: 2)
    #expect(merged.errors.contains("all: this is no partial summary of bounces"))
    #expect(merged.errors.contains("no-such"))
    #expect(merged.output.contains("REPLIES BY CODE"))
    let twice = try run("\"$BOUNCES\" merge p p", expecting: 2)
    #expect(twice.errors.contains("mx2/mainlog is in more than one of them"))
    #expect(twice.output.isEmpty)
  }

  @Test("a partial summary counts everything: filters and the like are refused")
  func unfitOptions() throws {
    for option in ["--code 553", "--since 7d", "--redact", "--year 2026", "--audit", "--format json"] {
      _ = try run("\"$BOUNCES\" analyze --partial --output p \(option) all", expecting: 64)
    }
  }
}
