"""What two histories have in common: the totals that must be the same however often the runs came."""

import sqlite3

SUMS = (
    "postfix", "exim", "other", "not_understood", "cut", "delivered", "delivered_after_deferral", "bounced", "deferrals",
    "rejected", "attempts", "probes", "abandoned",
)

TABLES = {
    "day": "SELECT * FROM day ORDER BY day",
    "cause": "SELECT name, direction, own_client, first_day, last_day FROM cause ORDER BY 1, 2, 3",
    "cause_day": "SELECT day, name, direction, own_client, code, replies FROM cause_day JOIN cause ON cause.id = cause ORDER BY 1, 2, 3, 4, 5",
    "domain_day": "SELECT day, name, deferrals, bounces FROM domain_day JOIN domain ON domain.id = domain ORDER BY 1, 2",
    "listing": "SELECT list, address FROM listing ORDER BY 1, 2",
}


def totals(path):
    """Every total of the history at `path`, by name."""
    with sqlite3.connect(path) as db:
        sums = db.execute("SELECT " + ", ".join(f"sum({name})" for name in SUMS) + " FROM run").fetchone()
        found = dict(zip(SUMS, sums))
        found["waiting"] = db.execute("SELECT waiting FROM run ORDER BY id DESC LIMIT 1").fetchone()[0]
        for name, query in TABLES.items():
            found[name] = db.execute(query).fetchall()
    # Which login looks stolen is judged over a whole run, so it differs with the runs.
    for name, column in (("cause", 0), ("cause_day", 1)):
        found[name] = [row for row in found[name] if row[column] != "stolen-login"]
    return found


def differences(ours, theirs):
    """The names of totals that differ, with a few of the rows."""
    found = []
    for name in ours:
        if ours[name] == theirs[name]:
            continue
        if isinstance(ours[name], list):
            found.append((name, sorted(set(ours[name]) ^ set(theirs[name]))[:6]))
        else:
            found.append((name, (ours[name], theirs[name])))
    return found
