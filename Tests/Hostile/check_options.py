#!/usr/bin/env python3
"""Gives every option of every command numbers that are too large, too small or none, and requires a documented exit status, never a signal.

    check_options.py BOUNCES [--full]

What each command has is read from its help, so a new option is tried without a word here. A run that fails leaves no file.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

NUMBERS = [
    "0", "1", "2", "-1", "999999999", "1000000", "1000001", "2147483647", "2147483648", "4294967296", "1125899906842624", "106751991167301",
    "3000000000000000000", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e18", "nan", "",
]
FEW = ["0", "-1", "1000001", "4294967296", "106751991167301", "9223372036854775807", "-9223372036854775808"]
FORMS = ["{}", "{}M", "{}d", "code=553,replies>={}", "bounced>{}%", "{}-01-01", "2026-11-22 10:{}", "{}-24T00:00:00Z"]
LINE = (b"Nov 22 10:00:01 mx1 postfix/smtp[9]: 4A1B2C3D4E: to=<a@d.example>, relay=mx.d.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, "
        b"status=bounced (host mx.d.example[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command))\n")


def commands(bounces):
    """Each command with its options that take a value."""
    text = subprocess.run([bounces, "--help"], stdout=subprocess.PIPE, check=True).stdout.decode()
    for name in re.findall(r"^  ([a-z]+)(?: \(default\))?  ", text[text.index("SUBCOMMANDS"):], re.MULTILINE):
        if name == "help":
            continue
        help_ = subprocess.run([bounces, "help", name], stdout=subprocess.PIPE, check=True).stdout.decode()
        yield name, re.findall(r"^  (--[a-z-]+) <", help_, re.MULTILINE)


def base(name, folder):
    """What the command wants besides."""
    log, part, history = (os.path.join(folder, file) for file in ("mail.log", "p.partial", "old.db"))
    return {
        "analyze": [log], "merge": [part], "history": [history], "ack": ["no-such-user", "--until", "30d", "--history", history],
        "suppress": [log], "extract": [log], "trace": ["a@d.example", log], "evidence": ["no-such-user", log], "explain": ["550 5.1.1 no"],
        "compare": ["252", "553"], "codes": [],
    }.get(name, [log])


def cases(bounces, folder, is_full):
    for name, options in commands(bounces):
        for option in options:
            for number in NUMBERS if is_full else FEW:
                for form in FORMS if is_full else FORMS[:1] if option not in ("--fail-if", "--max-memory") else FORMS[:5]:
                    extra = [option, form.format(number)]
                    own = [word for word in base(name, folder) if option != "--until" or word not in ("--until", "30d")]
                    if option in ("--keep", "--baseline"):
                        extra += ["--history", "new.db"]
                    if option == "--history" and name == "ack":
                        own = own[:3]
                    yield name, [*own, *extra]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bounces")
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    bounces = os.path.abspath(options.bounces)
    found, statuses = [], {}
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "mail.log")
        with open(log, "wb") as file:
            file.write(LINE)
        with open(os.path.join(folder, "p.partial"), "wb") as file:
            subprocess.run([bounces, "analyze", "--partial", log], stdout=file, check=True)
        subprocess.run([bounces, "analyze", "--history", os.path.join(folder, "old.db"), log], stdout=subprocess.DEVNULL, check=True)

        def run(case):
            name, arguments = case
            with tempfile.TemporaryDirectory(dir=folder) as place:
                done = subprocess.run([bounces, name, *arguments], cwd=place, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                      timeout=60, check=False)
                return name, arguments, done, os.listdir(place)

        with ThreadPoolExecutor(2) as pool:
            for name, arguments, done, left in pool.map(run, cases(bounces, folder, options.full)):
                statuses[done.returncode] = statuses.get(done.returncode, 0) + 1
                said = done.stderr.decode(errors="replace")
                if done.returncode not in (0, 1, 2, 64):
                    found.append(f"{name} {arguments[-2:]}: status {done.returncode}: {said[:200]}")
                if done.returncode in (2, 64) and left:
                    found.append(f"{name} {arguments[-2:]}: status {done.returncode} and {left} is there")
                if done.returncode in (2, 64) and not said:
                    found.append(f"{name} {arguments[-2:]}: status {done.returncode} without a word")
    for line in found[:20]:
        print(line)
    print(f"{sum(statuses.values())} runs, statuses {dict(sorted(statuses.items()))}, {len(found)} wrong")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
