#!/usr/bin/env python3
"""Searches every output of redacted runs for what it may not hold, and holds the figures and the causes against those of plain runs.

usage: check_redaction.py BOUNCES [--full] [--seed N] [--replies FILE.jsonl ...] [--logs LOG ...] [--only WORD]

Planted: logs with secrets in every field and every form (planted.py). Samples: every address that the sample logs tell of. Causes: of each
reply of FILE (`text`, and `stage` where it is known) and of each log. Growth: lines that repeat a few bytes, doubled twice.
A run without --redact must find the secrets, or the search is none.
"""

import argparse
import base64
import html
import json
import quopri
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import planted

ROOT = Path(__file__).resolve().parents[2]
LOGS = ["SampleLogs/postfix.log.gz", "SampleLogs/exim.log.gz", *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "SampleLogs/lab").rglob("*.log*"))]
EXAMPLE = "user@example.com"
"""The guide's own example of an address."""
COMMANDS = [
    *(["analyze", "--audit", "--format", form, "--top", "100000"] for form in ("text", "html", "json", "md", "csv", "prom")),
    ["analyze", "--format", "eml", "--mail-to", "a@b.invalid", "--mail-from", "c@b.invalid"],
    ["analyze", "--lang", "es"],
    ["extract"], ["extract", "--format", "csv"],
    *(["suppress", "--after", "1", "--format", form] for form in ("list", "csv", "json")),
    *(["trace", "@{domain}", "--format", form] for form in ("text", "json", "ndjson")),
    *(["evidence", cause] for cause in ("spamhaus-list", "no-such-user", "sender-not-owned", "553-not-owned")),
]
ADDRESS = re.compile(r"[A-Za-z0-9._+'-]+@[A-Za-z0-9.-]+[A-Za-z0-9]")
UNITS = ["a.", "a:", "a@", "<", '"\\"', '"@', "@", "a@b=", "1.", "1-", "::", "a!", "a\\", "~a", "x=", "user a ", "/home/a", "%40", "%25", "<a b@", "_", "é", "[1.2.3.4] ", "a'", "host a[", "x.y "]


def run(bounces, arguments):
    """What the program prints, to both outputs."""
    done = subprocess.run([bounces, *arguments], cwd=ROOT, capture_output=True, check=False)
    return done.stdout + done.stderr


def readable(output):
    """The output in small letters, without what its form adds."""
    text = output.decode("utf-8", "replace")
    for part in re.findall(r"base64\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)", text):
        text += base64.b64decode(part).decode("utf-8", "replace")
    if "quoted-printable" in text:
        text += quopri.decodestring(output).decode("utf-8", "replace")
    return html.unescape(text).replace("\\/", "/").replace("\\u0040", "@").replace("\\", "").lower()


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


def around(output, secret):
    """The first place where the secret stands."""
    at = output.find(secret)
    return output[max(0, at - 70) : at + 50].replace("\n", " ")


def check_planted(bounces, folder, full):
    """How many outputs of planted logs there are, and how many hold a secret."""
    searched = failures = 0
    step = 1 if full else 9
    for name, lines in (("postfix", planted.postfix), ("exim", planted.exim)):
        log = Path(folder) / "frintz01.grumbolt.example" / name / "mail.log"
        log.parent.mkdir(parents=True)
        # Where each record is printed all texts are searched; the other forms are made of the same records.
        whole = log.with_name("mail.log.1")
        whole.write_text("\n".join(lines()) + "\n")
        log.write_text("\n".join(lines(step)) + "\n")
        for command in COMMANDS:
            source = whole if command == ["extract"] else log
            command = [part.replace("{domain}", f"{planted.LABEL}.example") for part in command]
            for option, secrets in planted.kinds().items():
                output = readable(run(bounces, [*command, option, str(source)]))
                for secret in ("trace", "grumbolt-ag.example"):
                    output = output.replace(f"no reply in these logs names @{secret}", "")
                leaked = [secret for secret in secrets if secret in output]
                searched += 1
                if leaked:
                    failures += 1
                    print(f"LEAKED {name}: {' '.join(command)} {option}: {len(leaked)}: " + " ~ ".join(around(output, secret) for secret in leaked[: 20 if full else 3]))
        plain = readable(run(bounces, ["extract", str(whole)]))
        blind = [secret for secret in planted.PEOPLE + planted.PLACES if secret not in plain]
        if blind:
            failures += 1
            print(f"BLIND {name}: without --redact the search does not find {blind}")
    return searched, failures


def check_nested(bounces, folder, count, seed):
    """How many of the replies with secrets in several enclosures there are, and how many keep some."""
    log = Path(folder) / "nested.log"
    texts = list(planted.nested(count, seed))
    log.write_text("\n".join(planted.deliveries(texts)) + "\n")
    failures = records = 0
    for option, secrets in planted.kinds().items():
        for line in subprocess.run([bounces, "extract", option, str(log)], cwd=ROOT, capture_output=True, check=False).stdout.splitlines():
            row = json.loads(line)
            records += 1
            leaked = [secret for secret in secrets if secret in row.get("text", "").lower()]
            if leaked:
                failures += 1
                print(f"LEAKED {option}: {leaked[:3]}: {texts[row['line'] - 1]!r}: {row['text']!r}")
    return records, failures + (records != 2 * count)


def check_samples(bounces, logs):
    """The same for the addresses of sample logs."""
    searched = failures = 0
    for log in logs:
        wanted = addresses(bounces, log)
        for option in ("--redact", "--redact=all"):
            for command in COMMANDS:
                command = [part.replace("{domain}", "example.com") for part in command]
                output = readable(run(bounces, [*command, option, log]))
                leaked = sorted(address for address in wanted if holds(output, address))
                searched += 1
                if leaked:
                    failures += 1
                    print(f"LEAKED {log}: {' '.join(command)} {option}: {leaked[:5]}")
    return searched, failures


MEANING = ("code", "enhanced", "stage", "direction", "outcome", "cause", "class", "actor", "permanence", "confidence", "count", "implied", "duplicate")


def meanings(bounces, log, *options):
    """What each record means."""
    rows = (json.loads(line) for line in subprocess.run([bounces, "extract", *options, log], cwd=ROOT, capture_output=True, check=False).stdout.splitlines())
    return [tuple(row.get(key) for key in MEANING) for row in rows]


def numbers(value, key=""):
    """The numbers of a report, with what they are of."""
    if isinstance(value, dict):
        return [found for name, inner in value.items() for found in numbers(inner, f"{key}.{name}")]
    if isinstance(value, list):
        return sorted(found for inner in value for found in numbers(inner, key + "[]"))
    return [(key, value)] if isinstance(value, (int, float)) and not isinstance(value, bool) else []


def check_meaning(bounces, log):
    """How many records and reports of the log mean something else when it is redacted."""
    plain = meanings(bounces, log)
    report = numbers(json.loads(subprocess.run([bounces, "analyze", "--audit", "--format", "json", "--top", "100000", log], cwd=ROOT, capture_output=True, check=False).stdout))
    # Rows are of what is alike but for names: how many there are is no figure.
    wanted = [pair for pair in report if "templates" not in pair[0]]
    differing = 0
    for option in ("--redact", "--redact=all"):
        own = meanings(bounces, log, option)
        for place, (left, right) in enumerate(zip(plain, own)):
            if left != right:
                differing += 1
                if differing < 4:
                    print(f"CHANGED {log} {option}: record {place}: {left} {right}")
        if len(plain) != len(own):
            differing += 1
            print(f"CHANGED {log} {option}: {len(plain)} records, {len(own)}")
        redacted = numbers(json.loads(subprocess.run([bounces, "analyze", "--audit", "--format", "json", "--top", "100000", option, log], cwd=ROOT, capture_output=True, check=False).stdout))
        found = [pair for pair in redacted if "templates" not in pair[0]]
        if sorted(wanted) != sorted(found):
            differing += 1
            print(f"CHANGED {log} {option}: figures {sorted(set(wanted) ^ set(found))[:6]}")
    return len(plain), differing


STAGES = {"mail": "MAIL FROM", "rcpt": "RCPT TO", "data": "DATA", "end-of-data": "end of DATA", "ehlo": "EHLO", "helo": "HELO", "auth": "AUTH", "starttls": "STARTTLS"}


def log_of(replies, folder):
    """A log in which servers give the replies of a file."""
    log = Path(folder) / (Path(replies).stem + ".log")
    with log.open("w") as out:
        for number, line in enumerate(Path(replies).read_text().splitlines()):
            row = json.loads(line)
            text = " ".join(row["text"].split())
            command = STAGES.get(row.get("stage"), "RCPT TO")
            status = "sent" if text.startswith("2") else "bounced"
            out.write(
                f"Nov 22 10:00:{number % 60:02} mx1 postfix/smtp[9]: {number:010X}: to=<user@example.com>, relay=mx.example.org[198.51.100.7]:25, delay=1, delays=0/0/0/1, "
                f"dsn=5.0.0, status={status} (host mx.example.org[198.51.100.7] said: {text} (in reply to {command} command))\n"
            )
    return str(log)


def seconds(bounces, option, unit, size, folder):
    """The processor time for one reply of so many bytes."""
    log = Path(folder) / "long.log"
    text = (unit * (size // len(unit.encode()) + 1))[:size]
    log.write_text(
        f"Nov 22 10:00:00 mx1 postfix/smtp[9]: ABCDEF0123: to=<a.a@a.a.example>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.0.0, "
        f"status=bounced (host mx.example.org[192.0.2.1] said: 550 {text} (in reply to RCPT TO command))\n"
    )
    best = float("inf")
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([bounces, "extract", option, str(log)], cwd=ROOT, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def check_growth(bounces, folder, units, size):
    """How many shapes of a line take more than 2.6 times as long when they are twice as long, twice in a row."""
    failures = 0
    worst = 0.0
    for unit in units:
        for option in ("--redact", "--redact=all"):
            times = [seconds(bounces, option, unit, size << step, folder) for step in range(3)]
            ratios = [times[1] / times[0], times[2] / times[1]]
            worst = max(worst, times[2])
            if min(ratios) > 2.6 or times[2] > 2.6 * 2.6 * max(times[0], 0.01):
                failures += 1
                print(f"GROWS {unit!r} {option}: " + ", ".join(f"{time:.3f} s" for time in times))
    return len(units) * 2, failures, worst


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bounces")
    parser.add_argument("--full", action="store_true", help="all samples, all shapes, longer lines")
    parser.add_argument("--replies", nargs="*", default=[], help="replies whose causes are compared")
    parser.add_argument("--logs", nargs="*", default=[], help="more logs whose causes and figures are compared")
    parser.add_argument("--seed", type=int, default=1, help="what the nested texts are drawn with")
    parser.add_argument("--only", default="", help="planted, samples, meaning or growth")
    options = parser.parse_args()
    bounces = str(Path(options.bounces).resolve())
    failures = 0

    def wants(word):
        return options.only in ("", word)

    with tempfile.TemporaryDirectory() as folder:
        if wants("planted"):
            searched, failed = check_planted(bounces, folder, options.full)
            failures += failed
            print(f"planted: {searched} outputs searched for {len(planted.PEOPLE + planted.PLACES)} secrets in {sum(1 for _ in planted.replies())} texts, {failed} with some")
            count = 20_000 if options.full else 2_000
            records, failed = check_nested(bounces, folder, count, options.seed)
            failures += failed
            print(f"nested: {records} replies with a secret in up to three enclosures, seed {options.seed}, {failed} keep some")
        logs = LOGS if options.full else LOGS[2:5]
        if wants("samples"):
            searched, failed = check_samples(bounces, logs)
            failures += failed if searched else 1
            print(f"samples: {searched} outputs of {len(logs)} logs searched, {failed} with addresses")
        if wants("meaning"):
            compared = [*(LOGS if options.full else LOGS[:5]), *(str(Path(log).resolve()) for log in options.logs), *(log_of(replies, folder) for replies in options.replies)]
            found = [check_meaning(bounces, log) for log in compared]
            failed = sum(differing for _, differing in found)
            failures += failed
            print(f"meaning: {sum(count for count, _ in found)} records of {len(compared)} logs, {failed} differences")
        if wants("growth"):
            shapes, failed, worst = check_growth(bounces, folder, UNITS if options.full else UNITS[:8], (1 << 17) if options.full else (1 << 15))
            failures += failed
            print(f"growth: {shapes} shapes of a line, {failed} above 2.6, {worst:.2f} s at most")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
