#!/usr/bin/env python3
"""Random sequences of nights, against a model that knows what a report has to tell, whatever came before.

    check_news.py BOUNCES [SCENARIOS [SEED]]

A night has causes with random counts: none, a few (as somebody sends ahead who wants what is to come to be known), many, floods. Some nights have
several runs, some are a baseline, some causes are acknowledged, some days are missed; the lines of a night come in any order. The model:

 - a cause that has weight on a day (five replies) for the first time since it was told is told that night: new, or back after it was fixed
 - ten times the greatest day that ever was, and a hundred more, is told, whatever it is called
 - nothing is told of a cause that was not seen in this run, but that it is fixed; and only what was told is fixed
 - with --quiet-if-clean nothing is printed if and only if the report without it has no LOOK AT THIS, was compared, and had lines
 - a history of version 1, with its tables as they were, goes on as one that told what version 1 told
"""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

LEAST = 5
# Replies whose causes are different troubles, all for somebody to act on.
CAUSES = {
    "no-such-user": "550 5.1.1 no such user",
    "mailbox-full-perm": "552 5.2.2 mailbox is full",
    "relay-denied": "554 5.7.1 Relay access denied",
    "spf-fail": "550 5.7.23 SPF check failed",
    "too-big": "552 5.3.4 Message size exceeds fixed maximum message size",
}


class Night:
    """A log that grows, its history, and the model of what was told."""

    def __init__(self, folder, bounces, random):
        self.folder, self.bounces, self.random = folder, bounces, random
        self.log, self.history = os.path.join(folder, "mail.log"), os.path.join(folder, "h.db")
        self.serial = 0
        self.days = {}
        self.told, self.fixed, self.acknowledged = set(), set(), {}
        self.isFirst = True

    def line(self, day, cause):
        self.serial += 1
        head = f"2026-{9 + (day - 1) // 28:02d}-{(day - 1) % 28 + 1:02d}T{self.random.randrange(24):02d}:00:00+00:00 mail postfix/smtp[7]: 4A{1_000_000 + self.serial}: "
        if not cause:
            return head + "to=<v@q.example>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 OK)"
        host = f"mx.r{self.random.randrange(9)}.example[198.18.{self.random.randrange(9)}.1]"
        return head + f"to=<u{self.serial}@d.example>, relay={host}:25, delay=1, delays=0/0/0/1, dsn=5.0.0, status=bounced (host {host} said: {CAUSES[cause]} (in reply to RCPT TO command))"

    def write(self, day, counts):
        lines = [self.line(day, "")] + [self.line(day, cause) for cause, count in counts.items() for _ in range(count)]
        self.random.shuffle(lines)
        with open(self.log, "a") as log:
            log.write("\n".join(lines) + "\n")

    def run(self, *options, history=None):
        command = [self.bounces, "analyze", "--history", history or self.history, *options, self.log]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, (command, done.stderr)
        return done.stdout

    def acknowledge(self, cause, day):
        command = [self.bounces, "ack", cause, "--until", "2099-01-01", "--note", "known", "--history", self.history]
        assert subprocess.run(command, capture_output=True).returncode == 0
        last = max(self.days)
        self.acknowledged[cause] = max(self.days.get(d, {}).get(cause, 0) for d in range(last - 6, last + 1))

    def check(self, day, counts, baseline):
        """One run, with what the model expects of it; gives what was wrong."""
        before = {cause: max([c.get(cause, 0) for c in self.days.values()], default=0) for cause in CAUSES}
        known_days = len([d for d in self.days if d < day])
        self.write(day, counts)
        today = self.days.setdefault(day, {})
        for cause, count in counts.items():
            today[cause] = today.get(cause, 0) + count
        options = ["--baseline"] if baseline else []
        copy = os.path.join(self.folder, "copy.db")
        if os.path.exists(self.history):
            shutil.copy(self.history, copy)
        quiet = self.run("--quiet-if-clean", *options, history=copy)
        page = os.path.join(self.folder, "r.txt")
        news = json.loads(self.run("--format", "json", "--output", page, *options))["news"]
        os.remove(copy)
        with open(page) as file:
            text = file.read()
        return self.judge(counts, today, before, known_days, baseline, quiet, text, news)

    def judge(self, counts, today, before, known_days, baseline, quiet, text, news):
        wrong = []
        looks = text.startswith("LOOK AT THIS")
        isCompared = not (baseline or self.isFirst)
        if (quiet == "") != (isCompared and not looks):
            wrong.append(f"printed {len(quiet)} bytes, and the report begins {text[:60]!r}")
        kinds = {item["cause"]: item["kind"] for item in news["items"] if item["cause"] and not item["rare"]}
        if not isCompared:
            if news["items"]:
                wrong.append(f"a baseline with news {kinds}")
        for cause in CAUSES:
            seen, count = counts.get(cause, 0) > 0, today.get(cause, 0)
            kind = kinds.get(cause)
            if not seen:
                if kind not in (None, "fixed") or kind == "fixed" and cause not in self.told:
                    wrong.append(f"{cause} was not seen, and is {kind}")
                if kind == "fixed":
                    self.fixed.add(cause)
                continue
            if not isCompared:
                self.told |= {cause} if count >= LEAST else set()
                self.fixed.discard(cause)
                continue
            level = self.acknowledged.get(cause)
            mayBeKnown = level is not None and count <= max(2 * level, level + 10)
            if cause in self.fixed:
                if kind != "back":
                    wrong.append(f"{cause} is back with {count}, and is {kind}")
                self.fixed.discard(cause)
                self.told.add(cause)
            elif count >= LEAST and cause not in self.told:
                if mayBeKnown:
                    continue
                if kind != ("new" if level is None else "risen"):
                    wrong.append(f"{cause} has {count} for the first time, and is {kind}")
                self.told.add(cause)
            elif count > 10 * max(before[cause], 1) + 100 and known_days and not mayBeKnown:
                if kind is None:
                    wrong.append(f"{cause} has {count} after at most {before[cause]}, and nothing is said")
            elif count < LEAST and kind is not None:
                wrong.append(f"{cause} has {count}, and is {kind}")
            if kind and not looks:
                wrong.append(f"{cause} is {kind}, and the report begins {text[:60]!r}")
        self.isFirst = False
        return wrong


def counts_of(random, moods):
    """The replies of a night: each cause goes on as it does, for a while."""
    counts = {}
    for cause in CAUSES:
        if random.random() < 0.25:
            moods[cause] = random.choice(["none", "none", "few", "some", "many", "flood"])
        mood = moods.get(cause, "none")
        count = {"none": 0, "few": random.randrange(5), "some": random.randrange(4, 30), "many": random.randrange(60, 90), "flood": 700}[mood]
        if mood == "flood":
            moods[cause] = random.choice(["few", "flood", "none"])
        if count:
            counts[cause] = count
    return counts


def make_old(path):
    """Gives a history the tables of version 1."""
    with sqlite3.connect(path) as db:
        db.executescript(
            "DROP TABLE listing_word; ALTER TABLE cause DROP COLUMN told; ALTER TABLE cause DROP COLUMN over; PRAGMA user_version = 1;")


def told_by_version_1(path):
    """What a history of version 1 told as new: what began with five replies; nobody knows of the rest."""
    with sqlite3.connect(path) as db:
        rows = db.execute(
            "SELECT name, fixed, (SELECT sum(replies) FROM cause_day WHERE cause = id AND day = first_day) FROM cause").fetchall()
    return {name for name, fixed, first in rows if fixed or first >= LEAST}


def scenario(bounces, seed):
    chance = random.Random(seed)
    moods, failures = {}, []
    with tempfile.TemporaryDirectory() as folder:
        night = Night(folder, bounces, chance)
        day = 0
        for number in range(chance.randrange(8, 22)):
            day += chance.choice([1, 1, 1, 1, 1, 2])
            for part in range(chance.choice([1, 1, 1, 2, 3])):
                counts = counts_of(chance, moods)
                baseline = not night.isFirst and chance.random() < 0.04
                for text in night.check(day, counts, baseline):
                    failures.append(f"seed {seed}, night {number + 1}, run {part + 1}: {text}")
            if chance.random() < 0.04:
                night.acknowledge(chance.choice(list(CAUSES)), day)
            if seed % 5 == 0 and number == 6:
                make_old(night.history)
                night.told = told_by_version_1(night.history)
    return failures


def main():
    bounces = os.path.abspath(sys.argv[1])
    scenarios = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    failures = [text for seed in range(first, first + scenarios) for text in scenario(bounces, seed)]
    print("\n".join(failures[:20]) if failures else f"{scenarios} sequences of nights: everything was told that had to be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
