"""What the benchmark's Postfix and Exim have in common: the site, the replies of the others, and what becomes of a recipient."""

from .replies import ACCEPTED, HARD, POSTFIX_JOINT, SOFT, Reply, book
from .site import DEAD, FLAKY, Site
from .truth import BOUNCED, DEFERRED, DELIVERED

RETRY_AFTER = (300, 600, 1_200, 2_400, 4_000)
TOKEN_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789"


class Traffic:
    def __init__(self, log, random, queue_ids, joint=POSTFIX_JOINT):
        self.log, self.random = log, random
        self.queue_ids = queue_ids
        self.queue_id = queue_ids.next
        self.site = Site(random)
        self.hard, self.soft = book(HARD, joint), book(SOFT, joint)
        self.accepted = {kind: Reply("end of DATA", text) for kind, text in ACCEPTED.items()}
        self.tokens = ["".join(random.choices(TOKEN_DIGITS, k=12)) for _ in range(8_192)]
        self.sizes = [int(2_000 + random.paretovariate(1.1) * 3_000) for _ in range(4_096)]
        self._drawn = []

    def any(self, pool):
        return pool[int(self.random.random() * len(pool))]

    def recipients(self, count):
        """`count` different recipients."""
        found = set()
        while len(found) < count:
            if not self._drawn:
                self._drawn = self.site.draw(100_000)
            found.add(self._drawn.pop())
        return sorted(found)

    def outcome(self, health):
        chance = self.random.random()
        if health == DEAD:
            return BOUNCED if chance < 0.93 else DEFERRED
        if health == FLAKY:
            return DELIVERED if chance < 0.45 else BOUNCED if chance < 0.5 else DEFERRED
        return DELIVERED if chance < 0.985 else BOUNCED if chance < 0.992 else DEFERRED
