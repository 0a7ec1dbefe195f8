"""The benchmark's traffic: a relay that takes mail from many clients, delivers it to 20,000 domains and retries to a final outcome."""

from . import postfix
from .queue_ids import QueueIds
from .replies import BANNER
from .site import OUR_IP
from .traffic import RETRY_AFTER, Traffic
from .truth import AFTER_DEFERRAL, ATTEMPT, BOUNCED, DEFERRED, DELIVERED, FIRST_DEFERRAL, OUTBOUND, PROBE, event

CONNECT_ERRORS = ("Connection timed out", "Connection refused", "No route to host")
SENT = event(OUTBOUND, DELIVERED, 250)
SENT_AFTER_DEFERRAL = event(OUTBOUND, DELIVERED, 250, None, AFTER_DEFERRAL)


class BusySite(Traffic):
    """Puts whole messages into the log file, each with all its later lines, as Postfix writes them."""

    def __init__(self, log, random, long_ids):
        super().__init__(log, random, QueueIds(random, long_ids))
        self.delays = [postfix.delays(random.random() * 0.6, 0.01, random.random() * 2, random.random() * 3) for _ in range(4_096)]
        self.smtp, self.smtpd, self.cleanup = ([random.randrange(1_000, 400_000) for _ in range(40)] for _ in range(3))
        self.qmgr = 912

    def message(self, second):
        """One message from its connection to its last line."""
        random, log, site = self.random, self.log, self.site
        queue_id = self.queue_id(second)
        pid, sender = self.any(self.smtpd), self.any(site.senders)
        name, address = site.clients[int(random.random() ** 2 * len(site.clients))]
        client = f"{name}[{address}]"
        count = 1 if random.random() < 0.88 else random.randrange(2, 12)
        logged_in = random.random() < 0.3
        service = postfix.SUBMISSION if logged_in else postfix.SMTPD
        log.put(second, postfix.connect(pid, client, service))
        encrypted = logged_in or random.random() < 0.4
        if encrypted:
            log.put(second, postfix.client_tls(pid, client, service))
        log.put(second, postfix.client_line(pid, queue_id, client, sender if logged_in else "", service))
        log.put(second, postfix.message_id(self.any(self.cleanup), queue_id, f"{self.any(self.tokens)}.{self.queue_ids.given}@{sender.partition('@')[2]}"))
        active = postfix.active(self.qmgr, queue_id, sender, self.any(self.sizes), count)
        log.put(second, active)
        log.put(second + (random.random() < 0.5), postfix.disconnect(pid, client, self.dialogue(count, logged_in, encrypted), service))
        if random.random() < 0.12:
            waiting = self.deliver_locally(second, queue_id, count)
        else:
            waiting = self.recipients(count)
        self.deliver(second + int(random.random() ** 3 * 20), queue_id, sender, active, waiting)

    @staticmethod
    def dialogue(count, logged_in, encrypted):
        return (["ehlo=2", "starttls=1"] if encrypted else ["ehlo=1"]) + ["auth=1"] * logged_in + ["mail=1", f"rcpt={count}", "data=1", "quit=1"]

    def deliver_locally(self, second, queue_id, count):
        """To mailboxes behind LMTP (which replies) or of local(8) (which does not). Nothing is left to wait for."""
        for user in self.random.sample(self.site.users, count):
            delay, pid = self.any(self.delays), self.any(self.smtp)
            if self.random.random() < 0.8:
                text = f"250 2.0.0 <{user}> {self.any(self.tokens)} Saved"
                line = postfix.delivery(pid, queue_id, user, "mx1.test[private/dovecot-lmtp]", delay, "2.0.0", "sent", text, agent="lmtp")
                self.log.put(second, line, SENT)
            else:
                line = postfix.delivery(pid, queue_id, user, "local", delay, "2.0.0", "sent", "delivered to mailbox", agent="local")
                self.log.put(second, line, event(OUTBOUND, DELIVERED, 0))
        return []

    def deliver(self, start, queue_id, sender, active, waiting):
        """Delivers, and retries what is deferred until each recipient is settled."""
        log, second, tried, bounced = self.log, start, 0, False
        while True:
            still = []
            for recipient in waiting:
                outcome = self.attempt(second, second - start, queue_id, sender, recipient, tried)
                if outcome == DEFERRED:
                    still.append(recipient)
                bounced = bounced or outcome == BOUNCED
            waiting = still
            if not waiting:
                break
            second += RETRY_AFTER[min(tried, 4)] + int(self.random.random() * 60)
            tried += 1
            log.put(second, active)
        if bounced:
            self.notify(second, queue_id, sender)
        log.put(second, postfix.removed(self.qmgr, queue_id))

    def attempt(self, second, age, queue_id, sender, index, tried):
        """One attempt for one recipient. Returns its outcome."""
        random, log, site = self.random, self.log, self.site
        address, place = site.recipients[index]
        if index % 50 == 0 and queue_id[-1] < "8":
            address = address.title()
        domain, kind = site.domains[place]
        relays = site.relays[place]
        relay, pid = relays[-1], self.any(self.smtp)
        outcome = self.outcome(site.health[index])
        delay = postfix.delays(age, 0.02, random.random() * 2, random.random()) if tried else self.any(self.delays)
        original = f"{address.partition('@')[0]}@alias.test" if random.random() < 0.02 else ""
        if outcome == DELIVERED:
            if random.random() < 0.6:
                log.put(second, postfix.server_tls(pid, relay + ":25", "Trusted" if place % 3 else "Untrusted"))
            reply = self.accepted[kind]
            text = reply.fill(address, sender, domain, OUR_IP, self.any(self.tokens))
            line = postfix.delivery(pid, queue_id, address, relay + ":25", delay, reply.dsn, "sent", text, original)
            log.put(second, line, SENT_AFTER_DEFERRAL if tried else SENT)
            return outcome
        step = AFTER_DEFERRAL if tried and outcome == BOUNCED else FIRST_DEFERRAL if not tried and outcome == DEFERRED else None
        if tried and outcome == DEFERRED and random.random() < 0.1:
            text = f"delivery temporarily suspended: connect to {relay}:25: Connection timed out"
            log.put(second, postfix.delivery(pid, queue_id, address, "none", delay, "4.4.1", "deferred", text, original, agent="error"))
            return outcome
        if random.random() < 0.15:
            return self.fail_without_reply(second, pid, queue_id, address, domain, relay, delay, outcome, original, step)
        replies, weights = (self.hard if outcome == BOUNCED else self.soft).get(kind) or self.soft["postfix"]
        reply = random.choices(replies, cum_weights=weights)[0]
        text = reply.fill(address, sender, domain, OUR_IP, self.any(self.tokens))
        if outcome == DEFERRED and len(relays) == 2:
            words = postfix.said(relays[0], text, reply.stage)
            quoted = address.lower() if f"<{address}>" in text else None
            log.put(second, postfix.attempt(pid, queue_id, words), event(OUTBOUND, ATTEMPT, reply.code, quoted))
        dsn = reply.dsn
        if reply.stage == BANNER and outcome == BOUNCED:
            outcome, dsn = DEFERRED, "4" + dsn[1:]
            step = None if tried else FIRST_DEFERRAL
        line = postfix.delivery(pid, queue_id, address, relay + ":25", delay, dsn, outcome, postfix.said(relay, text, reply.stage), original)
        log.put(second, line, event(OUTBOUND, outcome, reply.code, address.lower(), step))
        return outcome

    def fail_without_reply(self, second, pid, queue_id, address, domain, relay, delay, outcome, original, step):
        if outcome == BOUNCED:
            dsn, text = "5.4.4", f"Host or domain name not found. Name service error for name={domain} type=AAAA: Host not found"
        else:
            reason = self.any(CONNECT_ERRORS)
            self.log.put(second, postfix.connect_failure(pid, relay + ":25", reason))
            dsn, text = "4.4.1", f"connect to {relay}:25: {reason}"
        line = postfix.delivery(pid, queue_id, address, "none", delay, dsn, outcome, text, original)
        self.log.put(second, line, event(OUTBOUND, outcome, 0, address.lower(), step))
        return outcome

    def notify(self, second, queue_id, sender):
        """The non-delivery notification to the sender, delivered at once."""
        log, notice = self.log, self.queue_id(second)
        log.put(second, postfix.message_id(self.any(self.cleanup), notice, f"20261116{self.any(self.tokens)}.{notice}@mx1.test"))
        log.put(second, postfix.active(self.qmgr, notice, "", self.any(self.sizes), 1))
        log.put(second, postfix.notification(self.any(self.cleanup), queue_id, notice))
        text = f"250 2.0.0 Ok: queued as {self.any(self.tokens).upper()}"
        relay = f"mail.{sender.partition('@')[2]}[192.168.7.25]:25"
        log.put(second + 1, postfix.delivery(self.any(self.smtp), notice, sender, relay, self.any(self.delays), "2.0.0", "sent", text), SENT)
        log.put(second + 1, postfix.removed(self.qmgr, notice))

    def probe(self, second):
        """An address verification probe (`reject_unverified_recipient`), answered by 250, 252 or 550."""
        address, place = self.site.recipients[self.recipients(1)[0]]
        relay, queue_id, pid = self.site.relays[place][-1], self.queue_id(second), self.any(self.smtp)
        log, chance = self.log, self.random.random()
        log.put(second, postfix.message_id(self.any(self.cleanup), queue_id, f"20261116{self.any(self.tokens)}.{queue_id}@mx1.test"))
        log.put(second, postfix.active(self.qmgr, queue_id, "double-bounce@mx1.test", 246, 1))
        if chance < 0.3:
            status, code, dsn, text = "deliverable", 252, "2.1.5", "252 2.1.5 Cannot VRFY user, but will accept message and attempt delivery"
        elif chance < 0.7:
            status, code, dsn, text = "deliverable", 250, "2.1.5", "250 2.1.5 Ok"
        else:
            reply = f"550 5.1.1 <{address}>: Recipient address rejected: User unknown in virtual mailbox table"
            status, code, dsn, text = "undeliverable", 550, "5.1.1", postfix.said(relay, reply, "RCPT TO")
        line = postfix.delivery(pid, queue_id, address, relay + ":25", self.any(self.delays), dsn, status, text)
        log.put(second, line, event(OUTBOUND, PROBE, code, address.lower()))
        log.put(second, postfix.removed(self.qmgr, queue_id))
