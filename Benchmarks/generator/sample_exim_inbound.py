"""What others send to example.com's Exim on the sample day: mail, spam that is refused, VRFY, callouts, and a stolen password."""

from . import exim
from .sample_inbound import SENDING_HOSTS, STOLEN_FROM, STOLEN_LOGIN, UNKNOWN_HERE
from .sample_outbound import moment
from .sample_people import FIRST, OUR_DOMAIN, PLACES
from .truth import IMPLIED, INBOUND, REJECTED, event


class EximInbound:
    def __init__(self, log, random, people, mail):
        self.log, self.random, self.people, self.mail = log, random, people, mail

    def write(self):
        self.received(430)
        self.spam(330)
        self.stolen_login()
        self.vrfy(2_950, "198.51.100.66", ("root", "admin", "info", "sales", "test", "anna.keller", "webmaster", "backup"))
        self.vrfy(75_010, "192.0.2.217", ("info", "sales", "office", "laura.stein", "jobs", "hr"))
        self.callouts(26)
        self.guessers(240)
        self.content_refused(22)
        self.noise(330)

    def peer(self):
        random = self.random
        address = random.choice((self.people.address("198.51.100"), self.people.address("192.0.2"), f"2001:db8:{random.randrange(4096):x}::{random.randrange(256):x}"))
        name = "unknown" if random.random() < 0.45 else f"{random.choice(('static', 'host', 'vps', 'mail', 'srv'))}-{random.randrange(255)}.{random.choice(PLACES)}-hosting.example.net"
        return exim.client_of(name, address, random.choice(("localhost", "User", f"[{address}]")) if name == "unknown" else ""), address

    def reject(self, second, peer, what, text, code, recipient=None, implied=False, **more):
        self.log.put(second, exim.rejected(peer, what, text, **more), event(INBOUND, REJECTED, code, recipient and recipient.lower(), IMPLIED if implied else None))

    def received(self, count):
        """Ordinary mail; every ninth client is greylisted first."""
        for number in range(count):
            second, sender, user = moment(self.random), self.random.choice(self.people.correspondents), self.random.choice(self.people.users)
            client = self.random.choice(self.people.relays[sender.partition("@")[2].lower()])
            for receiving, sending in SENDING_HOSTS.items():
                client = client.replace(receiving, sending)
            peer = exim.peer_of(client)
            if number % 9 == 0:
                self.reject(second - 420, peer, f"RCPT <{user}>", "451 4.7.1 Greylisted, please try again in five minutes", 451, user, sender=sender, temporarily=True)
            message = self.mail.accept(second, peer, sender, dkim=sender.partition("@")[2] if number % 3 else "")
            self.mail.to_mailbox(second + 0.2, message, user)
            self.log.put(second + 0.3, exim.completed(message))

    def spam(self, count):
        random = self.random
        for _ in range(count):
            second, (peer, address), user = random.random() * 86_300, self.peer(), random.choice(self.people.users)
            sender = f"{random.choice(FIRST)}{random.randrange(99)}@{random.choice(PLACES)}-{random.choice(('deals', 'offers', 'bonus', 'invoice'))}.example.net"
            chance = random.random()
            if chance < 0.4:
                self.reject(second, peer, f"RCPT <{user}>", f"rejected because {address} is in a black list at zen.spamhaus.org", 550, user, True, sender=sender)
            elif chance < 0.6:
                user = f"{random.choice(UNKNOWN_HERE)}@{OUR_DOMAIN}"
                self.reject(second, peer, f"RCPT <{user}>", "Unrouteable address", 550, user, True, sender=sender)
            elif chance < 0.72:
                user = f"{random.choice(FIRST)}{random.randrange(99)}@gmail.example"
                self.reject(second, peer, f"RCPT <{user}>", "relay not permitted", 550, user, True, sender=sender)
            elif chance < 0.8:
                self.reject(second, peer, f"MAIL <{sender}>", f"553 5.1.8 <{sender}>: Sender address rejected: Domain not found", 553)
            elif chance < 0.88:
                self.reject(second, peer, "EHLO or HELO User", "550 5.7.1 HELO should be a FQDN or address literal", 550)
            else:
                self.log.put(second, exim.sender_verify(peer, sender, "Unrouteable address"))
                self.reject(second, peer, f"RCPT <{user}>", "Sender verify failed", 550, user, True, sender=sender)

    def stolen_login(self):
        """02:05 to 03:55: the password of sales@ is used from seven networks, with senders that are not its own."""
        for number in range(220):
            second = 7_500 + number * 30 + self.random.random() * 20
            address = self.random.choice(STOLEN_FROM)
            sender = f"{self.random.choice(('info', 'account', 'service'))}@{PLACES[number % 26]}-{('bank', 'post')[number % 44 // 22]}.example.net"
            recipient = f"{self.random.choice(FIRST)}.{number}@{self.random.choice(('gmail', 'yahoo', 'outlook'))}.example"
            text = f"553 5.7.1 <{sender}>: Sender address rejected: not owned by user {STOLEN_LOGIN}"
            self.reject(second, exim.client_of("unknown", address, f"[{address}]"), f"RCPT <{recipient}>", text, 553, recipient, sender=sender, login=STOLEN_LOGIN)

    def vrfy(self, second, address, users):
        """acl_smtp_vrfy is not set: 252 for every name, which Exim calls rejected."""
        for number, user in enumerate(users):
            recipient = f"{user}@{OUR_DOMAIN}"
            self.reject(second + number * 2.3, exim.client_of("unknown", address, "scan"), f"VRFY {recipient}", "", 252, recipient, True)

    def callouts(self, count):
        """Senders whose own server does not know them, and recipients of the branch office, whose server is asked."""
        for number in range(count):
            second, (peer, _), user = moment(self.random), self.peer(), self.random.choice(self.people.users)
            if number % 3 == 0:
                recipient, code = f"{self.random.choice(UNKNOWN_HERE)}@branch.example.org", 550
                words = exim.said("RCPT TO", f"550 5.1.1 <{recipient}>: Recipient address rejected: User unknown in local recipient table", recipient, "")
                self.reject(second, peer, f"RCPT <{recipient}>", exim.callout("mail.branch.example.org [192.0.2.150]", words), code, recipient, sender=self.random.choice(self.people.correspondents))
                continue
            sender, host = f"noreply{number}@fjord-travel.example.net", "mx.fjord-travel.example.net [192.0.2.91]"
            words = exim.said("RCPT TO", "553 sorry, no mailbox here by that name. (#5.1.1)" if number % 2 else "550 No Such User Here", sender, "")
            self.log.put(second, exim.sender_verify(peer, sender, exim.callout(host, words)), event(INBOUND, REJECTED, 553 if number % 2 else 550))
            self.log.put(second, exim.rejected(peer, f"RCPT <{user}>", "Sender verify failed", sender))

    def guessers(self, count):
        for _ in range(count):
            name = self.random.choice(("info", "admin", "test", "office", "sales", "scanner", "backup"))
            self.log.put(self.random.random() * 86_390, exim.authenticator_failed(self.peer()[0], f"{name}@{OUR_DOMAIN}"), event(INBOUND, REJECTED, 535))

    def content_refused(self, count):
        for _ in range(count):
            second, (peer, _) = self.random.random() * 86_300, self.peer()
            self.reject(second, peer, "after DATA", f"550 5.7.1 This message scored {self.random.randrange(90, 240) / 10} spam points", 550,
                        sender=self.random.choice(self.people.correspondents), message=self.mail.queue_id(second))

    def noise(self, count):
        for number in range(count):
            second, (peer, address) = self.random.random() * 86_390, self.peer()
            self.log.put(second, (f"no host name found for IP address {address}", f"unexpected disconnection while reading SMTP command from {peer} D=2s",
                                  f"TLS error on connection from {peer} (SSL_accept): error:0A000102:SSL routines::unsupported protocol",
                                  f"SMTP command timeout on connection from {peer} D=5m5s")[number % 4])
        for start in range(420, 86_400, 900):
            self.log.put(start, f"Start queue run: pid={238_000 + start // 5}")
            self.log.put(start + 12, f"End queue run: pid={238_000 + start // 5}")
