#!/usr/bin/env python3
"""A run of a history takes about twice as long for twice as much, in whatever order the days of the lines come: at most 2.6 times.

    check_growth.py BOUNCES [LINES]

Lines of one day, of two and three that alternate, and of ten at random, each with as many recipients, domains, causes or messages as lines; and
Exim's rejections of two hosts whose clocks differ. Measured is CPU time, the best of three, without that of a run over nothing.
"""

import os
import random
import subprocess
import sys
import tempfile

MOST = 2.6
PATTERNS = {
    "one day": lambda number, rng: 0,
    "two days": lambda number, rng: number % 2,
    "three days": lambda number, rng: number % 3,
    "ten days at random": lambda number, rng: rng.randrange(10),
}
CODES = ["4.2.0", "4.7.1", "5.1.1", "5.7.1", "5.2.2"]


def postfix(count, pattern, what):
    rng = random.Random(count)
    for number in range(count):
        day, second = PATTERNS[pattern](number, rng), number // 20
        recipient = f"u{number if what == 'recipients' else number % 50}@d{number if what == 'domains' else number % 50}.example"
        queue = number if what == "messages" else number % 50
        code = CODES[number % len(CODES)]
        words = f"reason q{number}z of {rng.getrandbits(40):x}" if what == "causes" else "no such user"
        status = "deferred" if code.startswith("4") else "bounced"
        yield (f"2026-11-{10 + day}T{second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}+00:00 mx{day} postfix/smtp[9]: "
               f"4B{queue:08X}: to=<{recipient}>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn={code}, status={status} (host "
               f"mx[192.0.2.1] said: {code[0]}50 {code} {words} (in reply to RCPT TO command))\n")


def exim(count, pattern, what):
    rng = random.Random(count)
    for number in range(count):
        second = number // 20 + (PATTERNS[pattern](number, rng) * 20 if what == "clocks" else 0)
        yield (f"2026-11-10 {second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d} H=(h) [192.0.2.7] F=<s@example.org> "
               f"rejected RCPT <r{number}@example.com>: 550 5.1.1 no\n")


def seconds(bounces, folder, lines):
    log, history = os.path.join(folder, "log"), os.path.join(folder, "history.db")
    with open(log, "w") as file:
        file.writelines(lines)
    best = None
    for _ in range(3):
        if os.path.exists(history):
            os.unlink(history)
        child = subprocess.Popen([bounces, "analyze", "--history", history, log], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 2):
            raise SystemExit(f"exit status {child.returncode}")
        spent = usage.ru_utime + usage.ru_stime
        best = spent if best is None else min(best, spent)
    return best


def main():
    bounces = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        nothing = seconds(bounces, folder, [])
        cases = [(postfix, pattern, what) for what in ("recipients", "domains", "causes", "messages") for pattern in PATTERNS]
        cases += [(exim, pattern, "clocks") for pattern in PATTERNS]
        for make, pattern, what in cases:
            times = [seconds(bounces, folder, make(count * factor, pattern, what)) - nothing for factor in (1, 2, 4)]
            growth = [after / max(before, 0.02) for before, after in zip(times, times[1:])]
            wrong = max(growth) > MOST
            failures += wrong
            print(f"{make.__name__}, {pattern}, {what}: " + " ".join(f"{time:.2f} s" for time in times) + ", "
                  + " ".join(f"x {value:.2f}" for value in growth) + (": WRONG" if wrong else ""), flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
