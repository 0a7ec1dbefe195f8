"""Lines of Postfix in which every field that a stranger has a say in is crafted, with the truth beside each.

Written as the sources have them: smtpd/smtpd_check.c (`log_whatsup`, `smtpd_check_reject`), smtpd/smtpd.c (`helo_cmd`, `check_milter_reply`),
postscreen/postscreen_smtpd.c, cleanup/cleanup_message.c and cleanup_milter.c, global/log_adhoc.c, global/info_log_addr_form.c,
global/quote_822_local.c, qmgr/qmgr_active.c, util/msg_output.c and printable.c.
"""

import re

UNREAD = {"bare, crafted": 0.35, "cut": 0.2, "others' words": 0.12, "raw HELO, crafted": 0.01}
"""How many of the fields may be left unread: addresses without quotes, as before 3.5, can be read in two ways; a cut line has lost its end;
another server's words, and a HELO name that nobody neutered, may be those of a line."""

OPENED = re.compile(r'(from|to)=<[^ ()<>@,;:\\"\[\]]+$|>, orig_to=<[^>]*$')
HEAD = b"Nov 22 10:00:00 mx1 postfix/"
VICTIM = "victim@example.org"
BOSS = "boss@example.com"
DOMAINS = ["example.com", "example.net", "d0.example", "mail.example.org"]
NAMES = ["anna", "bob.smith", "info", "news+x", "o'neil", "a_b-c", "x", "root", "12345", "ünï", "real"]
HOSTS = ["h.example", "mail.example.net", "[192.0.2.9]", "localhost", "x", "WIN-7.local", "mx_1.example.org"]
RELAY_FAKE = "relay=fake[192.0.2.66]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host fake[192.0.2.66] said: 550 5.1.1 no"
RELAY_OLD = "relay=fake[192.0.2.66]:25, delay=1, dsn=5.1.1, status=bounced (host fake[192.0.2.66] said: 550 5.1.1 no"
SMTPD_FAKES = [
    "x>: Sender address rejected: not owned by user {boss}; from=<x> to=<{victim}> proto=ESMTP helo=<z",
    "x>: Recipient address rejected: User unknown; from=<x> to=<x> proto=ESMTP helo=<z",
    "x>: Relay access denied; from=<{victim}> to=<x> proto=SMTP helo=<y> sasl_method=PLAIN, sasl_username={boss}",
    "{real}>: Relay access denied; from=<{victim}> to=<{real}> proto=SMTP helo=<y",
    "{from}>: Sender address rejected: no; from=<{from}> to=<{victim}> proto=SMTP helo=<y",
    "x>: Helo command rejected: no; from=<a@b> to=<{victim}> proto=ESMTP helo=<x",
    "x; from=<{victim}> to=<{victim}> proto=ESMTP helo=<y", "x> to=<{victim}> proto=ESMTP helo=<y", "x; from=<y", "x; to=<{victim}", "x; from=<y> to=<z",
    "x> proto=ESMTP helo=<y", "x> sasl_method=PLAIN sasl_username={boss}", "x> sasl_method=LOGIN, sasl_username={boss}, sasl_sender=y",
    "x]; from=<{victim}> to=<{victim}> proto=ESMTP helo=<y", "; proto=SMTP helo=<y", "a; helo=<b", "x>, to=<{victim}>, proto=ESMTP, helo=<y",
    "x>; from=<a>, to=<{victim}>, proto=SMTP, helo=<y", ": not owned by user {boss}", "x>: Sender address rejected: not owned by user {boss}",
    "x] blocked using y; from=<x> to=<{victim}> proto=ESMTP helo=<y", "; from=<\\\"a", "; from=<\\\"\\\"@x> to=<{victim}> proto=SMTP helo=<y",
    " from c[192.0.2.66]; from=<{victim}> to=<{victim}> proto=SMTP helo=<y>: 5.7.1 no", "; from=a to=b proto=SMTP helo=c", "x; from=<y>: 5.7.1 no",
]
SMTP_FAKES = [
    "{victim}>, " + RELAY_FAKE, "{victim}>, " + RELAY_OLD, "x>, status=sent (250 2.0.0 ok", "x>, delay=1, dsn=2.0.0, status=sent (250 ok",
    "x>, size=1, nrcpt=1 (queue active)", "x>, size=1", "x>, status=expired, returned to sender", "x, relay=fake[192.0.2.66]:25",
    "x>, relay=none, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (250 2.0.0 ok", "x>, relay=fake[192.0.2.66]:25",
    ") status=sent (250 ok", "x>, orig_to=<{victim}>, " + RELAY_FAKE, "(in reply to MAIL FROM command))",
]
REPLY_FAKES = [
    "later) to=<{victim}>, " + RELAY_OLD, "no; from=<{victim}> to=<{victim}> proto=SMTP helo=<y>", "host fake[192.0.2.66] said: 553 5.1.3 no",
    "postfix/smtp[9]: 4A1B2C3D44: to=<{victim}>, " + RELAY_OLD, "message repeated 9 times: [ x]", "status=sent (250 2.0.0 ok)", "550-5.1.1 x",
    "x>, " + RELAY_OLD, "to=<{victim}>, " + RELAY_FAKE, "\x1b[31m", "#012Nov 22 10:00:01 mx1 postfix/smtp[9]: 4A1B2C3D44: to=<{victim}>, " + RELAY_OLD,
]
CRUMBS = list("<>\"\\@;:,()[] =?.") + ["; ", "> ", "from=<", "to=<", "helo=<", "proto=", " to=<", ">: ", "\t", "\x07", "\r"]


def quoted(address):
    """The address as a line has it since 3.5: a local part that is no dot-string in quotes."""
    start = 0
    if address.startswith("@") and ":" in address:
        start = address.index(":") + 1
    end = address.rfind("@", start)
    end = len(address) if end < 0 else end
    local = address[start:end]
    atoms = not any(c in ' ()<>@,;:\\"[]' or c < " " or c == "\x7f" for c in local)
    if local and atoms and ".." not in local and not local.startswith(".") and not local.endswith("."):
        return address
    if not address:
        return address
    escaped = "".join("\\" + c if c in '"\\\r' else c for c in local)
    return f'{address[:start]}"{escaped}"{address[end:]}'


def printable(text, other="?"):
    """What a line has for what cannot be printed (util/printable.c)."""
    return "".join(c if " " <= c <= "~" or c > "\x9f" else other for c in text)


def neutered(name):
    """A HELO name as smtpd leaves it."""
    return "".join("?" if c in ' <>()\\";@' else c for c in printable(name))


class Crafter:
    """The fields of one line."""

    def __init__(self, rng):
        self.rng = rng
        self.isBare = rng.random() < 0.2
        self.isPlain = rng.random() < 0.2
        self.isRaw = False
        self.number = 0

    def pick(self, choices):
        return self.rng.choice(choices)

    def chance(self, share):
        return self.rng.random() < share

    def plain(self):
        return f"{self.pick(NAMES)}@{self.pick(DOMAINS)}"

    def text(self, fakes, **words):
        """Some of the fakes and crumbs, one behind the other."""
        words = {"victim": VICTIM, "boss": BOSS, "real": "real@example.com", "from": "anna@example.com", **words}
        parts = []
        for _ in range(self.pick([1, 1, 1, 2, 3])):
            if self.chance(0.6):
                part = self.pick(fakes)
                for key, word in words.items():
                    part = part.replace("{" + key + "}", word)
                parts.append(part)
            else:
                parts.append("".join(self.pick(CRUMBS + ["x", "real", "a.b"]) for _ in range(self.pick([1, 3, 8]))))
        return self.pick(["", " ", "a", "; "]).join(parts)

    def address(self, fakes, **words):
        """An address, crafted or not, as smtpd has it inside."""
        if self.isPlain or self.chance(0.35):
            return self.plain()
        # No source route, which the log has as it came.
        local = self.text(fakes, **words).lstrip("@")
        if self.isBare and OPENED.search(local):
            # With `to=<a@example.com` at its end a line is the same, byte for byte, as one with quotes and another HELO name or reply.
            local += ">"
        return f"{local}@{self.pick(DOMAINS)}"

    def shown(self, address):
        return printable(address if self.isBare else quoted(address))

    def helo(self, **words):
        if self.isPlain or self.chance(0.4):
            return self.pick(HOSTS)
        name = self.text(SMTPD_FAKES, **words).strip()
        return printable(name) if self.isRaw else neutered(name)

    def queue_id(self):
        self.number += 1
        return f"4{self.number:09X}"


def line(program, message):
    return HEAD + f"{program}[9]: ".encode() + message.encode()


def closed(text):
    """A line as it is read: without blanks at its end."""
    return text.rstrip(" ")


CLASSES = [
    ("553 5.7.1", "sender", "Sender address rejected: not owned by user {login}"), ("553 5.7.1", "sender", "Sender address rejected: not logged in"),
    ("550 5.1.8", "sender", "Sender address rejected: Domain not found"), ("450 4.1.8", "sender", "Sender address rejected: Domain not found"),
    ("554 5.7.1", "sender", "Sender address rejected: Access denied"), ("554 5.7.1", "recipient", "Relay access denied"),
    ("454 4.7.1", "recipient", "Relay access denied"), ("550 5.1.1", "recipient", "Recipient address rejected: User unknown in virtual mailbox table"),
    ("504 5.5.2", "recipient", "Recipient address rejected: need fully-qualified address"), ("450 4.2.0", "recipient", "Recipient address rejected: Greylisted"),
    ("504 5.5.2", "helo", "Helo command rejected: need fully-qualified hostname"), ("450 4.7.1", "helo", "Helo command rejected: Host not found"),
    ("554 5.7.1", "client", "Client host rejected: Access denied"), ("451 4.3.0", "recipient", "Temporary lookup failure"),
    ("450 4.1.1", "recipient", "Recipient address rejected: unverified address: host mx.example.net[192.0.2.1] said: {words} (in reply to RCPT TO command)"),
    ("450 4.1.7", "sender", "Sender address rejected: undeliverable address: host mx.example.net[192.0.2.1] said: {words} (in reply to RCPT TO command)"),
    ("550 5.7.1", "recipient", "Recipient address rejected: {words}"),
]
SENTENCES = [
    ("450 4.7.25", "Client host rejected: cannot find your hostname, [192.0.2.7]"), ("450 4.7.1", "Service unavailable"),
    ("554 5.7.1", "Service unavailable; Client host [192.0.2.7] blocked using zen.example.org; https://www.example.org/query/ip/192.0.2.7"),
    ("530 5.7.0", "Session encryption is required"), ("451 4.3.5", "Server configuration error"),
]


def reply_of(craft, sender, recipient, helo, login):
    """The text of a refusal of smtpd's, with its codes, what it is about, and whether others' words stand in it."""
    words = ""
    if craft.chance(0.2):
        code, text = craft.pick(SENTENCES)
    elif sender and craft.chance(0.1):
        code, text = "554 5.7.1", f"Service unavailable; Sender address [{sender}] blocked using dbl.example.org"
    else:
        code, subject, text = craft.pick(CLASSES)
        if not helo and subject == "helo":
            code, subject, text = CLASSES[5]
        about = {"sender": sender, "recipient": recipient, "helo": helo, "client": "c.example.org[192.0.2.7]"}[subject]
        words = "550 no" if craft.isPlain or craft.chance(0.7) else craft.text(SMTPD_FAKES + REPLY_FAKES, real=recipient, **{"from": sender})
        isOthers = "{words}" in text
        text = f"<{about}>: " + text.replace("{login}", login).replace("{words}", words)
        words = words if isOthers and words != "550 no" else ""
    reply = printable(f"{code} {text}"[:510], " ")
    return code, reply, words


def refusal(craft):
    """A refusal of smtpd's."""
    craft.isRaw = not craft.isBare and craft.chance(0.15)
    sender = "" if craft.chance(0.05) else craft.address(SMTPD_FAKES)
    recipient = craft.address(SMTPD_FAKES, **{"from": sender})
    helo = craft.helo(real=recipient, **{"from": sender}) if craft.chance(0.95) else None
    login = craft.pick(["carl", "carl@example.net", "o'neil+x", "CORP?carl", "carl smith", "a,b", "x=y"])
    code, reply, words = reply_of(craft, sender, recipient, helo, login)
    isOwner = "not owned by user" in reply and reply.endswith(f": Sender address rejected: not owned by user {login}") and len(reply) < 510
    stage = "RCPT"
    ends = f"; from=<{craft.shown(sender)}> to=<{craft.shown(recipient)}>"
    ends += f" proto={craft.pick(['ESMTP', 'SMTP'])}" + (f" helo=<{helo}>" if helo is not None else "")
    hasLogin = helo is not None and not craft.isBare and craft.chance(0.25)
    if hasLogin:
        glue = craft.pick([" ", ", "])
        ends += f" sasl_method=PLAIN{glue}sasl_username={login}" + (f"{glue}sasl_sender=x@example.net" if craft.chance(0.3) else "")
    action, outcome = craft.pick([("reject", "rejected")] * 5 + [("reject_warning", "warning")])
    key = craft.pick(["NOQUEUE", craft.queue_id()])
    message = f"{key}: {action}: {stage} from c.example.org[192.0.2.7]: {reply}{ends}"
    truth = {
        "direction": "inbound", "outcome": outcome, "stage": "rcpt", "code": int(code[:3]), "enhanced": code[4:], "remote_ip": "192.0.2.7",
        "remote_host": "c.example.org", "sender": craft.shown(sender), "recipient": craft.shown(recipient), "helo": helo,
        "sasl_user": login if hasLogin or isOwner else None,
    }
    return finished(craft, "smtpd", message, truth, ("sender", "recipient", "helo", "sasl_user"), words)


def finished(craft, program, message, truth, unsure, words=""):
    """Cuts the line as Postfix does, and tells which fields may be unsure."""
    crafted = not craft.isPlain
    if len(message.encode()) > 1950:
        # At 2,000 bytes; a little less may be a line that was cut, too.
        message = message.encode()[:2000].decode("utf-8", "ignore")
        truth = {**truth, "form": "cut", "?": True}
    elif 900 <= len(message.encode()) <= 1040 and truth.get("sasl_user") and not message.endswith(">"):
        # A syslog daemon's limit of 1,024 bytes.
        truth = {**truth, "form": "cut", "?": ("sasl_user", "helo", *(unsure if craft.isBare or words else ()))}
    elif craft.isBare:
        truth = {**truth, "form": "bare, crafted" if crafted else "bare, plain", **({"?": unsure} if crafted else {})}
    elif words:
        truth = {**truth, "form": "others' words", "?": unsure}
    else:
        form = "raw HELO, crafted" if craft.isRaw else "quoted, crafted"
        truth = {**truth, "form": form if crafted else "plain", **({"?": unsure} if craft.isRaw and crafted else {})}
    return line(program, message), {k: (closed(v) if k == "helo" and isinstance(v, str) else v) for k, v in truth.items()}


def other_stage(craft):
    """A refusal at another command, with only some of the fields."""
    stage, name, keys = craft.pick([
        ("MAIL", "mail", "fh"), ("HELO", "ehlo", "h"), ("EHLO", "ehlo", "h"), ("CONNECT", "connect", ""), ("VRFY", "vrfy", "th"), ("VRFY", "vrfy", "fth"),
        ("DATA", "data", "fth"), ("END-OF-MESSAGE", "end-of-data", "fth"), ("ETRN", "etrn", "h"), ("BDAT", "data", "fth")])
    sender, recipient, helo = craft.address(SMTPD_FAKES), craft.address(SMTPD_FAKES), craft.helo()
    if stage == "MAIL":
        code, text = "553 5.7.1", f"<{sender}>: Sender address rejected: not logged in"
    elif stage == "VRFY":
        code, text = "550 5.1.1", f"<{recipient}>: Recipient address rejected: User unknown in local recipient table"
    elif stage in ("HELO", "EHLO"):
        code, text = "504 5.5.2", f"<{helo}>: Helo command rejected: need fully-qualified hostname"
    elif stage == "ETRN":
        code, text = "554 5.7.1", "<example.net>: Etrn command rejected: Access denied"
    elif stage == "CONNECT":
        code, text = "554 5.7.1", "<c.example.org[192.0.2.7]>: Client host rejected: Access denied"
    else:
        code, text = "550 5.5.3", f"<{stage.replace('BDAT', 'DATA')}>: Data command rejected: Multi-recipient bounce"
    ends = ";" + (f" from=<{craft.shown(sender)}>" if "f" in keys else "") + (f" to=<{craft.shown(recipient)}>" if "t" in keys else "")
    ends += " proto=ESMTP" + (f" helo=<{helo}>" if "h" in keys else "")
    message = f"NOQUEUE: reject: {stage} from unknown[2001:db8::7]: " + printable(f"{code} {text}"[:510], " ") + ends
    truth = {
        "direction": "inbound", "outcome": "rejected", "stage": name, "code": int(code[:3]), "enhanced": code[4:], "remote_ip": "2001:db8::7",
        "remote_host": None, "sender": craft.shown(sender) if "f" in keys else None, "recipient": craft.shown(recipient) if "t" in keys else None,
        "helo": helo if "h" in keys else None, "sasl_user": None}
    return finished(craft, "smtpd", message, truth, ("sender", "recipient", "helo"))


def milter(craft):
    """A refusal by a milter, of smtpd or of cleanup, whose words are its own."""
    sender, recipient, helo = craft.address(SMTPD_FAKES), craft.address(SMTPD_FAKES), craft.helo()
    atEnd = craft.chance(0.5)
    words = craft.pick(["Spam message rejected", "Command rejected", f"<{sender}>: Sender address rejected: no", "x; see https://example.org/?a=b"])
    text = "5.7.1 " + printable(words)
    stage = "END-OF-MESSAGE" if atEnd else "RCPT"
    reply = text if atEnd else "550 " + text
    message = f"{craft.queue_id()}: milter-reject: {stage} from c.example.org[192.0.2.7]: {reply}; from=<{craft.shown(sender)}> to=<{craft.shown(recipient)}>"
    message += f" proto=ESMTP helo=<{helo}>"
    truth = {
        "direction": "inbound", "outcome": "rejected", "stage": "end-of-data" if atEnd else "rcpt", "code": 550, "enhanced": "5.7.1",
        "remote_ip": "192.0.2.7", "sender": craft.shown(sender), "recipient": craft.shown(recipient), "helo": helo, "sasl_user": None}
    return finished(craft, "cleanup" if atEnd else "smtpd", message, truth, ("sender", "recipient", "helo"))


def content(craft):
    """A refusal by a header or body check: the header is a stranger's, the reply the site's own."""
    sender, recipient, helo = craft.address(SMTPD_FAKES), craft.address(SMTPD_FAKES), craft.helo()
    header = "Subject: hello" if craft.isPlain else printable("Subject: " + craft.text(SMTPD_FAKES + REPLY_FAKES))[:200]
    kind = craft.pick(["header", "body"])
    message = f"{craft.queue_id()}: reject: {kind} {header} from c.example.org[192.0.2.7]; from=<{craft.shown(sender)}> to=<{craft.shown(recipient)}>"
    message += f" proto=ESMTP helo=<{helo}>: 5.7.1 no such subject here"
    truth = {
        "direction": "inbound", "outcome": "rejected", "stage": "end-of-data", "code": 550, "enhanced": "5.7.1", "remote_ip": "192.0.2.7",
        "sender": craft.shown(sender), "recipient": craft.shown(recipient), "helo": helo, "sasl_user": None}
    # A header with a client and the beginning of an envelope is as a true one with an address without quotes.
    return finished(craft, "cleanup", message, truth, True, header if "]; from=<" in header else "")


def postscreen(craft):
    """A refusal of postscreen's: with commas, and a HELO name as it came."""
    craft.isRaw = True
    sender, recipient, helo = craft.address(SMTPD_FAKES), craft.address(SMTPD_FAKES), craft.helo()
    code, text = craft.pick([("550 5.7.1", "Service unavailable; client [192.0.2.7] blocked using zen.example.org"), ("550 5.5.1", "Protocol error"),
                             ("450 4.3.2", "Service currently unavailable")])
    message = f"NOQUEUE: reject: RCPT from [192.0.2.7]:4711: {code} {text}; from=<{craft.shown(sender)}>, to=<{craft.shown(recipient)}>, "
    message += f"proto=ESMTP, helo=<{helo}>"
    truth = {
        "direction": "inbound", "outcome": "rejected", "stage": "rcpt", "code": int(code[:3]), "enhanced": code[4:], "remote_ip": "192.0.2.7",
        "sender": craft.shown(sender), "recipient": craft.shown(recipient), "helo": helo, "sasl_user": None}
    return finished(craft, "postscreen", message, truth, ("sender", "recipient", "helo"))


RESULTS = [("bounced", "550", "5.1.1", "bounced"), ("deferred", "450", "4.2.0", "deferred"), ("SOFTBOUNCE", "550", "4.1.1", "deferred"),
           ("sent", "250", "2.0.0", "delivered"), ("undeliverable", "550", "5.1.1", "probe")]


def delivery(craft):
    """A delivery line of smtp's."""
    recipient = craft.address(SMTP_FAKES)
    original = craft.address(SMTP_FAKES) if craft.chance(0.3) else None
    word, code, dsn, outcome = craft.pick(RESULTS)
    words, isQuote = "no such user", craft.chance(0.4)
    if not craft.isPlain and not craft.isBare and craft.chance(0.7):
        # What the other side makes up, or the address as it was given it.
        words = printable(craft.text(REPLY_FAKES + SMTP_FAKES[3:])) if not isQuote else f"<{craft.shown(recipient)}>: Recipient address rejected"
    enhanced = f"{code[0]}.{dsn[2:]}"
    if word == "sent":
        text = f"{code} {enhanced} {words}"
    else:
        text = f"host mx.example.net[192.0.2.1] said: {code} {enhanced} {words} (in reply to RCPT TO command)"
    isOld = craft.isBare and craft.chance(0.2)
    keys = "delay=1" if isOld else f"delay=1, delays=0/0/0/1, dsn={dsn}"
    message = f"{craft.queue_id()}: to=<{craft.shown(recipient)}>" + (f", orig_to=<{craft.shown(original)}>" if original else "")
    message += f", relay=mx.example.net[192.0.2.1]:25, {keys}, status={word} ({text})"
    truth = {
        "direction": "outbound", "outcome": outcome, "code": int(code), "enhanced": enhanced, "remote_ip": "192.0.2.1", "remote_host": "mx.example.net",
        "recipient": craft.shown(recipient), "original_recipient": craft.shown(original) if original else None,
        "stage": "end-of-data" if word == "sent" else "rcpt"}
    # Behind an address: a recipient without quotes could hold all up to there.
    isEither = ">, relay=" in words and "delays=" in words and not isQuote
    return finished(craft, "smtp", message, truth, True, words if isEither else "")


def local(craft):
    """A recipient of this host's that there is not: its name stands in the text as it is inside."""
    recipient = craft.address(SMTP_FAKES)
    message = f"{craft.queue_id()}: to=<{craft.shown(recipient)}>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=5.1.1, status=bounced "
    message += f'(unknown user: "{printable(recipient.rpartition("@")[0])}")'
    truth = {"direction": "outbound", "outcome": "bounced", "code": None, "enhanced": None, "remote_ip": None, "recipient": craft.shown(recipient)}
    return finished(craft, "local", message, truth, True)


def attempt(craft):
    """A reply on the way, without a recipient."""
    words = printable(craft.text(REPLY_FAKES + SMTP_FAKES))
    message = f"{craft.queue_id()}: host mx.example.net[192.0.2.1] said: 451 4.7.1 later {words} (in reply to MAIL FROM command)"
    craft.isBare = False
    return finished(craft, "smtp", message, {
        "direction": "outbound", "outcome": "attempt", "code": 451, "enhanced": "4.7.1", "remote_ip": "192.0.2.1", "stage": "mail", "recipient": None}, ())


def silent(craft):
    """A line without a reply, whatever stands in it."""
    fake, name = printable(craft.text(SMTPD_FAKES + SMTP_FAKES + REPLY_FAKES)), neutered(craft.text(SMTPD_FAKES))
    key = craft.queue_id()
    shown = craft.shown(craft.address(SMTPD_FAKES + SMTP_FAKES))
    ends = f"from=<{shown}> to=<{craft.shown(craft.address(SMTPD_FAKES))}> proto=ESMTP helo=<{name}>"
    program, message = craft.pick([
        ("cleanup", f"{key}: message-id=<{fake}>"), ("cleanup", f"{key}: message-id={fake}"), ("cleanup", f"{key}: resent-message-id=<{fake}>"),
        ("cleanup", f"{key}: warning: header Subject: {fake} from c.example.org[192.0.2.7]; {ends}"),
        ("cleanup", f"{key}: info: header Subject: {fake} from c.example.org[192.0.2.7]; {ends}: noted"),
        ("cleanup", f"{key}: replace: header Subject: {fake} from c.example.org[192.0.2.7]; {ends}: Subject: x"),
        ("cleanup", f"{key}: filter: header Subject: {fake} from c.example.org[192.0.2.7]; {ends}: smtp:[127.0.0.1]:10025"),
        ("smtpd", f"NOQUEUE: filter: RCPT from c.example.org[192.0.2.7]: <{shown}>: Sender address triggers FILTER smtp:[127.0.0.1]:10025; {ends}"),
        ("smtpd", f"{key}: hold: RCPT from c.example.org[192.0.2.7]: <{shown}>: Sender address triggers HOLD action; {ends}"),
        ("smtpd", f"{key}: redirect: RCPT from c.example.org[192.0.2.7]: <{shown}>: Sender address triggers REDIRECT {VICTIM}; {ends}"),
        ("smtpd", f"NOQUEUE: warn: RCPT from c.example.org[192.0.2.7]: {fake}; {ends}"),
        ("smtpd", f"warning: Illegal address syntax from c.example.org[192.0.2.7] in RCPT command: <{fake}>"),
        ("smtpd", f"warning: c.example.org[192.0.2.7]: SASL LOGIN authentication failed: {fake}, sasl_username={fake}"),
        ("smtpd", f"improper command pipelining after EHLO from c.example.org[192.0.2.7]: {fake}"),
        ("smtpd", f"warning: non-SMTP command from c.example.org[192.0.2.7]: {fake}"),
        ("postscreen", f"NON-SMTP COMMAND from [192.0.2.7]:4711 after EHLO: {fake}"), ("postscreen", f"PREGREET 12 after 0.1 from [192.0.2.7]:4711: {fake}"),
        ("qmgr", f"{key}: from=<{shown}>, size=280, nrcpt=2 (queue active)"), ("pickup", f"{key}: uid=1000 from=<{shown}>"),
    ])
    return line(program, message[:2000]), {"form": "no reply"}


def message_lines(craft):
    """A message from its beginning to its end: what other lines told stands beside its reply."""
    key = craft.queue_id()
    sender, recipient = craft.address(SMTP_FAKES + SMTPD_FAKES), craft.plain()
    login = craft.pick(["carl", "carl smith", "a,b@example.net", None])
    mid = printable(craft.text(SMTP_FAKES + REPLY_FAKES)).strip() if craft.chance(0.5) else "1@example.net"
    login_text = f", sasl_method=PLAIN, sasl_username={login}" + craft.pick(["", ", sasl_sender=x, sasl_username=y"]) if login else ""
    yield line("smtpd", f"{key}: client=c.example.org[192.0.2.7]{login_text}"), {"form": "no reply"}
    yield line("cleanup", f"{key}: message-id=<{mid}>"), {"form": "no reply"}
    yield line("qmgr", f"{key}: from=<{craft.shown(sender)}>, size=280, nrcpt=1 (queue active)"), {"form": "no reply"}
    shown = craft.shown(recipient)
    yield (line("smtp", f"{key}: to=<{shown}>, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=4.2.0, status=deferred "
                        f"(host mx.example.net[192.0.2.1] said: 450 4.2.0 later (in reply to RCPT TO command))"),
           {"form": "a whole message", "outcome": "deferred", "code": 450, "recipient": shown, "sender": craft.shown(sender), "sasl_user": login,
            "message_id": mid, "client": "c.example.org[192.0.2.7]"})
    if craft.chance(0.5):
        yield (line("qmgr", f"{key}: from=<{craft.shown(sender)}>, status=expired, returned to sender"),
               {"form": "a whole message", "outcome": "bounced", "sender": craft.shown(sender), "sasl_user": login, "message_id": mid, "code": None})
    yield line("qmgr", f"{key}: removed"), {"form": "no reply"}


def proxy(craft):
    """A refusal by the filter in front of the queue."""
    craft.isBare = False
    recipient = craft.shown(craft.address(SMTPD_FAKES + SMTP_FAKES))
    message = f'warning: proxy 127.0.0.1:10025 rejected "RCPT TO:<{recipient}>": "553 5.1.3 bad address"'
    return finished(craft, "smtpd", message, {"direction": "inbound", "outcome": "rejected", "code": 553, "enhanced": "5.1.3", "recipient": recipient}, ())


def cut_login(craft):
    """A HELO name so long that the line is cut behind what looks like a login."""
    craft.isPlain, craft.isBare = False, False
    head = "NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 554 5.7.1 <real@example.net>: Relay access denied; from=<a@d0.example> to=<real@example.net> "
    fake = craft.pick([f" sasl_method=PLAIN, sasl_username={BOSS}", f" sasl_username={BOSS}", f" sasl_method=LOGIN sasl_username={BOSS} sasl_sender=x"])
    end = craft.pick(["", "", ", B", " B"])
    limit = craft.pick([2000, 2000, 1024 - len("<22>Nov 22 10:00:00 postfix/smtpd[9]: ")])
    gap = limit - len(head) - len("proto=ESMTP helo=<x>") - len(fake)
    fill = craft.pick([0, gap, gap]) if not end else 0
    message = (head + "proto=ESMTP helo=<x" + "y" * fill + ">" + fake + end * 2000)[:limit]
    if len(message) < limit:
        message += " sasl" + "y" * (limit - len(message) - 5)
    return line("smtpd", message), {
        "form": "cut", "outcome": "rejected", "code": 554, "remote_ip": "192.0.2.7", "sender": "a@d0.example", "recipient": "real@example.net",
        "helo": "?", "sasl_user": None, "?": ("sender", "recipient", "helo")}


KINDS = [(refusal, 40), (other_stage, 8), (milter, 6), (content, 6), (postscreen, 6), (delivery, 20), (local, 2), (attempt, 3), (silent, 8), (message_lines, 4),
         (proxy, 3), (cut_login, 1)]


def lines(count, rng):
    """Yields `count` lines or a few more, each with its truth."""
    made, number = 0, 0
    while made < count:
        craft = Crafter(rng)
        craft.number = number
        kind = rng.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS])[0]
        result = kind(craft)
        for pair in [result] if isinstance(result, tuple) else result:
            made += 1
            yield pair
        number = craft.number
