"""The people and machines around the benchmark's busy site: domains, their servers, recipients with a fixed health, clients.

All names are under .example and .test, all addresses private or reserved for documentation.
"""

from itertools import accumulate

SYLLABLES = ("ba be bi bo da de di do fa ga ka ke ko la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se so "
             "ta te ti to va ve vo za").split()
PROVIDERS = [("bigmail", "google", 30), ("post", "microsoft", 14), ("hotbox", "microsoft", 10), ("ymail", "yahoo", 10),
             ("freemail", "postfix", 6), ("webpost", "exim", 5), ("aolbox", "yahoo", 3), ("telepost", "filter", 3)]
KINDS = ["postfix", "exim", "google", "microsoft", "exchange", "sendmail", "qmail", "filter"]
KIND_WEIGHTS = [36, 14, 18, 14, 6, 4, 4, 4]
GOOD, DEAD, FLAKY = range(3)
OUR_IP = "203.0.113.25"


class Site:
    """Built once from the random source; then only read."""

    def __init__(self, random, domains=20_000, recipients=300_000):
        self._random = random
        self.domains = self._domains(domains)
        self.relays = [self._relays(name, kind) for name, kind in self.domains]
        self.recipients = self._recipients(recipients)
        self.health = random.choices((GOOD, DEAD, FLAKY), weights=(90, 5, 5), k=recipients)
        self._popularity = list(accumulate(1.0 / (i + 50) ** 0.85 for i in range(recipients)))
        self.our_domains = [self.word(3) + ".test" for _ in range(400)]
        self.senders = [random.choice(["noreply-", "info-", "news-", "", "", ""]) + self.word(random.randrange(2, 5)) + "@"
                        + random.choice(self.our_domains) for _ in range(6_000)]
        self.users = [f"{self.word(2)}.{self.word(2)}@mx1.test" for _ in range(2_000)]
        self.clients = [self._client(["app", "web", "mail", "srv"]) for _ in range(1_500)]
        self.strangers = [self._client(["static", "dyn", "host"]) for _ in range(20_000)]

    def word(self, syllables):
        return "".join(self._random.choices(SYLLABLES, k=syllables))

    def draw(self, count):
        """Indexes of recipients, popular ones more often."""
        return self._random.choices(range(len(self.recipients)), cum_weights=self._popularity, k=count)

    def _address(self):
        random = self._random
        return f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(1, 255)}"

    def _domains(self, count):
        random = self._random
        found = {name + ".example": kind for name, kind, _ in PROVIDERS}
        while len(found) < count:
            name = self.word(random.randrange(2, 5)) + ("-" + self.word(2) if random.random() < 0.2 else "")
            name += random.choice((".example", ".example", ".test"))
            if name not in found:
                found[name] = random.choices(KINDS, weights=KIND_WEIGHTS)[0]
        return list(found.items())

    def _relays(self, domain, kind):
        """The MX hosts as (`name[address]`), one or two of them."""
        if kind in ("google", "microsoft", "yahoo", "filter"):
            host = f"{domain.replace('.', '-')}.mx.{kind}-hosting.example"
            return (f"{host}[{self._address()}]",)
        hosts = ["mx1", "mx2"] if self._random.random() < 0.5 else [self._random.choice(["mail", "mx", "smtp"])]
        return tuple(f"{host}.{domain}[{self._address()}]" for host in hosts)

    def _recipients(self, count):
        """(address, index of the domain); some are written with capitals, as people do."""
        random = self._random
        weights = [weight * 3_000.0 for _, _, weight in PROVIDERS]
        weights += [120_000.0 / (i + 2) for i in range(len(self.domains) - len(weights))]
        first = [self.word(2) for _ in range(600)]
        last = [self.word(3) for _ in range(2_000)]
        found = []
        for index, domain in enumerate(random.choices(range(len(self.domains)), cum_weights=list(accumulate(weights)), k=count)):
            name = random.choice(first) + random.choice((".", "_", "+", ".", ".", "")) + random.choice(last)
            if random.random() < 0.4:
                name += str(index % 977)
            found.append((f"{name}@{self.domains[domain][0]}", domain))
        return found

    def _client(self, names):
        random = self._random
        name = "unknown" if random.random() < 0.15 else f"{random.choice(names)}{random.randrange(99)}.{random.choice(self.our_domains)}"
        return name, f"192.168.{random.randrange(256)}.{random.randrange(1, 255)}" if random.random() < 0.2 else self._address()
