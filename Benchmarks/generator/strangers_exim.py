"""What else fills a busy main log: refused clients, VRFY, failed logins, and what Exim notes about connections."""

from . import exim
from .strangers import VERIFIED_USERS
from .truth import IMPLIED, INBOUND, REJECTED, event


class EximStrangers:
    """Clients that hand in no mail."""

    def __init__(self, log, random, traffic):
        self.log, self.random, self.traffic, self.site = log, random, traffic, traffic.site
        self._visits = (self.refused,) * 26 + (self.not_verified,) * 3 + (self.content_refused,) * 2 + (self.logs_in_vainly,) * 4 + \
            (self.verifies,) * 1 + (self.no_name,) * 26 + (self.breaks_off,) * 24 + (self.no_tls,) * 10 + (self.out_of_order,) * 1 + (self.queue_run,) * 3

    def visit(self, second):
        traffic = self.traffic
        name, address = traffic.any(self.site.strangers)
        traffic.any(self._visits)(second, address, exim.client_of(name, address, f"{traffic.any(traffic.tokens)}.test" if address[-1] < "4" else ""))

    def stranger(self):
        return f"{self.traffic.any(self.traffic.tokens)}@{self.traffic.any(self.site.our_domains)}"

    def reject(self, second, peer, what, text, code, recipient=None, **more):
        """`code` 0: the text shows none, so that Exim's own stands: 451 to what is refused for now, else 550."""
        implied = 0 if code else 451 if more.get("temporarily") else 550
        happened = event(INBOUND, REJECTED, code or implied, recipient and recipient.lower(), IMPLIED if implied else None)
        self.log.put(second, exim.rejected(peer, what, text, **more), happened)

    def refused(self, second, address, peer):
        """One command refused by an ACL, for one of ten reasons."""
        traffic, site, sender = self.traffic, self.site, self.stranger()
        recipient, chance = traffic.any(site.recipients)[0], self.random.random()
        what, more = f"RCPT <{recipient}>", {"sender": sender}
        if chance < 0.3:
            text = f"554 5.7.1 Service unavailable; Client host [{address}] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/{address}"
        elif chance < 0.4:
            text = f"rejected because {address} is in a black list at zen.spamhaus.org"
        elif chance < 0.55:
            text = "Unrouteable address"
        elif chance < 0.7:
            text = "relay not permitted"
        elif chance < 0.8:
            more["temporarily"], text = True, "451 4.7.1 Greylisted, please try again in five minutes"
        elif chance < 0.85:
            more["temporarily"], text = True, ""
        elif chance < 0.9:
            login = traffic.any(site.senders)
            more["login"], text = login, f"553 5.7.1 <{sender}>: Sender address rejected: not owned by user {login}"
        elif chance < 0.94:
            recipient, what, more = None, f"MAIL <{sender}>", {}
            text = f"553 5.1.8 <{sender}>: Sender address rejected: Domain not found"
        elif chance < 0.97:
            recipient, what, text, more = None, "EHLO or HELO localhost", "550 5.7.1 HELO should be a FQDN or address literal", {}
        else:
            recipient, what, text, more = None, 'connection in "connect" ACL', f"554 5.7.1 Connections from {address} refused", {}
        self.reject(second, peer, what, text, int(text[:3]) if text[:3].isdigit() else 0, recipient, **more)

    def not_verified(self, second, address, peer):
        """A sender verified by a callout, or in the DNS alone. The remote reply counts, and then not the rejection behind it."""
        traffic, sender = self.traffic, self.stranger()
        recipient = traffic.any(self.site.users)
        line = exim.rejected(peer, f"RCPT <{recipient}>", "Sender verify failed", sender)
        if self.random.random() < 0.4:
            self.log.put(second, exim.sender_verify(peer, sender, "Unrouteable address"))
            self.log.put(second, line, event(INBOUND, REJECTED, 550, recipient, IMPLIED))
            return
        words = exim.said("RCPT TO", f"550 5.1.1 <{sender}>: Recipient address rejected: User unknown in local recipient table", sender, "")
        self.log.put(second, exim.sender_verify(peer, sender, exim.callout(f"mail.{sender.partition('@')[2]} [{address}]", words)), event(INBOUND, REJECTED, 550))
        self.log.put(second, line)

    def content_refused(self, second, address, peer):
        """After DATA: the line has a message id and no recipient."""
        message, chance = self.traffic.queue_id(second), self.random.random()
        text, code = (("550 5.7.1 This message scored 11.4 spam points", 550) if chance < 0.5 else ("This message contains malware", 0) if chance < 0.7
                      else ("552 5.2.3 message too large", 552) if chance < 0.8 else ("", 0))
        self.reject(second, peer, "after DATA", text, code, sender=self.stranger(), message=message)

    def logs_in_vainly(self, second, address, peer):
        self.log.put(second, exim.authenticator_failed(peer, self.traffic.any(VERIFIED_USERS)), event(INBOUND, REJECTED, 535))

    def verifies(self, second, address, peer):
        """VRFY: answered 252 unless an ACL says otherwise, which Exim calls rejected; where it does, 550 for an unknown user."""
        for user in self.random.sample(VERIFIED_USERS, self.random.randrange(1, 8)):
            recipient = f"{user}@mx1.test"
            if self.random.random() < 0.7:
                self.log.put(second, exim.rejected(peer, f"VRFY {recipient}"), event(INBOUND, REJECTED, 252, recipient, IMPLIED))
            else:
                self.log.put(second, exim.verify_failed(recipient, peer), event(INBOUND, REJECTED, 550, recipient, IMPLIED))

    def no_name(self, second, address, peer):
        self.log.put(second, f"no host name found for IP address {address}")

    def breaks_off(self, second, address, peer):
        self.log.put(second, f"unexpected disconnection while reading SMTP command from {peer} D={int(self.random.random() * 60)}s")

    def no_tls(self, second, address, peer):
        self.log.put(second, f"TLS error on connection from {peer} (SSL_accept): error:0A00010B:SSL routines::wrong version number")

    def out_of_order(self, second, address, peer):
        self.log.put(second, f"rejected MAIL from {peer}: no HELO/EHLO given", event(INBOUND, REJECTED, 503, None, IMPLIED))

    def queue_run(self, second, address, peer):
        pid = self.random.randrange(1_000, 400_000)
        self.log.put(second, f"Start queue run: pid={pid}")
        self.log.put(second + 1, f"End queue run: pid={pid}")
