#!/usr/bin/env python3
"""Searches every output of redacted runs for every address that the logs tell of.

usage: check_redaction.py BOUNCES
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOGS = ["SampleLogs/postfix.log.gz", "SampleLogs/exim.log.gz", *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "SampleLogs/lab").rglob("*.log*"))]
EXAMPLE = "user@example.com"
"""The guide's own example of an address."""
COMMANDS = [
    *(["analyze", "--format", form, "--top", "100000"] for form in ("text", "html", "json", "md", "csv", "prom")),
    ["analyze", "--format", "eml", "--mail-to", "a@b.invalid", "--mail-from", "c@b.invalid"],
    ["extract"],
    *(["suppress", "--after", "1", "--format", form] for form in ("list", "csv", "json")),
    *(["trace", "@example.com", "--format", form] for form in ("text", "json", "ndjson")),
    *(["evidence", cause] for cause in ("spamhaus-list", "no-such-user", "sender-not-owned")),
]
ADDRESS = re.compile(r"[A-Za-z0-9._+'-]+@[A-Za-z0-9.-]+[A-Za-z0-9]")


def run(bounces, arguments):
    """What the program prints, to both outputs."""
    done = subprocess.run([bounces, *arguments], cwd=ROOT, capture_output=True, check=False)
    return (done.stdout + done.stderr).decode("utf-8", "replace").lower()


def addresses(bounces, log):
    """Every address of the log's replies, wherever it stands, in small letters."""
    found = set()
    for line in subprocess.run([bounces, "extract", log], cwd=ROOT, capture_output=True, check=False).stdout.splitlines():
        row = json.loads(line)
        for key in ("recipient", "original_recipient", "sender", "message_id", "sasl_user"):
            if "@" in row.get(key, ""):
                found.add(row[key].lower())
        for key in ("text", "helo", "client"):
            found.update(match.lower() for match in ADDRESS.findall(row.get(key, "")))
    return found - {EXAMPLE}


def holds(output, address):
    """Whether the address stands there, and not as the end of a longer one."""
    at = output.find(address)
    while at >= 0:
        if at == 0 or not (output[at - 1].isalnum() or output[at - 1] in "._+-"):
            return True
        at = output.find(address, at + 1)
    return False


def main():
    bounces = str(Path(sys.argv[1]).resolve())
    failures = 0
    searched = 0
    for log in LOGS:
        wanted = addresses(bounces, log)
        for option in ("--redact", "--redact=all"):
            for command in COMMANDS:
                output = run(bounces, [*command, option, log]).replace("&#64;", "@").replace("=40", "@").replace("\\/", "/")
                leaked = sorted(address for address in wanted if holds(output, address))
                searched += 1
                if leaked:
                    failures += 1
                    print(f"LEAKED {log}: {' '.join(command)} {option}: {leaked[:5]}")
    print(f"{searched} outputs of {len(LOGS)} logs searched, {failures} with addresses")
    return 1 if failures or not searched else 0


if __name__ == "__main__":
    sys.exit(main())
