"""Compares the report of `bounces analyze --format json` with the truth of the log."""

import json
import subprocess

LINES = ("total", "postfix", "exim", "other")
TOTALS = ("delivered", "bounced", "deferred", "delivered_after_deferral", "rejected", "attempts", "probes")


def differences(bounces, log, truth_path):
    """One line of text for each figure that is not the truth's."""
    done = subprocess.run([bounces, "analyze", "--format", "json", log], capture_output=True, check=False)
    if done.returncode != 0:
        return [f"exit status {done.returncode}: {done.stderr.decode(errors='replace').strip()[:400]}"]
    try:
        report = json.loads(done.stdout)
    except ValueError as error:
        return [f"the report is not JSON: {error}"]
    with open(truth_path, encoding="utf-8") as file:
        truth = json.load(file)
    return list(_unequal(expected_figures(truth), reported_figures(report, truth)))


def expected_figures(truth):
    figures = {f"input.lines.{name}": truth["lines"].get(name, 0) for name in LINES}
    figures["input.lines.not_understood"] = 0
    figures |= {f"totals.{name}": truth["totals"][name] for name in TOTALS}
    for row in truth["codes"]:
        figures[f"codes[{row['code']}].replies"] = row["replies"]
        if row["code"] >= 400:
            figures[f"codes[{row['code']}].recipients"] = row["recipients"]
        figures[f"codes[{row['code']}].implied"] = row["implied"]
    return figures


def reported_figures(report, truth):
    """The same figures out of the report; one that it lacks is None."""
    lines, totals = report.get("input", {}).get("lines", {}), report.get("totals", {})
    figures = {f"input.lines.{name}": lines.get(name) for name in (*LINES, "not_understood")}
    figures |= {f"totals.{name}": totals.get(name) for name in TOTALS}
    # Every report names 252 and 553, even with none seen: such a row is no difference.
    for row in report.get("codes", []):
        if row.get("code") in (252, 553) and not row.get("replies") and row["code"] not in {known["code"] for known in truth["codes"]}:
            continue
        figures[f"codes[{row.get('code')}].replies"] = row.get("replies")
        if row.get("code", 0) >= 400:
            figures[f"codes[{row['code']}].recipients"] = row.get("recipients")
        figures[f"codes[{row.get('code')}].implied"] = row.get("implied")
    return figures


def _unequal(expected, reported):
    for name in sorted(expected.keys() | reported.keys()):
        want, got = expected.get(name), reported.get(name)
        if want != got and not (want is None and name not in expected and got in (0, None)):
            yield f"{name}: {got if got is not None else 'missing'}, truth {want if want is not None else 'has none'}"
