"""Lines of Exim in which every field that a stranger has a say in is crafted, with the truth beside each.

Written as the sources have them: host.c (`host_and_ident`), smtp_in.c (`smtp_handle_acl_fail`, `smtp_in_auth`, `incomplete_transaction_log`),
parse.c (`parse_extract_address`), receive.c (`receive_msg`), verify.c (`do_callout`), deliver.c (`string_log_address`, `delivery_log`),
transports/smtp.c (`check_response`), of Exim 4.6x to 4.99: both lengths of message ids, arguments that are cut and those that are not, and
what log selectors add.
"""

import re

UNSURE = "?"

UNREAD = {"rejection": 0.05, "failed login": 0.05, "session": 0.08, "callout": 0.08, "message": 0.02, "verification": 0.08, "too early": 0.1, "loose": 0.9}
"""How many of the fields may be left unread: with `helo_accept_junk_hosts` the HELO name may be the rest of a line, a login that failed may look
like the end of a HELO name, what an argument has beyond its first hundred bytes is in no log, and nothing tells where an ident or a
certificate's name ends. A form that is not named here is read whole."""

# What somebody puts into a name who knows how the lines look.
PIECES = [
    "x", "joe", "a b", " ", ": ", ") ", "(", ")", ">", "<", ">: ", ") [198.51.0.9] ", ") [198.51.0.9]:4 ", "[198.51.0.9]", "F=<", " F=<v@evil.example> ",
    " A=plain_login:boss@example.com ", "rejected RCPT ", " rejected RCPT <victim@example.org>: ", "temporarily rejected DATA: ", "553 5.7.1 not owned by you",
    "550 5.1.1 no such user", ": 550 5.1.1 fake", "> rejected RCPT <w@example.net>: 554 fake", " R=r T=t H=evil.example [198.51.0.9]", " U=root", " P=esmtpsa ",
    ": SMTP error from remote mail server after RCPT TO:<victim@example.org>: 550 fake", " C=\\\"250 fake\\\"", " id=fake@evil.example ", " S=1 ", " T=\\\"x\\\"",
    " defer (-44): ", "=> victim@example.org ", "** victim@example.org: ", "1xVVq2-0000mL-99", " (set_id=boss@example.com)", ": 535 Incorrect authentication data",
    "blocked using zen.spamhaus.org", " sender verify fail for <v@evil.example>: ", ": discarded by RCPT ACL: ", " H=(h) [198.51.0.9]", " next input=", "\\n550 ",
    " Warning: ", " incomplete transaction (QUIT) ", " DT=0.5s", " QT=3s", " from <v@evil.example> for w@example.net", "cutthrough after ",
]
HOSTS = ["c.example.org", "mail.example.net", "a-b.example.org"]
ADDRESSES = ["192.0.2.7", "203.0.113.44", "2001:db8::17"]
WORDS = ["Unknown user", "relay not permitted", "policy 17 hit", "Sender verify failed", "message looks like spam", "greylisted"]


def pieces(rng, most=4):
    return "".join(rng.choice(PIECES) for _ in range(rng.randint(1, most)))


def ident(rng, version):
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    parts = (6, 6, 2) if version < 97 else (6, 11, 4)
    return "-".join("".join(rng.choice(letters) for _ in range(n)) for n in parts)


def plain_address(rng, domain):
    return "%s%d@%s" % (rng.choice(["joe", "ann", "info", "a.b", "x+y"]), rng.randint(1, 999), domain)


def crafted_local(rng):
    """A local part as SMTP has it and as it is without its quotes and backslashes (parse.c `read_local_part`)."""
    form = rng.randrange(3)
    words = pieces(rng).replace("\\n", "n").replace("\\\"", "\"")
    if form == 0:
        return '"' + re.sub(r'(["\\])', r"\\\1", words) + '"', words
    if form == 1:
        # A backslash in front of what no atom may have.
        return re.sub(r'([^A-Za-z0-9!#$%&\'*+/=?^_`{|}~-])', r"\\\1", words), words
    head = rng.choice(["a", "boss"])
    return head + '."' + re.sub(r'(["\\])', r"\\\1", words) + '"', head + "." + words


def address(rng, domain, crafted):
    """An address as SMTP has it, and without quotes."""
    if not crafted:
        plain = plain_address(rng, domain)
        return plain, plain
    quoted, plain = crafted_local(rng)
    return quoted + "@" + domain, plain + "@" + domain


class Client:
    """A client and how host.c `host_and_ident` writes it."""

    def __init__(self, rng, junk):
        self.ip = rng.choice(ADDRESSES)
        self.name = rng.choice(HOSTS) if rng.random() < 0.4 else None
        self.junk = junk
        if junk:
            self.helo = pieces(rng, 6).replace("\\\"", "\"").replace("\\n", "n").strip()
        else:
            self.helo = rng.choice([None, "h.example", "localhost", "win-7_x", "[203.0.113.9]", "User"])
        if self.helo == "":
            self.helo = None
        if self.name and self.helo and self.helo.lower() == self.name:
            self.helo = None
        port = ":%d" % rng.randint(1024, 65000) if rng.random() < 0.25 else ""
        shown = "[%s]%s" % (self.ip, port)
        if self.helo:
            shown = "(%s) %s" % (self.helo, shown)
        self.full = (self.name + " " if self.name else "") + shown
        self.behind = (" I=[192.0.2.1]:25" if rng.random() < 0.2 else "") + (" U=ident" if rng.random() < 0.05 else "")
        self.connection = " Ci=%d" % rng.randint(1, 9999) if rng.random() < 0.1 else ""

    def shown(self, flag):
        return ("H=" if flag else "") + self.full + self.behind + self.connection

    def truth(self):
        return {"remote_ip": self.ip, "remote_host": self.name, "helo": self.helo}


def tls(rng):
    if rng.random() > 0.3:
        return ""
    text = " X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=%s" % rng.choice(["yes", "no"])
    if rng.random() < 0.3:
        text += ' DN="/C=XX/CN=%s"' % rng.choice(["c.example.org", "x y", "rejected RCPT <v>: 550 y"])
    if rng.random() < 0.3:
        text += " SNI=mx.example.com"
    return text


def login(rng):
    """A field of a client that logged in, and its login."""
    if rng.random() > 0.3:
        return "", None
    name = rng.choice(["bob", "laura@example.com", "joe q"])
    return " A=plain_login:" + name, name


def verdict_text(rng, *chosen):
    """What an ACL's author lets Exim log, words of the client's among them: the text, its code, enhanced code and words."""
    words = rng.choice(WORDS)
    if rng.random() < 0.3:
        words += " (%s)" % rng.choice(chosen)
    if rng.random() < 0.5:
        code, enhanced = rng.choice([("550", None), ("553", "5.7.1"), ("554", "5.7.1"), ("550", "5.1.1")])
        return " ".join(filter(None, (code, enhanced, words))), int(code), enhanced, words
    return words, None, None, words


IMPLIED = {"RCPT": 550, "MAIL": 550, "DATA": 550, "after DATA": 550, "VRFY": 252, "EHLO or HELO": 550}
STAGES = {"RCPT": "rcpt", "MAIL": "mail", "DATA": "data", "after DATA": "end-of-data", "VRFY": "vrfy", "EHLO or HELO": "ehlo"}


def cut(argument, limited):
    return argument[:100] if limited else argument


def rejection(rng):
    """`rejected WHAT` (smtp_in.c `smtp_handle_acl_fail`)."""
    client = Client(rng, rng.random() < 0.3)
    command = rng.choice(["RCPT", "RCPT", "RCPT", "MAIL", "DATA", "after DATA", "VRFY", "EHLO or HELO"])
    if command == "EHLO or HELO" and not client.helo:
        command = "RCPT"
    crafted_sender, crafted_recipient = rng.random() < 0.5, rng.random() < 0.5
    sender, plain_sender = address(rng, "evil.example", crafted_sender)
    recipient, plain_recipient = address(rng, "example.com", crafted_recipient)
    limited = rng.random() < 0.6
    truth = {"direction": "inbound", "outcome": "rejected", "stage": STAGES[command], **client.truth(), "queue_id": None}
    line = client.shown(True) + tls(rng)
    user = None
    if command in ("RCPT", "after DATA"):
        field, user = login(rng)
        line += " F=<%s>%s" % (sender, field)
        truth["sender"] = sender
    if user:
        truth["sasl_user"] = user
    else:
        truth["sasl_user"] = None
    temporary = rng.random() < 0.15
    line += " temporarily rejected " if temporary else " rejected "
    argument = {"RCPT": "<%s>" % recipient, "MAIL": "<%s>" % sender, "VRFY": recipient, "EHLO or HELO": client.helo}.get(command)
    if command == "RCPT" and rng.random() < 0.1:
        argument = recipient
    if argument is None:
        line += command
    else:
        shown = cut(argument, limited)
        line += command + " " + shown
        if command in ("RCPT", "VRFY"):
            truth["recipient"] = recipient if shown == argument else None
        # A colon that is quoted there looks like the end of what is repeated.
        if shown != argument or len(argument) == 100 or argument[100:102] == ": ":
            truth["unread"] = True
    text, code, enhanced, words = verdict_text(rng, plain_recipient, plain_sender, sender, recipient, client.helo or "x")
    if code and temporary:
        code, enhanced = 451, enhanced and "4" + enhanced[1:]
        text = " ".join(filter(None, ("451", enhanced, words)))
    if rng.random() < 0.85 and "\n" not in text:
        line += ": " + text
        truth["text"] = words
    else:
        code, enhanced = None, None
    if code:
        truth["code"], truth["enhanced"], truth["implied"] = code, enhanced, None
    else:
        truth["code"], truth["implied"] = (451 if temporary else IMPLIED[command]), True
    if command == "after DATA":
        key = ident(rng, rng.choice([96, 97]))
        line = key + " " + line
        truth["queue_id"] = key
    if client.junk or " U=" in client.behind:
        truth["unread"] = True
    # The text may hold what would be the end of a HELO name, or a login a verdict.
    if ") [" in text or (user and " " in user) or "rejected" in text or "SNI=" in line or "DN=" in line:
        truth["unread"] = True
    if truth.get("text") is not None and "\\n" in text:
        truth["text"] = UNSURE
    return line, truth


def discarded(rng):
    client = Client(rng, False)
    sender, _ = address(rng, "evil.example", rng.random() < 0.5)
    recipient, _ = address(rng, "example.com", rng.random() < 0.6)
    line = client.shown(True) + " F=<%s> RCPT <%s>: discarded by RCPT ACL: policy" % (sender, recipient)
    return line, {"direction": "inbound", "outcome": "discarded", "sender": sender, "recipient": recipient, **client.truth(), "code": None}


def callout(rng):
    client = Client(rng, False)
    sender, _ = address(rng, "evil.example", rng.random() < 0.5)
    recipient, _ = address(rng, "example.com", rng.random() < 0.5)
    words = "no " + pieces(rng)
    answer = 'SMTP error from remote mail server after RCPT TO:<%s>: 550 5.1.1 %s' % (recipient, words)
    if rng.random() < 0.3:
        answer = 'response to "RCPT TO:<%s>" was: 550 5.1.1 %s' % (recipient, words)
    line = client.shown(True) + " F=<%s> rejected RCPT <%s>: mx.example.net [192.0.2.99] : %s" % (sender, recipient, answer)
    truth = {"direction": "inbound", "outcome": "rejected", "sender": sender, "recipient": recipient, "remote_host": "mx.example.net", "stage": "rcpt",
             "remote_ip": "192.0.2.99", "code": 550, "enhanced": "5.1.1", "helo": client.helo, "sasl_user": None}
    if len(recipient) > 97 or ") [" in words or " U=" in client.behind:
        truth["unread"] = True
    return line, truth


def transaction(rng):
    """A line without a reply, full of what strangers chose."""
    client = Client(rng, False)
    sender, _ = address(rng, "evil.example", True)
    recipient, _ = address(rng, "example.com", True)
    return client.shown(True) + " incomplete transaction (QUIT) from <%s> for %s" % (sender, recipient), None


def failed_login(rng):
    client = Client(rng, rng.random() < 0.2)
    user = rng.choice(["bob", "boss@example.com", pieces(rng), pieces(rng)]).replace("\\\"", "\"")
    line = "plain_login authenticator failed for %s: 535 Incorrect authentication data (set_id=%s)" % (client.shown(rng.random() < 0.5), user)
    truth = {"direction": "inbound", "outcome": "rejected", "stage": "auth", "code": 535, "text": "Incorrect authentication data", "sasl_user": user,
             **client.truth(), "sender": None, "recipient": None}
    if client.junk or ") [" in user or " U=" in client.behind:
        truth["unread"] = True
    return line, truth


def verification(rng):
    """`sender verify fail for` (verify.c, smtp_in.c): the record is the callout's, where there was one."""
    client = Client(rng, False)
    sender, _ = address(rng, "evil.example", rng.random() < 0.7)
    line = client.shown(True) + " sender verify fail for <%s>: " % sender
    if rng.random() < 0.3:
        return line + "Unrouteable address", None
    words = "no " + pieces(rng)
    line += 'mx.evil.example [192.0.2.98] : response to "RCPT TO:<%s>" was: 550 5.1.1 %s' % (sender, words)
    truth = {"direction": "inbound", "outcome": "rejected", "sender": sender, "recipient": None, "remote_host": "mx.evil.example", "remote_ip": "192.0.2.98",
             "code": 550, "enhanced": "5.1.1", "text": UNSURE if "\\n" in words else words.rstrip(), "helo": client.helo, "stage": "rcpt", "sasl_user": None}
    if ") [" in words or " U=" in client.behind:
        truth["unread"] = True
    return line, truth


def too_early(rng):
    """`SMTP protocol synchronization error` (smtp_in.c): the command and what was sent behind it are the client's."""
    client = Client(rng, rng.random() < 0.2)
    command = rng.choice(["HELO ", "EHLO ", "MAIL FROM:<"]) + pieces(rng).replace("\\\"", "\"").strip()
    line = 'SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected "%s" %s next input="%s"' % (
        command, client.shown(True), pieces(rng).replace("\\\"", "\""))
    truth = {"direction": "inbound", "outcome": "rejected", "code": 554, "implied": True, "sender": None, "recipient": None, "sasl_user": None, **client.truth(),
             "stage": "mail" if command[0] == "M" else "ehlo"}
    truth["unread"] = True
    return line, truth


def loose(rng):
    """A rejection with an ident, a server's name or a certificate of the client's making: no quotes of Exim's keep them apart."""
    client = Client(rng, False)
    client.behind = ""
    client.connection = ""
    field = rng.choice([" U=%s", ' X=TLS1.3:x:256 CV=no DN="%s"', " X=TLS1.3:x:256 CV=no SNI=%s"]) % pieces(rng, 6).replace("\\\"", "\"")
    sender, recipient = plain_address(rng, "evil.example"), plain_address(rng, "example.com")
    line = client.shown(True) + field + " F=<%s> rejected RCPT <%s>: 550 5.1.1 no" % (sender, recipient)
    return line, {"direction": "inbound", "outcome": "rejected", "stage": "rcpt", "code": 550, "enhanced": "5.1.1", "text": "no", "sender": sender,
                  "recipient": recipient, **client.truth(), "sasl_user": None, "unread": True}


def session(rng):
    """Refusals that no ACL makes."""
    client = Client(rng, rng.random() < 0.2)
    sender, _ = address(rng, "evil.example", rng.random() < 0.7)
    recipient, _ = address(rng, "example.com", rng.random() < 0.7)
    free = pieces(rng).replace("\\\"", "\"").strip()
    truth = {"direction": "inbound", "outcome": "rejected", "remote_ip": client.ip, "remote_host": client.name, "sasl_user": None, "implied": True, "queue_id": None}
    form = rng.randrange(7)
    if form == 0:
        line = "rejected MAIL FROM:<%s> %s: message too big: size=9 max=5" % (sender, client.shown(True))
        truth.update(code=552, stage="mail", sender=sender, recipient=None)
    elif form == 1:
        line = "rejected EHLO from %s: syntactically invalid argument(s): %s" % (client.shown(False), free or "(no argument given)")
        truth.update(code=501, stage="ehlo", sender=None, recipient=None)
    elif form == 2:
        line = "too many recipients: excess temporarily rejected: sender=<%s> %s" % (sender, client.shown(True))
        truth.update(code=452, stage="rcpt", sender=sender, recipient=None)
    elif form == 3:
        line = 'SMTP call from %s dropped: too many unrecognized commands (last was "%s")' % (client.shown(False), free)
        truth.update(code=500, stage=None, sender=None, recipient=None)
    elif form == 4:
        line = "unqualified recipient rejected: <%s> %s" % (recipient, client.shown(True))
        truth.update(code=501, stage="rcpt", sender=None, recipient=recipient)
    elif form == 5:
        line = "VRFY failed for %s %s" % (recipient, client.shown(True))
        truth.update(code=550, stage="vrfy", sender=None, recipient=recipient)
    else:
        line = 'SMTP protocol error in "RCPT TO:<%s>" %s sender not yet given' % (recipient, client.shown(True))
        truth.update(code=503, stage="rcpt", sender=None, recipient=recipient)
        if "unqualified" in line or " expected " in line:
            truth["unread"] = True
    if client.junk or ") [" in free or " U=" in client.behind or '" ' in line:
        truth["unread"] = True
    return line, truth


def message(rng):
    """A message with its arrival and what became of it: several lines."""
    version = rng.choice([94, 96, 97, 99])
    key = ident(rng, version)
    client = Client(rng, rng.random() < 0.25)
    sender, plain_sender = address(rng, "evil.example", rng.random() < 0.5)
    recipient, plain = address(rng, "sink.example", rng.random() < 0.6)
    quoted_id, _ = address(rng, "evil.example", rng.random() < 0.4)
    field, user = login(rng)
    if user and " " in user:
        field, user = " A=plain:bob", "bob"
    mailauth = ":s@example.com" if field and rng.random() < 0.2 else ""
    arrival = "<= %s H=%s%s P=esmtp%s%s%s%s S=%d" % (
        sender, client.full, client.behind + client.connection, " L" if rng.random() < 0.1 else "", tls(rng), field + mailauth,
        " K" if rng.random() < 0.3 else "", rng.randint(300, 9000))
    has_id = rng.random() < 0.9
    if has_id:
        arrival += " id=" + quoted_id
    if rng.random() < 0.3:
        arrival += ' T="%s"' % re.sub(r'(["\\])', r"\\\1", pieces(rng).replace("\\\"", "\"").replace("\\n", "n"))[:98].rstrip("\\")
    if rng.random() < 0.2:
        arrival += " from <%s>" % sender
    if rng.random() < 0.3:
        arrival += " for " + recipient
    yield key + " " + arrival, None
    known = {"sender": sender, "sasl_user": user, "message_id": quoted_id if has_id else None, "queue_id": key}
    if client.junk or " U=" in client.behind or "DN=" in arrival or "SNI=" in arrival:
        for name in ("sasl_user", "message_id"):
            known[name] = ("?", known[name])
    shown = plain if plain == recipient else "%s <%s>" % (plain, recipient)
    front = shown
    if rng.random() < 0.2:
        front += " F=<%s>" % sender
        known["sender"] = sender
    if rng.random() < 0.15:
        front += " P=<%s>" % sender
    front += " R=dnslookup T=remote_smtp"
    port = ":25" if rng.random() < 0.3 else ""
    host = " H=mx.sink.example [192.0.2.99]" + port
    truth = {**known, "direction": "outbound", "recipient": plain, "original_recipient": recipient if plain != recipient else None,
             "remote_host": "mx.sink.example", "remote_ip": "192.0.2.99"}
    words = "no such user " + pieces(rng)
    code, enhanced = rng.choice([(550, "5.1.1"), (553, "5.7.1"), (554, None)])
    # What stands at the end of a line like this is the time of the delivery.
    words = re.sub(r"( DT=\S*s| )+$", "", words)
    reply = "%d %s%s" % (code, enhanced + " " if enhanced else "", words)
    stage, command = rng.choice([("rcpt", "RCPT TO:<%s>" % recipient), ("mail", "MAIL FROM:<%s> SIZE=1346" % sender), ("end-of-data", "end of data"),
                                 ("data", "pipelined DATA")])
    if "\\n" in words:
        words = UNSURE
    form = rng.randrange(5)
    if form == 0:
        line = "=> %s%s%s C=\"250 2.0.0 Ok %s\"" % (front, host, tls(rng).replace(" SNI=mx.example.com", ""), re.sub(r'(["\\])', r"\\\1", pieces(rng)))
        truth.update(outcome="delivered", code=250, enhanced="2.0.0")
    elif form == 1:
        line = "** %s%s%sSMTP error from remote mail server after %s: %s" % (front, host, " : " if version >= 99 else ": ", command, reply)
        truth.update(outcome="bounced", stage=stage, code=code, enhanced=enhanced, text=words)
    elif form == 2:
        line = "** %s: Unrouteable address" % shown
        truth.update(outcome="bounced", code=None, enhanced=None, text="Unrouteable address", remote_host=None, remote_ip=None)
    elif form == 3:
        four = "4" + (reply[1:4] + "4" + reply[5:] if enhanced else reply[1:])
        line = "== %s R=dnslookup T=remote_smtp defer (-44)%s: SMTP error from remote mail server after %s: %s" % (shown, host, command, four)
        truth.update(outcome="deferred", stage=stage, code=code - 100, enhanced=enhanced and "4" + enhanced[1:], text=words)
    else:
        line = "H=mx.sink.example [192.0.2.99]%s: SMTP error from remote mail server after RCPT TO:<%s>: %s" % (port, recipient, reply)
        truth.update(outcome="attempt", stage="rcpt", code=code, enhanced=enhanced, text=words, recipient=recipient, original_recipient=None)
    yield key + " " + line, truth
    yield key + " Completed", None


def benign(rng):
    """Lines in which nobody crafted anything."""
    client = Client(rng, False)
    sender, recipient = plain_address(rng, "mail.example"), plain_address(rng, "example.com")
    truth = {"direction": "inbound", "outcome": "rejected", **client.truth()}
    form = rng.randrange(6)
    words = rng.choice(WORDS)
    if form < 2:
        field, user = login(rng)
        line = client.shown(True) + tls(rng) + " F=<%s>%s rejected RCPT <%s>: 550 5.1.1 %s" % (sender, field, recipient, words)
        truth.update(stage="rcpt", code=550, enhanced="5.1.1", text=words, sender=sender, recipient=recipient, sasl_user=user)
    elif form == 2:
        line = client.shown(True) + " temporarily rejected MAIL <%s>: %s" % (sender, words)
        truth.update(stage="mail", code=451, implied=True, text=words)
    elif form == 3:
        line = client.shown(True) + " rejected %s list@example.com" % rng.choice(["EXPN", "VRFY"])
        truth.update(stage="expn" if "EXPN" in line else "vrfy", recipient="list@example.com", code=550 if "EXPN" in line else 252, implied=True)
    elif form == 4:
        line = "plain_login authenticator failed for %s: 535 Incorrect authentication data (set_id=%s)" % (client.shown(True), sender)
        truth.update(stage="auth", code=535, sasl_user=sender)
    else:
        line = 'SMTP call from %s dropped: too many nonmail commands (last was "NOOP")' % client.shown(False)
        truth.update(code=554, implied=True)
    return line, truth


MAKERS = [benign] * 4 + [rejection] * 8 + [discarded, callout, verification, too_early, loose, transaction, failed_login, failed_login, session, session]


def stamped(rng, number, text):
    stamp = "2026-11-%02d %02d:%02d:%02d" % (1 + number // 86400 % 28, number // 3600 % 24, number // 60 % 60, number % 60)
    return stamp + (".%03d" % rng.randrange(1000) if rng.random() < 0.1 else "") + (" [%d]" % rng.randint(100, 99999) if rng.random() < 0.1 else "") + " " + text


def told(form, truth):
    """`truth` as `check_crafted.py` takes it."""
    if truth is None:
        return {"form": "no reply"}
    made = {"form": form}
    unsure = [name for name, value in truth.items() if isinstance(value, tuple)]
    for name, value in truth.items():
        if name != "unread" and value is not UNSURE:
            made[name] = value[1] if isinstance(value, tuple) else value
    made["?"] = True if truth.get("unread") else unsure
    return made


def lines(count, rng):
    """`count` lines, each with its truth."""
    made = 0
    while made < count:
        maker = message if rng.random() < 0.25 else rng.choice(MAKERS)
        pairs = list(message(rng)) if maker is message else [maker(rng)]
        form = maker.__name__.replace("_", " ")
        for text, truth in pairs:
            yield stamped(rng, made, text).encode("utf-8"), told(form, truth)
            made += 1
            if made == count:
                return
