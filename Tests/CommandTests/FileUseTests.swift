import Foundation
import Testing

@testable import bounces

/// What is read is never written over; `Tests/Hostile/check_files.py` tries every command, option and way to name a file.
@Suite("Files that are read and written")
struct FileUseTests {
  @Test("every command says which files it uses before it begins")
  func all() {
    let commands = Bounces.configuration.subcommands
    #expect(commands.count >= 11)
    for command in commands { #expect(command is any FileCommand.Type, "\(command)") }
  }

  @Test(
    "an output that is an input is wrong usage, and the input stays",
    arguments: [
      "--output in.txt in.txt", "--output ./in.txt $PWD/in.txt", "--output link.txt in.txt", "--output hard.txt in.txt",
      "--output in.txt .", "--output in.txt - < in.txt", "--partial --output in.txt in.txt",
      "--partial --output /dev/fd/3 in.txt 3< in.txt", "--output new.json --output ./new.json in.txt",
      "--output new.json --output to-new.json in.txt", "--history h.json --output h.json in.txt",
      "--history h.json --output h.json-journal.json in.txt", "--history in.txt in.txt", "in.txt >> in.txt",
      "--format json --output r.json in.txt >> r.json", "--history h.json in.txt >> h.json",
      "--rules rules.json --output rules.json in.txt", "--redact --redact-key @key.json --output key.json in.txt",
      "--history h.json --output old.json in.txt",
      "--journal --journal-directory journal --output journal/machine/new.json",
    ])
  func refused(line: String) throws {
    let folder = try Folder()
    let run = try folder.run(
      """
      cp $SAMPLES/lab/postfix/rotate.log in.txt; ln -s in.txt link.txt; ln in.txt hard.txt; ln -s new.json to-new.json
      ln -s h.json-journal h.json-journal.json; echo '[]' > rules.json; echo key > key.json; mkdir -p journal/machine
      echo old > in.txt.1; ln -s in.txt.1 old.json; case '\(line)' in *'>> '*.json) touch r.json h.json; esac
      before=$(ls -lR; md5sum *.*); $BOUNCES analyze \(line); echo $?; [ "$before" = "$(ls -lR; md5sum *.*)" ] || echo changed
      """)
    #expect(run.output == "64\n", "\(run.output)\(run.errors)")
    #expect(run.errors.contains("same file") || run.errors.contains("journal's directory"), "\(run.errors)")
  }

  @Test("merge and ack keep to it too")
  func others() throws {
    let folder = try Folder()
    let run = try folder.run(
      """
      $BOUNCES analyze --partial --output p.json $SAMPLES/lab/postfix/rotate.log; cp p.json old; echo '[]' > r.json
      $BOUNCES merge --output p.json p.json; echo $?; $BOUNCES merge --partial --output p.json - < p.json; echo $?
      $BOUNCES merge --partial p.json >> p.json; echo $?; cmp p.json old
      $BOUNCES ack no-such-user --until 30d --rules r.json --history r.json; echo $?; cat r.json
      """)
    #expect(run.output == "64\n64\n64\n64\n[]\n", "\(run.errors)")
  }

  @Test("a device and a pipe are written to and stay, and so does a link to nothing")
  func special() throws {
    let folder = try Folder()
    let run = try folder.run(
      """
      ln -s /dev/null null.json; mkfifo pipe; ln -s pipe pipe.json; ln -s real.json new.json
      cat pipe > got & $BOUNCES analyze --output null.json --output pipe.json --output new.json $SAMPLES/lab/postfix/rotate.log
      echo $?; wait; cmp got real.json; stat -c %F null.json pipe new.json real.json /dev/null; ls
      """)
    #expect(
      run.output
        == "0\nsymbolic link\nfifo\nsymbolic link\nregular file\ncharacter special file\ngot\nnew.json\nnull.json\npipe\npipe.json\nreal.json\n"
    )
    #expect(run.errors.isEmpty)
  }

  @Test("a partial summary goes to what standard output is", arguments: ["| cat >", ">"])
  func standardOutput(to how: String) throws {
    let folder = try Folder()
    let run = try folder.run(
      """
      $BOUNCES analyze --partial --output /dev/stdout $SAMPLES/lab/postfix/rotate.log \(how) p
      $BOUNCES merge p | head -1; ls
      """)
    #expect(run.output.hasSuffix("rotate.log · 2026-11-23 15:21:22 – 2026-11-23 15:22:23\np\n"), "\(run.output)")
  }
}
