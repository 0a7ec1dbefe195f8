"""The mail that example.com sends through Exim on the sample day: newsletter, shop, people, cron jobs, and the smarthost's refusals."""

from . import exim
from .sample_outbound import NEWSLETTER_AT, moment
from .sample_people import FREEMAIL, OUR_DOMAIN
from .truth import BOUNCED, DELIVERED, OUTBOUND, event

NEWS_HOST, SHOP_HOST, CRON_HOST = "news.example.com [192.0.2.40]", "shop.example.com [192.0.2.41]", "web3.example.com [192.0.2.43]"
SMARTHOST = "relay.isp.example.net [198.51.100.25]"
"""What the accounts department's mail goes through, with one login of the firm."""


class EximOutbound:
    def __init__(self, log, random, people, mail):
        self.log, self.random, self.people, self.mail = log, random, people, mail

    def write(self):
        self.newsletter()
        self.orders(150)
        self.users_write(150)
        self.cron_reports()
        self.through_the_smarthost()
        self.typing_errors()

    def send(self, second, peer, sender, recipients, login="", encrypted=True):
        message = self.mail.accept(second, peer, sender, login, encrypted)
        self.mail.deliver(second + 0.3, message, sender, recipients)

    def newsletter(self):
        second = NEWSLETTER_AT + 2.0
        for number, reader in enumerate(self.people.readers):
            second += 0.5 + self.random.random() * 0.7
            self.send(second, NEWS_HOST, f"bounce+2026-47-{number:04d}@news.example.com", [reader], encrypted=False)

    def orders(self, count):
        places = list(FREEMAIL) + self.people.businesses[:30]
        weights = [readers for _, readers in FREEMAIL.values()] + [4] * 30
        for _ in range(count):
            customer = self.people.person(self.random.choices(places, weights=weights)[0])
            if self.random.random() < 0.03:
                self.mail.servers.fates[customer.lower()] = "unknown"
            self.send(moment(self.random), SHOP_HOST, f"orders@{OUR_DOMAIN}", [customer])

    def users_write(self, count):
        for _ in range(count):
            user, number = self.random.choice(self.people.users[:45]), self.random.choices((1, 2, 3, 6), weights=(75, 14, 7, 4))[0]
            recipients = self.random.sample(self.people.correspondents, number)
            if self.random.random() < 0.02:
                recipients.append("info@kontor-nord.example")
            self.send(moment(self.random), self.home(), user, recipients, login=user)

    def home(self):
        """A program at home or on the road; its HELO is its address in the local network."""
        name = self.random.choice(("unknown", f"dyn-{self.random.randrange(250)}.isp.example.net", "cable.isp.example.org"))
        return exim.client_of(name, self.people.address("198.51.100"), f"[192.168.178.{self.random.randrange(20, 60)}]")

    def cron_reports(self):
        """web3 mails its reports as root@web3.example.com, a name that does not exist outside."""
        for hour in range(24):
            recipients = ["ops@partner.example.org"] + (["katalog@bibliothek.example.org"] if hour % 6 == 4 else [])
            self.send(hour * 3600 + 302 + self.random.random() * 9, CRON_HOST, "root@web3.example.com", recipients, encrypted=False)

    def through_the_smarthost(self):
        """The provider takes only the address that its login was made for; three colleagues write as themselves."""
        senders = [f"accounts@{OUR_DOMAIN}"] * 2 + [f"{name}@{OUR_DOMAIN}" for name in ("invoices", "dunning", "laura.stein")]
        route = "R=smarthost T=remote_smtp_smarthost"
        for _ in range(34):
            second, sender = 30_000 + self.random.random() * 33_000, self.random.choice(senders)
            recipient = self.random.choice(self.people.correspondents)
            message = self.mail.accept(second, self.home(), sender, login=f"laura.stein@{OUR_DOMAIN}")
            tls = f"{exim.TLS_13} CV=yes"
            if sender.startswith("accounts@"):
                line = f'{message} => {recipient} {route} H={SMARTHOST} {tls} A=plain_client C="250 2.0.0 Ok: queued as {self.mail.servers.token(10).upper()}"'
                self.log.put(second + 0.6, line, event(OUTBOUND, DELIVERED, 250))
            else:
                text = f"553 5.7.1 <{sender}>: Sender address rejected: not owned by user accounts@{OUR_DOMAIN}"
                line = f"{message} ** {recipient} {route} H={SMARTHOST} {tls} : {exim.said('RCPT TO', text, recipient, sender)}"
                self.log.put(second + 0.6, line, event(OUTBOUND, BOUNCED, 553, recipient.lower()))
                self.mail.notify(second + 0.7, message, sender)
            self.log.put(second + 0.9, exim.completed(message))

    def typing_errors(self):
        for second, domain in ((35_420, "gmial.example"), (47_333, "outlok.example"), (70_500, "gmail.con.example")):
            user, recipient = self.random.choice(self.people.users), f"max.bauer@{domain}"
            message = self.mail.accept(second, self.home(), user, login=user)
            self.log.put(second + 0.1, exim.failed_here(message, recipient, "Unrouteable address"), event(OUTBOUND, BOUNCED, 0))
            self.mail.notify(second + 0.2, message, user)
            self.log.put(second + 0.6, exim.completed(message))
