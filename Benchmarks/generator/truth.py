"""Counts what a log holds while it is written, so that a reader of the log can be checked against it."""

import json
from collections import Counter, defaultdict

OUTBOUND, INBOUND = "outbound", "inbound"
DELIVERED, DEFERRED, BOUNCED = "delivered", "deferred", "bounced"
REJECTED, ATTEMPT, PROBE = "rejected", "attempt", "probe"

FIRST_DEFERRAL, AFTER_DEFERRAL = "first deferral", "after a deferral"
"""The step of a recipient of one message: put off for the first time, or settled after having been put off."""


def event(direction, outcome, code, recipient=None, step=None):
    """What one line counts for. `code` 0: no reply in it. `recipient` in lower case, None if the line names none."""
    return direction, outcome, code, recipient, step


IMPLIED = "code not in the log"
"""Stands in the place of a step: the code of this rejection is known from how Exim works, not from the line."""

REPEATED = -1
"""Stands in the place of a code: the reply stood on an `H=` line already. The outcome counts, the reply does not again."""


class Truth:
    """The tally. Suspended copies, warnings and lines without an outcome are never handed to it."""

    def __init__(self, mta="postfix"):
        self.mta = mta
        self.lines = self.own = 0
        self.bytes = 0
        self.first = self.last = None
        self.implied_252 = self.vrfy_sessions = self.expired = 0
        self.notes = {}
        self._records = Counter()
        self._steps = Counter()
        self._implied = Counter()
        self._recipients = defaultdict(set)

    def count(self, happened):
        direction, outcome, code, recipient, step = happened
        self._records[direction, outcome, code] += 1
        if step == IMPLIED:
            self._implied[code] += 1
        elif step:
            self._steps[outcome, step] += 1
        if recipient is not None and (code >= 400 or code == 252):
            self._recipients[code].add(recipient)

    def verified(self, answered):
        """One `disconnect` line with `vrfy=answered`, each a reply 252 that the log does not show."""
        self.implied_252 += answered
        self.vrfy_sessions += 1

    def expire(self, code, recipient_was_deferred=True):
        """The queue manager gave a message with one recipient up: it had been deferred, and is now bounced without a new reply."""
        self.expired += 1
        self._records[OUTBOUND, BOUNCED, 0] += 1
        self._steps[BOUNCED, AFTER_DEFERRAL] += recipient_was_deferred

    def _total(self, outcome, direction=None):
        return sum(n for (way, what, _), n in self._records.items() if what == outcome and direction in (None, way))

    def totals(self):
        """Final outcomes of each recipient of each message, and the records that are no delivery."""
        settled = sum(n for (_, step), n in self._steps.items() if step == AFTER_DEFERRAL)
        return {
            "delivered": self._total(DELIVERED, OUTBOUND),
            "bounced": self._total(BOUNCED),
            "deferred": self._steps[DEFERRED, FIRST_DEFERRAL] - settled,
            "delivered_after_deferral": self._steps[DELIVERED, AFTER_DEFERRAL],
            "bounced_after_deferral": self._steps[BOUNCED, AFTER_DEFERRAL],
            "rejected": self._total(REJECTED),
            "attempts": self._total(ATTEMPT),
            "probes": self._total(PROBE),
            "deferral_records": self._total(DEFERRED),
        }

    def codes(self):
        rows = []
        for code in sorted({c for _, _, c in self._records if c > 0} | ({252} if self.implied_252 else set())):
            own = {(way, what): n for (way, what, c), n in self._records.items() if c == code}
            implied = self.implied_252 if code == 252 else 0
            inbound = sum(n for (way, _), n in own.items() if way == INBOUND) + implied
            rows.append({
                "code": code,
                "replies": sum(own.values()) + implied,
                "recipients": len(self._recipients[code]) if code >= 400 or code == 252 else None,
                "outbound": sum(n for (way, _), n in own.items() if way == OUTBOUND),
                "inbound": inbound,
                "implied": implied + self._implied[code],
                "outcomes": {f"{way} {what}": n for (way, what), n in sorted(own.items())},
            })
        return rows

    def as_json(self):
        without = Counter()
        for (way, what, code), n in self._records.items():
            if not code:
                without[f"{way} {what}"] += n
        return {
            "schema": "bounces.truth/1",
            "log": {"bytes": self.bytes, "first": self.first, "last": self.last},
            "lines": {"total": self.lines, self.mta: self.own, "other": self.lines - self.own},
            "totals": self.totals(),
            "codes": self.codes(),
            "without_reply": dict(sorted(without.items())),
            "vrfy": {"disconnect_lines": self.vrfy_sessions, "implied_252": self.implied_252},
            "expired": self.expired,
            "failing_recipients": len(set().union(*(r for c, r in self._recipients.items() if c >= 400))),
            **self.notes,
        }

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            json.dump(self.as_json(), file, indent=1, ensure_ascii=False)
            file.write("\n")
