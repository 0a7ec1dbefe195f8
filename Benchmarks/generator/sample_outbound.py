"""The mail that example.com sends on the sample day: the newsletter, the shop, people, cron jobs, and what was under way at midnight."""

from . import postfix
from .sample_people import FREEMAIL, OUR_DOMAIN, OUR_HOST
from .truth import BOUNCED, DEFERRED, DELIVERED, FIRST_DEFERRAL, OUTBOUND, PROBE, event

NEWSLETTER_AT = 10 * 3600
NEWS_HOST, SHOP_HOST, CRON_HOST = "news.example.com[192.0.2.40]", "shop.example.com[192.0.2.41]", "web3.example.com[192.0.2.43]"
DAYTIME = (1, 1, 0, 0, 0, 1, 3, 6, 12, 18, 20, 18, 12, 12, 14, 16, 16, 15, 14, 16, 18, 12, 7, 3)
"""Weight of each hour of a Sunday."""


def moment(random):
    """A second of the day, by the rhythm of people."""
    return random.choices(range(24), weights=DAYTIME)[0] * 3600 + random.random() * 3600


class Outbound:
    def __init__(self, log, random, people, mail):
        self.log, self.random, self.people, self.mail = log, random, people, mail

    def write(self):
        self.under_way_at_midnight()
        self.newsletter()
        self.orders(150)
        self.users_write(150)
        self.cron_reports()
        self.expires()
        self.probes()
        self.odd_recipients()
        self.own_cron()
        self.under_way_at_the_end()

    def own_cron(self):
        """mx1's own cron mail: picked up here, and put into root's mailbox by local(8), without any reply."""
        for second in (14_402.0, 22_500.4, 23_400.7):
            queue_id, sender = self.mail.queue_id(second), f"root@{OUR_HOST}"
            self.log.put(second, postfix.pickup(self.mail.pid("pickup", second), queue_id, 0, "root"))
            self.log.put(second + 0.02, postfix.message_id(self.mail.pid("cleanup", second), queue_id, f"20261122.{queue_id}@{OUR_HOST}"))
            self.log.put(second + 0.03, postfix.active(self.mail.pid("qmgr", second), queue_id, sender, 903, 1))
            line = postfix.delivery(self.mail.pid("local", second), queue_id, sender, "local", postfix.delays(0.02, 0.01, 0, 0.02), "2.0.0", "sent",
                                    "delivered to mailbox", original="root", agent="local")
            self.log.put(second + 0.06, line, event(OUTBOUND, DELIVERED, 0))
            self.log.put(second + 0.07, postfix.removed(self.mail.pid("qmgr", second), queue_id))

    def under_way_at_the_end(self):
        """A customer's confirmation that has been queued when the day ends, and a session that has just begun."""
        self.mail.accept(86_398.1, SHOP_HOST, f"orders@{OUR_DOMAIN}", ["ines.lopez@gmail.example"])
        self.log.put(86_399.4, postfix.connect(self.mail.pid("smtpd", 86_399), "static-7.hafen-hosting.example.net[192.0.2.31]"))

    def newsletter(self):
        """One message a reader, each with a return path of its own, handed over in sessions of 25."""
        second, readers = NEWSLETTER_AT + 2.0, self.people.readers
        for start in range(0, len(readers), 25):
            pid, batch = self.mail.pid("smtpd", second), readers[start:start + 25]
            self.log.put(second, postfix.connect(pid, NEWS_HOST))
            for number, reader in enumerate(batch, start):
                second += 0.5 + self.random.random() * 0.7
                sender = f"bounce+2026-47-{number:04d}@news.example.com"
                queue_id, active, queued = self.mail.accept(second, NEWS_HOST, sender, [reader], pid=pid, session=False,
                                                            message_id=f"2026-47.{number:04d}.{self.mail.servers.token(8)}@news.example.com")
                self.mail.deliver(queued, queue_id, active, sender, [reader])
            second += 0.4
            self.log.put(second, postfix.disconnect(pid, NEWS_HOST, ["ehlo=1", f"mail={len(batch)}", f"rcpt={len(batch)}", f"data={len(batch)}", "quit=1"]))
            second += 3

    def orders(self, count):
        """The shop's confirmations, to customers who are all over the free mail services."""
        places = list(FREEMAIL) + self.people.businesses[:30]
        weights = [readers for _, readers in FREEMAIL.values()] + [4] * 30
        for _ in range(count):
            second = moment(self.random)
            customer = self.people.person(self.random.choices(places, weights=weights)[0])
            if self.random.random() < 0.03:
                self.mail.servers.fates[customer.lower()] = "unknown"
            queue_id, active, queued = self.mail.accept(second, SHOP_HOST, f"orders@{OUR_DOMAIN}", [customer])
            self.mail.deliver(queued, queue_id, active, f"orders@{OUR_DOMAIN}", [customer])

    def users_write(self, count):
        """People at home and on the road, over submission."""
        for _ in range(count):
            user, second = self.random.choice(self.people.users[:45]), moment(self.random)
            number = self.random.choices((1, 2, 3, 6), weights=(75, 14, 7, 4))[0]
            recipients = self.random.sample(self.people.correspondents, number)
            if self.random.random() < 0.02:
                recipients.append(f"info@{'kontor-nord.example'}")
            client = f"{self.random.choice(('unknown', 'dyn-%d.isp.example.net' % self.random.randrange(250), 'cable.isp.example.org'))}[{self.people.address('198.51.100')}]"
            queue_id, active, queued = self.mail.accept(second, client, user, recipients, login=user, service=postfix.SUBMISSION)
            self.mail.deliver(queued, queue_id, active, user, recipients)

    def cron_reports(self):
        """web3 mails its reports as root@web3.example.com, a name that does not exist outside."""
        for hour in range(24):
            second, sender = hour * 3600 + 302 + self.random.random() * 9, "root@web3.example.com"
            recipients = ["ops@partner.example.org"] + (["katalog@bibliothek.example.org"] if hour % 6 == 4 else [])
            queue_id, active, queued = self.mail.accept(second, CRON_HOST, sender, recipients)
            self.mail.deliver(queued, queue_id, active, sender, recipients)

    def under_way_at_midnight(self):
        """Messages whose first lines are in yesterday's log: `to=` without `from=`, and one that is still being retried."""
        for second, recipient in ((1, "marta.lopez@gmail.example"), (2, "Info@harbour-books.example"), (4, "k.olsen@gmx.example")):
            self.people.domains.setdefault(recipient.partition("@")[2], "exim")
            self.people.relays.setdefault(recipient.partition("@")[2], ("mail.harbour-books.example[192.0.2.88]",))
            self.mail.deliver(second, self.mail.queue_id(second), "", f"orders@{OUR_DOMAIN}", [recipient], earlier=2.0)
        queue_id, recipient = self.mail.queue_id(0), "redaktion@fjord-verlag.example"
        self.people.domains[recipient.partition("@")[2]] = "postfix"
        self.people.relays[recipient.partition("@")[2]] = ("mx.fjord-verlag.example[192.0.2.90]",)
        self.mail.servers.fates[recipient] = "slow"
        active = postfix.active(self.mail.pid("qmgr", 0), queue_id, f"anna.keller@{OUR_DOMAIN}", 48_113, 1)
        self.log.put(411.0, active)
        self.mail.deliver(411.2, queue_id, active, f"anna.keller@{OUR_DOMAIN}", [recipient], earlier=1_905, tried=1)
        self.log.put(0.4, postfix.disconnect(237_911, "dyn-17.isp.example.net[198.51.100.77]", ["ehlo=2", "starttls=1", "auth=1", "mail=1", "rcpt=1", "data=1", "quit=1"], postfix.SUBMISSION))

    def expires(self):
        """A message that has been in the queue for five days: the last attempt, then back to the sender without a new reply."""
        second, queue_id, sender = 15_127.3, self.mail.queue_id(0), f"carlos.garcia@{OUR_DOMAIN}"
        recipient, relay = "fiesta@casa-abandonada.example", "mail.casa-abandonada.example[192.0.2.201]:25"
        self.log.put(second, postfix.active(self.mail.pid("qmgr", second), queue_id, sender, 30_774, 1))
        pid = self.mail.pid("smtp", second)
        self.log.put(second + 0.2, postfix.connect_failure(pid, relay, "Connection refused"))
        line = postfix.delivery(pid, queue_id, recipient, "none", "432004, delays=432004/0.02/0.11/0", "4.4.1", "deferred", f"connect to {relay}: Connection refused")
        self.log.put(second + 0.3, line, event(OUTBOUND, DEFERRED, 0, recipient, FIRST_DEFERRAL))
        self.log.put(second + 0.31, postfix.expired(self.mail.pid("qmgr", second), queue_id, sender), lambda truth: truth.expire(0))
        self.mail.notify(second + 0.4, queue_id, sender)
        self.log.put(second + 0.9, postfix.removed(self.mail.pid("qmgr", second), queue_id))

    def probes(self):
        """We are the second MX of branch.example.org and ask its server before we take a recipient (reject_unverified_recipient)."""
        relay = "mail.branch.example.org[192.0.2.150]"
        for second, user, code in ((31_204, "service", 252), (37_950, "mueller", 250), (44_100, "verkauf", 250), (52_610, "nobody77", 550)):
            queue_id, recipient = self.mail.queue_id(second), f"{user}@branch.example.org"
            self.log.put(second, postfix.message_id(self.mail.pid("cleanup", second), queue_id, f"20261122.{queue_id}@mx1.example.com"))
            self.log.put(second, postfix.active(self.mail.pid("qmgr", second), queue_id, f"double-bounce@{OUR_DOMAIN}", 246, 1))
            texts = {252: "252 2.1.5 Cannot VRFY user, but will accept message and attempt delivery", 250: "250 2.1.5 Ok",
                     550: postfix.said(relay, f"550 5.1.1 <{recipient}>: Recipient address rejected: User unknown in local recipient table", "RCPT TO")}
            line = postfix.delivery(self.mail.pid("smtp", second), queue_id, recipient, relay + ":25", postfix.delays(0.02, 0.01, 0.06, 0.04),
                                    "5.1.1" if code == 550 else "2.1.5", "undeliverable" if code == 550 else "deliverable", texts[code])
            self.log.put(second + 0.2, line, event(OUTBOUND, PROBE, code, recipient))
            self.log.put(second + 0.25, postfix.removed(self.mail.pid("qmgr", second), queue_id))

    def odd_recipients(self):
        """Typing errors, a domain that does not exist, a prankster's reply, addresses that need SMTPUTF8."""
        fates = self.mail.servers.fates
        fates["witz@prank.example.net"] = "unknown"
        for second, recipient in ((40_011, "witz@prank.example.net"), (33_870, "lektorat@bücher.example"), (61_201, "bestellung@bücher.example")):
            user = self.random.choice(self.people.users)
            queue_id, active, queued = self.mail.accept(second, "dyn-88.isp.example.net[198.51.100.88]", user, [recipient], login=user, service=postfix.SUBMISSION)
            self.mail.deliver(queued, queue_id, active, user, [recipient])
        for second, domain in ((35_420, "gmial.example"), (47_333, "outlok.example"), (70_500, "gmail.con.example")):
            user, recipient = self.random.choice(self.people.users), f"max.bauer@{domain}"
            queue_id, _, queued = self.mail.accept(second, "cable.isp.example.org[198.51.100.91]", user, [recipient], login=user, service=postfix.SUBMISSION)
            text = f"Host or domain name not found. Name service error for name={domain} type=A: Host not found"
            line = postfix.delivery(self.mail.pid("smtp", second), queue_id, recipient, "none", postfix.delays(0.2, 0.01, 0.05, 0), "5.4.4", "bounced", text)
            self.log.put(queued + 0.1, line, event(OUTBOUND, BOUNCED, 0, recipient))
            self.mail.notify(queued + 0.2, queue_id, user)
            self.log.put(queued + 0.6, postfix.removed(self.mail.pid("qmgr", second), queue_id))


def choose_fates(people, random):
    """What awaits the readers of the newsletter, by lower-case address."""
    fates = {"jürgen.weiß@bücher.example": "no SMTPUTF8", "lektorat@bücher.example": "no SMTPUTF8"}
    shares = {"google": (("unknown", 6), ("gone", 2), ("full", 3), ("slow", 9)), "microsoft": (("unknown", 7), ("gone", 3), ("full", 2), ("slow", 12)),
              "yahoo": (("unknown", 3), ("gone", 1), ("full", 1), ("slow", 20), ("distrusted", 2)), "gmx": (("unknown", 4), ("gone", 1), ("full", 2), ("slow", 5)),
              "postfix": (("unknown", 4), ("gone", 1), ("full", 3), ("slow", 2)), "exim": (("unknown", 4), ("gone", 1), ("full", 1), ("slow", 1)),
              "exchange": (("unknown", 3), ("gone", 1), ("full", 1), ("slow", 1)), "sendmail": (("unknown", 4), ("gone", 1), ("full", 1), ("slow", 3)),
              "mailbox-name": (("unknown", 4), ("gone", 2)), "filter": (("content", 2),)}
    for kind, wanted in shares.items():
        readers = [r.lower() for r in people.readers if people.domains[r.partition("@")[2].lower()] == kind and "kontor" not in r]
        drawn = iter(random.sample(readers, min(len(readers), sum(n for _, n in wanted))))
        for fate, number in wanted:
            for _, reader in zip(range(number), drawn):
                fates[reader] = fate
    for reader in map(str.lower, people.readers):
        if reader.endswith("@altstadt-hotel.example"):
            fates[reader] = "moved away"
    qmail = [r.lower() for r in people.readers if r.lower().endswith("@stadtwerke-sued.example")]
    fates.update(dict.fromkeys(sorted(qmail)[:4], "unknown"))
    return fates
