#!/usr/bin/env python3
"""Lets everything fail that can while the real program runs: reading, writing, descriptors, its reader, its patience with signals.

    check_faults.py BOUNCES [--full] [--seed N] [--only WORD]

What was there before stays, nothing half-written and no file of a moment is left behind, and the exit status tells.
"""

import argparse
import csv
import gzip
import io
import json
import lzma
import os
import random
import resource
import shutil
import signal
import subprocess
import tempfile
import time

from cases import ROOT, Cases
from harmless import Page
from hostile_logs import bounced, write_lines

SHIM = {}
"""Where the library that lets calls fail was built; empty without a C compiler."""
FORMS = "txt json html md csv prom eml".split()
OLD = b"what was here before\n"


def build_shim(folder):
    """Builds the library with the C compiler at hand."""
    compiler = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
    if compiler is None:
        print("no C compiler: the cases of failing calls are left out")
        return
    path = os.path.join(folder, "failing_io.so")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "failing_io.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", path, source, "-ldl"], check=True)
    SHIM["path"] = path


def failing(path, how, after):
    return {"LD_PRELOAD": SHIM["path"], "FAIL_PATH": path, "FAIL_HOW": how, "FAIL_AFTER": str(after)}


def sample_log(folder, name="mail.log", count=2_000):
    path = os.path.join(folder, name)
    write_lines(path, count, lambda n: bounced(n, key=f"4A1B2C3D{n % 90 + 10}", to=f"u{n % 50}@d{n % 50}.example.net", text=f"no such user in {name}"))
    return path


def report_of(run):
    return json.loads(run.out)


def is_whole(form, content):
    """Whether a report is one that was written to its end."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if form == "json":
        try:
            return bool(json.loads(text))
        except ValueError:
            return False
    if form == "html":
        return text.rstrip().endswith("</html>") and "title" in Page(text).shapes
    if form == "prom":
        return text.endswith("# EOF\n")
    if form == "eml":
        return text.endswith("--=_bounces_report--\n")
    if form == "csv":
        return text.startswith("code,") and len({len(row) for row in csv.reader(io.StringIO(text, newline=""))}) == 1
    return text.endswith("\n")


def outputs(folder):
    """Options for a report in every form, each in the place of an old file, and their paths."""
    paths = {form: os.path.join(folder, f"r.{form}") for form in FORMS}
    for path in paths.values():
        with open(path, "wb") as file:
            file.write(OLD)
    return paths, [part for path in paths.values() for part in ("--output", path)] + ["--mail-to", "postmaster@example.com"]


# Reading

def read_error(cases, folder, kind):
    """The disk fails half-way: what was read is reported, and that it is not all."""
    log = sample_log(folder)
    if kind != "plain":
        packed = log + (".gz" if kind == "gzip" else ".xz")
        with open(log, "rb") as plain:
            content = plain.read()
        with open(packed, "wb") as file:
            file.write(gzip.compress(content) if kind == "gzip" else lzma.compress(content))
        log = packed
    half = os.path.getsize(log) // 2
    other = sample_log(folder, "other.log", 100)
    for jobs in ("1", "4"):
        run = cases.run("analyze", "--format", "json", "--jobs", jobs, log, other, env=failing(log, "read", half))
        # The first look at the files reads some of it too; where that fails, the file is named and left out.
        cases.expect(run.status == 2 and "Input/output error" in run.errors and log in run.errors, f"exit {run.status}: {run.errors}")
        report = report_of(run)
        states = {os.path.basename(file["path"]): file["complete"] for file in report["input"]["files"]}
        cases.expect(states[os.path.basename(log)] is False and states["other.log"] is True, f"{states}")
        cases.expect(report["input"]["lines"]["total"] >= 100, "the other file was not read")
    run = cases.run("analyze", "--format", "json", log, env=failing(log, "read", half))
    lines = report_of(run)["input"]["lines"]["total"]
    cases.expect(run.status == 2 and lines < 2_000 and (lines > 500 or kind != "plain"), f"exit {run.status}, {lines} lines")
    cases.note = f"{lines} lines of 2000"
    for command in ("extract", "suppress", "trace", "evidence"):
        what = {"trace": ["@d7.example.net"], "evidence": ["no-such-user"]}.get(command, [])
        run = cases.run(command, *what, log, env=failing(log, "read", half))
        cases.expect(run.status == 2 and "Input/output error" in run.errors, f"{command}: exit {run.status}: {run.errors}")
    # A night that reads half of it is followed by one that reads the rest.
    if kind == "plain":
        history = os.path.join(folder, "history.db")
        first = cases.run("analyze", "--format", "json", "--history", history, log, env=failing(log, "read", half))
        second = cases.run("analyze", "--format", "json", "--history", history, log)
        lines = [report_of(run)["input"]["lines"]["total"] for run in (first, second)]
        cases.expect(first.status == 2 and second.status == 0, f"exit {first.status}, then {second.status}: {second.errors}")
        cases.expect(sum(lines) in (2_000, 2_001), f"{lines} lines with a history")


def odd_files(cases, folder):
    """A directory, a file without the right to read, a socket, a device, a link to itself, an empty name."""
    log = sample_log(folder)
    empty = os.path.join(folder, "directory")
    os.mkdir(empty)
    loop = os.path.join(folder, "loop")
    os.symlink(loop, loop)
    for path in (empty, loop, log + "/x", "", "/proc/self/mem", folder + "/" + "x" * 300, "/dev/null"):
        run = cases.run("analyze", "--format", "json", log, path)
        allowed = (0, 2) if path in (empty, "/dev/null") else (2,)
        cases.expect(run.status in allowed and run.errors.startswith("bounces: "), f"{path[:40]!r}: exit {run.status}: {run.errors[:200]}")
        cases.expect(report_of(run)["input"]["lines"]["postfix"] == 2_000, f"{path[:40]!r}: the other file was not read")
    for option in ("--rules", "--history", "--output"):
        path = os.path.join(folder, "directory.csv")
        os.makedirs(path, exist_ok=True)
        run = cases.run("analyze", option, path, log)
        cases.expect(run.status == 2 and path in run.errors, f"{option} with a directory: exit {run.status}: {run.errors}")
    cases.expect(sorted(os.listdir(folder)) == ["directory", "directory.csv", "loop", "mail.log"], f"left behind: {os.listdir(folder)}")


# Writing

def full_disk(cases, folder, how):
    """No room for the reports: the old ones stay, and nothing else."""
    log = sample_log(folder)
    place = os.path.join(folder, "out")
    os.mkdir(place)
    mounted = how == "tmpfs"
    if mounted and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True).returncode != 0:
        cases.note = "left out: no right to mount"
        return
    try:
        paths, options = outputs(place)
        settings = {"env": failing(place, "write", 3_000)} if how == "shim" else {}
        if how == "file size":
            settings = {"limits": {resource.RLIMIT_FSIZE: 2_000}}
        if mounted:
            with open(os.path.join(place, "ballast"), "wb", buffering=0) as ballast:
                try:
                    while ballast.write(b"x" * 4096) == 4096:
                        pass
                except OSError:
                    pass
                ballast.truncate(os.path.getsize(ballast.name) - 8192)
        run = cases.run("analyze", *options, log, **settings)
        cases.expect(run.status == 2, f"exit {run.status}: {run.errors}")
        refused = [form for form, path in paths.items() if f"cannot write {path}: " in run.errors]
        cases.expect("html" in refused and "eml" in refused, f"refused: {refused}: {run.errors}")
        for form, path in paths.items():
            with open(path, "rb") as file:
                content = file.read()
            if form in refused:
                cases.expect(content == OLD, f"{form}: the old file is gone")
            else:
                cases.expect(is_whole(form, content), f"{form}: half a file")
        left = sorted(set(os.listdir(place)) - {os.path.basename(path) for path in paths.values()} - {"ballast"})
        cases.expect(not left, f"left behind: {left}")
        cases.note = f"{len(refused)} of {len(paths)} refused"
    finally:
        if mounted:
            subprocess.run(["umount", place], check=True)


def full_output(cases, folder):
    """No room for what is printed."""
    log = sample_log(folder)
    commands = [["analyze"], ["analyze", "--format", "json"], ["extract"], ["extract", "--format", "csv"], ["trace", "@d7.example.net"],
                ["evidence", "no-such-user"]]
    commands += [["suppress", "--after", "1", "--format", form] for form in ("list", "csv", "json")]
    for command in commands:
        with open("/dev/full", "wb") as full:
            run = cases.run(*command, log, stdout=full)
        cases.expect(run.status == 2 and "cannot write to standard output: No space left" in run.errors, f"{command}: exit {run.status}: {run.errors}")
    for command in (["codes"], ["explain", "553"], ["compare", "252", "553"]):
        with open("/dev/full", "wb") as full:
            run = cases.run(*command, stdout=full)
        cases.expect(run.status == 2, f"{command}: exit {run.status}: {run.errors}")


def spill_log(folder):
    """More failing recipients than 64 MB hold."""
    path = os.path.join(folder, "many.log")
    write_lines(path, 150_000, lambda n: bounced(n, key=f"4A{n:08X}", to=f"user{n}@d{n % 997}.example.net"))
    return path


def full_spill(cases, folder, how):
    """No room for what is beyond --max-memory: the run takes more memory, says so, and its report is right."""
    log, place = spill_log(folder), os.path.join(folder, "spill")
    os.mkdir(place)
    wanted = cases.run("analyze", "--top", "50", "--max-memory", "4G", log)
    command = ["analyze", "--top", "50", "--max-memory", "64M", log]
    good = cases.run(*command, env={"TMPDIR": place})
    cases.expect(good.status == 0 and not good.errors and good.out == wanted.out, f"with room: exit {good.status}: {good.errors}")
    if how == "none":
        settings = {"TMPDIR": os.path.join(place, "absent")}
    else:
        settings = {"TMPDIR": place, **failing(place, "write", 100_000)}
    run = cases.run(*command, env=settings)
    reason = "No such file" if how == "none" else "No space left"
    cases.expect(run.status == 0 and "--max-memory" in run.errors and reason in run.errors, f"{how}: exit {run.status}: {run.errors}")
    cases.expect(run.out == wanted.out, f"{how}: another report")
    cases.expect(os.listdir(place) == [], f"{how}: left behind: {os.listdir(place)}")


def unreadable_spill(cases, folder):
    """What is beyond --max-memory cannot be read again: no report rather than a wrong one, and an old one stays."""
    log, place, output = spill_log(folder), os.path.join(folder, "spill"), os.path.join(folder, "report.json")
    os.mkdir(place)
    with open(output, "wb") as file:
        file.write(OLD)
    run = cases.run("analyze", "--max-memory", "64M", "--output", output, log, env={"TMPDIR": place, **failing(place, "pread", 0)})
    cases.expect(run.status == 2 and "cannot be read again" in run.errors and not run.out, f"exit {run.status}: {run.errors}")
    with open(output, "rb") as file:
        cases.expect(file.read() == OLD, "the old report did not stay")


def full_history(cases, folder, how):
    """No room for the history: the report is written, the history stays as it was, and the next run counts the same lines again."""
    place = os.path.join(folder, "state")
    os.mkdir(place)
    mounted = how == "tmpfs"
    if mounted and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", place], capture_output=True).returncode != 0:
        cases.note = "left out: no right to mount"
        return
    try:
        history = os.path.join(place, "history.db")
        log = sample_log(folder, count=500)
        cases.expect(cases.run("analyze", "--history", history, log).status == 0, "the first run")
        with open(log, "a") as file:
            for n in range(3_000):
                file.write(f"Nov 23 10:{n // 60 % 60:02d}:{n % 60:02d} mx1 {bounced(n, to=f'v{n}@example.net', text=f'{n % 7 * 31} {chr(97 + n % 25)} no')}\n")
                file.write(f"Nov 23 10:{n // 60 % 60:02d}:{n % 60:02d} mx1 postfix/qmgr[9]: {n + 0x10000000:X}: from=<u{n}@example.com>, size=9, nrcpt=1 (queue active)\n")
        with open(history, "rb") as file:
            before = file.read()
        settings = {"env": failing(place, "write", 8_192)} if how == "shim" else {}
        if mounted:
            with open(os.path.join(place, "ballast"), "wb", buffering=0) as ballast:
                try:
                    while ballast.write(b"x" * 4096) == 4096:
                        pass
                except OSError:
                    pass
        run = cases.run("analyze", "--format", "json", "--history", history, log, **settings)
        counted = report_of(run)["input"]["lines"]["total"]
        cases.expect(run.status == 2 and history in run.errors, f"exit {run.status}: {run.errors}")
        if mounted:
            os.unlink(os.path.join(place, "ballast"))
        again = report_of(cases.run("analyze", "--format", "json", "--history", history, log))["input"]["lines"]["total"]
        cases.expect(counted == again, f"{counted} lines, then {again}")
        none = report_of(cases.run("analyze", "--format", "json", "--history", history, log))["input"]["lines"]["total"]
        cases.expect(none == 0, f"{none} lines counted twice")
        cases.expect(os.listdir(place) == ["history.db"], f"left behind: {os.listdir(place)}")
        cases.expect(len(before) > 0, "no history")
        cases.note = run.errors.strip().replace(folder, "")
    finally:
        if mounted:
            subprocess.run(["umount", place], check=True)


# Who reads what is printed

def closed_pipe(cases, folder):
    """A reader that goes away after a line, or is not there at all, also for what is said."""
    log = sample_log(folder, count=50_000)
    commands = [["analyze"], ["analyze", "--format", "html"], ["extract"], ["extract", "--format", "csv"], ["suppress", "--after", "1"],
                ["trace", "@d7.example.net"], ["evidence", "no-such-user"]]
    for command in [*commands, ["codes"], ["explain", "553"]]:
        for lines in (0, 1):
            reader, writer = os.pipe()
            files = [log] if command in commands else []
            started = cases.start(*command, *files, stdout=writer, timeout=60)
            os.close(writer)
            with os.fdopen(reader, "rb", buffering=0) as pipe:
                if lines:
                    pipe.read(10)
            run = cases.measure(started.wait())
            cases.expect(run.status == 0 and not run.err, f"{command}: exit {run.status}: {run.errors}")
    # Who reads what is said is gone.
    reader, writer = os.pipe()
    os.close(reader)
    gone = subprocess.run([cases.bounces, "analyze", "--format", "json", "/no/such/file", log], stdout=subprocess.PIPE, stderr=writer)
    os.close(writer)
    cases.expect(gone.returncode == 2 and json.loads(gone.stdout), f"no reader of errors: exit {gone.returncode}")
    # Nothing is open at all.
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        path = os.path.join(folder, "r.json")
        command = f"exec {closed}; exec '{cases.bounces}' analyze --output '{path}' --output '{folder}/r.html' '{log}'"
        status = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60).returncode
        with open(path, "rb") as file:
            cases.expect(status == 0 and is_whole("json", file.read()), f"{closed}: exit {status}")


def signalled(cases, folder, number, kind, count, rng):
    """A signal at any moment: an old file or a whole new one, nothing beside it, and the signal as the status."""
    # CSV is the slowest.
    rows = 15_000 if kind == "CSV" else 60_000
    log = sample_log(folder, count=rows)
    place = os.path.join(folder, "out")
    os.mkdir(place)
    ended = partial = said = 0
    longest = None
    for turn in range(count + 1):
        run = None
        for name in os.listdir(place):
            os.unlink(os.path.join(place, name))
        paths, options, stdin, writer = {}, [], None, None
        arguments = ["analyze", "--format", "json", log]
        if kind == "files":
            paths, options = outputs(place)
            arguments = ["analyze", *options, log]
        elif kind == "extract":
            arguments = ["extract", log]
        elif kind == "CSV":
            arguments = ["extract", "--format", "csv", log]
        elif kind == "history":
            arguments = ["analyze", "--format", "json", "--history", os.path.join(place, "history.db"), log]
        elif kind == "pipe":
            arguments = ["analyze", "--format", "json", "-"]
            stdin, writer = os.pipe()
        elif kind == "xz":
            if not os.path.exists(log + ".xz"):
                with open(log, "rb") as plain, lzma.open(log + ".xz", "wb", preset=0) as packed:
                    packed.write(plain.read())
            arguments = ["analyze", "--format", "json", log + ".xz"]
        started = cases.start(*arguments, stdin=stdin)
        if writer is not None:
            os.close(stdin)
            with open(log, "rb") as file:
                os.write(writer, file.read(30_000))
        if writer is not None:
            time.sleep(0.02 + rng.random() * 0.2)
        elif turn > 0:
            time.sleep(rng.random() * longest)
        else:
            os.waitid(os.P_PID, started.process.pid, os.WEXITED | os.WNOWAIT)
        # A zombie takes a signal and has ended all the same.
        alive = os.waitid(os.P_PID, started.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
        sent = alive and started.send(number)
        run = cases.measure(started.wait())
        if writer is not None:
            os.close(writer)
        by_signal = run.status == -number
        # The first run tells how long one takes; later about every third one ends before its signal.
        longest = longest * (1.05 if by_signal else 0.9) if longest else run.seconds
        cases.expect(by_signal or run.status == 0, f"status {run.status}: {run.errors}")
        cases.expect(sent or not by_signal, "it ended by a signal that was not sent")
        ended += by_signal
        left = set(os.listdir(place)) - {os.path.basename(path) for path in paths.values()}
        if kind == "history" and by_signal:
            # A signal between the commit and the end finds the history finished.
            cases.expect(left <= {"history.db"}, f"left behind: {left}")
        elif kind != "history":
            cases.expect(not left, f"left behind: {left}")
        for form, path in paths.items():
            with open(path, "rb") as file:
                content = file.read()
            cases.expect(content == OLD or is_whole(form, content), f"{form}: half a file")
            cases.expect(by_signal or content != OLD, f"{form}: not written")
        if kind in ("extract", "CSV"):
            cases.expect(run.out.endswith(b"\n") or not run.out, f"a row is cut: {run.out[-60:]!r}")
            whole = run.out.count(b"\n") >= rows
            if run.out and by_signal:
                partial += 1
                cases.expect("not all" in run.errors, f"nothing says that {run.out.count(10)} rows are not all: {run.errors!r}")
            cases.expect(by_signal or whole, f"{run.out.count(10)} rows, and no signal")
        elif kind != "files":
            cases.expect(is_whole("json", run.out) or (by_signal and not run.out), f"half a report is printed: {len(run.out)} bytes")
        if by_signal:
            # A signal that comes before anything was begun needs no words.
            cases.expect(run.errors.startswith("bounces: ended by ") or not (run.err or run.out), f"{run.errors!r}")
            said += bool(run.err)
    cases.expect(said >= ended // 4, f"only {said} of {ended} runs said that they were ended")
    cases.expect(ended >= count // 4, f"only {ended} of {count} runs were ended by the signal")
    cases.note = f"{ended} of {count + 1} runs ended by it" + (f", {partial} with some rows" if partial else "")


def ignored(cases, folder):
    """A signal that whoever started the program had it ignore is ignored, as nohup wants; and xz in between is ended by it."""
    log = sample_log(folder, count=60_000)
    started = cases.start("analyze", "--format", "json", log, signals={signal.SIGHUP: signal.SIG_IGN, signal.SIGINT: signal.SIG_IGN})
    for _ in range(20):
        if started.send(signal.SIGHUP):
            started.send(signal.SIGINT)
        time.sleep(0.005)
    run = cases.measure(started.wait())
    cases.expect(run.status == 0 and is_whole("json", run.out), f"exit {run.status}: {run.errors}")


# Descriptors

def descriptors(cases, folder, kind):
    """Few descriptors and many files: what cannot be opened is named, the others are read."""
    logs = []
    for number in range(50):
        name = os.path.join(folder, f"mail-{number:02d}.log")
        with open(name, "w") as file:
            file.write(f"Nov 22 10:{number:02d}:00 mx1 {bounced(number, to=f'u{number}@example.net')}\n")
        if kind == "xz":
            with open(name, "rb") as plain, lzma.open(name + ".xz", "wb") as packed:
                packed.write(plain.read())
            os.unlink(name)
            name += ".xz"
        elif kind == "gzip":
            with open(name, "rb") as plain, gzip.open(name + ".gz", "wb") as packed:
                packed.write(plain.read())
            os.unlink(name)
            name += ".gz"
        logs.append(name)
    whole = []
    for limit in range(5, 15):
        for jobs in ("1", "4"):
            run = cases.run("analyze", "--format", "json", "--jobs", jobs, *logs, limits={resource.RLIMIT_NOFILE: limit})
            report = report_of(run)
            read = report["input"]["lines"]["postfix"]
            incomplete = [file["path"] for file in report["input"]["files"] if not file["complete"]]
            cases.expect(read == 50 - len(incomplete), f"limit {limit}, {jobs} jobs: {read} lines, {len(incomplete)} files not read")
            cases.expect((run.status == 0) == (not incomplete), f"limit {limit}, {jobs} jobs: exit {run.status} with {len(incomplete)} files not read")
            if incomplete:
                cases.expect(run.status == 2 and "Too many open files" in run.errors, f"limit {limit}, {jobs} jobs: exit {run.status}: {run.errors[:300]}")
                cases.expect(all(path in run.errors for path in incomplete), f"limit {limit}, {jobs} jobs: not all of them are named")
            else:
                whole.append((limit, jobs))
            out = cases.run("analyze", "--output", os.path.join(folder, "r.json"), *logs, limits={resource.RLIMIT_NOFILE: limit})
            cases.expect(out.status in (0, 2), f"limit {limit}: --output exits {out.status}: {out.errors[:200]}")
    cases.expect(bool(whole), "no limit was enough")
    cases.note = "all are read from " + ", ".join(f"{min(limit for limit, j in whole if j == jobs)} with {jobs} jobs" for jobs in sorted({j for _, j in whole}))


# Threads

def threads(cases, folder):
    """Where no thread can be made the program says so and ends; where few can, it does with fewer."""
    log = sample_log(folder)
    packed = []
    for number in range(4):
        packed.append(os.path.join(folder, f"mail.log.{number}.gz"))
        with gzip.open(packed[-1], "wb") as file, open(log, "rb") as plain:
            file.write(plain.read().replace(b"4A1B2C3D", b"%dB1B2C3D" % number))
    # Nobody's limit counts for root.
    wrapper = ()
    open_to_all = os.path.join(folder, "all")
    os.mkdir(open_to_all)
    os.chmod(open_to_all, 0o777)
    if os.geteuid() == 0:
        os.chmod(folder, 0o755)
        program = shutil.copy(cases.bounces, folder)
        wrapper = ("setpriv", "--reuid=54321", "--regid=54321", "--clear-groups", "prlimit")
    else:
        program = cases.bounces
        wrapper = ("prlimit",)
    whole = cases.run("analyze", "--format", "json", *packed)
    enough = None
    for limit in (1, 2, 3, 5, 9):
        for line in (["--version"], ["analyze", "--format", "json", "--jobs", "4", *packed], ["analyze", "--format", "json", packed[0]],
                     ["analyze", "--history", "history.db", packed[0]], ["explain", "553"]):
            process = subprocess.run([*wrapper, f"--nproc={limit}:{limit}", program, *line], capture_output=True, timeout=60, cwd=open_to_all)
            what = f"{limit} threads, {line[0]}: exit {process.returncode}: {process.stderr[:200]!r}"
            if process.returncode == 2:
                cases.expect(process.stderr.startswith(b"bounces: ") and b"no thread can be made" in process.stderr and process.stderr.count(b"\n") == 1 and not process.stdout, what)
            else:
                enough = min(enough or limit, limit)
                cases.expect(process.returncode == 0 and not process.stderr, what)
                cases.expect("--jobs" not in line or process.stdout == whole.out, f"{limit} threads: another report")
    cases.expect(os.geteuid() != 0 or enough == 2, f"{enough} threads are enough")
    # Without room for their stacks none can be made either.
    statuses = set()
    for megabytes in range(20, 220, 8):
        for line in (["--version"], ["codes", "reply"]):
            def limit():
                resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

            process = subprocess.run([cases.bounces, *line], capture_output=True, timeout=60, preexec_fn=limit, env={"SWIFT_BACKTRACE": "enable=no"})
            statuses.add(process.returncode)
    cases.expect(0 in statuses, f"exit statuses {statuses}")
    cases.note = f"{enough} threads are enough; exit {sorted(statuses)} with little address space"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bounces")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    cases = Cases(options.bounces)
    rng = random.Random(options.seed)

    def case(name, *arguments, **bounds):
        if options.only in name:
            cases.case(name, *arguments, **{"seconds": 60, "megabytes": 128, **bounds})

    with tempfile.TemporaryDirectory(prefix="bounces-shim-") as folder:
        build_shim(folder)
        if SHIM:
            for kind in ("plain", "gzip", "xz"):
                case(f"a read error half-way, {kind}", read_error, kind)
        case("directories and other files that are no logs", odd_files)
        for how in ("file size", "tmpfs") + (("shim",) if SHIM else ()):
            case(f"a full disk for --output, by {how}", full_disk, how)
        case("a full disk for what is printed", full_output)
        for how in ("tmpfs",) + (("shim",) if SHIM else ()):
            case(f"a full disk for the history, by {how}", full_history, how)
        for how in ("none",) + (("shim",) if SHIM else ()):
            case(f"no room beyond --max-memory, by {how}", full_spill, how)
        if SHIM:
            case("what is beyond --max-memory is lost", unreadable_spill)
        case("a reader that goes away", closed_pipe)
        count = 100 if options.full else 30
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for kind in ("files", "JSON", "extract", "CSV", "history", "pipe", "xz"):
                some = count if number != signal.SIGHUP or options.full else 5
                case(f"{number.name} while it works: {kind}", signalled, number, kind, some, rng)
        case("signals that are ignored", ignored)
        case("no threads", threads)
        for kind in ("plain", "gzip", "xz"):
            case(f"few descriptors, {kind}", descriptors, kind)
    cases.end()


if __name__ == "__main__":
    main()
