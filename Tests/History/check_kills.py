#!/usr/bin/env python3
"""Kills `bounces analyze --history` at random moments while the log grows and is rotated; the totals must be those of one clean run.

    check_kills.py BOUNCES [KILLS] [SEED]
"""

import gzip
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

from history_tables import differences, totals

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


class GrowingLog:
    """A log that is written in pieces of any length, and rotated: renamed, later compressed, or copied and emptied."""

    def __init__(self, folder, content, rng):
        self.folder, self.content, self.rng = folder, content, rng
        self.path = os.path.join(folder, "mail.log")
        self.written = 0
        open(self.path, "wb").close()

    def grow(self, most):
        part = self.content[self.written:self.written + self.rng.randrange(1, most)]
        with open(self.path, "ab") as log:
            log.write(part)
        self.written += len(part)

    def end(self):
        with open(self.path, "ab") as log:
            log.write(self.content[self.written:])
        self.written = len(self.content)

    def rotated(self):
        return sorted(name for name in os.listdir(self.folder) if name.startswith("mail.log."))

    def rotate(self):
        """As logrotate with delaycompress does. A syslog daemon ends its line before it opens the new file."""
        end = self.content.find(b"\n", self.written) + 1
        with open(self.path, "ab") as log:
            log.write(self.content[self.written:end])
        self.written = max(self.written, end)
        for name in sorted(self.rotated(), key=lambda name: -int(name.split(".")[2])):
            parts = name.split(".")
            parts[2] = str(int(parts[2]) + 1)
            old, new = os.path.join(self.folder, name), os.path.join(self.folder, ".".join(parts))
            os.rename(old, new)
            if not new.endswith(".gz"):
                with open(new, "rb") as plain, gzip.open(new + ".gz", "wb", compresslevel=1) as packed:
                    packed.write(plain.read())
                os.unlink(new)
        first = self.path + ".1"
        if self.rng.random() < 0.5:
            os.rename(self.path, first)
            open(self.path, "wb").close()
        else:
            with open(self.path, "rb") as log, open(first, "wb") as copy:
                copy.write(log.read())
            os.truncate(self.path, 0)


def content(kind):
    if kind == "sample":
        with gzip.open(os.path.join(ROOT, "SampleLogs", "postfix.log.gz")) as log:
            return log.read()
    if kind == "exim":
        with gzip.open(os.path.join(ROOT, "SampleLogs", "exim.log.gz")) as log:
            return log.read()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "log")
        subprocess.run([os.path.join(ROOT, "Benchmarks", "generate-log"), "--bytes", "24M", path], check=True)
        with open(path, "rb") as log:
            return log.read()


def check(bounces, kind, kills, seed):
    rng = random.Random(seed)
    text = content(kind)
    with tempfile.TemporaryDirectory() as folder:
        logs = os.path.join(folder, "log")
        os.mkdir(logs)
        log = GrowingLog(logs, text, rng)
        history = os.path.join(folder, "history.db")
        command = [bounces, "analyze", "--history", history, log.path]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        log.grow(len(text) // 4)
        started = time.monotonic()
        subprocess.run(command, check=True, **quiet)
        longest = time.monotonic() - started
        killed = ended = 0
        while killed < kills:
            log.grow(max(2, 3 * len(text) // (4 * kills)))
            if rng.random() < 0.12:
                log.rotate()
            process = subprocess.Popen(command, **quiet)
            time.sleep(rng.random() * longest)
            # About every second run is killed, so that moments before, in and behind the transaction are all met.
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                killed += 1
                longest *= 1.05
            else:
                ended += 1
                longest *= 0.95
            process.wait()
        log.end()
        subprocess.run(command, check=True, **quiet)
        clean = os.path.join(folder, "clean.db")
        whole = os.path.join(folder, "whole")
        with open(whole, "wb") as file:
            file.write(text)
        subprocess.run([bounces, "analyze", "--history", clean, whole], check=True, **quiet)
        found = differences(totals(history), totals(clean))
        lines = totals(history)["postfix"] + totals(history)["exim"] + totals(history)["other"]
        print(f"{kind}, seed {seed}: {killed} runs killed, {ended} ended by themselves, {len(log.rotated())} rotations, {lines} lines: "
              + ("the same totals" if not found else "DIFFERENT"))
        for name, rows in found:
            print(f"  {name}: {rows}")
        return not found


def main():
    bounces = os.path.abspath(sys.argv[1])
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    results = [check(bounces, kind, kills, seed) for kind in ("sample", "exim", "generated")]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
