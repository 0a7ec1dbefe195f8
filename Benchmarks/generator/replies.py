"""What receiving servers say: the replies of the big providers and of the common mail servers, as they stand on the wire.

Each entry is (weight, stage, lines). `{recipient}`, `{sender}`, `{domain}`, `{ip}` (ours) and `{token}` are filled in later.
"""

import re
from itertools import accumulate

RCPT, MAIL, DATA_END, BANNER = "RCPT TO", "MAIL FROM", "end of DATA", "banner"

POSTFIX_JOINT, EXIM_JOINT = " ", "\\n"
"""What stands between the lines of a reply in the log. Exim writes a backslash and an n, and cuts blanks at the end of a line."""

HARD = {
    "google": [
        (60, RCPT, "550-5.1.1 The email account that you tried to reach does not exist. Please try",
                   "550-5.1.1 double-checking the recipient's email address for typos or",
                   "550-5.1.1 unnecessary spaces. For more information, go to",
                   "550 5.1.1  https://support.google.com/mail/?p=NoSuchUser {token} - gsmtp"),
        (15, RCPT, "552-5.2.2 The recipient's inbox is out of storage space. Please direct the",
                   "552-5.2.2 recipient to",
                   "552 5.2.2  https://support.google.com/mail/?p=OverQuotaPerm {token} - gsmtp"),
        (10, RCPT, "550-5.2.1 The email account that you tried to reach is inactive. For more",
                   "550-5.2.1 information, go to",
                   "550 5.2.1  https://support.google.com/mail/?p=DisabledUser {token} - gsmtp"),
        (15, DATA_END, "550-5.7.26 Your email has been blocked because the sender is unauthenticated.",
                   "550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.",
                   "550-5.7.26 ", "550-5.7.26  Authentication results:", "550-5.7.26  DKIM = did not pass",
                   "550-5.7.26  SPF [{domain}] with ip: [{ip}] = did not pass", "550-5.7.26 ",
                   "550-5.7.26  For instructions on setting up authentication, go to",
                   "550 5.7.26  https://support.google.com/mail/answer/81126#authentication {token} - gsmtp")],
    "microsoft": [
        (50, RCPT, "550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). [{token}.prod.protection.outlook.com 2026-11-22T09:00:04.117Z 08DE29F1C5A2D3E4]"),
        (20, RCPT, "550 5.4.1 Recipient address rejected: Access denied. For more information see https://aka.ms/EXOSmtpErrors [{token}.eurprd03.prod.outlook.com 2026-11-22T09:00:05.402Z 08DE2A0717B2C3D4]"),
        (15, RCPT, "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {recipient} not found by SMTP address lookup"),
        (15, MAIL, "550 5.7.1 Unfortunately, messages from [{ip}] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. [{token}.prod.protection.outlook.com]")],
    "yahoo": [
        (55, DATA_END, "554 delivery error: dd This user doesn't have a {domain} account ({recipient}) [-5] - mta{token}.mail.bf1.yahoo.com"),
        (20, DATA_END, "554 delivery error: dd Requested mail action aborted, mailbox not found - mta{token}.mail.ne1.yahoo.com"),
        (15, BANNER, "553 5.7.1 [BL21] Connections will not be accepted from {ip}, because the ip is in Spamhaus's list; see https://postmaster.yahooinc.com/error-codes"),
        (10, BANNER, "553 5.7.2 [TSS09] All messages from {ip} will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes")],
    "postfix": [
        (50, RCPT, "550 5.1.1 <{recipient}>: Recipient address rejected: User unknown in virtual mailbox table"),
        (12, RCPT, "550 5.1.1 <{recipient}>: Recipient address rejected: User unknown in relay recipient table"),
        (8, RCPT, "554 5.7.1 Service unavailable; Client host [{ip}] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/{ip}"),
        (6, RCPT, "552 5.2.2 <{recipient}>: Recipient address rejected: Mailbox full"),
        (5, RCPT, "554 5.7.1 <{recipient}>: Relay access denied"),
        (4, RCPT, "553 5.1.3 <{recipient}>: Recipient address rejected: mailbox name not allowed"),
        (3, DATA_END, "550 5.7.1 Message content rejected, id={token}"),
        (3, DATA_END, "571 5.7.1 Delivery not authorized, message refused")],
    "sendmail": [
        (60, RCPT, "553 5.3.0 <{recipient}>... No such user here"),
        (20, MAIL, "553 5.1.8 <{sender}>... Domain of sender address {sender} does not exist"),
        (20, RCPT, "550 5.1.1 <{recipient}>... User unknown")],
    "qmail": [
        (40, RCPT, "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"),
        (40, RCPT, "553 sorry, no mailbox here by that name. (#5.1.1)"),
        (20, DATA_END, "554 mail server permanently rejected message (#5.3.0)")],
    "exchange": [
        (60, RCPT, "550 5.1.1 User unknown"),
        (20, RCPT, "550 5.7.1 Unable to relay"),
        (20, DATA_END, "550 5.7.60 SMTP; Client does not have permissions to send as this sender")],
    "exim": [
        (60, RCPT, "550 No Such User Here"),
        (15, RCPT, "550 Unrouteable address"),
        (15, RCPT, "550-Verification failed for <{sender}>", "550-No Such User Here", "550 Sender verify failed"),
        (10, RCPT, "550 relay not permitted")],
    "filter": [
        (40, RCPT, "550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550 [{token}.uk81]"),
        (30, BANNER, "554 Blocked - see https://ipcheck.proofpoint.com/?ip={ip}"),
        (30, DATA_END, "553 Message filtered. Refer to the Troubleshooting page at http://www.symanteccloud.com/troubleshooting for more information. (#5.7.1)")],
}

SOFT = {
    "google": [
        (45, DATA_END, "421-4.7.28 Gmail has detected an unusual rate of unsolicited mail. To protect",
                   "421-4.7.28 our users from spam, mail has been temporarily rate limited. For",
                   "421-4.7.28 more information, go to",
                   "421-4.7.28  https://support.google.com/mail/?p=UnsolicitedRateLimitError to",
                   "421 4.7.28 review our Bulk Email Senders Guidelines. {token} - gsmtp"),
        (35, RCPT, "452-4.2.2 The recipient's inbox is out of storage space. Please direct the",
                   "452-4.2.2 recipient to",
                   "452 4.2.2  https://support.google.com/mail/?p=OverQuotaTemp {token} - gsmtp"),
        (20, RCPT, "450-4.2.1 The user you are trying to contact is receiving mail at a rate that",
                   "450-4.2.1 prevents additional messages from being delivered. For more",
                   "450-4.2.1 information, go to",
                   "450 4.2.1  https://support.google.com/mail/?p=ReceivingRate {token} - gsmtp")],
    "microsoft": [
        (50, RCPT, "451 4.7.500 Server busy. Please try again later from [{ip}]. (S77719) [{token}.prod.protection.outlook.com]"),
        (30, MAIL, "451 4.7.650 The mail server [{ip}] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://postmaster.live.com (S775) [{token}.prod.protection.outlook.com]"),
        (20, RCPT, "452 4.5.3 Too many recipients (AS780090) [{token}.prod.protection.outlook.com]")],
    "yahoo": [
        (70, BANNER, "421 4.7.0 [TSS04] Messages from {ip} temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes"),
        (30, DATA_END, "451 Resources temporarily not available - Please try again later [#4.16.5].")],
    "postfix": [
        (55, RCPT, "450 4.2.0 <{recipient}>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/{domain}.html"),
        (15, RCPT, "451 4.3.0 <{recipient}>: Temporary lookup failure"),
        (12, RCPT, "452 4.2.2 <{recipient}>: Recipient address rejected: Mailbox full"),
        (10, RCPT, "451 4.7.1 Greylisting in action, please come back later"),
        (8, RCPT, "450 4.7.25 Client host rejected: cannot find your hostname, [{ip}]")],
    "exim": [
        (50, RCPT, "451 Temporary local problem - please try later"),
        (25, RCPT, "451-{ip} is not yet authorized to deliver mail from", "451 <{sender}> to <{recipient}>. Please try later."),
        (25, RCPT, "451 Could not complete sender verify callout")],
}

ACCEPTED = {
    "google": "250 2.0.0 OK  1795341600 {token} - gsmtp",
    "microsoft": "250 2.6.0 <{token}@mail.example.com> [InternalId=81329112, Hostname={token}.namprd05.prod.outlook.com] 12345 bytes in 0.120, 100.123 KB/sec Queued mail for delivery",
    "yahoo": "250 ok dirdel",
    "sendmail": "250 2.0.0 4AMA0{token} Message accepted for delivery",
    "qmail": "250 ok 1795341604 qp 28114",
    "exchange": "250 2.6.0 <{token}@mail.example.com> Queued mail for delivery",
    "exim": "250 OK id=1vMp{token}",
    "postfix": "250 2.0.0 Ok: queued as {token}",
    "filter": "250 OK {token}",
}


class Reply:
    """One reply, its lines joined by one blank as Postfix logs them, or by what `joint` says."""

    def __init__(self, stage, *lines, joint=POSTFIX_JOINT):
        self.stage = stage
        self.code = int(lines[0][:3])
        self.lines = lines
        self.text = joint.join(lines if joint == POSTFIX_JOINT else map(str.rstrip, lines))
        self.dsn = dsn_of(lines[-1])
        self._plain = "{" not in self.text

    def fill(self, recipient, sender, domain, ip, token):
        if self._plain:
            return self.text
        return (self.text.replace("{recipient}", recipient).replace("{token}", token).replace("{ip}", ip)
                .replace("{sender}", sender).replace("{domain}", domain))


def dsn_of(last_line):
    """Postfix's `dsn=`: the enhanced code of the last line if its class fits the code, else X.0.0."""
    found = re.match(r"(\d)\d\d (\d)(\.\d{1,3}\.\d{1,3})(?:\s|$)", last_line)
    if found and found[1] == found[2]:
        return found[2] + found[3]
    return last_line[0] + ".0.0"


def book(table, joint=POSTFIX_JOINT):
    """(replies, cumulative weights) by kind of server, for `random.choices`."""
    return {kind: ([Reply(*entry[1:], joint=joint) for entry in entries], list(accumulate(entry[0] for entry in entries)))
            for kind, entries in table.items()}
