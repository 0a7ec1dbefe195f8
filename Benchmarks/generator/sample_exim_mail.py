"""Takes messages in and delivers them, line by line, with retries, as the sample day's Exim does."""

from . import exim
from .queue_ids import EximIds
from .replies import BANNER, EXIM_JOINT, RCPT
from .sample_people import OUR_DOMAIN
from .sample_servers import ACCEPTED, FATES, OUTAGE, OUTAGE_DOMAIN, Servers
from .truth import AFTER_DEFERRAL, ATTEMPT, BOUNCED, DEFERRED, DELIVERED, FIRST_DEFERRAL, OUTBOUND, REPEATED, event

DAY_START = 1_795_302_000
"""Midnight of November 22, 2026, at +01:00."""
QUEUE_RUN = 900
"""Seconds between the queue runner's starts."""


class EximMail:
    def __init__(self, log, random, people, fates):
        self.log, self.random, self.people = log, random, people
        self.servers = Servers(people, fates, random)
        self.queue_id = EximIds(random, DAY_START).next

    def message_id(self, second, domain):
        hour, minute = divmod(int(second) // 60, 60)
        return f"20261122{hour:02d}{minute:02d}{int(second) % 60:02d}.{self.servers.token(10)}@{domain}"

    def accept(self, second, peer, sender, login="", encrypted=True, dkim=""):
        message, size = self.queue_id(second), 1_400 + int(self.random.paretovariate(1.1) * 2_600)
        self.log.put(second, exim.arrival(message, sender, peer, size, self.message_id(second, sender.partition("@")[2] or OUR_DOMAIN), encrypted, login, dkim))
        return message

    def deliver(self, second, message, sender, recipients):
        """To other servers, until all recipients are settled or the day is over."""
        waiting, deferred, tried, bounced = list(recipients), set(), 0, False
        while waiting:
            still = []
            for recipient in waiting:
                second += 0.15 + self.random.random() * 1.4
                outcome = self._attempt(second, message, sender, recipient, tried, recipient in deferred)
                if outcome == DEFERRED:
                    still.append(recipient)
                    deferred.add(recipient)
                bounced = bounced or outcome == BOUNCED
            waiting = still
            if waiting:
                second = (int(second) // QUEUE_RUN + 1) * QUEUE_RUN + 420 + self.random.random() * 9
                tried += 1
            if second >= 86_390:
                return
        if bounced and sender:
            self.notify(second + 0.05, message, sender)
        self.log.put(second + 0.1, exim.completed(message))

    def _attempt(self, second, message, sender, recipient, tried, was_deferred):
        log, domain = self.log, recipient.partition("@")[2].lower()
        kind, peers = self.people.domains[domain], [exim.peer_of(relay) for relay in self.people.relays[domain]]
        encrypted = kind not in ("qmail", "sendmail")
        first = None if was_deferred else FIRST_DEFERRAL
        last = AFTER_DEFERRAL if was_deferred else None
        if domain == OUTAGE_DOMAIN and OUTAGE[0] <= second < OUTAGE[1]:
            if tried % 3:
                log.put(second, exim.deferred_here(message, recipient, -54, f"retry time not reached for any host for '{domain}'"), event(OUTBOUND, DEFERRED, 0, None, first))
            else:
                log.put(second, exim.connect_failure(message, peers[-1], "Connection timed out"))
                log.put(second, exim.deferred_here(message, recipient, 110, "Connection timed out"), event(OUTBOUND, DEFERRED, 0, None, first))
            return DEFERRED
        fate = self.servers.fate(recipient.lower(), domain, kind, sender, second, tried)
        if fate == "no SMTPUTF8":
            log.put(second, exim.failed_here(message, f"{recipient} {exim.REMOTE} H={peers[0]}", "utf8 support required but not offered for forwarding"), event(OUTBOUND, BOUNCED, 0, None, last))
            return BOUNCED
        if fate is None:
            text = self.servers.fill(ACCEPTED.get(kind, "250 2.0.0 Ok: queued as {hex}"), recipient, sender, second)
            log.put(second, exim.delivered(message, recipient, peers[0], exim.quoted(text), "yes" if kind in ("google", "microsoft", "yahoo") else "no", encrypted=encrypted),
                    event(OUTBOUND, DELIVERED, 250, None, last))
            return DELIVERED
        reply = FATES[kind, fate]
        text = self.servers.fill(EXIM_JOINT.join(map(str.rstrip, reply.lines)), recipient, sender, second)
        words = exim.said(reply.stage, text, recipient, sender, 2_048 + len(recipient) * 7)
        return self.refused(second, message, recipient, peers, reply, words, first, last, encrypted)

    def refused(self, second, message, recipient, peers, reply, words, first, last, encrypted):
        """A 5xx settles the recipient; a 4xx is told by each host. What was said before RCPT or after it stands on an `H=` line too."""
        passing = reply.code < 500
        told = peers[:-1] if passing and reply.stage == RCPT else peers if passing else peers[-1:] if reply.stage == BANNER else []
        for peer in told:
            self.log.put(second, exim.attempt(message, peer, words, reply.stage), event(OUTBOUND, ATTEMPT, reply.code, recipient.lower()))
        code = REPEATED if peers[-1] in told else reply.code
        if passing:
            line = exim.deferred(message, recipient, exim.ERRNO[reply.stage], peers[-1], words)
            self.log.put(second, line, event(OUTBOUND, DEFERRED, code, recipient.lower(), first))
            return DEFERRED
        line = exim.failed(message, recipient, peers[-1], words, "no", encrypted and reply.stage != BANNER)
        self.log.put(second, line, event(OUTBOUND, BOUNCED, code, recipient.lower(), last))
        return BOUNCED

    def to_mailbox(self, second, message, recipient):
        user = recipient.partition("@")[0]
        line = exim.to_mailbox(message, user, recipient, f"250 2.0.0 <{recipient}> {self.servers.token(10)} Saved")
        self.log.put(second, line, event(OUTBOUND, DELIVERED, 250))

    def notify(self, second, message, sender):
        """The non-delivery notification: to one of us into the mailbox, to the others by SMTP."""
        notice = self.queue_id(second)
        self.log.put(second, exim.notification(notice, message, 2_800 + self.random.randrange(9_000)))
        if sender.endswith("@" + OUR_DOMAIN):
            self.to_mailbox(second + 0.2, notice, sender)
        else:
            peer = "web3.example.com [192.0.2.43]" if "web3" in sender else "news.example.com [192.0.2.40]"
            line = exim.delivered(notice, sender, peer, f"250 OK id={self.queue_id(second)}", encrypted=False)
            self.log.put(second + 0.2, line, event(OUTBOUND, DELIVERED, 250))
        self.log.put(second + 0.25, exim.completed(notice))
