"""Writes lines in the order of time, under a syslog or an Exim stamp, and lets the truth count each line that got written."""

import random
from datetime import datetime, timedelta

RFC3164, RFC3339 = "rfc3164", "rfc3339"
EXIM = "exim"
"""`2026-11-16 00:00:00`, without a host: Exim's own main log."""


def head_of(time, stamps, host):
    """What stands in front of a line, with its blank."""
    if stamps == EXIM:
        return f"{time:%Y-%m-%d %H:%M:%S} "
    return f"{time:%b} {time.day:2d} {time:%H:%M:%S} {host} "


class LogFile:
    """A log that runs forward second by second. Lines may be put into the future; `advance` writes the seconds that are over."""

    def __init__(self, path, stamps, host, start, truth, seed):
        self.truth = truth
        self._out = open(path, "wb", buffering=1 << 22)
        self._stamps = stamps
        self._host = host
        self._start = start
        self._waiting = {}
        self._random = random.Random(seed)

    def put(self, second, text, happened=None):
        """A line at `second`, counted from the start; `happened` is the truth's event."""
        bucket = self._waiting.get(second)
        if bucket is None:
            self._waiting[second] = [(text, happened)]
        else:
            bucket.append((text, happened))

    def advance(self, second):
        """Writes the lines of `second`. Returns the bytes written so far."""
        bucket = self._waiting.pop(second, None)
        truth = self.truth
        if not bucket:
            return truth.bytes
        time = self._start + timedelta(seconds=second)
        if self._stamps == RFC3339:
            data = self._with_fractions(time.strftime("%Y-%m-%dT%H:%M:%S"), bucket)
        else:
            head = head_of(time, self._stamps, self._host)
            data = head + ("\n" + head).join([text for text, _ in bucket]) + "\n"
        data = data.encode()
        self._out.write(data)
        truth.bytes += len(data)
        truth.lines += len(bucket)
        truth.first = truth.first or time.isoformat()
        truth.last = time.isoformat()
        truth.own += len(bucket) if self._stamps == EXIM else data.count(f" {self._host} postfix/".encode())
        for _, happened in bucket:
            if happened is None:
                continue
            if type(happened) is int:
                truth.verified(happened)
            else:
                truth.count(happened)
        return truth.bytes

    def _with_fractions(self, head, bucket):
        step = 999_999 // (len(bucket) + 1)
        fraction = self._random.randrange(step + 1)
        lines = []
        for text, _ in bucket:
            lines.append(f"{head}.{fraction:06d}+01:00 {self._host} {text}\n")
            fraction += step
        return "".join(lines)

    def close(self):
        self._out.close()


class DayLog:
    """One day held in memory, so that anything may be written at any time of it; sorted when it is written."""

    def __init__(self, day: datetime, host, stamps=RFC3164):
        self._day, self._host, self._stamps = day, host, stamps
        self._lines = []

    def put(self, second, text, happened=None):
        """A line `second` seconds after midnight. Outside the day it is dropped, and does not count."""
        if 0 <= second < 86_400:
            self._lines.append((second, len(self._lines), text, happened))

    def __len__(self):
        return len(self._lines)

    def render(self, truth):
        """The whole day as bytes, counted by `truth`."""
        out = []
        for second, _, text, happened in sorted(self._lines):
            time = self._day + timedelta(seconds=int(second))
            out.append(f"{head_of(time, self._stamps, self._host)}{text}\n")
            truth.lines += 1
            truth.own += self._stamps == EXIM or text.startswith("postfix/")
            truth.first = truth.first or time.isoformat()
            truth.last = time.isoformat()
            if callable(happened):
                happened(truth)
            elif happened is not None:
                truth.count(happened)
        data = "".join(out).encode()
        truth.bytes = len(data)
        return data
