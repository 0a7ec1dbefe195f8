"""Logs as two mail servers write them while clocks jump and files are rotated, and what is in them."""

import collections
import datetime
import gzip
import os

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class LogFile:
    """A log that is written in pieces of any length, rotated by one of logrotate's schemes, and kept whole beside that."""

    def __init__(self, folder, name, scheme):
        self.path, self.scheme = os.path.join(folder, name), scheme
        self.waiting, self.all, self.dates, self.begun = b"", b"", 0, 0
        open(self.path, "wb").close()

    def write(self, line):
        self.waiting += line
        self.all += line

    def flush(self, rest=0):
        """Writes what waits, but for the last bytes of it; what was left the last time is written by now."""
        part = self.waiting[:max(self.begun, len(self.waiting) - rest)]
        with open(self.path, "ab") as file:
            file.write(part)
        self.waiting = self.waiting[len(part):]
        self.begun = len(self.waiting)

    def rotated(self):
        folder, name = os.path.split(self.path)
        return sorted(other for other in os.listdir(folder) if other.startswith(name + ".") or other.startswith(name + "-"))

    def rotate(self):
        """A daemon ends its line before another file is opened."""
        end = self.waiting.find(b"\n") + 1
        if end and not self.ends_whole():
            self.flush(len(self.waiting) - end)
        if not os.path.getsize(self.path):
            return
        folder = os.path.dirname(self.path)
        if "date" in self.scheme:
            self.dates += 1
            first = f"{self.path}-202601{self.dates:02d}"
            self.compress_all(folder)
        else:
            base = os.path.basename(self.path) + "."
            numbered = [name[len(base):].split(".") for name in self.rotated()]
            for number, *ending in sorted(numbered, key=lambda parts: -int(parts[0])):
                old, new = (base + ".".join([str(place), *ending]) for place in (number, int(number) + 1))
                os.rename(os.path.join(folder, old), os.path.join(folder, new))
            self.compress_all(folder)
            first = self.path + ".1"
        if "copy" in self.scheme:
            with open(self.path, "rb") as log, open(first, "wb") as copy:
                copy.write(log.read())
            os.truncate(self.path, 0)
        else:
            os.rename(self.path, first)
            open(self.path, "wb").close()
        if "at once" in self.scheme:
            self.compress_all(folder)

    def ends_whole(self):
        with open(self.path, "rb") as log:
            content = log.read()
        return not content or content.endswith(b"\n")

    def compress_all(self, folder):
        if "compress" not in self.scheme:
            return
        for name in self.rotated():
            path = os.path.join(folder, name)
            if name.endswith(".gz"):
                continue
            with open(path, "rb") as plain, gzip.open(path + ".gz", "wb", compresslevel=1) as packed:
                packed.write(plain.read())
            os.unlink(path)


class Clock:
    """The time as a host's clock shows it: wrong for a while, or a little behind in single lines."""

    def __init__(self, rng, start, kind):
        self.rng, self.true, self.kind = rng, start, kind
        self.error, self.lines = datetime.timedelta(0), 0

    def go(self, seconds):
        self.true += datetime.timedelta(seconds=seconds)

    def jump(self):
        """Wrong for the next lines."""
        self.lines = self.rng.choice([1, 1, 2, 5, 15])
        if self.kind == "seconds":
            self.error = datetime.timedelta(seconds=-self.rng.choice([3, 8, 51, 400, 1800]))
        else:
            wrong = self.rng.choice(["2036-01-01", "2126-11-23", "1970-01-01", "2000-01-01", "hours", "weeks"])
            if wrong == "hours":
                self.error = datetime.timedelta(hours=self.rng.randrange(2, 20))
            elif wrong == "weeks":
                self.error = datetime.timedelta(weeks=self.rng.choice([-5, -2, -1, 1, 2, 9]))
            else:
                self.error = datetime.datetime.fromisoformat(wrong) - self.true

    def now(self):
        shown = self.true + (self.error if self.lines > 0 else datetime.timedelta(0))
        self.lines -= 1
        if self.kind != "true" and self.lines <= 0 and self.rng.random() < 0.1:
            # Who was put aside between asking for the time and writing the line.
            shown -= datetime.timedelta(seconds=self.rng.randrange(1, 40))
        return shown


class Exim:
    """A main log, and the reject log that repeats its rejections."""

    names = ("mainlog", "rejectlog")

    def __init__(self, rng, clock, files):
        self.rng, self.clock, (self.main, self.reject) = rng, clock, files
        self.queue, self.number, self.truth, self.again = {}, rng.randrange(10_000), collections.Counter(), set()

    def stamp(self):
        return self.clock.now().strftime("%Y-%m-%d %H:%M:%S")

    def id(self):
        self.number += 1
        number, text = self.number, ""
        for _ in range(6):
            text = DIGITS[number % 62] + text
            number //= 62
        return f"1xVVq2-{text}-25"

    def step(self, only_rejections):
        choice = self.rng.random()
        if only_rejections or choice < 0.4:
            return self.refuse()
        if choice < 0.6 or not self.queue:
            message = self.id()
            self.queue[message] = f"u{self.rng.randrange(40)}@d{self.rng.randrange(6)}.example"
            return self.main.write(f"{self.stamp()} {message} <= s@src.example H=(h) [192.0.2.7] P=esmtp S=327\n".encode())
        message = self.rng.choice(list(self.queue))
        address = self.queue[message]
        reply = f"R=r T=t H=mx [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<{address}>"
        stamp = self.stamp()
        if choice < 0.75:
            self.truth["deferrals"] += 1
            line = f"{stamp} {message} == {address} {reply.replace('T=t H', 'T=t defer (-44) H')}: 451 4.3.0 later\n"
        else:
            del self.queue[message]
            if choice < 0.9:
                self.truth["delivered"] += 1
                line = f"{stamp} {message} => {address} R=r T=t H=mx [192.0.2.1] C=\"250 ok\"\n"
            else:
                self.truth["bounced"] += 1
                line = f"{stamp} {message} ** {address} {reply}: 550 5.1.1 no such user\n"
            line += f"{stamp} {message} Completed\n"
        return self.main.write(line.encode())

    def begin(self):
        self.main.write(f"{self.stamp()} {self.id()} Completed\n".encode())
        self.main.flush()

    def refuse(self):
        self.number += 1
        self.truth["rejected"] += 1
        # Some come again with the same words, but not in the same second: of equal lines nothing tells whether one repeats the other.
        stamp = self.stamp()
        who = self.number if stamp in self.again else self.rng.choice([self.number, 1])
        self.again.add(stamp)
        line = f"{stamp} H=(h) [192.0.2.7] F=<s@example.org> rejected RCPT <r{who}@example.com>: 550 5.1.1 no\n".encode()
        self.main.write(line)
        self.reject.write(line + (b"Envelope-from: <s@example.org>\n\n" if self.rng.random() < 0.2 else b""))

    def end(self):
        """What makes clear to any run which log is which."""
        self.clock.lines = 0
        self.refuse()
        # Longer than any rejection waits.
        self.clock.go(2 * 86_400)
        self.clock.kind = "true"
        self.main.write(f"{self.stamp()} {self.id()} Completed\n".encode())


class Postfix:
    """A log with queue ids, now and then without one."""

    names = ("mail.log",)

    def __init__(self, rng, clock, files):
        self.rng, self.clock, (self.log,) = rng, clock, files
        self.queue, self.number, self.truth = {}, 0, collections.Counter()
        self.form = rng.choice(["%b %e %H:%M:%S", "%Y-%m-%dT%H:%M:%S+00:00"])

    def line(self, tag, text):
        self.log.write(f"{self.clock.now().strftime(self.form)} mx1 postfix/{tag}[9]: {text}\n".encode())

    def step(self, only_rejections):
        choice = self.rng.random()
        if only_rejections or choice < 0.2:
            self.truth["rejected"] += 1
            return self.line("smtpd", "NOQUEUE: reject: RCPT from c.example[192.0.2.7]: 550 5.1.1 <x@example.com>: Recipient address "
                             "rejected: User unknown; from=<s@example.org> to=<x@example.com> proto=ESMTP helo=<h>")
        if choice < 0.4 or not self.queue:
            self.number += 1
            message = f"4B{self.number:08X}"
            self.queue[message] = f"u{self.rng.randrange(40)}@d{self.rng.randrange(6)}.example"
            self.line("smtpd", f"{message}: client=c.example[192.0.2.7]")
            return self.line("qmgr", f"{message}: from=<s@src.example>, size=1, nrcpt=1 (queue active)")
        message = self.rng.choice(list(self.queue))
        head = "" if self.rng.random() < 0.3 else f"{message}: "
        head += f"to=<{self.queue[message]}>, relay=mx.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, "
        if choice < 0.65:
            self.truth["deferrals"] += 1
            return self.line("smtp", head + "dsn=4.2.0, status=deferred (host mx.example[192.0.2.1] said: 450 4.2.0 later (in reply to "
                             "RCPT TO command))")
        del self.queue[message]
        if choice < 0.85:
            self.truth["delivered"] += 1
            self.line("smtp", head + "dsn=2.0.0, status=sent (250 2.0.0 ok)")
        else:
            self.truth["bounced"] += 1
            self.line("smtp", head + "dsn=5.1.1, status=bounced (host mx.example[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO "
                      "command))")
        return self.line("qmgr", f"{message}: removed")

    def end(self):
        self.clock.kind, self.clock.lines = "true", 0
        self.line("qmgr", "4BFFFFFFFF: removed")
