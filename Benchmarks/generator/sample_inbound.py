"""What others send to example.com on the sample day: mail for its people, spam that is refused, probes, and a stolen password."""

from . import postfix
from .sample_outbound import moment
from .sample_people import FIRST, LAST, OUR_DOMAIN, OUR_IP, PLACES, TRADES
from .truth import INBOUND, REJECTED, event

SCREENED = f"to [{OUR_IP}]:25"
STOLEN_LOGIN = f"sales@{OUR_DOMAIN}"
STOLEN_FROM = ("198.51.100.203", "192.0.2.171", "203.0.113.199", "2001:db8:a1:7::5e", "2001:db8:b22:14::9", "2001:db8:c03:2::41", "2001:db8:d4:90::7")
"""Where the thieves' machines sit: seven networks."""
SENDING_HOSTS = {"gmail-smtp-in.l.google": "mail-wr1-f54.google", "aspmx.l.google": "mail-ej1-f41.google", "mx00.": "mout.",
                 ".mail.protection.": ".outbound.protection.", "mta7.am0.yahoodns.net": "sonic309-21.consmr.mail.ir2.yahoo.com"}
"""The providers send from other hosts than they receive at."""
UNKNOWN_HERE = ("admin", "test", "webmaster", "accounts", "hr", "jobs", "marketing", "john", "mike", "alex", "peter.pan", "noreply", "backup",
                "anna.kellner", "lucas.keller", "=1+1", "newsletter-old")


def address_literal(address):
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


class Inbound:
    def __init__(self, log, random, people, mail):
        self.log, self.random, self.people, self.mail = log, random, people, mail

    def write(self):
        self.received(430)
        self.spam(330)
        self.stolen_login()
        self.own_aliases()
        self.not_logged_in()
        self.access_table()
        self.vrfy_probes()
        self.content_refused(24)
        self.hostile()

    def peer(self):
        random = self.random
        address = random.choice((self.people.address("198.51.100"), self.people.address("192.0.2"), self.people.address("203.0.113"),
                                 f"2001:db8:{random.randrange(4096):x}::{random.randrange(256):x}"))
        name = "unknown" if random.random() < 0.45 else f"{random.choice(('static', 'host', 'vps', 'mail', 'srv'))}-{random.randrange(255)}.{random.choice(PLACES)}-hosting.example.net"
        return name, address

    def refuse(self, second, name, address, replies, service=postfix.SMTPD, helo="", commands=None, stage="RCPT"):
        """One session with refused recipients: `replies` is a list of (reply, sender, recipient)."""
        pid, client, helo = self.mail.pid(service, second), f"{name}[{address}]", helo or (name if name != "unknown" else address_literal(address))
        self.log.put(second, postfix.connect(pid, client, service))
        if service == postfix.SUBMISSION:
            self.log.put(second + 0.1, postfix.client_tls(pid, client, service))
        at = second + 0.4
        for reply, sender, recipient in replies:
            at += 0.1 + self.random.random() * 0.6
            self.log.put(at, postfix.reject(pid, client, reply, sender, recipient, helo, service, stage),
                         event(INBOUND, REJECTED, int(reply[:3]), recipient.lower()))
        sasl = ["auth=1"] if service == postfix.SUBMISSION else []
        ehlo = ["ehlo=2", "starttls=1"] if service == postfix.SUBMISSION else ["ehlo=1"]
        count = len(replies)
        self.log.put(at + 0.3, postfix.disconnect(pid, client, ehlo + sasl + [f"mail={count}", f"rcpt=0/{count}"] + ([f"rset={count - 1}"] if count > 1 else []) + ["quit=1"], service))

    def received(self, count):
        """Ordinary mail: through postscreen, to the mailbox."""
        for _ in range(count):
            second, sender = moment(self.random), self.random.choice(self.people.correspondents)
            domain = sender.partition("@")[2]
            client = self.random.choice(self.people.relays[domain.lower()])
            for receiving, sending in SENDING_HOSTS.items():
                client = client.replace(receiving, sending)
            peer = f"[{client.partition('[')[2][:-1]}]:{self.random.randrange(20_000, 60_000)}"
            screen = self.mail.pid("postscreen", second)
            self.log.put(second - 0.2, postfix.screen(screen, f"CONNECT from {peer} {SCREENED}"))
            self.log.put(second - 0.15, postfix.screen(screen, f"PASS OLD {peer}"))
            user = self.random.choice(self.people.users)
            original = f"office@{OUR_DOMAIN}" if user.startswith("laura.") and self.random.random() < 0.4 else ""
            queue_id, _, queued = self.mail.accept(second, client, sender, [user], tls=self.random.random() < 0.85)
            self.log.put(queued - 0.1, f"opendkim[731]: {queue_id}: {client.partition('[')[0]} [{peer[1:].partition(']')[0]}] not internal")
            self.mail.to_mailbox(queued + 0.1, queue_id, user, original)
            self.log.put(queued + 0.15, postfix.removed(self.mail.pid("qmgr", queued), queue_id))

    def spam(self, count):
        """Round the clock: refused by postscreen or, once past it, by smtpd."""
        random = self.random
        for _ in range(count):
            second, (name, address) = random.random() * 86_300, self.peer()
            peer, screen = f"[{address}]:{random.randrange(20_000, 60_000)}", self.mail.pid("postscreen", second)
            sender = f"{random.choice(FIRST)}{random.randrange(99)}@{random.choice(PLACES)}-{random.choice(('deals', 'offers', 'bonus', 'invoice'))}.example.net"
            user = random.choice(self.people.users)
            self.log.put(second, postfix.screen(screen, f"CONNECT from {peer} {SCREENED}"))
            chance = random.random()
            if chance < 0.34:
                self.log.put(second + 5.8, postfix.screen(screen, f"DNSBL rank {random.randrange(3, 9)} for {peer}"))
                if random.random() < 0.6:
                    reply = f"550 5.7.1 Service unavailable; client [{address}] blocked using zen.spamhaus.org"
                    self.log.put(second + 6.3, postfix.screen_reject(screen, peer, reply, sender, user, name if name != "unknown" else "localhost"),
                                 event(INBOUND, REJECTED, 550, user.lower()))
                else:
                    self.log.put(second + 6.3, postfix.screen(screen, f"HANGUP after 0.5 from {peer} in tests after SMTP handshake"))
                self.log.put(second + 6.8, postfix.screen(screen, f"DISCONNECT {peer}"))
            elif chance < 0.44:
                self.log.put(second + 0.1, postfix.screen(screen, f"PREGREET 14 after 0.05 from {peer}: EHLO ylmf-pc\\r\\n"))
                self.log.put(second + 0.9, postfix.screen(screen, f"DISCONNECT {peer}"))
            elif chance < 0.48:
                self.log.put(second + 6.1, postfix.screen_reject(screen, peer, "450 4.3.2 Service currently unavailable", sender, user, name),
                             event(INBOUND, REJECTED, 450, user.lower()))
                self.log.put(second + 6.4, postfix.screen(screen, f"PASS NEW {peer}"))
                self.log.put(second + 6.5, postfix.screen(screen, f"DISCONNECT {peer}"))
            else:
                self.log.put(second + 6.0, postfix.screen(screen, f"PASS NEW {peer}"))
                self.refuse(second + 6.1, name, address, self._refusals(random.random(), name, address, sender, user))

    def _refusals(self, chance, name, address, sender, user):
        random = self.random
        if chance < 0.32:
            return [(f"554 5.7.1 Service unavailable; Client host [{address}] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/{address}", sender, user)]
        if chance < 0.60:
            drawn = [f"{name}@{OUR_DOMAIN}" for name in random.sample(UNKNOWN_HERE, random.choice((1, 1, 1, 2, 3)))]
            return [(f"550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table", sender, to) for to in drawn]
        if chance < 0.74:
            to = f"{random.choice(LAST)}@{random.choice(PLACES)}-{random.choice(TRADES)}.example.org"
            return [(f"554 5.7.1 <{to}>: Relay access denied", sender, to)]
        if chance < 0.86:
            return [(f"450 4.7.25 Client host rejected: cannot find your hostname, [{address}]", sender, user)]
        if chance < 0.93:
            return [(f"450 4.1.8 <{sender}>: Sender address rejected: Domain not found", sender, user)]
        return [("504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname", sender, user)]

    def stolen_login(self):
        """From 02:05 to 03:55 somebody uses the password of sales@ from seven networks, with 44 foreign sender domains."""
        random, second, night_end = self.random, 2 * 3600 + 5 * 60 + 11.0, 3 * 3600 + 55 * 60
        domains = sorted({f"{random.choice(PLACES)}-{random.choice(TRADES)}.{random.choice(('example.net', 'example.org', 'test'))}" for _ in range(70)})[:44]
        turn = 0
        while second < night_end:
            replies = []
            for _ in range(random.randrange(2, 6)):
                sender = f"{random.choice(('billing', 'info', 'support', 'account', 'ceo', 'invoice'))}@{domains[turn % 44]}"
                turn += 1
                target = self.people.person(random.choice(("gmail.example", "outlook.example", "yahoo.example", "gmx.example")))
                replies.append((f"553 5.7.1 <{sender}>: Sender address rejected: not owned by user {STOLEN_LOGIN}", sender, target))
            address = random.choice(STOLEN_FROM)
            self.refuse(second, "unknown", address, replies, postfix.SUBMISSION, helo=random.choice(("[127.0.0.1]", "WIN-8Q2K", "localhost")))
            second += 60 + random.random() * 90

    def own_aliases(self):
        """Laura writes as two addresses of her own that nobody has entered for her login."""
        login = f"laura.stein@{OUR_DOMAIN}"
        for hour in (9, 10, 11, 11, 14, 15, 16, 17, 19, 20, 20, 21):
            sender = self.random.choice((f"office@{OUR_DOMAIN}", f"laura@{OUR_DOMAIN}"))
            reply = f"553 5.7.1 <{sender}>: Sender address rejected: not owned by user {login}"
            to = self.random.choice(self.people.correspondents)
            self.refuse(hour * 3600 + self.random.random() * 3500, "dyn-21.isp.example.net", "198.51.100.21", [(reply, sender, to)], postfix.SUBMISSION, helo="[192.168.178.34]")

    def not_logged_in(self):
        """The copier in the hall, without a login, and strangers who claim to be us."""
        for hour in (8, 11, 13, 16):
            sender = f"scan@{OUR_DOMAIN}"
            reply = f"553 5.7.1 <{sender}>: Sender address rejected: not logged in"
            self.refuse(hour * 3600 + self.random.random() * 3000, "copier.example.com", "192.0.2.77", [(reply, sender, self.random.choice(self.people.users))], helo="copier")
        for _ in range(7):
            name, address = self.peer()
            sender = self.random.choice((f"ceo@{OUR_DOMAIN}", self.random.choice(self.people.users)))
            reply = f"553 5.7.1 <{sender}>: Sender address rejected: not logged in"
            self.refuse(self.random.random() * 86_000, name, address, [(reply, sender, self.random.choice(self.people.users))])

    def access_table(self):
        """A line of check_sender_access, with a 553 of the postmaster's own wording."""
        for _ in range(9):
            sender = f"deal{self.random.randrange(900)}@promo.example.net"
            reply = f"553 5.7.1 <{sender}>: Sender address rejected: your domain sends only advertising, call us if that has changed"
            self.refuse(self.random.random() * 86_000, "out4.promo.example.net", "203.0.113.140", [(reply, sender, self.random.choice(self.people.users))])

    def vrfy_probes(self):
        """Two hosts ask for names. Known ones get the 252 that Postfix does not log, unknown ones a 550 that it does."""
        for name, address, start, sessions, known, asked in (("probe-2.scanner.example.net", "198.51.100.200", 3_540, 4, 3, 12),
                                                             ("unknown", "192.0.2.66", 75_020, 3, 6, 9)):
            for session in range(sessions):
                second, client = start + session * 41.0, f"{name}[{address}]"
                pid = self.mail.pid("smtpd", second)
                self.log.put(second, postfix.connect(pid, client))
                for number in range(asked - known):
                    user = f"{UNKNOWN_HERE[(session * 5 + number) % 13]}@{OUR_DOMAIN}"
                    reply = f"550 5.1.1 <{user}>: Recipient address rejected: User unknown in virtual mailbox table"
                    self.log.put(second + 0.5 + number * 1.1, postfix.reject_vrfy(pid, client, reply, user, "scanner" if session else "x"), event(INBOUND, REJECTED, 550, user))
                self.log.put(second + 15, postfix.disconnect(pid, client, ["ehlo=1", f"vrfy={known}/{asked}", "quit=1"]), lambda truth, known=known: truth.verified(known))

    def content_refused(self, count):
        """rspamd refuses the content: cleanup logs it without the reply code."""
        for _ in range(count):
            second, (name, address) = moment(self.random), self.peer()
            pid, client, queue_id = self.mail.pid("smtpd", second), f"{name}[{address}]", self.mail.queue_id(second)
            sender, user = f"news@{self.random.choice(PLACES)}-bonus.example.org", self.random.choice(self.people.users)
            self.log.put(second, postfix.connect(pid, client))
            self.log.put(second + 0.3, postfix.client_line(pid, queue_id, client))
            cleanup = self.mail.pid("cleanup", second)
            self.log.put(second + 0.4, postfix.message_id(cleanup, queue_id, self.mail.message_id(second, sender.partition("@")[2])))
            self.log.put(second + 0.9, postfix.cleanup_milter_reject(cleanup, queue_id, client, "5.7.1 Spam message rejected", sender, user, name),
                         event(INBOUND, REJECTED, 0, user))
            self.log.put(second + 1.2, postfix.disconnect(pid, client, ["ehlo=1", "mail=1", "rcpt=1", "data=0/1", "quit=1"]))

    def hostile(self):
        """Text that would like to be markup, a formula or a log line."""
        for second, internal, external in ((19_300, "<script>alert(1)</script>@example.com", "\"<script>alert(1)</script>\"@example.com"),
                                           (19_304, "=cmd|'/c calc'!A1@example.com", "\"=cmd|'/c calc'!A1\"@example.com"),
                                           (49_871, "用户@example.com", "用户@example.com"), (63_002, "josé.nuñez@example.com", "josé.nuñez@example.com")):
            reply = f"550 5.1.1 <{internal}>: Recipient address rejected: User unknown in virtual mailbox table"
            self.refuse(second, "unknown", "203.0.113.66", [(reply, "x@bonus.test", external)], helo="x")
        user = self.people.users[3]
        reply = f"554 5.7.1 <{user}>: Recipient address rejected: refused; from=<boss@example.com> to=<all@example.com> proto=ESMTP helo=<trusted>"
        self.refuse(66_140, "host-9.hafen-hosting.example.net", "203.0.113.67", [(reply, "policy@bonus.test", user)])
