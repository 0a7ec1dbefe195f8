#!/usr/bin/env python3
"""Reads lines whose fields strangers crafted, as a mail server writes them, and compares each field with the truth: none may be wrong.

    check_crafted.py [--daemon postfix|exim] [--lines N] [--seed S] [--show N] PROGRAM

A daemon is a module `crafted_NAME` beside this file with

    lines(count, rng)   yields (line, truth), the line as bytes without its end
    UNREAD              the greatest share of fields, by form, that may be left unread: 0 but for what may be unsure

A truth has the fields of `extract` to compare, None for one that must not be there, and besides
    "form"   the form of the line, for the shares;
    "?"      the fields that may be absent as well, or True when the whole line may be left out.
A truth without fields is of a line that holds no reply.
"""

import argparse
import collections
import importlib
import json
import os
import random
import subprocess
import sys
import tempfile


def found(program, log):
    """What `extract` reads, by line."""
    run = subprocess.run([program, "extract", log], capture_output=True, check=False)
    if run.returncode not in (0, 2):
        sys.exit(f"exit {run.returncode}: {run.stderr[:300]!r}")
    rows = collections.defaultdict(list)
    for line in run.stdout.splitlines():
        row = json.loads(line)
        rows[row["line"]].append(row)
    return rows


class Score:
    """Fields that were right, wrong or left unread, by form."""

    def __init__(self, show):
        self.right, self.wrong, self.unread = (collections.Counter() for _ in range(3))
        self.lines = collections.Counter()
        self.fields = collections.Counter()
        self.show = show

    def judge(self, number, line, truth, rows):
        form = truth.get("form", "-")
        unsure = truth.get("?", ())
        wanted = {key: value for key, value in truth.items() if key not in ("form", "?")}
        self.lines[form] += 1
        if not wanted:
            if rows:
                self.tell(number, line, form, "a reply where there is none", rows[0].get("recipient"), None)
            return
        if len(rows) > 1:
            self.tell(number, line, form, "two replies", len(rows), 1)
        for key, value in wanted.items():
            ours = rows[0].get(key) if rows else None
            if rows and ours == value:
                self.right[form] += 1
            elif ours is None and (unsure is True or rows and key in unsure):
                self.unread[form] += 1
                self.fields[form, key] += 1
            else:
                self.tell(number, line, form, key if rows else f"no reply, so no {key}", ours, value)
                if not rows:
                    break

    def tell(self, number, line, form, what, ours, value):
        self.wrong[form] += 1
        if sum(self.wrong.values()) <= self.show:
            print(f"WRONG line {number} ({form}), {what}: {ours!r} instead of {value!r}\n    {line.decode('utf-8', 'replace')[:1500]}")

    def end(self, limits):
        """Prints the figures; whether they hold."""
        holds = not any(self.wrong.values())
        for form in sorted(self.lines):
            fields = self.right[form] + self.unread[form]
            share = self.unread[form] / fields if fields else 0
            bound = limits.get(form, 0)
            kept = share <= bound and (fields or form == "no reply")
            holds = holds and bool(kept)
            most = ", ".join(f"{key} {n}" for (of, key), n in self.fields.most_common() if of == form)
            print(f"{'ok    ' if kept and not self.wrong[form] else 'FAILED'} {form:28} {self.lines[form]:6} lines {self.right[form]:7} fields right "
                  f"{self.wrong[form]:4} wrong {self.unread[form]:5} unread ({share:.1%} of at most {bound:.0%}) {most}")
        return holds


def check(daemon, options):
    module = importlib.import_module(f"crafted_{daemon}")
    pairs = list(module.lines(options.lines, random.Random(options.seed)))
    with tempfile.NamedTemporaryFile(suffix=".log", prefix=f"crafted-{daemon}-") as log:
        for line, _ in pairs:
            assert b"\n" not in line, line
            log.write(line + b"\n")
        log.flush()
        rows = found(options.program, log.name)
    score = Score(options.show)
    for number, (line, truth) in enumerate(pairs, 1):
        score.judge(number, line, truth, rows.get(number, []))
    print(f"{daemon}: {len(pairs)} lines with seed {options.seed}, {sum(score.wrong.values())} fields wrong")
    return score.end(module.UNREAD)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", metavar="PROGRAM")
    parser.add_argument("--daemon", default="postfix", choices=["postfix", "exim"])
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=5, metavar="N", help="how many wrong fields are printed")
    options = parser.parse_args()
    options.program = os.path.abspath(options.program)
    return 0 if check(options.daemon, options) else 1


if __name__ == "__main__":
    sys.exit(main())
