"""What runs beside the mail on the sample day: people reading their mailboxes, password guessers, statistics, warnings."""

from datetime import datetime, timedelta

from . import postfix
from .sample_outbound import moment
from .sample_people import OUR_DOMAIN, OUR_IP

DAY = datetime(2026, 11, 22)


class Background:
    def __init__(self, log, random, people, mail, inbound):
        self.log, self.random, self.people, self.mail, self.inbound = log, random, people, mail, inbound

    def write(self):
        self.readers(1_050)
        self.guessers(260)
        self.statistics(70)
        self.warnings(110)
        self.not_refused(9)
        self.service_lines()

    def readers(self, count):
        """Phones and programs that look for mail."""
        homes = {user: (self.people.address("198.51.100"), self.people.address("192.0.2")) for user in self.people.users}
        for _ in range(count):
            second, user = moment(self.random), self.random.choice(self.people.users)
            session, child = self.mail.servers.token(16), 238_000 + int(second) // 4
            self.log.put(second, f"dovecot: imap-login: Login: user=<{user}>, method=PLAIN, rip={self.random.choice(homes[user])}, lip={OUR_IP}, mpid={child}, TLS, session=<{session}>")
            if self.random.random() < 0.7:
                ended = self.random.choice(("Logged out", "Disconnected: Connection closed", "Disconnected: Inactivity"))
                self.log.put(second + 2 + self.random.random() * 900, f"dovecot: imap({user})<{child}><{session}>: {ended} in={self.random.randrange(200, 4_000)} out={self.random.randrange(900, 90_000)}")

    def guessers(self, count):
        """The usual noise at the submission port."""
        for _ in range(count):
            second, (_, address) = self.random.random() * 86_390, self.inbound.peer()
            pid, client, service = self.mail.pid("submission", second), f"unknown[{address}]", postfix.SUBMISSION
            self.log.put(second, postfix.connect(pid, client, service))
            name = self.random.choice(("info", "admin", "test", "office", "sales", "scanner", "backup"))
            self.log.put(second + 2, f"{service}[{pid}]: warning: {client}: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username={name}@{OUR_DOMAIN}")
            if self.random.random() < 0.4:
                self.log.put(second + 2.2, f"{service}[{pid}]: lost connection after AUTH from {client}")
            self.log.put(second + 2.3, postfix.disconnect(pid, client, ["ehlo=1", "auth=0/1"] + (["quit=1"] if self.random.random() < 0.3 else []), service))

    def statistics(self, count):
        """anvil, every now and then."""
        for _ in range(count):
            second, (_, address) = moment(self.random), self.inbound.peer()
            pid, at = self.mail.pid("anvil", second), (DAY + timedelta(seconds=int(second) - 200)).strftime("%b %d %H:%M:%S")
            for text in (f"max connection rate {self.random.randrange(1, 6)}/60s for (smtp:{address}) at {at}",
                         f"max connection count {self.random.randrange(1, 4)} for (smtp:{address}) at {at}", f"max cache size {self.random.randrange(2, 9)} at {at}"):
                self.log.put(second, f"postfix/anvil[{pid}]: statistics: {text}")

    def warnings(self, count):
        for _ in range(count):
            second, (_, address) = self.random.random() * 86_390, self.inbound.peer()
            pid, host = self.mail.pid("smtpd", second), f"ip-{self.random.randrange(255)}.pool.example.org"
            text = self.random.choice((f"warning: hostname {host} does not resolve to address {address}: Name or service not known",
                                       f"SSL_accept error from unknown[{address}]: -1", f"lost connection after CONNECT from unknown[{address}]",
                                       f"timeout after END-OF-MESSAGE from unknown[{address}]", f"improper command pipelining after CONNECT from unknown[{address}]: \\026\\003\\001"))
            self.log.put(second, f"postfix/smtpd[{pid}]: {text}")
            if text.startswith("SSL"):
                self.log.put(second, f"postfix/smtpd[{pid}]: warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:../ssl/statem/statem_srvr.c:1657:")

    def not_refused(self, count):
        """A restriction on trial (warn_if_reject): the reply was never sent."""
        for _ in range(count):
            second, (name, address) = moment(self.random), self.inbound.peer()
            reply = "450 4.7.1 <srv.local>: Helo command rejected: Host not found"
            self.log.put(second, postfix.reject(self.mail.pid("smtpd", second), f"{name}[{address}]", reply, self.random.choice(self.people.correspondents),
                                                self.random.choice(self.people.users), "srv.local", verb="reject_warning"))

    def service_lines(self):
        """A reload after the weekly certificate renewal."""
        self.log.put(23_405, "postfix/postfix-script[246102]: refreshing the Postfix mail system")
        self.log.put(23_405.2, "postfix/master[1185]: reload -- version 3.7.11, configuration /etc/postfix")
        self.log.put(23_406, "dovecot: master: Warning: SIGHUP received - reloading configuration")
        for hour in range(0, 24, 2):
            self.log.put(hour * 3600 + 1_833, f"rspamd[802]: <{self.mail.servers.token(6)}>; monitored; rspamd_monitored_dns_cb: DNS reply returned 'no error' for sbl.spamhaus.org")
