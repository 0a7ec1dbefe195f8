#!/usr/bin/env python3
"""Thirty nights with logrotate itself, by each of its schemes: the history's totals must be those of one pass over all that was logged.

    check_nights.py BOUNCES [NIGHTS]

Needs logrotate and faketime. The days are the sample days with other dates.
"""

import datetime
import gzip
import os
import random
import subprocess
import sys
import tempfile

from history_tables import differences, totals

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")

SCHEMES = {
    "rename": "rotate 40\ncreate",
    "rename and compress": "rotate 5\ncreate\ncompress",
    "delaycompress": "rotate 7\ncreate\ncompress\ndelaycompress",
    "copytruncate": "rotate 7\ncopytruncate\ncompress\ndelaycompress",
    "dateext": "rotate 40\ncreate\ndateext\ncompress\ndelaycompress",
    "dateext and copytruncate": "rotate 3\ncopytruncate\ndateext\ndateformat -%Y%m%d-%s",
}


def sample(name):
    with gzip.open(os.path.join(ROOT, "SampleLogs", name)) as log:
        return log.read().splitlines(keepends=True)


def dated(lines, day, mta):
    """The sample day's lines as of `day`."""
    if mta == "postfix":
        stamp = (day.strftime("%b ") + f"{day.day:2d}").encode()
        return [stamp + line[6:] for line in lines]
    return [day.isoformat().encode() + line[10:] for line in lines]


class Site:
    """A host with one log, logrotate and a nightly run."""

    def __init__(self, folder, bounces, scheme):
        self.folder = folder
        self.log = os.path.join(folder, "log", "mail.log")
        os.mkdir(os.path.dirname(self.log))
        open(self.log, "wb").close()
        self.history = os.path.join(folder, "history.db")
        self.command = [bounces, "analyze", "--history", self.history, self.log]
        self.everything = os.path.join(folder, "everything")
        self.configuration = os.path.join(folder, "logrotate.conf")
        with open(self.configuration, "w") as file:
            file.write(f"{self.log} {{\nsu root root\ndaily\nmissingok\nnotifempty\n{SCHEMES[scheme]}\n}}\n")

    def write(self, part):
        for path in (self.log, self.everything):
            with open(path, "ab") as file:
                file.write(part)

    def rotate(self, day):
        moment = f"{day + datetime.timedelta(days=1)} 00:00:05"
        state = os.path.join(self.folder, "state")
        subprocess.run(
            ["faketime", moment, "logrotate", "--state", state, "--force", self.configuration], check=True,
            stdout=subprocess.DEVNULL)

    def run(self, *options):
        result = subprocess.run(self.command + list(options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if result.returncode or result.stderr:
            raise SystemExit(f"{self.command}: {result.returncode}: {result.stderr.decode()}")
        return result.stdout.decode()


def check(bounces, scheme, mta, nights, seed):
    rng = random.Random(seed)
    lines = sample(f"{mta}.log.gz")
    start = datetime.date.today() - datetime.timedelta(days=nights + 3)
    with tempfile.TemporaryDirectory() as folder:
        site = Site(folder, bounces, scheme)
        # What was rotated away before the first run is not read unless it is named.
        site.run()
        runs = 1
        for night in range(nights):
            day = start + datetime.timedelta(days=night)
            text = b"".join(dated(lines, day, mta))
            cut = rng.randrange(len(text))
            site.write(text[:cut])
            if rng.random() < 0.4:
                # By hand, in the middle of the day and of a line.
                site.run()
                runs += 1
            site.write(text[cut:])
            if rng.random() < 0.2:
                site.run()
                runs += 1
            site.rotate(day)
            # Now and then a night is missed, or a run comes twice.
            for _ in range(rng.choice([0, 1, 1, 1, 2])):
                site.run()
                runs += 1
        site.run()
        runs += 1
        clean = os.path.join(folder, "clean.db")
        subprocess.run([bounces, "analyze", "--history", clean, site.everything], check=True, stdout=subprocess.DEVNULL)
        found = differences(totals(site.history), totals(clean))
        counted = totals(site.history)
        size = os.path.getsize(site.history)
        print(f"{mta}, {scheme}: {nights} nights, {runs} runs, {counted['postfix'] + counted['exim'] + counted['other']} lines, "
              f"history {size / 1e6:.2f} MB: " + ("the same totals" if not found else "DIFFERENT"))
        for name, rows in found:
            print(f"  {name}: {rows}")
        return not found


def main():
    bounces = os.path.abspath(sys.argv[1])
    nights = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    results = [
        check(bounces, scheme, mta, nights, seed)
        for mta in ("postfix", "exim") for seed, scheme in enumerate(SCHEMES, start=1)
    ]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
