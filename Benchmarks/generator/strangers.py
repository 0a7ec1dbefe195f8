"""What else fills a busy log: refused clients, postscreen, VRFY probes, warnings, and other programs' lines."""

from . import postfix
from .truth import INBOUND, REJECTED, event

VERIFIED_USERS = ("root", "info", "admin", "postmaster", "webmaster", "test", "sales", "support", "office")


class Strangers:
    """Clients that hand in no mail."""

    def __init__(self, log, random, traffic):
        self.log, self.random, self.traffic, self.site = log, random, traffic, traffic.site
        self._visits = (self.refused,) * 30 + (self.screened,) * 18 + (self.logs_in,) * 24 + (self.warned,) * 8 + \
            (self.gives_up,) * 5 + (self.signed,) * 8 + (self.counted,) * 4 + (self.verifies,) * 1 + (self.merely_warned,) * 2

    def visit(self, second):
        traffic = self.traffic
        name, address = traffic.any(self.site.strangers)
        traffic.any(self._visits)(second, traffic.any(traffic.smtpd), name, address)

    def refused(self, second, pid, name, address):
        """One RCPT refused by smtpd, for one of eight reasons."""
        traffic, site = self.traffic, self.site
        client, sender = f"{name}[{address}]", f"{traffic.any(traffic.tokens)}@{traffic.any(site.our_domains)}"
        recipient = traffic.any(site.recipients)[0]
        chance, service = self.random.random(), postfix.SMTPD
        if chance < 0.4:
            reply = f"554 5.7.1 Service unavailable; Client host [{address}] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/{address}"
        elif chance < 0.55:
            reply = f"450 4.7.25 Client host rejected: cannot find your hostname, [{address}]"
        elif chance < 0.75:
            reply = f"550 5.1.1 <{recipient}>: Recipient address rejected: User unknown in local recipient table"
        elif chance < 0.9:
            reply = f"554 5.7.1 <{recipient}>: Relay access denied"
        elif chance < 0.94:
            reply = "504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname"
        elif chance < 0.97:
            service, login = postfix.SUBMISSION, traffic.any(site.senders)
            reply = f"553 5.7.1 <{sender}>: Sender address rejected: not owned by user {login}"
        elif chance < 0.985:
            reply = f"553 5.7.1 <{sender}>: Sender address rejected: not logged in"
        else:
            host = traffic.any(site.relays)[0]
            reply = (f"450 4.1.1 <{recipient}>: Recipient address rejected: unverified address: host {host} said: 550 5.1.1 "
                     f"<{recipient}>... User unknown (in reply to RCPT TO command)")
        self.log.put(second, postfix.connect(pid, client, service))
        line = postfix.reject(pid, client, reply, sender, recipient, name, service)
        self.log.put(second, line, event(INBOUND, REJECTED, int(reply[:3]), recipient.lower()))
        self.log.put(second, postfix.disconnect(pid, client, ["ehlo=1", "mail=1", "rcpt=0/1", "quit=1"], service))

    def screened(self, second, pid, name, address):
        peer, screen, recipient = f"[{address}]:{1_024 + int(self.random.random() * 60_000)}", 917, self.traffic.any(self.site.recipients)[0]
        self.log.put(second, postfix.screen(screen, f"CONNECT from {peer} to [203.0.113.25]:25"))
        if self.random.random() < 0.5:
            self.log.put(second, postfix.screen(screen, f"PASS OLD {peer}"))
            return
        if self.random.random() < 0.3:
            reply = f"550 5.7.1 Service unavailable; client [{address}] blocked using zen.spamhaus.org"
            line = postfix.screen_reject(screen, peer, reply, f"{self.traffic.any(self.traffic.tokens)}@{name}.test", recipient, name)
            self.log.put(second, line, event(INBOUND, REJECTED, 550, recipient.lower()))
        self.log.put(second, postfix.screen(screen, f"DISCONNECT {peer}"))

    def logs_in(self, second, pid, name, address):
        traffic = self.traffic
        self.log.put(second, f"dovecot: imap-login: Login: user=<{traffic.any(self.site.users)}>, method=PLAIN, rip={address}, lip=203.0.113.25, "
                             f"mpid={int(self.random.random() * 99_999)}, TLS, session=<{traffic.any(traffic.tokens)}>")

    def warned(self, second, pid, name, address):
        self.log.put(second, f"postfix/smtpd[{pid}]: warning: hostname {name} does not resolve to address {address}: Name or service not known")

    def gives_up(self, second, pid, name, address):
        self.log.put(second, f"postfix/smtpd[{pid}]: lost connection after AUTH from {name}[{address}]")

    def signed(self, second, pid, name, address):
        traffic = self.traffic
        self.log.put(second, f"opendkim[812]: {traffic.any(traffic.tokens).upper()}: DKIM-Signature field added (s=mail, d={traffic.any(self.site.our_domains)})")

    def counted(self, second, pid, name, address):
        self.log.put(second, f"postfix/anvil[921]: statistics: max connection rate {1 + int(self.random.random() * 40)}/60s for (smtp:{address}) at Nov 16 00:00:00")

    def verifies(self, second, pid, name, address):
        """VRFY: a known user is answered 252, which Postfix does not log; the others are refused, which it does."""
        client, asked = f"{name}[{address}]", self.random.randrange(1, 8)
        known = self.random.randrange(0, asked + 1)
        self.log.put(second, postfix.connect(pid, client))
        for user in self.random.sample(VERIFIED_USERS, asked - known):
            address = f"{user}@mx1.test"
            reply = f"550 5.1.1 <{address}>: Recipient address rejected: User unknown in local recipient table"
            self.log.put(second, postfix.reject_vrfy(pid, client, reply, address, name), event(INBOUND, REJECTED, 550, address))
        vrfy = f"vrfy={known}/{asked}" if known < asked else f"vrfy={known}"
        self.log.put(second, postfix.disconnect(pid, client, ["ehlo=1", vrfy, "quit=1"]), known)

    def merely_warned(self, second, pid, name, address):
        """`warn_if_reject`: the reply was not sent, so it does not count."""
        traffic = self.traffic
        reply = f"450 4.7.1 <{name}>: Helo command rejected: Host not found"
        self.log.put(second, postfix.reject(pid, f"{name}[{address}]", reply, f"{traffic.any(traffic.tokens)}@{traffic.any(self.site.our_domains)}",
                                            traffic.any(self.site.users), name, verb="reject_warning"))
