#!/usr/bin/env python3
"""Which files the real program reads and writes: none is both, none that is no file is replaced, every name can be given, all have limits.

    check_files.py BOUNCES [--full] [--seed N] [--only WORD]

Commands and their options are asked of the program itself, so that a new one which takes a file is either in the tables below or a failure.
"""

import argparse
import gzip
import hashlib
import json
import os
import random
import re
import shutil
import socket
import stat
import subprocess
import threading
import zlib

from cases import ROOT, Cases
from hostile_logs import bounced, write_lines

RULES = b"""- id: partner-closed
  phrases: ["not a business partner"]
  class: policy
  title: Our partner's gateway refuses us
  fix:
    - Write to the partner's help desk, with the line.
"""
FORMS = ("same", "relative", "dotdot", "link", "chain", "hard", "folder", "descriptor")
"""Ways to name a file that is there."""


def options_of(bounces):
    """Every command with its arguments and options, as the program itself tells them."""
    text = subprocess.run([bounces, "--experimental-dump-help"], capture_output=True, check=True).stdout
    return {command["commandName"]: command["arguments"] for command in json.loads(text)["command"]["subcommands"] if command["commandName"] != "help"}


def takes_file(argument):
    kind = argument.get("completionKind") or {}
    return "file" in kind or "directory" in kind


def name_of(argument):
    return argument["names"][0]["name"] if argument.get("names") else ""


class World:
    """A folder with one of each file that a run may read or write."""

    def __init__(self, cases, folder):
        self.cases, self.folder = cases, folder
        self.paths = {}
        self.logs = self.path("logs")
        os.mkdir(self.logs)
        for name, day in (("mail.json", 23), ("mail.json.1", 22)):
            with open(os.path.join(self.logs, name), "w") as file:
                for n in range(20):
                    file.write(f"Nov {day} 10:00:{n:02d} mx1 {bounced(n, to=f'u{n}@d.example.net')}\n")
        self.paths["log"] = os.path.join(self.logs, "mail.json")
        self.paths["rotated"] = os.path.join(self.logs, "mail.json.1")
        for name, content in (("rules", RULES), ("key", b"a key\n")):
            self.paths[name] = self.path(name + ".json")
            with open(self.paths[name], "wb") as file:
                file.write(content)
        self.paths["partial"] = self.path("part.json")
        self.paths["history"] = self.path("history.json")
        journal = self.path("journal")
        os.mkdir(journal)
        self.paths["journal"] = os.path.join(journal, "system.json")
        with open(self.paths["journal"], "wb") as file:
            file.write(b"LPKSHHRH")
        self.expect(["analyze", "--partial", "--output", self.paths["partial"], self.paths["rotated"]], 0)
        self.expect(["analyze", "--history", self.paths["history"], self.paths["log"]], 0)
        for beside in ("journal", "wal", "shm"):
            self.paths["history-" + beside] = self.paths["history"] + "-" + beside

    def path(self, name):
        return os.path.join(self.folder, name)

    def expect(self, arguments, status):
        run = self.cases.run(*arguments, cwd=self.folder)
        self.cases.expect(run.status == status, f"{arguments}: exit {run.status}: {run.errors[:200]}")

    def snapshot(self):
        """Every name below the folder, with what it is and holds."""
        found = {}
        for place, folders, files in os.walk(self.folder):
            for name in folders + files:
                path = os.path.join(place, name)
                status = os.lstat(path)
                content = b""
                if stat.S_ISREG(status.st_mode):
                    with open(path, "rb") as file:
                        content = hashlib.sha256(file.read()).digest()
                elif stat.S_ISLNK(status.st_mode):
                    content = os.readlink(path).encode()
                found[path] = (status.st_mode, status.st_ino, status.st_nlink, content)
        return found

    def alias(self, form, target):
        """Another name of `target`, the descriptor that it needs, and what to take away afterwards; None where there is none."""
        exists = os.path.exists(target)
        alias, other = self.path("alias.json"), self.path("other.json")
        if form == "same":
            return target, None, []
        if form == "relative":
            return "./" + os.path.relpath(target, self.folder), None, []
        if form == "dotdot":
            return os.path.join(self.logs, "..", os.path.relpath(target, self.folder)), None, []
        if form == "link":
            os.symlink(target, alias)
            return alias, None, [alias]
        if form == "chain":
            os.symlink(os.path.relpath(target, self.folder), other)
            os.symlink("other.json", alias)
            return alias, None, [alias, other]
        if form == "hard" and exists:
            os.link(target, alias)
            return alias, None, [alias]
        if form == "folder":
            os.symlink(os.path.dirname(target), other)
            return os.path.join(other, os.path.basename(target)), None, [other]
        if form == "descriptor" and exists:
            descriptor = os.open(target, os.O_RDONLY)
            os.symlink(f"/dev/fd/{descriptor}", alias)
            return alias, descriptor, [alias]
        return None


def shapes(command, world):
    """Command lines of `command`, each with what it reads: a name for it and the file."""
    paths = world.paths
    log, logs = paths["log"], world.logs
    with_rules = (["--rules", paths["rules"]], {"rules": paths["rules"]})
    with_key = (["--redact", "--redact-key", "@" + paths["key"]], {"key": paths["key"]})
    words = {"trace": ["bob@example.net"], "evidence": ["no-such-user"]}.get(command, [])
    if command in ("analyze", "extract", "trace", "suppress", "evidence"):
        yield [*words, log, *with_rules[0], *with_key[0]], {"log": log, **with_rules[1], **with_key[1]}, None
        yield [*words, logs], {"member": log, "rotated": paths["rotated"]}, None
        yield [*words, "-"], {"stdin": log}, log
        yield [*words, paths["rotated"], "-"], {"stdin": log, "log": paths["rotated"]}, log
        yield [*words, "--journal", "--journal-directory", os.path.dirname(paths["journal"])], {"journal": paths["journal"]}, None
    elif command == "merge":
        yield [paths["partial"], *with_rules[0]], {"partial": paths["partial"], **with_rules[1]}, None
        yield ["-"], {"stdin": paths["partial"]}, paths["partial"]
    elif command == "explain":
        yield ["-", *with_rules[0]], {"stdin": log, **with_rules[1]}, log
        yield ["553", *with_rules[0]], with_rules[1], None
    elif command == "codes":
        yield with_rules
        yield ["--check", paths["rules"]], {"check": paths["rules"]}, None
    elif command == "history":
        yield [paths["history"], *with_rules[0]], {"history": paths["history"], "history-journal": paths["history-journal"], **with_rules[1]}, None
    elif command == "ack":
        yield ["--history", paths["history"], *with_rules[0]], {"history": paths["history"], **with_rules[1]}, None
    elif command != "compare":
        raise ValueError(f"what does {command} read?")


def never_both(cases, folder, command, arguments, count, rng):
    """Whatever is written is nothing that is read or written otherwise: refused as wrong usage, and every file is as it was."""
    known = {"", "journal-directory", "history", "rules", "output", "check"}
    named = {name_of(argument) for argument in arguments if takes_file(argument)}
    cases.expect(named <= known, f"nobody knows what {command} does with {named - known}")
    names = {name_of(argument) for argument in arguments}
    world = World(cases, folder)
    tries = []
    for shape in shapes(command, world):
        words, reads, stdin = (*shape, None)[:3]
        if "output" in names:
            tries += [(words, stdin, ["--output"], target, form) for target in reads.items() for form in FORMS]
            if "partial" in names and not any(word.startswith(("--redact", "--journal")) for word in words):
                tries += [(words, stdin, ["--partial", "--output"], target, form) for target in reads.items() for form in FORMS]
            tries += [(words, stdin, ["--output", world.path("two.json"), "--output"], ("output", world.path("two.json")), form) for form in FORMS]
        if command == "analyze" and stdin is None:
            with_history = ["--history", world.paths["history"]]
            tries += [(words + with_history, None, ["--output"], (name, world.paths[name]), form)
                      for name in ("history", "history-journal", "history-wal", "history-shm", "rotated") for form in FORMS
                      if "--journal" not in words or name != "rotated"]
            tries += [(words, None, ["--history"], target, form) for target in reads.items() for form in FORMS if target[0] != "journal"]
            tries += [(words + with_history, None, None, (name, world.paths[name]), None) for name in ("history", "history-journal")]
        if command == "ack":
            tries += [(["no-such-user", "--until", "30d", "--rules", world.paths["rules"]], None, ["--history"], ("rules", world.paths["rules"]), form) for form in FORMS]
        tries += [(words, stdin, None, target, None) for target in reads.items()]
    chosen = tries if count is None or count >= len(tries) else rng.sample(tries, count)
    refused = 0
    for words, stdin, option, (name, target), form in chosen:
        left = []
        descriptor = out = None
        if option is None:
            # Standard output goes there, as by >>.
            made = not os.path.exists(target)
            out = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            left += [target] if made else []
            line = [command, *words]
        else:
            alias = world.alias(form, target)
            if alias is None:
                continue
            path, descriptor, left = alias
            # Without --partial the ending tells the form of a report.
            if "--output" in option and "--partial" not in option and not path.endswith(".json"):
                for name in left:
                    os.unlink(name)
                if descriptor is not None:
                    os.close(descriptor)
                continue
            line = [command, *words, *option, path]
        before = world.snapshot()
        with open(stdin or os.devnull, "rb") as file:
            run = subprocess.run([cases.bounces, *line], stdin=file, stdout=out if out is not None else subprocess.PIPE, stderr=subprocess.PIPE,
                                 cwd=folder, pass_fds=[] if descriptor is None else [descriptor], timeout=60)
        what = f"{line[0]} over {name} by {form or 'standard output'} ({' '.join(os.path.basename(word) for word in line[1:])})"
        cases.expect(run.returncode == 64, f"{what}: exit {run.returncode}: {run.stderr[:200]!r}")
        cases.expect(run.stderr.startswith(b"Error: "), f"{what}: {run.stderr[:200]!r}")
        after = world.snapshot()
        cases.expect(before == after, f"{what}: changed {[os.path.basename(path) for path in before.keys() ^ after.keys() or before if before.get(path) != after.get(path)]}")
        refused += run.returncode == 64
        for opened in (descriptor, out):
            if opened is not None:
                os.close(opened)
        for path in left:
            if os.path.lexists(path):
                os.unlink(path)
    cases.note = f"{refused} of {len(chosen)} refused"
    cases.expect(refused > 0 or command == "compare", "nothing was tried")


def allowed(cases, folder):
    """What is no alias is no error: a report beside the logs, standard output and errors in one file, /dev/null for several."""
    world = World(cases, folder)
    log, logs = world.paths["log"], world.logs
    report = os.path.join(logs, "report.txt")
    for _ in range(2):
        run = cases.run("analyze", "--output", report, logs, cwd=folder)
        cases.expect(run.status == 0 and os.path.getsize(report) > 1_000, f"a report beside the logs: exit {run.status}: {run.errors}")
    os.symlink(os.devnull, world.path("null.json"))
    os.symlink(os.devnull, world.path("null.csv"))
    lines = [
        ["analyze", "--output", world.path("null.json"), "--output", world.path("null.csv"), log],
        ["analyze", "--history", world.paths["history"], "--output", world.path("r.json"), log],
        ["analyze", "--partial", "--output", world.path("mail.log.1"), log],
        ["merge", "--output", world.path("m.json"), world.paths["partial"]],
        ["analyze", "--output", world.path("quiet.json"), log],
    ]
    for line in lines:
        run = cases.run(*line, cwd=folder)
        cases.expect(run.status == 0, f"{line}: exit {run.status}: {run.errors}")
    both = world.path("both.txt")
    with open(both, "wb") as file:
        status = subprocess.run([cases.bounces, "analyze", log, "/no/such/file"], stdout=file, stderr=file).returncode
    cases.expect(status == 2 and os.path.getsize(both) > 100, f"standard output and errors in one file: exit {status}")
    # Nothing is printed, so it does no harm where that would go.
    with open(log, "ab") as file:
        before = os.path.getsize(log)
        status = subprocess.run([cases.bounces, "analyze", "--output", world.path("n.json"), log], stdout=file).returncode
    cases.expect(status == 0 and os.path.getsize(log) == before, f"nothing printed: exit {status}")


# What is no file

def special(cases, folder, command, partial):
    """A pipe, a device and a socket get the report and stay; so do links, also those that lead to nothing."""
    world = World(cases, folder)
    base = [command, *(["--partial"] if partial else []), world.paths["log" if command == "analyze" else "partial"]]
    ending = "part" if partial else "json"

    def is_report(content):
        return content.startswith(b"BOUNCES\x1c") if partial else bool(json.loads(content))

    def place(name):
        path = world.path(name)
        link = world.path(f"{name}.{ending}")
        os.symlink(path, link)
        return path, link

    fifo, link = place("fifo")
    os.mkfifo(fifo)
    got = []
    reader = threading.Thread(target=lambda: got.append(open(fifo, "rb").read()))
    reader.start()
    run = cases.run(*base, "--output", link, timeout=30)
    if run.status != 0:
        with open(fifo, "wb"):
            pass
    reader.join()
    cases.expect(run.status == 0 and is_report(got[0]), f"a pipe: exit {run.status}: {run.errors}")
    cases.expect(stat.S_ISFIFO(os.stat(fifo).st_mode) and os.path.islink(link), "the pipe was replaced")

    path, link = place("socket")
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen()
    got = []

    def serve():
        connection, _ = server.accept()
        parts = []
        while part := connection.recv(65_536):
            parts.append(part)
        got.append(b"".join(parts))

    reader = threading.Thread(target=serve, daemon=True)
    reader.start()
    run = cases.run(*base, "--output", link)
    reader.join(10)
    cases.expect(run.status == 0 and got and is_report(got[0]), f"a socket: exit {run.status}: {run.errors}")
    cases.expect(stat.S_ISSOCK(os.stat(path).st_mode) and os.path.islink(link), "the socket was replaced")
    server.close()
    run = cases.run(*base, "--output", link)
    cases.expect(run.status == 2 and "Connection refused" in run.errors, f"a socket without a server: exit {run.status}: {run.errors}")

    ours, theirs = socket.socketpair()
    link = world.path(f"pair.{ending}")
    os.symlink(f"/dev/fd/{theirs.fileno()}", link)
    run = subprocess.run([cases.bounces, *base, "--output", link], pass_fds=[theirs.fileno()], capture_output=True, timeout=60)
    theirs.close()
    content = b"".join(iter(lambda: ours.recv(65_536), b""))
    cases.expect(run.returncode == 0 and is_report(content), f"a connection: exit {run.returncode}: {run.stderr!r}")

    device, link = place("device")
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except OSError:
        device = os.devnull
        os.unlink(link)
        os.symlink(device, link)
    run = cases.run(*base, "--output", link)
    cases.expect(run.status == 0 and stat.S_ISCHR(os.stat(link).st_mode) and os.path.islink(link), f"a device: exit {run.status}: {run.errors}")
    path = world.path("gone")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    os.unlink(path)
    link = world.path(f"gone.{ending}")
    os.symlink(f"/dev/fd/{descriptor}", link)
    run = subprocess.run([cases.bounces, *base, "--output", link], pass_fds=[descriptor], capture_output=True, timeout=60)
    cases.expect(run.returncode == 0 and is_report(os.read(descriptor, 1 << 20)), f"a file without a name: exit {run.returncode}: {run.stderr!r}")
    os.close(descriptor)
    link = world.path(f"full.{ending}")
    os.symlink("/dev/full", link)
    run = cases.run(*base, "--output", link)
    cases.expect(run.status == 2 and "No space left" in run.errors, f"a full device: exit {run.status}: {run.errors}")

    path, link = place("new")
    run = cases.run(*base, "--output", link)
    with open(path, "rb") as file:
        cases.expect(run.status == 0 and is_report(file.read()) and os.path.islink(link), f"a link to nothing: exit {run.status}: {run.errors}")
    os.chmod(path, 0o640)
    run = cases.run(*base, "--output", link)
    cases.expect(os.path.islink(link) and stat.S_IMODE(os.stat(path).st_mode) == 0o640, "the rights of the old file are gone")
    deep = world.path(f"deep.{ending}")
    os.symlink("no/such/folder", deep)
    run = cases.run(*base, "--output", deep)
    cases.expect(run.status == 2 and os.path.islink(deep) and "No such file" in run.errors, f"a link into no folder: exit {run.status}: {run.errors}")
    cases.expect(not [name for name in os.listdir(folder) if name.endswith(".new")], "something is left behind")


def quiet(cases, folder):
    """A mail of an earlier run is taken away and a link to it is not; a pipe stays."""
    log = os.path.join(folder, "mail.log")
    write_lines(log, 5, lambda n: f"postfix/smtp[9]: 4A1B2C3D{n}: to=<u@d.example>, relay=mx.d.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)")
    target, link, fifo = (os.path.join(folder, name) for name in ("old", "r.eml", "f.eml"))
    with open(target, "w") as file:
        file.write("old\n")
    os.symlink(target, link)
    os.mkfifo(fifo)
    run = cases.run("analyze", "--quiet-if-clean", "--output", link, "--output", fifo, "--mail-to", "a@b.example", log)
    cases.expect(run.status == 0 and not run.out, f"exit {run.status}: {run.errors}")
    cases.expect(os.path.islink(link) and not os.path.exists(target) and stat.S_ISFIFO(os.stat(fifo).st_mode), f"{os.listdir(folder)}")


# Names

def odd_names(cases, folder, count, rng):
    """Names of any bytes are read as an argument and in a directory, written to, and shown without being obeyed."""
    with open(os.path.join(ROOT, "SampleLogs/lab/postfix/rotate.log"), "rb") as file:
        content = file.read()
    named = [b"caf\xe9.log", b"\xff\xfe", b"\xf4\x8f\xb9\x81.log", b"\xed\xa0\x80.log", b"\xc3", b"a\nb\xe4.log", b"\x1b[31m\xe4.log", "müller.log".encode()]
    some = bytes(range(1, 256)).replace(b"/", b"")
    while len(named) < count:
        name = bytes(rng.choice(some) for _ in range(rng.randrange(1, 12)))
        if name not in (b".", b"..", b"-"):
            named.append(name)
    for number, name in enumerate(named):
        place = os.fsencode(os.path.join(folder, str(number)))
        os.mkdir(place)
        path = os.path.join(place, name)
        with open(path, "wb") as file:
            file.write(content)
        for argument in (path, place):
            run = subprocess.run([cases.bounces, "analyze", "--format", "json", argument], capture_output=True, timeout=60)
            lines = json.loads(run.stdout.decode("utf-8"))["input"]["lines"]["postfix"] if run.returncode == 0 else None
            cases.expect(lines == content.count(b"\n"), f"{name!r} as {'argument' if argument == path else 'member'}: exit {run.returncode}: {run.stderr!r}")
            is_shown(cases, run.stderr, name)
        out = os.path.join(place, b"r" + name + b".json")
        run = subprocess.run([cases.bounces, "analyze", "--output", out, path], capture_output=True, timeout=60)
        cases.expect(run.returncode == 0 and os.path.exists(out) and len(os.listdir(place)) == 2, f"--output {name!r}: exit {run.returncode}: {run.stderr!r}")
        for line in (["analyze", path + b"x"], ["analyze", b"--rules", path + b"x", path], ["merge", path], ["analyze", b"--output", path, path], [b"explain", name]):
            run = subprocess.run([cases.bounces, *line], capture_output=True, timeout=60)
            cases.expect(run.returncode in (0, 2, 64), f"{line}: exit {run.returncode}: {run.stderr!r}")
            is_shown(cases, run.stderr, name)
        shutil.rmtree(place)
    cases.note = f"{len(named)} names"


def is_shown(cases, errors, what):
    """Whether nothing on standard error is obeyed by a terminal."""
    try:
        text = errors.decode("utf-8")
    except UnicodeDecodeError:
        return cases.expect(False, f"{what!r}: not UTF-8: {errors!r}")
    bad = re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", text)
    return cases.expect(not bad and "\nFORGED" not in text, f"{what!r}: obeyed: {text[:200]!r}")


def escapes(cases, folder, commands):
    """What is said of any argument to any option of any command shows its escape codes, on one line."""
    payloads = ["\x1b]0;x\x07\x1b[31m", "a\nFORGED", "\u202eb\u009bc\u2028d", b"\xe4\x9b\x1b"]
    runs = 0
    for command, arguments in commands.items():
        words = [["--" + name_of(argument)] for argument in arguments if argument["kind"] == "option"] + [[], ["--no-such-option"]]
        for number, word in enumerate(words):
            payload = payloads[number % len(payloads)]
            for line in ([*word, payload], [(word[0].encode() if word else b"--x") + b"=" + os.fsencode(payload)]):
                run = subprocess.run([cases.bounces, command, *line], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, cwd=folder)
                cases.expect(run.returncode in (0, 2, 64), f"{command} {line}: exit {run.returncode}")
                is_shown(cases, run.stderr, (command, *line))
                runs += 1
    for payload in payloads:
        run = subprocess.run([cases.bounces, payload], capture_output=True, timeout=60)
        is_shown(cases, run.stderr, payload)
    cases.note = f"{runs} command lines"


# Limits

def leb(number):
    out = b""
    while number >= 128:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def state_of(parts):
    """A summary whose state is all of `parts`, each many times."""
    packer = zlib.compressobj(1)
    packed, size = b"", 0
    for part, times in parts:
        for _ in range(times):
            packed += packer.compress(part)
            size += len(part)
    return b"BOUNCES\x1a" + leb(2) + leb(size) + packed + packer.flush()


def bombs(folder, size):
    """Files that are small, and say or unpack to `size`."""
    blocks = size >> 20
    path = os.path.join(folder, "zeros.gz")
    with gzip.open(path, "wb", 1) as file:
        for _ in range(blocks):
            file.write(bytes(1 << 20))
    yield "zeros", path
    place = leb(1) + leb(0) + bytes(8) + leb(1) + b"x"
    states = {
        "zeros": [(bytes(1 << 20), blocks)], "ones": [(b"\1" * (1 << 20), blocks)],
        "many sources": [(leb(size // 5), 1), (bytes(1 << 20), blocks)],
        "a long string": [(leb(1) + leb(size - 100), 1), (b"a" * (1 << 20), blocks)],
        "many names": [(bytes(100) + leb(size // 2), 1), (bytes(1 << 20), blocks)],
    }
    for name, parts in states.items():
        state = state_of(parts)
        for where, content in (("counts", leb(0) + leb(len(state)) + state), ("ends", leb(1) + place + leb(len(state)) + state + leb(len(state)) + state)):
            path = os.path.join(folder, f"{name}-{where}.partial")
            with open(path, "wb") as file:
                file.write(b"BOUNCES\x1c" + leb(2) + content)
            yield f"{name} in {where}", path
    path = os.path.join(folder, "length.partial")
    with open(path, "wb") as file:
        file.write(b"BOUNCES\x1c" + leb(2) + leb(1) + place + leb(1 << 40))
    yield "a length", path


def limits(cases, folder, size, commands):
    """Whatever is read whole has a limit that is named, and nothing is unpacked beyond it."""
    log = os.path.join(folder, "mail.log")
    write_lines(log, 20, lambda n: bounced(n))
    made = list(bombs(folder, size)) + [("/dev/zero", "/dev/zero"), ("/dev/urandom", "/dev/urandom")]
    for name, path in made:
        for memory in ("64M", "512M"):
            run = cases.run("merge", "--max-memory", memory, path)
            cases.expect(run.status == 2 and not run.out, f"merge {name}: exit {run.status}: {run.errors}")
            cases.expect(run.megabytes < 64, f"merge {name}: {run.megabytes:.0f} MB")
            cases.expect(re.search("no partial summary|damaged|--max-memory", run.errors), f"merge {name}: {run.errors}")
    whole = 0
    for command, arguments in commands.items():
        base = {"trace": ["bob@example.net"], "evidence": ["no-such-user"]}.get(command, [])
        base = [command, *base, *({"explain": ["553"], "compare": ["252", "553"], "codes": [], "history": [log], "ack": ["--history", log], "merge": [log]}.get(command, [log]))]
        for argument in arguments:
            option = name_of(argument)
            if option not in ("rules", "redact-key", "check"):
                continue
            for path in ("/dev/zero", "/dev/urandom", made[0][1]):
                run = cases.run(*base, *(["--redact"] if option == "redact-key" else []), "--" + option, ("@" if option == "redact-key" else "") + path)
                # A command that fails for its other arguments before has read nothing.
                cases.expect(run.status == 2 and run.megabytes < 128, f"{command} --{option} {path}: exit {run.status}, {run.megabytes:.0f} MB: {run.errors[:200]}")
                whole += "which is the limit" in run.errors
    cases.expect(whole >= 30, f"only {whole} said so")
    cases.note = f"{whole} limits named"


def explained(cases, folder, lines):
    """explain - answers every line of a long input in little memory, and the first before the last is there."""
    reply = b"550 5.1.1 <bob@example.com>: user unknown " + b"x" * 55_000 + b"\n"
    path = os.path.join(folder, "replies")
    with open(path, "wb") as file:
        for _ in range(lines):
            file.write(reply)
        file.write(b"550 5.1.1 no such user\n" * lines)
        file.write(b"553 5.7.1 the last one, not owned by user")
    few = os.path.join(folder, "few")
    with open(few, "wb") as file:
        file.write(reply * 20 + b"550 5.1.1 no such user\n" * 500 + b"553 5.7.1 the last one, not owned by user")
    for form in ("ndjson", "text"):
        with open(path if form == "ndjson" else few, "rb") as file:
            run = cases.run("explain", "--format", form, "-", stdin=file)
        cases.expect(run.status == 0 and not run.errors and run.megabytes < 64, f"{form}: exit {run.status}, {run.megabytes:.0f} MB: {run.errors}")
        if form == "ndjson":
            cases.expect(run.out.count(b"\n") == 2 * lines + 1, f"{run.out.count(10)} answers of {2 * lines + 1}")
            cases.expect(json.loads(run.out.splitlines()[-1])["code"] == 553, "the last line has another answer")
        else:
            cases.expect(b"553" in run.out, "the last line has no answer")
    process = subprocess.Popen([cases.bounces, "explain", "--format", "ndjson", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdin.write(b"553 5.7.1 first\n")
    process.stdin.flush()
    timer = threading.Timer(20, process.kill)
    timer.start()
    cases.expect(b'"code":553' in process.stdout.readline(), "the first line waits for the last")
    timer.cancel()
    process.stdin.close()
    process.wait()
    with open(path, "wb") as file:
        file.write(b"550 " + b"y" * 5_000_000 + b"\n553 5.7.1 short\n" + b"z" * 200_000)
    with open(path, "rb") as file:
        run = cases.run("explain", "--format", "ndjson", "-", stdin=file)
    cases.expect(run.status == 2 and "2 lines are longer than 65536 bytes" in run.errors, f"long lines: exit {run.status}: {run.errors}")
    cases.expect([json.loads(line)["code"] for line in run.out.splitlines()] == [550, 553, None], f"long lines: {run.out[:300]!r}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bounces")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    cases = Cases(options.bounces)
    rng = random.Random(options.seed)
    commands = options_of(cases.bounces)

    def case(name, *arguments, **bounds):
        if options.only in name:
            cases.case(name, *arguments, **bounds)

    for command, arguments in commands.items():
        case(f"nothing is read and written: {command}", never_both, command, arguments, None if options.full else 120, rng)
    case("what is no alias is allowed", allowed)
    for command in ("analyze", "merge"):
        for partial in (False, True):
            case(f"pipes, sockets, devices and links stay: {command}{' --partial' if partial else ''}", special, command, partial)
    case("a quiet run takes no link away", quiet)
    case("names of any bytes", odd_names, 300 if options.full else 24, rng)
    case("escape codes in arguments", escapes, commands)
    case("limits of what is read whole", limits, (2 << 30) if options.full else (160 << 20), commands)
    case("explain reads to the end", explained, 20_000 if options.full else 1_300)
    cases.end()


if __name__ == "__main__":
    main()
