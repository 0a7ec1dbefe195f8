"""The benchmark's traffic through Exim: the same relay as in busy_site.py, with the lines of a main log."""

from . import exim
from .queue_ids import EximIds
from .replies import EXIM_JOINT, RCPT
from .site import OUR_IP
from .traffic import RETRY_AFTER, Traffic
from .truth import (AFTER_DEFERRAL, ATTEMPT, BOUNCED, DEFERRED, DELIVERED, FIRST_DEFERRAL, INBOUND, OUTBOUND, REJECTED,
                    REPEATED, event)

CONNECT_ERRORS = ((110, "Connection timed out"), (111, "Connection refused"), (113, "No route to host"))
SENT = event(OUTBOUND, DELIVERED, 250)
SENT_AFTER_DEFERRAL = event(OUTBOUND, DELIVERED, 250, None, AFTER_DEFERRAL)
SENT_WITHOUT_REPLY = event(OUTBOUND, DELIVERED, 0)
GIVEN_UP_FROM = 5
"""Attempts, after which the retry rules may end."""


class BusyExim(Traffic):
    """Puts whole messages into the log file, each with all its later lines, as Exim writes them."""

    def __init__(self, log, random):
        super().__init__(log, random, EximIds(random), EXIM_JOINT)
        self.confirmations = {kind: exim.quoted(reply.text) for kind, reply in self.accepted.items()}
        self.relays = [tuple(map(exim.peer_of, relays)) for relays in self.site.relays]
        self.clients = [exim.client_of(*client) for client in self.site.clients]

    def message(self, second):
        """One message from its arrival to `Completed`."""
        random, log = self.random, self.log
        message, sender = self.queue_id(second), self.any(self.site.senders)
        peer = self.clients[int(random.random() ** 2 * len(self.clients))]
        count = 1 if random.random() < 0.88 else random.randrange(2, 12)
        login = sender if random.random() < 0.3 else ""
        encrypted = bool(login) or random.random() < 0.8
        domain = sender.partition("@")[2]
        message_id = f"{self.any(self.tokens)}.{self.queue_ids.given}@{domain}"
        log.put(second, exim.arrival(message, sender, peer, self.any(self.sizes), message_id, encrypted, login,
                                     domain if not login and random.random() < 0.4 else ""))
        waiting = self.deliver_locally(second, message, count) if random.random() < 0.12 else self.recipients(count)
        self.deliver(second + int(random.random() ** 3 * 20), message, sender, waiting)

    def deliver_locally(self, second, message, count):
        """To mailboxes behind LMTP (which replies) or into files (which do not). Nothing is left to wait for."""
        for recipient in self.random.sample(self.site.users, count):
            user = recipient.partition("@")[0]
            if self.random.random() < 0.8:
                text = f"250 2.0.0 <{recipient}> {self.any(self.tokens)} Saved"
                self.log.put(second, exim.to_mailbox(message, user, recipient, text), SENT)
            else:
                self.log.put(second, exim.to_mailbox(message, user, recipient), SENT_WITHOUT_REPLY)
        return []

    def deliver(self, start, message, sender, waiting):
        """Delivers, and retries what is deferred until each recipient is settled."""
        second, tried, bounced = start, 0, False
        while True:
            still, confirmed = [], {}
            for recipient in waiting:
                outcome = self.attempt(second, message, sender, recipient, tried, confirmed)
                if outcome == DEFERRED:
                    still.append(recipient)
                bounced = bounced or outcome == BOUNCED
            waiting = still
            if not waiting:
                break
            second += RETRY_AFTER[min(tried, 4)] + int(self.random.random() * 60)
            tried += 1
        if bounced:
            self.notify(second, message, sender)
        self.log.put(second, exim.completed(message))

    def attempt(self, second, message, sender, index, tried, confirmed):
        """One attempt for one recipient. `confirmed` holds what each host said to this run's data. Returns the outcome."""
        random, log, site = self.random, self.log, self.site
        recipient, place = site.recipients[index]
        if index % 50 == 0 and message[-1] < "V":
            recipient = recipient.title()
        domain, kind = site.domains[place]
        peer = self.relays[place][-1]
        outcome = self.outcome(site.health[index])
        address = recipient
        if random.random() < 0.02:
            address = exim.address_of(recipient, f"{recipient.partition('@')[0]}@alias.test")
        if outcome == DELIVERED:
            text = confirmed.get(peer)
            further = text is not None
            if not further:
                text = confirmed[peer] = self.confirmations[kind].replace("{token}", self.any(self.tokens))
            line = exim.delivered(message, address, peer, text, "yes" if place % 3 else "no", further, place % 5 > 0)
            log.put(second, line, SENT_AFTER_DEFERRAL if tried else SENT)
            return outcome
        step = AFTER_DEFERRAL if tried and outcome == BOUNCED else FIRST_DEFERRAL if not tried and outcome == DEFERRED else None
        if outcome == DEFERRED and tried and random.random() < 0.1:
            words = f"retry time not reached for any host for '{domain}'"
            log.put(second, exim.deferred_here(message, address, -54, words), event(OUTBOUND, DEFERRED, 0))
            return outcome
        if random.random() < 0.15:
            self.fail_without_reply(second, message, address, place, outcome, step)
        elif outcome == BOUNCED:
            self.refused(second, message, sender, recipient, address, place, step)
        else:
            self.put_off(second, message, sender, recipient, address, place, step)
        if outcome == DEFERRED and tried >= GIVEN_UP_FROM and random.random() < 0.3:
            log.put(second, exim.failed_here(message, address, "retry timeout exceeded"), event(OUTBOUND, BOUNCED, 0, None, AFTER_DEFERRAL))
            return BOUNCED
        return outcome

    def draw_reply(self, replies_of, sender, recipient, place):
        """A reply of the domain's servers, and the words around it."""
        domain, kind = self.site.domains[place]
        replies, weights = replies_of.get(kind) or self.soft["postfix"]
        reply = self.random.choices(replies, cum_weights=weights)[0]
        text = reply.fill(recipient, sender, domain, OUR_IP, self.any(self.tokens))
        return reply, exim.said(reply.stage, text, recipient, sender, self.any(self.sizes))

    def refused(self, second, message, sender, recipient, address, place, step):
        """A 5xx. One to the connection itself stands on an `H=` line too, and the line that repeats it names whom it hit."""
        peer = self.relays[place][-1]
        reply, words = self.draw_reply(self.hard, sender, recipient, place)
        code, connected = reply.code, reply.stage != "banner"
        if not connected:
            self.log.put(second, exim.attempt(message, peer, words, reply.stage), event(OUTBOUND, ATTEMPT, code, recipient.lower()))
            code = REPEATED
        line = exim.failed(message, address, peer, words, "yes" if place % 3 else "no", connected and place % 5 > 0)
        self.log.put(second, line, event(OUTBOUND, BOUNCED, code, recipient.lower(), step))

    def put_off(self, second, message, sender, recipient, address, place, step):
        """A 4xx. To RCPT it stands on an `H=` line for each host but the last; else on one for each, and `==`
        repeats the last and names whom it hit."""
        peers = self.relays[place]
        reply, words = self.draw_reply(self.soft, sender, recipient, place)
        to_rcpt = reply.stage == RCPT
        for peer in peers[:-1] if to_rcpt else peers:
            self.log.put(second, exim.attempt(message, peer, words, reply.stage),
                         event(OUTBOUND, ATTEMPT, reply.code, recipient.lower()))
        line = exim.deferred(message, address, exim.ERRNO[reply.stage], peers[-1], words)
        self.log.put(second, line, event(OUTBOUND, DEFERRED, reply.code if to_rcpt else REPEATED, recipient.lower(), step))

    def fail_without_reply(self, second, message, address, place, outcome, step):
        if outcome == BOUNCED:
            self.log.put(second, exim.failed_here(message, address, "Unrouteable address"), event(OUTBOUND, BOUNCED, 0, None, step))
            return
        errno, reason = self.any(CONNECT_ERRORS)
        for peer in self.relays[place]:
            self.log.put(second, exim.connect_failure(message, peer, reason))
        self.log.put(second, exim.deferred_here(message, address, errno, reason), event(OUTBOUND, DEFERRED, 0, None, step))

    def notify(self, second, message, sender):
        """The non-delivery notification to the sender, delivered at once."""
        notice = self.queue_id(second)
        self.log.put(second, exim.notification(notice, message, self.any(self.sizes)))
        peer = f"mail.{sender.partition('@')[2]} [192.168.7.25]"
        self.log.put(second + 1, exim.delivered(notice, sender, peer, f"250 2.0.0 Ok: queued as {self.any(self.tokens).upper()}", "no"), SENT)
        self.log.put(second + 1, exim.completed(notice))

    def probe(self, second):
        """A callout for a recipient whose mailbox is elsewhere: the remote reply stands inside our own rejection."""
        recipient, place = self.site.recipients[self.recipients(1)[0]]
        reply, words = self.draw_reply(self.hard if self.random.random() < 0.7 else self.soft, "", recipient, place)
        line = exim.rejected(self.any(self.clients), f"RCPT <{recipient}>", exim.callout(self.relays[place][-1], words),
                             self.any(self.site.senders), temporarily=reply.code < 500)
        self.log.put(second, line, event(INBOUND, REJECTED, reply.code, recipient.lower()))
