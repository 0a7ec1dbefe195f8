#!/usr/bin/env python3
"""Reads hostile logs with the real program: what it prints is harmless, what it counts is right, and its time and memory are bounded.

    check_hostile.py BOUNCES [--full] [--only WORD]

`--full` takes the large cases at their full size: ten gigabytes in a gzip file, and more of what is a million different things.
"""

import argparse
import gzip
import json
import os
import signal
import tempfile
import zlib

from cases import Cases
from harmless import (csv_problems, json_problems, lines_problems, mail_problems, markdown_problems, metrics_problems, page_problems,
                      text_problems)
from hostile_logs import CANARY, MANY, PAYLOADS, STRUCTURE, bounced, hostile_text, joined, write_lines

MEMORY = 64
"""Megabytes that a log may take which has nothing to remember in it."""
FORMS = "txt json html md csv prom eml".split()


def write(folder, name, content):
    path = os.path.join(os.fsencode(folder), os.fsencode(name))
    with open(path, "wb") as file:
        file.write(content)
    return path


def reports(cases, log, folder, *options):
    """The report of `log` in every form, by its ending."""
    paths = {form: os.path.join(folder, f"report.{form}") for form in FORMS}
    outputs = [part for path in paths.values() for part in ("--output", path)]
    run = cases.run("analyze", "--lang", "en", "--mail-to", "postmaster@example.com", "--top", "100", *outputs, *options, log)
    cases.expect(run.status in (0, 2) and not run.out, f"exit {run.status}: {run.errors[:200]}")
    for problem in text_problems(run.err, "stderr"):
        cases.expect(False, problem)
    found = {}
    for form, path in paths.items():
        with open(path, "rb") as file:
            found[form] = file.read()
    return found


def plain_page(cases, folder):
    """The page of the same lines with a harmless word in place of the payload: what elements a page has."""
    log = write(folder, "plain.log", hostile_text(b"harmless"))
    return reports(cases, log, folder, "--audit")["html"].decode()


def judge(cases, found, plain):
    texts = {form: content.decode("utf-8", "replace") for form, content in found.items()}
    problems = text_problems(found["txt"], "txt") + json_problems(found["json"]) + csv_problems(found["csv"])
    problems += text_problems(found["md"], "md") + markdown_problems(texts["md"]) + metrics_problems(texts["prom"])
    problems += text_problems(found["html"], "html") + page_problems(texts["html"], plain, CANARY)
    problems += mail_problems(found["eml"], plain, CANARY)
    for problem in sorted(set(problems)):
        cases.expect(False, problem)


def text(cases, folder, name, plain):
    """One payload in every place, in every form of every command."""
    log = write(folder, "hostile.log", hostile_text(PAYLOADS[name]))
    found = reports(cases, log, folder, "--audit", "--history", os.path.join(folder, "history.db"))
    judge(cases, found, plain)
    report = json.loads(found["json"])
    replies = sum(code["replies"] for code in report["codes"])
    cases.note = f"{replies} replies"
    # Addresses with a quote that nothing closes are none that a server writes: those lines are not understood.
    cases.expect(replies >= 16, f"only {replies} replies: the text changes what is counted")
    judges = {"text": text_problems, "list": text_problems, "json": json_problems, "csv": csv_problems, "ndjson": lines_problems}
    rows = map(json.loads, cases.run("extract", log).out.splitlines())
    recipient = next((row["recipient"] for row in rows if "@" in row.get("recipient", "") and "\0" not in row["recipient"]), "@example.net")
    cause = next((f["cause"] for f in report["findings"] if f["cause"]), "no-such-user")
    commands = [["extract", "--format", form, log] for form in ("ndjson", "csv")]
    commands += [["suppress", "--after", "1", "--format", form, log] for form in ("list", "csv", "json")]
    for target in ("4A1B2C0000", "@example.com", recipient):
        commands += [["trace", "--format", form, "--", target, log] for form in ("text", "json", "ndjson")]
    commands += [["evidence", "no-such-user", log], ["evidence", cause, log]]
    commands += [["history", "--format", form, os.path.join(folder, "history.db")] for form in ("text", "csv", "json")]
    for command in commands:
        run = cases.run(*command)
        form = command[command.index("--format") + 1] if "--format" in command else "text"
        # Some recipients are no addresses to ask for.
        usage = command[0] == "trace" and run.status == 64
        cases.expect(run.status in (0, 2) or usage, f"{command[:4]}: exit {run.status}")
        for problem in [] if usage else judges[form](run.out, f"{command[0]} {form}") + text_problems(run.err, f"{command[0]} stderr"):
            cases.expect(False, problem)
    paste = write(folder, "paste", b"550 5.1.1 " + PAYLOADS[name] + b"\n" + hostile_text(PAYLOADS[name]).split(b"\n")[3] + b"\n")
    for form in ("text", "ndjson"):
        with open(paste, "rb") as stdin:
            run = cases.run("explain", "--format", form, "-", stdin=stdin)
        for problem in judges[form](run.out, f"explain {form}") + text_problems(run.err, "explain stderr"):
            cases.expect(False, problem)


def names(cases, folder, plain):
    """The same payloads as names of files: a log, one that is missing, one that is damaged, one that holds nothing, an output."""
    line = joined([b"Nov 22 10:00:00 mx1 " + bounced(0).encode()])
    for payload in PAYLOADS.values():
        # The program takes its arguments as text, so names are UTF-8 here.
        name = payload.decode("utf-8", "ignore").encode().replace(b"/", b"").replace(b"\0", b"") + b"\ncanary"
        log = write(folder, b"log-" + name, line)
        judge(cases, reports(cases, log, folder), plain)
        places = [os.path.join(os.fsencode(folder), part + name) for part in (b"none-", b"empty-", b"damaged-", b"xz-", b"out-", b"db-")]
        missing, empty, damaged, broken, output, history = places
        write(folder, empty, b"nothing\n")
        write(folder, damaged, gzip.compress(line * 99)[:-30])
        write(folder, broken, b"\xfd7zXZ\x00broken")
        write(folder, history, b"nothing\n" * 999)
        runs = [cases.run("analyze", log, missing, empty, damaged, broken), cases.run("extract", log, missing),
                cases.run("analyze", "--output", os.path.join(output, b"no", b"r.txt"), log), cases.run("analyze", "--rules", missing, log),
                cases.run("analyze", "--rules", empty, log),
                cases.run("analyze", "--history", history, log), cases.run("history", history), cases.run("explain", "550 " + os.fsdecode(name.replace(b"\n", b"")))]
        for run in runs:
            cases.expect(run.status in (0, 2, 64), f"{name!r}: exit {run.status}")
            for problem in text_problems(run.err, "stderr"):
                cases.expect(False, f"{problem} of {name!r}: {run.err[:200]!r}")
        for run in (runs[0], runs[7]):
            for problem in text_problems(run.out, "stdout"):
                cases.expect(False, f"{problem} of {name!r}")
        for problem in lines_problems(runs[1].out):
            cases.expect(False, f"{problem} of {name!r}")


def structure(cases, folder):
    """Each line by itself, and all at once: no reply and no recipient more than there are."""
    everything, wanted_total = [], 0
    for name, line, wanted in STRUCTURE:
        log = write(folder, "fake.log", line + b"\n")
        run = cases.run("extract", log)
        rows = [json.loads(row) for row in run.out.splitlines()]
        found = [(row["direction"], row["outcome"], row.get("code"), row.get("recipient")) for row in rows]
        matches = len(found) == len(wanted) and all(
            ours[:3] == theirs[:3] and (theirs[3] is None or ours[3] == theirs[3]) for ours, theirs in zip(found, wanted))
        cases.expect(matches, f"{name}: {found} instead of {wanted}")
        victims = [row for row in rows if any(row.get(key, "").startswith(("victim@", "boss@")) for key in ("recipient", "sasl_user"))]
        cases.expect(not victims, f"{name}: victim@example.org was counted")
        everything.append(line)
        wanted_total += len(wanted)
    log = write(folder, "all.log", joined(everything))
    found = reports(cases, log, folder)
    report = json.loads(found["json"])
    cases.expect(report["input"]["lines"]["total"] == len(everything), f"{report['input']['lines']}")
    cases.expect(sum(code["replies"] for code in report["codes"]) == wanted_total, f"{[(c['code'], c['replies']) for c in report['codes']]}")
    cases.expect(report["totals"]["bounced"] == 0, f"{report['totals']}")
    cases.note = f"{len(STRUCTURE)} lines"


def counted(cases, log, total, *, cut=None, postfix=None, status=(0,), options=()):
    """The report of `log`, which has to have counted that many lines."""
    run = cases.run("analyze", "--format", "json", *options, log)
    cases.expect(run.status in status, f"exit {run.status}: {run.errors[:200]}")
    lines = json.loads(run.out)["input"]["lines"]
    for name, wanted in (("total", total), ("cut", cut), ("postfix", postfix)):
        cases.expect(wanted is None or lines[name] == wanted, f"{name}: {lines[name]} lines instead of {wanted}")
    return run


def long_lines(cases, folder):
    """Lines of 10 MB, of many shapes, between lines that count."""
    good = b"Nov 22 10:00:00 mx1 " + bounced(0).encode()
    size = 10_000_000
    beginnings = [b"x", b"(", b"<", b"Nov 22 10:00:00 mx1 postfix/smtp[9]: 4A1B2C3D4E: to=<", good[:-1], b"{\"MESSAGE\":\"", b"{" * 999,
                  b"2026-11-22 10:00:00 1xVVrD-0000000026Y-3EQ5 ** a@example.net R=r T=t H=x [192.0.2.1]: SMTP error from remote mail server: 550 ",
                  b"Nov 22 10:00:00 mx1 postfix/smtpd[9]: NOQUEUE: reject: RCPT from ", b"<22>1 2026-11-22T10:00:00Z mx1 postfix/smtp 9 - [", b"\xff", b"\0"]
    path = os.path.join(folder, "long.log")
    with open(path, "wb") as log:
        for beginning in beginnings:
            log.write(good + b"\n" + beginning + beginning[-1:] * size + b"\n")
    run = counted(cases, path, 2 * len(beginnings), cut=len(beginnings))
    cases.expect(sum(code["replies"] for code in json.loads(run.out)["codes"]) >= len(beginnings), "lines beside long ones are lost")
    run = cases.run("extract", path)
    cases.expect(run.status == 0 and not any(lines_problems(run.out)), f"extract: exit {run.status}")
    cases.run("trace", "4A1B2C3D4E", path)


def one_byte(cases, folder, byte, gigabytes):
    """A sparse or plain file without a line's end; zeros take no room on the disk."""
    path = os.path.join(folder, "one.log")
    with open(path, "wb") as log:
        if byte == b"\0":
            log.truncate(int(gigabytes * 1_000_000_000))
        else:
            for _ in range(int(gigabytes * 1000)):
                log.write(byte * 1_000_000)
    counted(cases, path, 1, cut=1, status=(2,))


def noise(cases, folder, megabytes):
    """Random bytes, with every byte value and every kind of beginning that a format has."""
    path = os.path.join(folder, "noise.log")
    lines = 0
    with open(path, "wb") as log:
        log.write(b"x")
        for _ in range(megabytes):
            part = os.urandom(1_000_000)
            lines += part.count(b"\n")
            log.write(part)
        log.write(b"\n")
    counted(cases, path, lines + 1, cut=None, status=(0, 2))
    cases.run("extract", path)
    for head in (b"\x1f\x8b\x08\x00", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"BZh9", b"\x1f\x8b", b"PK\x03\x04"):
        run = cases.run("analyze", write(folder, "noise.x", head + os.urandom(100_000)))
        cases.expect(run.status == 2 and run.err, f"{head!r}: exit {run.status}")
        for problem in text_problems(run.err, "stderr"):
            cases.expect(False, problem)


def bomb(cases, folder, unit, gigabytes, members):
    """A gzip file of one unit over and over, as one member or as many."""
    path = os.path.join(folder, "bomb.log.gz")
    size = int(gigabytes * 1_000_000_000)
    part = unit * (100_000_000 // len(unit) if members else 1_000_000 // len(unit))
    with open(path, "wb") as log:
        if members:
            packed = gzip.compress(part, 9, mtime=0)
            for _ in range(size // len(part)):
                log.write(packed)
        else:
            packer = zlib.compressobj(1, zlib.DEFLATED, 31)
            for _ in range(size // len(part)):
                log.write(packer.compress(part))
            log.write(packer.flush())
    whole = size // len(part) * len(part)
    del part
    lines = whole // len(unit) if unit.endswith(b"\n") else 1
    cases.note = f"{os.path.getsize(path) / 1e6:.1f} MB, {whole / 1e9:g} GB unpacked"
    counted(cases, path, lines, status=(2,))


def many(cases, folder, kind, count, options):
    """A million different things of one kind: bounded time, and the right sum."""
    path = os.path.join(folder, "many.log")
    write_lines(path, count, MANY[kind])
    run = counted(cases, path, count, options=options)
    report = json.loads(run.out)
    if all("status=bounced" in MANY[kind](number) for number in (1, 2)):
        cases.expect(sum(code["replies"] for code in report["codes"]) + sum(c["replies"] for c in report["without_reply"]) == count, "replies were lost")
    cases.note = f"{os.path.getsize(path) / 1e6:.0f} MB of log"


def change(cases, folder, what, history):
    """A file that changes while it is read: stopped in the middle, changed, and let go on."""
    log = os.path.join(folder, "mail.log")
    count = 200_000
    write_lines(log, count, lambda n: bounced(n, key=f"{n % 900 + 0x10000000:X}"))
    size = os.path.getsize(log)
    options = ["--history", os.path.join(folder, "history.db")] if history else []
    started = cases.start("analyze", "--format", "json", *options, log)
    if not cases.expect(started.stop_at(size // 3), "it ended before it could be stopped"):
        started.wait()
        return
    if what == "grows":
        with open(log, "ab") as file:
            file.write(b"Nov 23 11:00:00 mx1 " + bounced(0).encode() + b"\nNov 23 11:00:01 mx1 postfix/smtp[9]: 4A")
    elif what == "shrinks":
        os.truncate(log, size // 2)
    elif what == "is emptied and written anew":
        os.truncate(log, 0)
        with open(log, "ab") as file:
            file.write(b"Nov 23 11:00:00 mx1 " + bounced(0).encode() + b"\n")
    elif what == "is rotated":
        os.rename(log, log + ".1")
        write(folder, "mail.log", b"Nov 23 11:00:00 mx1 " + bounced(0).encode() + b"\n")
    elif what == "vanishes":
        os.unlink(log)
    elif what == "is replaced by a directory":
        os.unlink(log)
        os.mkdir(log)
    started.send(signal.SIGCONT)
    run = cases.measure(started.wait())
    report = json.loads(run.out)
    lines = report["input"]["lines"]["total"]
    cases.note = f"exit {run.status}, {lines} lines" + (f", {run.errors.strip()}" if run.err else "")
    wanted = {"grows": (count, count + 2), "shrinks": (count // 3 - 20_000, count // 2 + 20_000), "is emptied and written anew": (count // 3 - 20_000, count // 2 + 20_000)}
    least, most = wanted.get(what, (count, count))
    cases.expect(least <= lines <= most, f"{lines} lines, {least} to {most} were there")
    # A log that grows is normal, and so is one that is rotated. One that lost what was not read yet is not whole.
    lost = what in ("shrinks", "is emptied and written anew")
    cases.expect(run.status == (2 if lost else 0), f"exit {run.status}: {run.errors}")
    cases.expect(report["input"]["files"][0]["complete"] == (not lost), f"complete: {report['input']['files']}")
    cases.expect(bool(run.err) == lost, f"stderr: {run.errors}")
    if history and what in ("grows", "is rotated"):
        # What came later is the next run's, and nothing is counted twice.
        run = cases.run("analyze", "--format", "json", *options, log)
        again = json.loads(run.out)["input"]["lines"]["total"]
        cases.expect(lines + again in (count + 1, count + 2), f"{lines} lines, then {again}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bounces")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    cases = Cases(options.bounces)

    def case(name, *arguments, **bounds):
        if options.only in name:
            cases.case(name, *arguments, **bounds)

    with tempfile.TemporaryDirectory() as folder:
        plain = plain_page(cases, folder)
    for name in PAYLOADS:
        case(f"text: {name}", text, name, plain, seconds=30, megabytes=MEMORY)
    case("names of files", names, plain, seconds=60, megabytes=MEMORY)
    case("fake structure", structure, seconds=30, megabytes=MEMORY)
    case("lines of 10 MB", long_lines, seconds=30, megabytes=MEMORY)
    gigabytes = 10 if options.full else 0.5
    case("a file of NULs", one_byte, b"\0", gigabytes, seconds=10 + 12 * gigabytes, megabytes=MEMORY)
    case("a file of one letter", one_byte, b"x", gigabytes / 5, seconds=10 + 12 * gigabytes, megabytes=MEMORY)
    case("random bytes", noise, 100 if options.full else 20, seconds=30, megabytes=MEMORY)
    bombs = {"one letter": b"x", "lines of a million letters": b"x" * 999_999 + b"\n", "short lines": b"x" * 99 + b"\n", "line feeds": b"\n", "NULs": b"\0"}
    for name, unit in bombs.items():
        small = name in ("line feeds", "short lines")
        size = max(0.1, gigabytes / 10) if small else gigabytes
        case(f"gzip of many members, {name}", bomb, unit, size, True, seconds=10 + 12 * gigabytes, megabytes=MEMORY)
    case("gzip of one member, one letter", bomb, b"x", gigabytes / 2, False, seconds=10 + 12 * gigabytes, megabytes=MEMORY)
    for kind in MANY:
        # Codes take ten times as long as the rest.
        count, amount = (250_000, "a quarter of a million") if "codes" in kind and not options.full else (1_000_000, "a million")
        if options.full or kind != "hosts":
            case(f"{amount} {kind}", many, kind, count, (), seconds=30, megabytes=1024)
    if options.full:
        for kind in MANY:
            case(f"a million {kind}, with an audit", many, kind, 1_000_000, ("--audit",), seconds=60, megabytes=2048)
    for what in ("grows", "shrinks", "is emptied and written anew", "is rotated", "vanishes", "is replaced by a directory"):
        case(f"a file that {what}", change, what, False, seconds=30, megabytes=128)
    for what in ("grows", "is rotated"):
        case(f"a file that {what}, with a history", change, what, True, seconds=30, megabytes=128)
    cases.end()


if __name__ == "__main__":
    main()
