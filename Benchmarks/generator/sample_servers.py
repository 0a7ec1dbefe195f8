"""How the receiving servers of the sample day answer: by provider, by the recipient's fate, and by the time of day."""

from dataclasses import dataclass, field

from .postfix import said
from .replies import BANNER, DATA_END, MAIL, RCPT, Reply
from .sample_people import OUR_IP

LISTED_SINCE = 13 * 3600 + 20 * 60
"""From 13:20 our address is on the block lists that Microsoft and Yahoo use."""
OUTAGE = (9 * 3600 + 40 * 60, 18 * 3600 + 50 * 60)
"""When mail.kontor-nord.example does not answer."""
OUTAGE_DOMAIN = "kontor-nord.example"

FATES = {
    ("google", "unknown"): Reply(RCPT, "550-5.1.1 The email account that you tried to reach does not exist. Please try", "550-5.1.1 double-checking the recipient's email address for typos or", "550-5.1.1 unnecessary spaces. For more information, go to", "550 5.1.1  https://support.google.com/mail/?p=NoSuchUser {token} - gsmtp"),
    ("google", "full"): Reply(RCPT, "452-4.2.2 The recipient's inbox is out of storage space. Please direct the", "452-4.2.2 recipient to", "452 4.2.2  https://support.google.com/mail/?p=OverQuotaTemp {token} - gsmtp"),
    ("google", "gone"): Reply(RCPT, "550-5.2.1 The email account that you tried to reach is inactive. For more", "550-5.2.1 information, go to", "550 5.2.1  https://support.google.com/mail/?p=DisabledUser {token} - gsmtp"),
    ("google", "slow"): Reply(DATA_END, "421-4.7.28 Gmail has detected an unusual rate of unsolicited mail. To protect", "421-4.7.28 our users from spam, mail has been temporarily rate limited. For", "421-4.7.28 more information, go to", "421-4.7.28  https://support.google.com/mail/?p=UnsolicitedRateLimitError to", "421 4.7.28 review our Bulk Email Senders Guidelines. {token} - gsmtp"),
    ("microsoft", "unknown"): Reply(RCPT, "550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). [{token}.eop-eur06.prod.protection.outlook.com {utc} 08DE29{hex}]"),
    ("microsoft", "gone"): Reply(RCPT, "550 5.4.1 Recipient address rejected: Access denied. For more information see https://aka.ms/EXOSmtpErrors [{token}.eurprd03.prod.outlook.com {utc} 08DE2A{hex}]"),
    ("microsoft", "full"): Reply(RCPT, "552 5.2.2 Mailbox full. [{token}.eurprd03.prod.outlook.com {utc} 08DE2B{hex}]"),
    ("microsoft", "slow"): Reply(RCPT, "451 4.7.500 Server busy. Please try again later from [{ip}]. (S77719) [{token}.eop-eur06.prod.protection.outlook.com {utc} 08DE29{hex}]"),
    ("microsoft", "listed"): Reply(MAIL, "550 5.7.1 Unfortunately, messages from [{ip}] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. [{token}.eop-eur06.prod.protection.outlook.com {utc} 08DE29{hex}]"),
    ("yahoo", "unknown"): Reply(DATA_END, "554 delivery error: dd This user doesn't have a {domain} account ({recipient}) [-5] - mta4032.mail.bf1.yahoo.com"),
    ("yahoo", "gone"): Reply(DATA_END, "554 30 Sorry, your message to {recipient} cannot be delivered. This mailbox is disabled (554.30). - mta4417.mail.ne1.yahoo.com"),
    ("yahoo", "full"): Reply(DATA_END, "552 1 Requested mail action aborted, mailbox not found"),
    ("yahoo", "slow"): Reply(BANNER, "421 4.7.0 [TSS04] Messages from {ip} temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes"),
    ("yahoo", "distrusted"): Reply(BANNER, "553 5.7.2 [TSS09] All messages from {ip} will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes"),
    ("yahoo", "listed"): Reply(BANNER, "553 5.7.1 [BL21] Connections will not be accepted from {ip}, because the ip is in Spamhaus's list; see https://postmaster.yahooinc.com/550-bl23.html"),
    ("gmx", "unknown"): Reply(RCPT, "550 Requested action not taken: mailbox unavailable", ),
    ("gmx", "gone"): Reply(RCPT, "550-Requested action not taken: mailbox unavailable", "550 For explanation visit https://postmaster.gmx.net/en/error-messages?ip={ip}&c=mbna"),
    ("gmx", "full"): Reply(RCPT, "552-Requested mail action aborted: exceeded storage allocation", "552 For explanation visit https://postmaster.gmx.net/en/error-messages?ip={ip}&c=quot"),
    ("gmx", "slow"): Reply(DATA_END, "450-Requested mail action not taken: mailbox unavailable", "450-Mail send limit exceeded.", "450 For explanation visit https://postmaster.gmx.net/en/error-messages?ip={ip}&c=sl"),
    ("postfix", "unknown"): Reply(RCPT, "550 5.1.1 <{recipient}>: Recipient address rejected: User unknown in virtual mailbox table"),
    ("postfix", "gone"): Reply(RCPT, "550 5.1.6 <{recipient}>: Recipient address rejected: User has moved to another address"),
    ("postfix", "full"): Reply(RCPT, "452 4.2.2 <{recipient}>: Recipient address rejected: Mailbox is full / Blocks limit exceeded / Inode limit exceeded"),
    ("postfix", "grey"): Reply(RCPT, "450 4.2.0 <{recipient}>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/{domain}.html"),
    ("postfix", "slow"): Reply(RCPT, "451 4.3.0 <{recipient}>: Temporary lookup failure"),
    ("exim", "unknown"): Reply(RCPT, "550 No Such User Here"),
    ("exim", "gone"): Reply(RCPT, "550-Verification failed for <{sender}>", "550-No Such User Here", "550 Sender verify failed"),
    ("exim", "full"): Reply(RCPT, "552 \"The mailbox {recipient} is over quota\""),
    ("exim", "grey"): Reply(RCPT, "451-{ip} is not yet authorized to deliver mail from", "451 <{sender}> to <{recipient}>. Please try later."),
    ("exim", "slow"): Reply(RCPT, "451 Temporary local problem - please try later"),
    ("exchange", "unknown"): Reply(RCPT, "550 5.1.1 User unknown"),
    ("exchange", "gone"): Reply(RCPT, "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
    ("exchange", "full"): Reply(RCPT, "552 5.2.2 mailbox size limit exceeded"),
    ("exchange", "slow"): Reply(RCPT, "452 4.3.1 Insufficient system resources (UsedVersionBuckets[\\Queue\\mail.que])"),
    ("sendmail", "unknown"): Reply(RCPT, "553 5.3.0 <{recipient}>... No such user here"),
    ("sendmail", "gone"): Reply(RCPT, "550 5.1.1 <{recipient}>... User unknown"),
    ("sendmail", "full"): Reply(RCPT, "452 4.2.2 <{recipient}>... Mailbox full"),
    ("sendmail", "slow"): Reply(RCPT, "451 4.7.1 Greylisting in action, please come back in 00:05:00"),
    ("sendmail", "no sender domain"): Reply(MAIL, "553 5.1.8 <{sender}>... Domain of sender address {sender} does not exist"),
    ("qmail", "moved away"): Reply(RCPT, "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"),
    ("qmail", "unknown"): Reply(RCPT, "553 sorry, no mailbox here by that name. (#5.1.1)"),
    ("mailbox-name", "unknown"): Reply(RCPT, "553 5.1.3 <{recipient}>: Recipient address rejected: mailbox name not allowed"),
    ("mailbox-name", "gone"): Reply(RCPT, "553 5.1.3 <{recipient}>... Invalid recipient address: mailbox name invalid"),
    ("filter", "content"): Reply(DATA_END, "553 Message filtered. Refer to the Troubleshooting page at http://www.symanteccloud.com/troubleshooting for more information. (#5.7.1)"),
    ("prank", "unknown"): Reply(RCPT, "550 5.7.1 go away), status=sent (250 2.0.0 Ok: queued as 00FF00FF) to=<root@example.com>, relay=none; from=<admin@example.com> to=<root@example.com> proto=ESMTP (in reply to end of DATA command)"),
}
ACCEPTED = {
    "google": "250 2.0.0 OK  {unix} {token} - gsmtp",
    "microsoft": "250 2.6.0 <{token}@example.com> [InternalId=8132911{digits}, Hostname={token}.eurprd03.prod.outlook.com] {digits} bytes in 0.120, 96.331 KB/sec Queued mail for delivery",
    "yahoo": "250 ok dirdel", "gmx": "250 Requested mail action okay, completed: id=1M{token}-00X{digits}",
    "exim": "250 OK id=1vMp{token}", "exchange": "250 2.6.0 <{token}@example.com> [InternalId=26{digits}] Queued mail for delivery",
    "sendmail": "250 2.0.0 4AM{token} Message accepted for delivery", "qmail": "250 ok {unix} qp {digits}",
}


@dataclass
class Answer:
    """What one attempt for one recipient came to. `code` 0: no reply. `before` holds lines that stand in front of the delivery line."""
    status: str
    code: int
    dsn: str
    relay: str
    text: str
    agent: str = "smtp"
    before: list = field(default_factory=list)


class Servers:
    def __init__(self, people, fates, random):
        self.people, self.fates, self._random = people, fates, random

    def token(self, length=12):
        return "".join(self._random.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=length))

    def fill(self, text, recipient, sender, second):
        hour, minute = divmod(int(second) // 60, 60)
        utc = f"2026-11-22T{(hour - 1) % 24:02d}:{minute:02d}:{int(second) % 60:02d}.{self._random.randrange(1000):03d}Z"
        domain = recipient.partition("@")[2]
        for key, value in (("{recipient}", recipient), ("{sender}", sender), ("{domain}", domain), ("{ip}", OUR_IP), ("{utc}", utc),
                           ("{token}", self.token()), ("{hex}", f"{self._random.randrange(1 << 40):010X}"),
                           ("{unix}", str(1_795_302_000 + int(second))), ("{digits}", str(self._random.randrange(10_000, 99_999)))):
            text = text.replace(key, value)
        return text

    def answer(self, recipient, sender, second, tried):
        domain = recipient.partition("@")[2].lower()
        kind, relays = self.people.domains[domain], self.people.relays[domain]
        if domain == OUTAGE_DOMAIN and OUTAGE[0] <= second < OUTAGE[1]:
            return self._no_answer(relays[-1], tried)
        fate = self.fate(recipient.lower(), domain, kind, sender, second, tried)
        relay = relays[0]
        if fate is None:
            text = self.fill(ACCEPTED.get(kind, "250 2.0.0 Ok: queued as {hex}"), recipient, sender, second)
            return Answer("sent", 250, "2.6.0" if "250 2.6.0" in text else "2.0.0", relay, text)
        if fate == "no SMTPUTF8":
            return Answer("bounced", 0, "5.6.7", relays[0], f"SMTPUTF8 is required, but was not offered by host {relays[0]}")
        reply = FATES[kind, fate]
        text = self.fill(reply.text, recipient, sender, second)
        if reply.code < 500:
            relay = relays[-1]
        passing = reply.code < 500 or reply.stage == BANNER
        dsn = "4" + reply.dsn[1:] if passing else reply.dsn
        answer = Answer("deferred" if passing else "bounced", reply.code, dsn, relay, said(relay, text, reply.stage))
        if reply.code < 500 and len(relays) == 2:
            answer.before.append((said(relays[0], self.fill(reply.text, recipient, sender, second), reply.stage), reply.code, f"<{recipient}>" in text))
        return answer

    def fate(self, recipient, domain, kind, sender, second, tried):
        """None: accepted."""
        if sender.startswith("root@web3.") and kind == "sendmail":
            return "no sender domain"
        if kind in ("microsoft", "yahoo") and second >= LISTED_SINCE and domain in ("outlook.example", "hotmail.example", "yahoo.example"):
            return "listed"
        if domain in self.people.greylisting and tried == 0:
            return "grey"
        fate = self.fates.get(recipient)
        if fate == "slow" and tried >= 2 or fate == "full" and FATES[kind, fate].code < 500 and tried >= 9:
            return None
        return fate

    def _no_answer(self, relay, tried):
        reason = f"connect to {relay}:25: Connection timed out"
        if tried and self._random.random() < 0.6:
            return Answer("deferred", 0, "4.4.1", "none", f"delivery temporarily suspended: {reason}", agent="error")
        answer = Answer("deferred", 0, "4.4.1", "none", reason)
        answer.before.append((relay, 0, False))
        return answer
