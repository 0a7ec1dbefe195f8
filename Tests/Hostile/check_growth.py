#!/usr/bin/env python3
"""Every command takes about twice as long for twice as much of any shape: at most 2.6 times.

    check_growth.py BOUNCES [--lines N] [--every K] [--only WORD]

A shape is a log of N, 2 N and 4 N lines, or of a few lines that are longer and longer. Measured is CPU time, the best of two, without that of
a run over nothing; what takes longer is measured again, at four times as many lines. `--every K` takes each K-th pair of command and shape, for a short while.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

MOST = 2.6
LONGEST = 16_000
"""Bytes of the longest line at the smallest size: four times as much is still one that is read whole."""
LEAST = 0.04
"""Seconds that count as the smallest: what is quicker is the machine's own noise."""


def postfix(number, queue=None, recipient="r@d.example", code="5.1.1", words="no such user", day=22, host="mx1", peer="mx"):
    status = "deferred" if code[0] == "4" else "bounced"
    queue = f"{queue:010X}: " if queue is not None else ""
    return (f"2026-11-{day}T{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}+00:00 {host} postfix/smtp[9]: {queue}to=<{recipient}>, "
            f"relay={peer}[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn={code}, status={status} (host {peer}[192.0.2.1] said: "
            f"{code[0]}50 {code} {words} (in reply to RCPT TO command))\n")


def refused(number, sender="s@e.example", recipient="r@d.example", login="", helo="h", ip="192.0.2.7", words="Relay access denied"):
    login = f" sasl_method=PLAIN sasl_username={login}" if login else ""
    return (f"Nov 22 {number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02} mx1 postfix/smtpd[9]: NOQUEUE: reject: RCPT from c.example[{ip}]: "
            f"554 5.7.1 <{recipient}>: {words}; from=<{sender}> to=<{recipient}> proto=ESMTP helo=<{helo}>{login}\n")


def exim(number, text):
    return f"2026-11-22 {number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02} {text}\n"


def exim_id(number):
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    digits = ""
    for _ in range(6):
        number, digit = divmod(number, 36)
        digits = letters[digit] + digits
    return f"1x{digits[:4]}-00{digits[2:]}-1C"


SHAPES = {
    "recipients": lambda n: postfix(n, n % 97, f"r{n}@d.example"),
    "domains": lambda n: postfix(n, n % 97, f"r@d{n}.example"),
    "messages": lambda n: postfix(n, n),
    "deferred and never ended": lambda n: postfix(n, n, f"r{n}@d.example", "4.2.0"),
    "recipients of one message": lambda n: postfix(n, 1, f"r{n}@d.example", "4.2.0"),
    "no queue ids": lambda n: postfix(n, None, f"r{n}@d.example", "4.2.0"),
    "wordings": lambda n: postfix(n, n % 97, words=f"reason q{n}z is word{n * 7919 % 99991}x"),
    "enhanced codes": lambda n: postfix(n, n % 97, code=f"5.{n % 999}.{n // 999 % 999}"),
    "days": lambda n: postfix(n, n % 97, f"r{n}@d{n}.example", day=20 + n % 3),
    "log hosts": lambda n: postfix(n, n % 97, host=f"mx{n}"),
    "peers": lambda n: postfix(n, n % 97, words="try later", code="4.7.0", peer=f"mx{n}.example"),
    "addresses on a list": lambda n: postfix(n, n % 97, words=f"blocked using zen.spamhaus.org, 203.0.{n // 250 % 250}.{n % 250}"),
    "senders": lambda n: refused(n, sender=f"s{n}@e{n}.example"),
    "logins": lambda n: refused(n, sender=f"s{n}@e.example", login=f"l{n}", words="Sender address rejected: not owned by user x"),
    "one login": lambda n: refused(n, sender=f"s@e{n}.example", login="l", ip=f"10.{n // 250 % 250}.{n % 250}.7"),
    "HELO names": lambda n: refused(n, helo=f"h{n}.example"),
    "not understood": lambda n: f"Nov 22 10:00:00 mx1 postfix/smtp[9]: {n:010X}: to=<r{n}@d.example>, what is this\n",
    "other programs": lambda n: f"Nov 22 10:00:00 mx1 app[{n}]: something {n}\n",
    "heads that alternate": lambda n: postfix(n, n % 97) if n % 2 else "<22>1 " + postfix(n, n % 97).replace(" postfix/smtp[9]: ", " postfix/smtp 9 - - "),
    "clocks back": lambda n: postfix(86_399 - n % 86_400, n, f"r{n}@d.example", "4.2.0"),
    "Exim: rejections": lambda n: exim(n, f"H=(h) [192.0.2.7] F=<s{n}@e.example> rejected RCPT <r{n}@d.example>: Unknown user"),
    "Exim: rejections and ends": lambda n: exim(n, f"{exim_id(n)} Completed") if n % 3 == 0 else exim(n, f"H=(h) [192.0.2.7] F=<s@e.example> rejected RCPT <r{n}@d.example>: no"),
    "Exim: deferrals": lambda n: exim(n, f"{exim_id(n)} == r{n}@d.example R=r T=t defer (-44) H=mx [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<r{n}@d.example>: 450 4.2.0 later"),
    "Exim: failures of one message": lambda n: exim(n, f"{exim_id(7)} ** r{n}@d.example R=r T=t H=mx [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<r{n}@d.example>: 550 5.1.1 no"),
    "Exim: attempts": lambda n: exim(n, f"{exim_id(n // 2)} H=mx [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<r@d.example>: 450 later {n}"),
}
UNITS = ["a.", "a:", "a@", "<", "\\\"", "'a' ", "a a ", "=a@", "550-", "(in reply to ", "; from=<a> to=<b> ", ") [192.0.2.1] F=<", "203.0.113.1 ", "\u00fc.", "[", "> sasl_username="]


def lines(unit):
    """A reply, an address and a HELO name of this text, longer and longer."""
    def shape(size):
        text = (unit * (size // len(unit) + 1))[:size]
        return [postfix(1, 1, words=text), postfix(2, 2, recipient=f"\"{text}\"@d.example"), refused(3, helo=text), refused(4, sender=f"\"{text}\"@e.example"),
                exim(5, f"H=(h) [192.0.2.7] F=<\"{text}\"@e.example> rejected RCPT <r@d.example>: {text}")] * 8
    return shape


COMMANDS = {
    "analyze": ["analyze", "LOG"],
    "analyze --history": ["analyze", "--history", "HISTORY", "LOG"],
    "analyze --audit": ["analyze", "--audit", "LOG"],
    "analyze --redact=all": ["analyze", "--redact=all", "LOG"],
    "analyze --format html": ["analyze", "--format", "html", "LOG"],
    "analyze --partial": ["analyze", "--partial", "LOG"],
    "merge": ["merge", "PARTIAL"],
    "extract": ["extract", "LOG"],
    "extract --redact": ["extract", "--redact", "LOG"],
    "trace": ["trace", "@d.example", "LOG"],
    "suppress": ["suppress", "LOG"],
    "evidence": ["evidence", "no-such-user", "LOG"],
    "explain": ["explain", "--format", "ndjson", "-"],
}


class Runs:
    def __init__(self, bounces, folder):
        self.bounces, self.folder = bounces, folder
        self.log, self.history, self.partial = (str(folder / name) for name in ("mail.log", "history.db", "mail.partial"))
        self.written = None

    def write(self, text):
        if text != self.written:
            Path(self.log).write_text("".join(text))
            self.written = text

    def seconds(self, command, text):
        """CPU seconds of `command` on the log of these lines, the best of two."""
        self.write(text)
        words = [{"LOG": self.log, "HISTORY": self.history, "PARTIAL": self.partial}.get(word, word) for word in COMMANDS[command]]
        if command == "merge":
            with open(self.partial, "wb") as out:
                subprocess.run([self.bounces, "analyze", "--partial", self.log], stdout=out, stderr=subprocess.DEVNULL, check=False)
        best = None
        for _ in range(2):
            Path(self.history).unlink(missing_ok=True)
            with open(self.log, "rb") as log:
                child = subprocess.Popen([self.bounces, *words], stdin=log, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode not in (0, 1, 2):
                raise SystemExit(f"{command}: exit status {child.returncode}")
            spent = usage.ru_utime + usage.ru_stime
            best = spent if best is None else min(best, spent)
        return best


def measured(runs, command, make, size, nothing):
    """The seconds of three sizes, and how many times as much the second and the third took."""
    times = [max(runs.seconds(command, make(size * factor)) - nothing, 0) for factor in (1, 2, 4)]
    return times, [after / max(before, LEAST) for before, after in zip(times, times[1:])]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bounces")
    parser.add_argument("--lines", type=int, default=8_000)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    shapes = {name: (lambda size, line=line: [line(number) for number in range(size)], options.lines) for name, line in SHAPES.items()}
    long = {f"long lines of {unit!r}": (lines(unit), LONGEST) for unit in UNITS}
    shapes |= long
    pairs = [(shape, command) for shape in shapes for command in COMMANDS if options.only in f"{command}: {shape}"]
    failures, slowest = [], (0, "")
    with tempfile.TemporaryDirectory(prefix="bounces-growth-") as folder:
        runs = Runs(os.path.abspath(options.bounces), Path(folder))
        nothing = {command: runs.seconds(command, []) for command in COMMANDS}
        for shape, command in pairs[::options.every]:
            make, size = shapes[shape]
            times, growth = measured(runs, command, make, size, nothing[command])
            slowest = max(slowest, (times[-1], f"{command}: {shape}"))
            # A machine that others use hiccups; and where replies become too many for each to be kept there is one step, which is no growth.
            if max(growth) > MOST:
                times, growth = measured(runs, command, make, size if shape in long else 4 * size, nothing[command])
                growth = growth[1:]
            if max(growth) > MOST:
                failures.append(shape)
                print(f"GROWS {command}: {shape}: " + ", ".join(f"{time:.2f} s" for time in times), flush=True)
    print(f"{len(pairs[::options.every])} of {len(pairs)} pairs of command and shape, {len(failures)} above {MOST}; slowest {slowest[0]:.2f} s, {slowest[1]}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
