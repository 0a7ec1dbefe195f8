"""Takes messages in and delivers them, line by line, with retries, as the sample day's Postfix does."""

from . import postfix
from .sample_people import OUR_DOMAIN, OUR_HOST
from .truth import AFTER_DEFERRAL, ATTEMPT, BOUNCED, DEFERRED, DELIVERED, FIRST_DEFERRAL, OUTBOUND, event

OUTCOMES = {"sent": DELIVERED, "deferred": DEFERRED, "bounced": BOUNCED}
LONGEST_WAIT, CONNECT_TIMEOUT = 4_000, 30.0
"""Seconds: maximal_backoff_time and smtp_connect_timeout."""


class Mail:
    def __init__(self, log, random, servers):
        self.log, self.random, self.servers = log, random, servers
        self._ids, self._started = set(), {}

    def pid(self, program, second):
        """Processes live for a while: their numbers grow through the day, some of each program at a time."""
        slot = (program, int(second) // 2_700, self.random.randrange(1 if program in ("qmgr", "postscreen", "anvil") else 4))
        if program in ("qmgr", "postscreen", "pickup"):
            return {"qmgr": 1187, "postscreen": 240117, "pickup": 238000 + int(second) // 6_000 * 911}[program]
        if slot not in self._started:
            self._started[slot] = 238_000 + int(second) // 5 + self.random.randrange(2_400)
        return self._started[slot]

    def queue_id(self, second):
        """Short form: the fraction of the second, then an inode number out of the few that a small spool uses again and again."""
        while True:
            found = f"{self.random.randrange(1_000_000):05X}{0x1405A0 + self.random.randrange(420):X}"
            if found not in self._ids:
                self._ids.add(found)
                return found

    def message_id(self, second, domain):
        hour, minute = divmod(int(second) // 60, 60)
        return f"20261122{hour:02d}{minute:02d}{int(second) % 60:02d}.{self.servers.token(10)}@{domain}"

    def accept(self, second, client, sender, recipients, login="", service=postfix.SMTPD, message_id="", pid=None, session=True, tls=None):
        """One message over SMTP: the session, the queue file, its entry into the active queue. Returns (queue id, active line, time)."""
        log, size = self.log, 1_400 + int(self.random.paretovariate(1.1) * 2_600)
        pid = pid or self.pid("submission" if login else "smtpd", second)
        tls = bool(login) if tls is None else tls
        queue_id = self.queue_id(second)
        if session:
            log.put(second, postfix.connect(pid, client, service))
            if tls:
                log.put(second + 0.08, postfix.client_tls(pid, client, service))
        log.put(second + 0.2, postfix.client_line(pid, queue_id, client, login, service))
        log.put(second + 0.25, postfix.message_id(self.pid("cleanup", second), queue_id, message_id or self.message_id(second, sender.partition("@")[2] or OUR_DOMAIN)))
        if login or client.endswith(("[192.0.2.40]", "[192.0.2.41]")):
            log.put(second + 0.28, f"opendkim[731]: {queue_id}: DKIM-Signature field added (s=mail, d={OUR_DOMAIN})")
        active = postfix.active(self.pid("qmgr", second), queue_id, sender, size, len(recipients))
        log.put(second + 0.4, active)
        if session:
            ehlo = ["ehlo=2", "starttls=1"] if tls else ["ehlo=1"]
            commands = ehlo + ["auth=1"] * bool(login) + ["mail=1", f"rcpt={len(recipients)}", "data=1", "quit=1"]
            log.put(second + 0.45 + self.random.random(), postfix.disconnect(pid, client, commands, service))
        return queue_id, active, second + 0.4

    def deliver(self, arrival, queue_id, active, sender, recipients, earlier=0.0, tried=0, last_active=86_400):
        """To other servers, until all recipients are settled. `earlier`: seconds in the queue before today; `tried`: attempts before today."""
        second, waiting, deferred, bounced = arrival, list(recipients), set(), False
        while True:
            end = second
            still, connected = [], set()
            for recipient in waiting:
                end += 0.15 + self.random.random() * (0.8 if len(waiting) > 1 else 1.6)
                outcome, end = self._attempt(end, second - arrival + earlier, queue_id, sender, recipient, tried, recipient in deferred, connected)
                if outcome == DEFERRED:
                    still.append(recipient)
                    deferred.add(recipient)
                bounced = bounced or outcome == BOUNCED
            waiting = still
            if not waiting:
                break
            wait = min(LONGEST_WAIT, max(300, second - arrival + earlier))
            second = (int(end + wait) // 300 + 1) * 300 + self.random.random() * 4 + 7
            tried += 1
            if second >= last_active:
                return
            self.log.put(second, active)
        if bounced and sender:
            self.notify(end + 0.05, queue_id, sender)
        self.log.put(end + 0.1, postfix.removed(self.pid("qmgr", end), queue_id))

    def _attempt(self, second, age, queue_id, sender, recipient, tried, was_deferred, connected):
        """Returns the outcome, and when it was known."""
        answer = self.servers.answer(recipient, sender, second, tried)
        pid = self.pid(answer.agent, second)
        outcome = OUTCOMES[answer.status]
        slow = 0.1 + self.random.random() * 0.5
        if answer.relay == "none" and answer.agent == "smtp":
            slow = CONNECT_TIMEOUT
            second += slow
        for words, code, quoted in answer.before:
            if code:
                self.log.put(second - 0.1, postfix.attempt(pid, queue_id, words), event(OUTBOUND, ATTEMPT, code, recipient.lower() if quoted else None))
            else:
                self.log.put(second - 0.1, postfix.connect_failure(pid, words + ":25", "Connection timed out"))
        suspended = answer.agent == "error"
        delay = postfix.delays(age + 0.2, 0.02, 0 if suspended else slow, 0 if answer.relay == "none" else 0.1 + self.random.random())
        relay = answer.relay if answer.relay == "none" else answer.relay + ":25"
        if relay != "none" and answer.relay not in connected and "refused to talk" not in answer.text:
            trust = "Trusted" if any(p in relay for p in ("google", "outlook", "yahoo")) else "Untrusted" if hash_of(relay) % 5 else ""
            if trust:
                self.log.put(second - 0.08, postfix.server_tls(pid, relay, trust))
        connected.add(answer.relay)
        step = None if suspended else FIRST_DEFERRAL if outcome == DEFERRED and not was_deferred else AFTER_DEFERRAL if was_deferred and outcome != DEFERRED else None
        named = recipient.lower() if outcome != DELIVERED else None
        happened = None if suspended else event(OUTBOUND, outcome, answer.code, named, step)
        line = postfix.delivery(pid, queue_id, recipient, relay, delay, answer.dsn, answer.status, answer.text, agent=answer.agent)
        self.log.put(second, line, happened)
        return outcome, second

    def to_mailbox(self, second, queue_id, recipient, original=""):
        """Into a local mailbox, by LMTP."""
        token = self.servers.token(10)
        delay = postfix.delays(0.3 + self.random.random(), 0.01, 0.01, 0.06)
        text = f"250 2.0.0 <{recipient}> {token} Saved"
        line = postfix.delivery(self.pid("lmtp", second), queue_id, recipient, f"{OUR_HOST}[private/dovecot-lmtp]", delay, "2.0.0", "sent", text, original, agent="lmtp")
        self.log.put(second, f"dovecot: lmtp({recipient})<{self.pid('dovecot', second)}><{token}>: msgid=<{self.servers.token(14)}>: saved mail to INBOX")
        self.log.put(second + 0.01, line, event(OUTBOUND, DELIVERED, 250))

    def notify(self, second, queue_id, sender):
        """The non-delivery notification: to one of us into the mailbox, to the newsletter's return path by SMTP."""
        notice = self.queue_id(second)
        qmgr = self.pid("qmgr", second)
        self.log.put(second, postfix.message_id(self.pid("cleanup", second), notice, f"{self.message_id(second, OUR_HOST).partition('.')[0]}.{notice}@{OUR_HOST}"))
        self.log.put(second + 0.01, postfix.active(qmgr, notice, "", 2_800 + self.random.randrange(9_000), 1))
        self.log.put(second + 0.02, postfix.notification(self.pid("bounce", second), queue_id, notice))
        if sender.endswith("@" + OUR_DOMAIN):
            self.to_mailbox(second + 0.2, notice, sender)
        else:
            host = "web3.example.com[192.0.2.43]" if "web3" in sender else "news.example.com[192.0.2.40]"
            delay = postfix.delays(0.02, 0.01, 0.02, 0.05)
            text = f"250 2.0.0 Ok: queued as {self.queue_id(second)}"
            line = postfix.delivery(self.pid("smtp", second), notice, sender, host + ":25", delay, "2.0.0", "sent", text)
            self.log.put(second + 0.2, line, event(OUTBOUND, DELIVERED, 250))
        self.log.put(second + 0.25, postfix.removed(qmgr, notice))


def hash_of(text):
    """Steady from run to run, unlike `hash`."""
    return sum(text.encode())
