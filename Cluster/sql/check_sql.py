#!/usr/bin/env python3
"""Loads the sample logs into DuckDB, runs every query, and compares what `bounces analyze` counts.

    check_sql.py BINARY    (needs duckdb)

Exits with 1 when anything is wrong."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

BOUNCES = str(Path(sys.argv[1]).resolve())
ROOT = Path(__file__).resolve().parents[2]
SQL = Path(__file__).resolve().parent
SAMPLES = ["SampleLogs/postfix.log.gz", "SampleLogs/exim.log.gz"]
LOGS = SAMPLES + sorted(str(path.relative_to(ROOT)) for path in (ROOT / "SampleLogs/lab").glob("*/*.log"))
OUTCOMES = {"delivered": "delivered", "bounced": "bounced", "rejected": "rejected", "attempts": "attempt", "discarded": "discarded"}
tally = {"passed": 0, "failed": 0}


def check(found, wanted, what):
    tally["passed" if found == wanted else "failed"] += 1
    if found != wanted:
        print(f"FAILED {what}: {found}, wanted {wanted}")


def run(*arguments):
    return subprocess.run([BOUNCES, *arguments], cwd=ROOT, capture_output=True, check=True).stdout


def load(folder):
    """A database of all logs, by the file that the documentation names."""
    path = Path(folder, "replies.ndjson")
    path.write_bytes(b"".join(run("extract", log) for log in LOGS))
    fields = {key for line in path.read_bytes().splitlines() for key in json.loads(line)}
    database = duckdb.connect()
    database.execute(f"SET VARIABLE extracted = '{path}'")
    database.execute((SQL / "duckdb.sql").read_text())
    columns = {row[0] for row in database.execute("DESCRIBE extracted").fetchall()}
    check(fields - columns, set(), "every field of extract has a column")
    check(columns - fields, set(), "every column is a field of extract")
    click = (SQL / "clickhouse.sql").read_text()
    check({column for column in columns if f"\n  {column} " not in click}, set(), "ClickHouse's schema has the same columns")
    return database


def check_counts(database, log):
    """A log's replies by code, and its outcomes, as its report has them."""
    report = json.loads(run("analyze", "--format", "json", log))
    count = lambda query: database.execute(query, [log]).fetchall()
    rows = count("SELECT code, CAST(sum(times) AS BIGINT) FROM replies WHERE file = ? AND code IS NOT NULL GROUP BY code ORDER BY code")
    check(rows, [(code["code"], code["replies"]) for code in report["codes"] if code["replies"]], f"{log}: replies by code")
    rows = dict(count("SELECT outcome, CAST(sum(times) AS BIGINT) FROM outcomes WHERE file = ? AND NOT (outcome = 'delivered' "
                      "AND direction = 'inbound') AND (outcome <> 'rejected' OR duplicate IS NOT TRUE) GROUP BY outcome"))
    # Postfix's `status=expired` is one row for all recipients that were waiting.
    ((expired,),) = count("SELECT count(*) FROM outcomes WHERE file = ? AND outcome = 'bounced' AND recipient IS NULL")
    for total, outcome in OUTCOMES.items():
        if total != "bounced" or not expired:
            check(rows.get(outcome, 0), report["totals"][total], f"{log}: {total}")
    return report


def ask(database, query):
    found = database.execute((SQL / "queries" / f"{query}.sql").read_text())
    names = [column[0] for column in found.description]
    return [dict(zip(names, row)) for row in found.fetchall()]


def check_answers(database, reports):
    """The queries over the two sample days, against their reports and what SampleLogs/README.md tells."""
    codes = lambda code: [entry for report in reports for entry in report["codes"] if entry["code"] == code]
    answers = {query.stem: ask(database, query.stem) for query in sorted((SQL / "queries").glob("*.sql"))}
    check(len(answers), 10, "queries")
    for query, rows in answers.items():
        check(bool(rows) or query.startswith("08"), True, f"{query}: has rows")
        print(f"{query}: {len(rows)} rows")
    check(sum(row["bounced"] for row in answers["01-bounces-by-code-and-day"]), sum(report["totals"]["bounced"] for report in reports), "bounced")
    check(sum(row["replies"] for row in answers["02-252s-by-host"]), sum(code["replies"] for code in codes(252)), "252s")
    causes = {}
    for code in codes(553):
        for cause in code["causes"]:
            key = (cause["id"] or "not explained", cause["direction"])
            causes[key] = causes.get(key, 0) + cause["replies"]
    check({(row["meant"], row["direction"]): row["replies"] for row in answers["03-553s-by-cause"]}, causes, "553s by cause")
    check({row["ours"] for row in answers["06-blocklisted-by-our-address"]}, {"203.0.113.25"}, "our address that is listed")
    worst = answers["07-logins-with-many-senders"][0]
    check((worst["login"], worst["refused"]), ("sales@example.com", 440), "the login whose password is stolen")
    waited = sum(row["recipients"] for row in answers["05-deferral-time-by-provider"])
    check(waited, sum(report["totals"]["delivered_after_deferral"] for report in reports), "delivered after a deferral")


def main():
    with tempfile.TemporaryDirectory() as folder:
        database = load(folder)
        reports = [check_counts(database, log) for log in LOGS]
        check(len(ask(database, "08-recipients-failing-on-two-days")) > 0, True, "recipients that fail on two days, over all logs")
        check(len(ask(database, "10-new-causes-this-week")) > 0, True, "causes that are new this week, over all logs")
        database.execute(f"DELETE FROM extracted WHERE file NOT IN {tuple(SAMPLES)}")
        check_answers(database, reports[: len(SAMPLES)])
    print(f"{tally['passed']} passed, {tally['failed']} failed")
    return 1 if tally["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
