#!/usr/bin/env python3
"""Random lives of logs, with runs of a history in between: the totals must be those of one run over all that was written, and the truth.

    check_scenarios.py BOUNCES [SCENARIOS] [FIRST SEED]

A log grows in pieces of any length; it is rotated by name, date or copying, compressed or not, with nights that nobody read; its clock is
right, some seconds behind, or years, weeks and hours off for some lines, the first of a file among them. Exim's reject log is beside the
main log, read with it, behind it or in front of it, or not at all. Where the runs are told something on standard error, that is no
silent difference.
"""

import datetime
import os
import random
import subprocess
import sys
import tempfile

from history_tables import differences, totals
from scenario_logs import Clock, Exim, LogFile, Postfix

SCHEMES = ["rename", "rename, compress", "rename, compress at once", "copy", "copy, compress", "date", "date, compress", "date, copy"]


class Scenario:
    def __init__(self, bounces, folder, seed):
        self.rng = rng = random.Random(seed)
        self.bounces, self.folder = bounces, folder
        self.server = rng.choice([Exim, Exim, Postfix])
        self.clock_kind = rng.choice(["true", "seconds", "years"])
        self.scheme = rng.choice(SCHEMES)
        self.logs = os.path.join(folder, "log")
        os.mkdir(self.logs)
        start = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None, microsecond=0) - datetime.timedelta(days=3)
        self.clock = Clock(rng, start, self.clock_kind)
        self.files = [LogFile(self.logs, name, self.scheme) for name in self.server.names]
        self.writer = self.server(rng, self.clock, self.files)
        self.reading = rng.choice(["together", "main log alone", "one behind the other", "reject log first"])
        if self.server is Postfix:
            self.reading = "alone"
        self.history = os.path.join(folder, "history.db")
        self.said, self.runs, self.rotations = "", 0, 0

    def name(self):
        return f"{self.server.__name__}, clock {self.clock_kind}, {self.scheme}, {self.reading}, {self.runs} runs, {self.rotations} rotations"

    def read(self, paths, history):
        result = subprocess.run(
            [self.bounces, "analyze", "--keep", "30000", "--history", history, *paths], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        said = [line for line in result.stderr.decode().splitlines() if "no Postfix or Exim lines in " not in line]
        if result.returncode not in (0, 2) or said and result.returncode:
            raise SystemExit(f"{self.name()}: exit status {result.returncode}: {result.stderr.decode()}")
        return "".join(line + "\n" for line in said)

    def run(self):
        paths = [file.path for file in self.files]
        groups = {"together": [paths], "alone": [paths], "main log alone": [paths[:1]], "one behind the other": [[path] for path in paths],
                  "reject log first": [[path] for path in reversed(paths)]}[self.reading]
        for group in groups:
            self.said += self.read(group, self.history)
            self.runs += 1

    def live(self):
        rng = self.rng
        if self.reading == "reject log first":
            # What is read first has to know that there is a main log.
            self.writer.begin()
            self.read([self.files[0].path], self.history)
        self.run()
        # Spam at night: for a while nothing but rejections.
        only_rejections = 0
        for _ in range(rng.randrange(30, 260)):
            self.clock.go(rng.choice([0, 0, 1, 5, 30, 120, 900]))
            if self.clock_kind != "true" and rng.random() < 0.04:
                self.clock.jump()
            if rng.random() < 0.03:
                only_rejections = rng.randrange(1, 25)
            self.writer.step(only_rejections > 0)
            only_rejections -= 1
            if rng.random() < 0.04:
                for file in self.files:
                    # In the middle of a line; but a server writes to the main log first.
                    is_whole = self.reading == "reject log first" and file is self.files[0] or rng.random() < 0.5
                    file.flush(0 if is_whole else rng.randrange(150))
                self.run()
            if rng.random() < 0.03:
                self.rotate()
                only_rejections = rng.choice([0, 5])
                if self.clock_kind == "years" and rng.random() < 0.5:
                    self.clock.jump()
        for file in self.files:
            file.flush()
        self.writer.end()
        for file in self.files:
            file.flush()
        for _ in range(3):
            self.run()

    def rotate(self):
        self.rotations += 1
        for file in self.files:
            if self.rng.random() < 0.5:
                file.flush()
            file.rotate()

    def differences(self):
        """What the history has other than one run has, and other than is true."""
        whole = []
        for file in self.files if self.reading != "main log alone" else self.files[:1]:
            whole.append(os.path.join(self.folder, os.path.basename(file.path)))
            with open(whole[-1], "wb") as log:
                log.write(file.all)
        clean = os.path.join(self.folder, "clean.db")
        for _ in range(3):
            # What waits for the next run is counted then.
            self.said += self.read(whole, clean)
        ours, theirs = totals(self.history), totals(clean)
        for found in (ours, theirs):
            # A message that no line ends is given up sooner or later, as runs come.
            found["still deferred"] = found.pop("abandoned") + found.pop("waiting")
            if len(whole) > 1:
                # Of a main log and a reject log that are equal, byte for byte, one is read.
                found.pop("exim"), found.pop("other")
        truth = [(f"{name}, in truth", (ours[name], count)) for name, count in self.writer.truth.items() if ours[name] != count]
        return differences(ours, theirs) + truth


def main():
    bounces = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    failures = said = runs = rotations = 0
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory() as folder:
            scenario = Scenario(bounces, folder, seed)
            scenario.live()
            found = scenario.differences()
            runs, rotations = runs + scenario.runs, rotations + scenario.rotations
            if scenario.said and scenario.clock_kind == "true":
                failures += 1
                print(f"seed {seed}: {scenario.name()}: SAID OF A RIGHT CLOCK: {scenario.said}")
            if found and scenario.said:
                said += 1
            elif found:
                failures += 1
                print(f"seed {seed}: {scenario.name()}: DIFFERENT")
                for name, rows in found:
                    print(f"  {name}: {rows}")
    print(f"{count} scenarios, {runs} runs, {rotations} rotations: {failures} differ in silence, {said} say so")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
