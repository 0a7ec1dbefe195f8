#!/usr/bin/env python3
"""Runs the job with a real Spark: in one process, and on a master and two workers of which one's executor is killed.

    check_spark.py BINARY    (needs pyspark and Java 17)

Twenty hosts' 200 files, one of them truncated, must give the bytes of one run of `bounces analyze`. Exits with 1 when anything is wrong."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from host_logs import TRUNCATED, name, write_hosts
from spark_runs import Cluster, Run

BOUNCES = str(Path(sys.argv[1]).resolve())
PATTERNS = ["mx*/mail.log*", "mx*/mainlog*"]
TREE = ["--min-task", "1M", "--max-task", "2M", "--fan-in", "4"]
"""Many small tasks, so that there is a tree of some height and a middle of the job."""
FORMS = ("json", "txt", "html")
tally = {"passed": 0, "failed": 0}


def check(holds, what, detail=""):
    tally["passed" if holds else "failed"] += 1
    if not holds:
        print("FAILED", what, detail)


def outputs(folder, stem):
    return [argument for form in FORMS for argument in ("--output", f"{folder}/{stem}.{form}")]


def analyze(logs, folder, stem, files):
    """One run over all files."""
    done = subprocess.run([BOUNCES, "analyze", "--top", "25", *outputs(folder, stem), *files], cwd=logs, capture_output=True, check=False)
    return done.returncode, json.loads(Path(folder, f"{stem}.json").read_bytes())


def wrapper(folder, place, script):
    """A program of the same name that does something before, or instead."""
    path = Path(folder, place, "bounces")
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\n{script}\nexec {BOUNCES} "$@"\n')
    path.chmod(0o755)
    return str(path)


def check_result(run, status, folder, stem):
    """A job that went well: a 2 for the truncated log, each form the bytes of one run, nothing left on the disk."""
    check(status == 2, f"{stem}: exit status {status}", run.said())
    for form in FORMS:
        path = Path(folder, f"{stem}.{form}")
        check(path.exists() and path.read_bytes() == Path(folder, f"alone.{form}").read_bytes(), f"{stem}: report as {form}")
    left = [str(path) for path in Path(folder).rglob("bounces-*")]
    check(not left, f"{stem}: folders left behind", left)


def check_logs(logs, folder, files):
    """What the other checks rest on: messages go on from one file to the next, and reports differ where logs do."""
    status, report = analyze(logs, folder, "alone", files)
    check(len(files) == 200 and status == 2, f"one run: {len(files)} files, exit status {status}")
    incomplete = [file["path"] for file in report["input"]["files"] if not file["complete"]]
    check(incomplete == [TRUNCATED], "the truncated file is named as incomplete", incomplete)
    _, less = analyze(logs, folder, "less", files[1:])
    check(less != report, "a report of fewer files is another one")
    for host in ("mx07", "mx17"):
        own = [file for file in files if file.startswith(host)]
        _, whole = analyze(logs, folder, "host", own)
        apart = [analyze(logs, folder, "file", [file])[1]["totals"] for file in own]
        check(any(sum(part[key] for part in apart) != whole["totals"][key] for key in whole["totals"]), f"{host}: messages span its files")


def check_local(logs, folder):
    tiny = Path(folder, "tiny")
    tiny.mkdir()
    tiny.joinpath("mail.log").write_bytes(Path(logs, name("mx01", 1)).read_bytes()[:20_000].rpartition(b"\n")[0] + b"\n")
    fixed = Run(folder, BOUNCES, ["--root", str(tiny), "--output", f"{folder}/tiny.json", "mail.log"], name="tiny-job")
    check(fixed.wait() == 0 and json.loads(Path(folder, "tiny.json").read_bytes())["totals"]["delivered"] > 0, "a tiny job", fixed.said())
    run = Run(folder, BOUNCES, [*TREE, "--root", logs, *outputs(folder, "local"), "--output", f"{folder}/local.partial", *PATTERNS,
                                "--", "--top", "25"], name="local-job")
    check_result(run, run.wait(), folder, "local")
    tasks = [task["Task Info"]["Finish Time"] - task["Task Info"]["Launch Time"] for task in run.events("TaskEnd")]
    check(len(run.events("StageCompleted")) >= 5, "a tree of merges", len(run.events("StageCompleted")))
    idle = sorted(task["Task Info"]["Finish Time"] - task["Task Info"]["Launch Time"] for task in fixed.events("TaskEnd"))
    print(f"local[2]: one tiny file {fixed.seconds:.1f} s (its tasks {idle} ms), 200 files {run.seconds:.1f} s: {len(tasks)} tasks of "
          f"{sorted(tasks)[len(tasks) // 2]} ms (median), partial summary {Path(folder, 'local.partial').stat().st_size:,} bytes")


def check_killed(logs, folder):
    """One task waits until its executor is killed under it, when others are done already."""
    binary = wrapper(folder, "waiting", f"""
echo "$2" >> {folder}/begun
case "$*" in *mx05/mail.log.4.gz*)
  if mkdir {folder}/waits 2>/dev/null; then
    echo $$ > {folder}/pid
    while [ ! -e {folder}/go ]; do sleep 0.1; done
  fi;;
esac""")
    with Cluster(Path(folder, "cluster")) as cluster:
        run = Run(folder, binary, [*TREE, "--root", logs, *outputs(folder, "cluster"), *PATTERNS, "--", "--top", "25"],
                  master=cluster.master, name="cluster-job")
        begun, pid = Path(folder, "begun"), Path(folder, "pid")
        end = time.monotonic() + 150
        while time.monotonic() < end and run.process.poll() is None and not (pid.exists() and pid.read_text() and len(begun.read_text().splitlines()) > 8):
            time.sleep(0.1)
        check(pid.exists() and len(begun.read_text().splitlines()) > 8, "the job is in its middle")
        # Two tasks run, and one may be between its start and its program's.
        folders = list(Path(folder).rglob("bounces-*"))
        check(len(folders) <= 3, "tasks that are done have removed their folders", folders)
        if pid.exists() and run.process.poll() is None:
            cluster.kill(cluster.executor_of(int(pid.read_text())))
        Path(folder, "go").touch()
        status = run.wait()
        # The worker removes what a killed executor left when the application has ended.
        end = time.monotonic() + 10
        while time.monotonic() < end and list(Path(folder).rglob("bounces-*")):
            time.sleep(0.2)
        check_result(run, status, folder, "cluster")
    check(any(reason == "ExecutorLostFailure" for reason in run.failures()), "an executor was lost with its task", run.failures())
    check(len(run.events("ExecutorAdded")) >= 3, "another executor came", len(run.events("ExecutorAdded")))
    print(f"two workers, one executor killed: {run.seconds:.1f} s, {len(run.failures())} tasks ran again")


def check_fetched(logs, folder):
    """Through a scheme of Hadoop's that is no local folder to the job; one run of the program dies by a signal."""
    binary = wrapper(folder, "dying", f'case "$*" in *mx03/*) if mkdir {folder}/died 2>/dev/null; then kill -SEGV $$; fi;; esac')
    settings = [f"spark.hadoop.fs.viewfs.mounttable.logs.link./{place}=file://{path}" for place, path in (("mail", logs), ("out", folder))]
    run = Run(folder, binary, ["--root", "viewfs://logs/mail", *outputs("viewfs://logs/out", "fetched"), *PATTERNS, "--", "--top", "25"],
              master="local[2,4]", settings=settings, name="fetched-job")
    check_result(run, run.wait(), folder, "fetched")
    check(Path(folder, "died").exists() and len(run.failures()) == 1, "a run that died was tried again", run.failures())
    print(f"local[2], fetched: {run.seconds:.1f} s")


def check_faults(logs, folder):
    """What is no result fails the job, and writes nothing."""
    broken = wrapper(folder, "broken", 'case "$*" in *mx01/*) echo no space left >&2; exit 74;; esac')
    cases = [("a status that tells of no log", broken, ["mx01/mail.log"], 70, "status 74"),
             ("a wrong option of the report", BOUNCES, ["mx01/mail.log", "--", "--tip", "3"], 64, "tip"),
             ("a pattern without a file", BOUNCES, ["mx99/mail.log"], 64, "mx99")]
    for number, (what, binary, arguments, wanted, word) in enumerate(cases):
        run = Run(folder, binary, ["--root", logs, "--output", f"{folder}/none.json", *arguments], name=f"fault{number}")
        status = run.wait()
        check(status == wanted and word in run.log.read_text(errors="replace"), f"{what}: exit status {status}", run.said())
        check(not Path(folder, "none.json").exists(), f"{what}: a report was written")


def main():
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="check-spark-") as folder:
        logs = str(Path(folder, "logs"))
        Path(logs).mkdir()
        files = write_hosts(logs)
        check_logs(logs, folder, files)
        for part in (check_local, check_killed, check_fetched):
            part(logs, folder)
        check_faults(logs, folder)
    print(f"{tally['passed']} passed, {tally['failed']} failed")
    print(f"all in {time.monotonic() - start:.0f} s")
    return 1 if tally["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
