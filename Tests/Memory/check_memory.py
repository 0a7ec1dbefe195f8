#!/usr/bin/env python3
"""Five million failing recipients, two million messages that never end, a reject log: the report is the same with little memory.
400,000 replies that are worded anew each time: no command takes more memory for them.

    check_memory.py BOUNCES [--share N] [--words]

Each log is analyzed with memory for everything, and with 128 MB under a limit of the address space; --share divides the counts.
--words checks the wordings alone, at their full number always.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile

PLENTY, LITTLE = "64G", "128M"
# What the program, its libraries and the stacks of its threads map, without touching it.
MAPPED = 192 << 20
PER_RECIPIENT = 200


def stamp(second):
    return f"Nov {1 + second // 86400:2d} {second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


def recipients(count):
    for number in range(count):
        time, queue = stamp(number // 40), f"4{number:09X}"
        address = f"user{number}@d{number % 100_003}.example.org"
        yield (f"{time} mx postfix/smtp[{number % 500}]: {queue}: to=<{address}>, relay=mx.example.org[192.0.2.1]:25, delay=1, "
               f"delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 <{address}>: Recipient "
               f"address rejected: User unknown (in reply to RCPT TO command))\n{time} mx postfix/qmgr[2]: {queue}: removed\n")


def endless(count):
    def delivery(number, time, rest):
        return (f"{time} mx postfix/smtp[{number % 500}]: 4{number:09X}: to=<user{number}@d{number % 1_003}.example.org>, {rest}\n")

    for number in range(count):
        time = stamp(number // 40)
        yield f"{time} mx postfix/qmgr[2]: 4{number:09X}: from=<bounce-{number}@lists.example.com>, size=3000, nrcpt=1 (queue active)\n"
        yield delivery(number, time, "relay=none, delay=1, delays=0/0/0/1, dsn=4.4.1, status=deferred (connect to "
                       "mx.example.org[192.0.2.1]:25: Connection timed out)")
    for number in range(0, count, 7):
        yield delivery(number, "Nov  5 12:00:00", "relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.7.1, status="
                       "bounced (host mx.example.org[192.0.2.1] said: 553 5.7.1 Sender refused (in reply to MAIL FROM command))")


def refusals(count):
    for number in range(count):
        second = number // 30
        yield (f"2026-11-{1 + second // 86400:02d} {second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d} "
               f"H=(host{number % 4000}.example.net) [198.51.{number % 97}.{number % 251}] F=<spam{number % 5000}@example.net> "
               f"rejected RCPT <user{number % 20_000}@example.org>: Unrouteable address\n")


CASES = [
    ("recipients that fail", recipients, 5_000_000, PER_RECIPIENT),
    ("messages that never end", endless, 2_000_000, None),
    ("rejections of a reject log", refusals, 2_000_000, None),
]


# Wordings, and how much more than --max-memory each command may take for them.
WORDINGS, WORDS_MEMORY, WORDS_MOST = 400_000, "64M", 1.3 * (64 << 20)
COMMANDS = [["analyze"], ["suppress"], ["evidence", "no-such-user"], ["evidence", "spamhaus-list"],
            ["trace", "user7@d7.example.org"], ["extract"], ["extract", "--format", "csv"],
            ["analyze", "--cause", "spamhaus-list"]]


def wordings(mta, end, count):
    """Replies to fifty recipients, no two with the same words; `end` tells their cause."""
    source, letters = random.Random(7), "abcdefghijklmnopqrstuvwxyz"
    for number in range(count):
        words = " ".join("".join(source.choices(letters, k=source.randint(4, 9))) for _ in range(6))
        address, second = f"user{number % 50}@d{number % 50}.example.org", number // 10
        day, clock = 1 + second // 86400, f"{second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
        if mta == "postfix":
            yield (f"Nov {day:2d} {clock} mx postfix/smtp[{number % 500}]: 4{number:09X}: to=<{address}>, relay=mx.example.org"
                   f"[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.0.0, status=bounced (host mx.example.org[192.0.2.1] said: 550 "
                   f"{words} {end} (in reply to RCPT TO command))\n")
        else:
            yield (f"2026-11-{day:02d} {clock} 1t{number // 3600:04d}-00{number % 3600:04d}-AB ** {address} R=dnslookup "
                   f"T=remote_smtp H=mx.example.org [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<{address}>: 550 "
                   f"{words} {end}\n")


def check_wordings(bounces, count):
    """How many commands took more memory than they may."""
    failures = 0
    for mta, end in [(mta, end) for mta in ["postfix", "exim"] for end in ["User unknown", "blocked using zen.spamhaus.org"]]:
        with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
            log = os.path.join(folder, "mail.log")
            with open(log, "w") as file:
                file.writelines(wordings(mta, end, count))
            for command in COMMANDS:
                child = subprocess.Popen([bounces, *command, "--max-memory", WORDS_MEMORY, log], stdout=subprocess.DEVNULL,
                                         stderr=subprocess.DEVNULL, env={**os.environ, "TMPDIR": folder})
                _, status, usage = os.wait4(child.pid, 0)
                child.returncode = os.waitstatus_to_exitcode(status)
                most = usage.ru_maxrss * 1024
                wrong = child.returncode != 0 or most > WORDS_MOST
                failures += wrong
                print(f"{count:,} wordings, {mta}, {end}: {' '.join(command)}: {most >> 20} MiB, exit status {child.returncode}"
                      f"{': WRONG' if wrong else ''}", flush=True)
    return failures


def run(bounces, log, folder, memory, address_space=None):
    """The report, the most memory in bytes, and CPU seconds."""
    def limit():
        if address_space:
            resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))

    environment = {**os.environ, "TMPDIR": folder}
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(
            [bounces, "analyze", "--max-memory", memory, "--top", "50", log], stdout=output, stderr=errors, env=environment,
            preexec_fn=limit)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if child.returncode or (said := errors.read()):
            raise SystemExit(f"{memory}: exit status {child.returncode}: {said.decode()}")
        return output.read(), usage.ru_maxrss * 1024, usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bounces")
    parser.add_argument("--share", type=int, default=1)
    parser.add_argument("--words", action="store_true")
    options = parser.parse_args()
    bounces = os.path.abspath(options.bounces)
    failures = check_wordings(bounces, WORDINGS // options.share)
    if options.words:
        sys.exit(1 if failures else 0)
    for name, lines, count, per_name in CASES:
        count //= options.share
        # Beside other files of the disk: a temporary folder may be in memory.
        with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
            log = os.path.join(folder, "mail.log")
            with open(log, "w") as file:
                file.writelines(lines(count))
            wanted, most, cpu = run(bounces, log, folder, PLENTY)
            report, least, cpu_least = run(bounces, log, folder, LITTLE, (128 << 20) + MAPPED)
            left = [file for file in os.listdir(folder) if file != "mail.log"]
            wrong = []
            if report != wanted:
                wrong.append("another report")
            if f"{count:,}".encode() not in wanted:
                wrong.append("not all in the report")
            if least > 128 << 20:
                wrong.append("more memory than allowed")
            if per_name and most > count * per_name:
                wrong.append(f"more than {per_name} bytes a name")
            if left:
                wrong.append(f"left behind: {left}")
            failures += bool(wrong)
            print(f"{name}: {count:,}: {most >> 20} MiB and {cpu:.1f} s with memory, {least >> 20} MiB and {cpu_least:.1f} s with "
                  f"{LITTLE}: {'; '.join(wrong) or 'the same report'}", flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
