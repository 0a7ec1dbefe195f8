import Foundation
import Testing

@Suite("Compressed input through the program")
struct CompressedInputTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  @Test(
    "xz, zstd and bzip2 say the same as gzip, from a file and from a pipe",
    .enabled(if: installed("xz", "zstd", "bzip2")),
    arguments: ["xz", "zstd", "bzip2"])
  func external(program: String) throws {
    let run = try folder.run(
      """
      zcat "$SAMPLES/postfix.log.gz" | tee all | \(program) -c > mail.log.2
      for input in all mail.log.2; do
        "$BOUNCES" analyze --year 2026 $input | tail -n +2 | md5sum
        cat $input | "$BOUNCES" analyze --year 2026 | tail -n +2 | md5sum
        "$BOUNCES" analyze --year 2026 < $input | tail -n +2 | md5sum
      done | sort -u | wc -l
      """)
    #expect(run.errors.isEmpty)
    #expect(run.output.trimmingCharacters(in: .whitespaces) == "1\n")
  }

  @Test(
    "damage is reported, with all that was before it", .enabled(if: installed("xz", "zstd", "bzip2")),
    arguments: ["xz", "zstd", "bzip2"])
  func damaged(program: String) throws {
    let run = try folder.run(
      """
      zcat "$SAMPLES/postfix.log.gz" > all; cat all all all | \(program) -c > whole
      head -c $(($(stat -c %s whole) * 9 / 10)) whole > mail.log.2; "$BOUNCES" analyze --format json mail.log.2
      """)
    #expect(run.status == 2)
    #expect(run.errors.contains("mail.log.2: \(program) data is cut short or damaged ("))
    #expect(run.output.contains("\"complete\": false"))
    #expect(run.output.contains("\"code\": 553"))
  }

  @Test(
    "a missing program: its package is named, the other files are read", .enabled(if: installed("xz", "zstd", "bzip2")),
    arguments: [("xz", "xz-utils"), ("zstd", "zstd"), ("bzip2", "bzip2")])
  func missing(program: String, package: String) throws {
    let run = try folder.run(
      """
      echo x | \(program) -c > mail.log.2; cp "$SAMPLES/lab/postfix/rotate.log" mail.log
      PATH=/nonexistent "$BOUNCES" analyze mail.log mail.log.2
      """)
    #expect(run.status == 2)
    #expect(
      run.errors.contains("mail.log.2: compressed with \(program), and there is no program \(program) to read it"))
    #expect(run.errors.contains("(Debian package \(package))"))
    #expect(run.output.contains("WHAT TO FIX FIRST"))
  }

  @Test("a reader that goes away takes the programs with it", .enabled(if: installed("xz")))
  func closedPipe() throws {
    let run = try folder.run(
      """
      zcat "$SAMPLES/postfix.log.gz" | xz -c > mail.log.xz
      "$BOUNCES" extract mail.log.xz | head -n 1 | cut -c 1; echo ${PIPESTATUS[0]}
      """)
    #expect(run.output == "{\n0\n")
    #expect(run.errors.isEmpty)
  }

  @Test("a flipped byte in the middle of gzip: named with its place, what is before it is in the report")
  func corruptGzip() throws {
    let run = try folder.run(
      """
      cp "$SAMPLES/postfix.log.gz" mail.log.gz; middle=$(($(stat -c %s mail.log.gz) / 2))
      head -c 512 /dev/zero | tr '\\0' '\\377' | dd of=mail.log.gz bs=1 seek=$middle conv=notrunc status=none
      "$BOUNCES" analyze --format json mail.log.gz
      """)
    #expect(run.status == 2)
    #expect(run.errors.contains("mail.log.gz: gzip "))
    #expect(run.errors.contains(" at byte "))
    #expect(run.output.contains("\"complete\": false"))
    #expect(run.output.contains("\"code\": 553"))
  }

  @Test("members one after the other, zero padding, any name: read through without a word")
  func sound() throws {
    let run = try folder.run(
      """
      zcat "$SAMPLES/postfix.log.gz" > all
      (head -n 9000 all | gzip; : | gzip; tail -n +9001 all | gzip; head -c 3000 /dev/zero) > mail.log
      "$BOUNCES" analyze --format json --year 2026 mail.log
      """)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.output.contains("\"delivered\": 1724"))
  }

  @Test("garbage behind the end is named and left out")
  func garbage() throws {
    let run = try folder.run(
      """
      (cat "$SAMPLES/postfix.log.gz"; echo garbage) > mail.log.gz; "$BOUNCES" analyze --format json mail.log.gz
      stat -c %s "$SAMPLES/postfix.log.gz"
      """)
    let size = run.output.split(separator: "\n").last ?? ""
    #expect(
      run.errors
        == "bounces: mail.log.gz: what follows the gzip data, from byte \(size) on, is not gzip and was left out\n")
    #expect(run.output.contains("\"complete\": true"))
    #expect(run.output.contains("\"delivered\": 1724"))
  }
}
