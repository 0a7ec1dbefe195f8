#!/usr/bin/env python3
"""Compares what two builds of the program write: check_same.py OLD NEW FILE...

For a change that must not change anything. Every command reads every FILE, in every form and language, and the outputs, exit codes and
complaints have to be the same byte for byte, but for what tells the time of a mail. The first difference of each output is shown.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

ENDINGS = ["txt", "json", "html", "md", "csv", "prom", "eml"]
KEY = ["--redact=all", "--redact-key", "a key of these runs"]
ALERTS = ["--fail-if", "code=553,replies>=1", "--fail-if", "bounced>=0%", "--fail-if", "stolen-login"]
MAIL = ["--mail-to", "postmaster@example.com", "--mail-from", "bounces@example.com"]


class Build:
    """One of the two programs, with a folder for what it writes."""

    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = folder
        os.makedirs(folder, exist_ok=True)

    def run(self, arguments):
        """What a run prints, complains of and leaves in its folder, as {name: bytes}."""
        for name in os.listdir(self.folder):
            if not name.startswith("kept"):
                os.remove(os.path.join(self.folder, name))
        environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        done = subprocess.run([self.program] + arguments, cwd=self.folder, capture_output=True, env=environment, check=False)
        result = {"status": str(done.returncode).encode(), "stdout": done.stdout, "stderr": done.stderr}
        for name in os.listdir(self.folder):
            if not name.startswith("kept"):
                with open(os.path.join(self.folder, name), "rb") as file:
                    result[name] = timeless(file.read()) if name.endswith(".eml") else file.read()
        return result


def timeless(mail):
    return re.sub(rb"(?m)^(Date|Message-ID): .*$", rb"\1:", mail)


class Comparison:
    def __init__(self, old, new):
        self.builds = [old, new]
        self.outputs = 0
        self.differences = 0

    def run(self, *arguments):
        """Runs both; gives what the new one wrote."""
        results = [build.run(list(arguments)) for build in self.builds]
        for name in sorted(set(results[0]) | set(results[1])):
            self.outputs += 1
            left, right = (result.get(name) for result in results)
            if left != right:
                self.differences += 1
                self.show(arguments, name, left or b"", right or b"")
        return results[1]

    @staticmethod
    def show(arguments, name, left, right):
        print(f"DIFFERENT {name}: bounces {' '.join(arguments)}")
        pairs = list(zip(left.splitlines() + [b"(ends)"], right.splitlines() + [b"(ends)"]))
        for number, (old, new) in enumerate(pairs):
            if old != new:
                print(f"  line {number + 1}\n    old {old[:300]!r}\n    new {new[:300]!r}")
                return


def outputs(name="report"):
    return [word for ending in ENDINGS for word in ("--output", f"{name}.{ending}")] + MAIL


def compare(both, path):
    """All commands on one log."""
    for language in ("en", "es"):
        report = both.run("analyze", "--lang", language, "--audit", *ALERTS, *outputs(), path)
        both.run("analyze", "--lang", language, "--top", "2", "--color", "always", path)
    both.run("analyze", "--audit", *KEY, *outputs(), path)
    both.run("analyze", "--quiet-if-clean", "--direction", "outbound", "--code", "5xx", *outputs(), path)
    records = both.run("extract", path)["stdout"]
    both.run("extract", "--format", "csv", path)
    both.run("extract", *KEY, path)
    for form in ("list", "csv", "json"):
        both.run("suppress", "--after", "1", "--format", form, path)
    both.run("suppress", "--after", "2", "--format", "json", path)
    for what in targets(records):
        both.run("trace", what, path)
        both.run("trace", "--lang", "es", "--format", "json", what, path)
    both.run("trace", "--format", "ndjson", "@example.com", path)
    for cause in causes(report):
        both.run("evidence", cause, path)
        both.run("evidence", "--lang", "es", *KEY, cause, path)
    compare_merging(both, path)
    compare_nights(both, path)


def targets(records):
    """Some recipients, queue ids and message ids of what was extracted."""
    found = {}
    for line in records.splitlines():
        record = json.loads(line)
        for key, text in (("recipient", "%s"), ("queue_id", "%s"), ("message_id", "<%s>")):
            value = record.get(key)
            if value and not value.startswith("-") and len(found.setdefault(key, [])) < 2:
                found[key].append(text % value)
    return [what for values in found.values() for what in values]


def causes(report):
    """The causes of the first findings."""
    findings = json.loads(report.get("report.json", b"{}")).get("findings", [])
    return [finding["cause"] for finding in findings if finding["cause"] != "stolen-login"][:4]


def compare_merging(both, path):
    """Each merges what it wrote itself, and what the other one did."""
    both.run("analyze", "--partial", "--output", "kept.partial", path)
    both.run("merge", *outputs(), "kept.partial")
    both.run("merge", "--lang", "es", *outputs(), os.path.join(both.builds[0].folder, "kept.partial"))
    both.run("merge", *outputs(), os.path.join(both.builds[1].folder, "kept.partial"))


def compare_nights(both, path):
    """Three runs of a history over a log that grows."""
    log = os.path.join(os.path.dirname(both.builds[0].folder), "growing.log")
    text = contents(path)
    for build in both.builds:
        for name in os.listdir(build.folder):
            if name.startswith("kept.db"):
                os.remove(os.path.join(build.folder, name))
    lines = text.splitlines(keepends=True)
    options = ["--history", "kept.db", "--fail-if", "new-cause", "--fail-if", "news", "--quiet-if-clean"]
    for part, language in ((1, "en"), (2, "en"), (3, "es")):
        with open(log, "wb") as file:
            file.writelines(lines[: len(lines) * part // 3])
        os.utime(log, (os.stat(path).st_mtime,) * 2)
        both.run("analyze", "--lang", language, *options, *outputs(), log)
    for language in ("en", "es"):
        for form in ("text", "csv", "json"):
            both.run("history", "--lang", language, "--days", "400", "--format", form, "kept.db")
    for name in ("growing.log",):
        os.remove(os.path.join(os.path.dirname(both.builds[0].folder), name))


def contents(path):
    if path.endswith(".gz"):
        return subprocess.run(["gzip", "-dc", path], capture_output=True, check=True).stdout
    with open(path, "rb") as file:
        return file.read()


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        builds = [Build(sys.argv[1 + place], os.path.join(folder, name)) for place, name in enumerate(("old", "new"))]
        both = Comparison(*builds)
        for path in sys.argv[3:]:
            compare(both, os.path.abspath(path))
        print(f"{both.outputs} outputs of {len(sys.argv) - 3} logs compared, {both.differences} different")
        sys.exit(1 if both.differences else 0)


main()
