"""Hostile logs: text that terminals, browsers and spreadsheets obey, structure that is none, and a million different things."""

CANARY = "canary"

PAYLOADS = {
    "escape": b"\x1b]0;canary\x07\x1b[31mcanary\x1b[2J\x1b(0",
    "c1": "\u009b31mcanary\u009d0;canary\u009c\u0085canary".encode() + b"\x9b31mcanary\x9d",
    "bidi": "canary\u202egnp.exe\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u2028\u2029canary".encode(),
    "hidden": "canary\u200b\u200d\u2060\ufeff\U000e0041\U000e0001\u00adcanary".encode(),
    "nul": b"canary\x00\x08\x08\x08\x7f\x0b\x0c\rcanary",
    "utf8": b"canary\xff\xfe\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\xe2\x82canary",
    "script": b"<script>alert('canary')</script><img src=x onerror=canary()>",
    "attribute": b"\"><svg onload=canary()>' onmouseover='canary()",
    "comment": b"<!-- canary --><![CDATA[canary]]></code></p></body>",
    "mustache": b"{{canary}}{{{script}}}{{#canary}}{{/canary}}{{% CONTENT_TYPE:TEXT}}",
    # A letter that joins with what follows to one character, and a mark that joins with what is before: no escaping by characters sees the sign.
    "joined": "\u0d4e<script>canary\u0d4e</script>\u0d4e<meta http-equiv=refresh content=\u0d4e\"canary>\u0d4e&lt;".encode(),
    "marked": "<\u0301\"\u0301 onload=canary '\u0301>\u0301|\u0301`\u0301*\u0301[\u0301canary]\u0301(\u0301http://canary.example)\u0301".encode(),
    "link": b"[canary](http://canary.example) ![canary](http://canary.example/x.png) <http://canary.example> http://canary.example www.canary.example",
    "markdown": b"| canary | a | b | **canary** `canary` ``canary`` # canary ~~~ \\| \\` \\\\| &#60;script&#62;",
    "script-link": b"javascript:canary() [x]: http://canary.example [x][x]",
    "address": b"canary@canary.example mailto:canary@canary.example xmpp:canary@canary.example/x ftp://canary.example //canary.example canary.com",
    "formula": b"=cmd|' /C canary'!A0",
    "formula-marked": "=\u0301cmd|' /C canary'!A0".encode(),
    "plus": b"+canary+1", "minus": b"-canary-1", "at": b"@SUM(canary)",
    "tab": b"\t=canary()", "quote": b"\"canary\",\"=canary()\"\"\"",
    "label": b"canary\"} 1\\n# EOF \\\" canary{code=\"1\"} 7",
    "header": b"canary#015#012Bcc: canary@canary.example#015#012#015#012canary",
    "word": b"=?utf-8?q?canary=0d=0aBcc:_canary@canary.example?=",
}
"""By name; none has a line feed, which would end the log's line."""


def joined(lines):
    return b"".join(line + b"\n" for line in lines)


def postfix_lines(payload, number):
    """Lines of Postfix with `payload` wherever the other side, or somebody who sends, has a say."""
    at = b"Nov 22 10:%02d:%02d mx1 " % (number % 60, number % 59)
    key = b"4A1B2C%04X" % number
    yield at + b"postfix/smtpd[9]: %s: client=%s[192.0.2.7], sasl_method=PLAIN, sasl_username=%s" % (key, payload, payload)
    yield at + b"postfix/cleanup[9]: %s: message-id=<%s@example.com>" % (key, payload)
    yield at + b"postfix/qmgr[9]: %s: from=<%s@example.com>, size=999, nrcpt=2 (queue active)" % (key, payload)
    for code, status in ((b"550 5.1.1", b"bounced"), (b"451 4.7.1", b"deferred"), (b"250 2.0.0", b"sent")):
        words = b"host %s[192.0.2.1] said: %s %s (in reply to RCPT TO command)" % (payload, code, payload)
        if status == b"sent":
            words = b"250 2.0.0 " + payload
        yield at + b"postfix/smtp[9]: %s: to=<%s@%s.example.net>, relay=%s[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=%s, status=%s (%s)" % (
            key, payload, payload, payload, code[4:], status, words)
        # And with the text in front of everything else that is said.
        yield at + b"postfix/smtp[9]: %s: to=<%s>, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=%s, status=%s (%s)" % (
            key, payload, code[4:], status, b"host mx.example.net[192.0.2.1] said: " + code[:4] + payload + b" (in reply to MAIL FROM command)")
    yield at + (b"postfix/smtpd[9]: NOQUEUE: reject: RCPT from %s[192.0.2.7]: 553 5.7.1 <%s>: Sender address rejected: not owned by user %s; "
                b"from=<%s> to=<%s> proto=ESMTP helo=<%s>" % ((payload,) * 6))
    yield at + b"postfix/smtpd[9]: NOQUEUE: reject: RCPT from %s[192.0.2.7]: 554 %s; from=<%s> to=<%s> proto=ESMTP helo=<%s>" % ((payload,) * 5)
    yield at + b"postfix/smtpd[9]: warning: %s[192.0.2.7]: SASL LOGIN authentication failed: %s" % (payload, payload)
    yield at + b"postfix/smtp[9]: %s to=<%s>, status=%s" % (payload, payload, payload)
    yield at + b"postfix/%s[9]: %s: to=<%s>, %s" % (payload, key, payload, payload)
    yield b"Nov 22 10:00:00 %s postfix/smtp[9]: %s: to=<a@example.net>, relay=none, delay=1, dsn=5.4.4, status=bounced (%s)" % (payload, key, payload)


def exim_lines(payload, number):
    """As `postfix_lines`, of Exim."""
    at = b"2026-11-22 10:%02d:%02d " % (number % 60, number % 59)
    key = b"1xVVrD-0000000%04X-3EQ5" % number
    yield at + key + b" <= %s@example.com H=(%s) [192.0.2.7] P=esmtpsa A=plain:%s S=328 id=%s@example.com" % ((payload,) * 4)
    for sign, code in ((b"**", b"550 5.1.1"), (b"==", b"451 4.7.1")):
        for person in (payload + b"@canary.example.net", payload):
            yield at + key + b" %s %s R=dnslookup T=remote_smtp%s H=%s [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<%s>: %s %s" % (
                sign, person, b" defer (-44)" if sign == b"==" else b"", payload, person, code, payload)
    yield at + key + b" => %s@example.net R=dnslookup T=remote_smtp H=%s [192.0.2.1] C=\"250 %s\"" % ((payload,) * 3)
    yield at + b"H=%s (%s) [192.0.2.7] F=<%s> A=plain:%s rejected RCPT <%s>: %s" % ((payload,) * 6)
    yield at + b"H=(%s) [192.0.2.7] rejected MAIL <%s>: 553 5.1.8 %s" % ((payload,) * 3)
    yield at + b"H=(%s) [192.0.2.7] rejected EHLO or HELO %s: syntactically invalid argument(s): %s" % ((payload,) * 3)
    yield at + b"%s rejected connection in \"connect\" ACL: %s" % (payload, payload)
    yield at + key + b" %s %s" % (payload, payload)


def hostile_text(payload):
    """A log of both mail servers with one payload, alone, twice, behind a letter and in capitals."""
    lines = []
    for number, spelling in enumerate((payload, payload + b" " + payload, b"x" + payload, payload.upper())):
        lines += postfix_lines(spelling, number)
        lines += exim_lines(spelling, number)
    return joined(lines)


OUT, IN = "outbound", "inbound"
DEFERRED = (OUT, "deferred", 450, "real@example.net")
REFUSED = (IN, "rejected", 553, "real@example.com")
SYSLOG = b"Nov 22 10:00:00 mx1 "
FAKE = (b"to=<victim@example.org>, relay=fake[192.0.2.66]:25, delay=1, dsn=5.1.1, status=bounced "
        b"(host fake[192.0.2.66] said: 550 5.1.1 fake (in reply to RCPT TO command))")
FAKE_LINE = b"Nov 22 10:00:01 mx1 postfix/smtp[9]: 4A1B2C3D44: " + FAKE
FAKE_REFUSAL = b"from=<x@example.org> to=<victim@example.org> proto=SMTP helo=<y"
EXIM = b"2026-11-22 10:00:00 "
EXIM_KEY = b"1xVVrD-0000000026Y-3EQ5"
EXIM_FAKE = b"** victim@example.org R=r T=t H=fake [192.0.2.66]: SMTP error from remote mail server after RCPT TO:<victim@example.org>: 553 5.1.3 fake"


def delivery(words, to=b"real@example.net"):
    """A message of Postfix about a deferral, in which the other side says `words`."""
    return (b"4A1B2C3D41: to=<" + to + b">, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=4.2.0, status=deferred "
            b"(host mx.example.net[192.0.2.1] said: 450 4.2.0 " + words + b" (in reply to RCPT TO command))")


def deferred(words, **options):
    return SYSLOG + b"postfix/smtp[9]: " + delivery(words, **options)


def refused(helo, sender=b"a@example.com", words=b"not owned by user a"):
    """A refusal of Postfix to a client that greets with `helo`: the sender's quotes are in the envelope only, since 3.5."""
    local, _, domain = sender.rpartition(b"@")
    bare = local[1:-1].replace(b'\\"', b'"') + b"@" + domain if local.startswith(b'"') else sender
    return (SYSLOG + b"postfix/smtpd[9]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 553 5.7.1 <" + bare + b">: Sender address rejected: "
            + words + b"; from=<" + sender + b"> to=<real@example.com> proto=ESMTP helo=<" + helo + b">")


def journal(message, number):
    return (b'{"__CURSOR":"s=1;i=%d","__REALTIME_TIMESTAMP":"1795341600000000","_HOSTNAME":"mx1","SYSLOG_IDENTIFIER":"postfix/smtp",'
            b'"SYSLOG_PID":"9","MESSAGE":"%s"}' % (number, message))


def exim_deferred(words):
    return (EXIM + EXIM_KEY + b" == real@example.net R=dnslookup T=remote_smtp defer (-44) H=mx.example.net [192.0.2.1]: SMTP error from remote "
            b"mail server after RCPT TO:<real@example.net>: 450 4.2.0 " + words)


def exim_refused(client, sender=b"a@example.org", words=b"553 5.7.1 no"):
    return EXIM + b"H=" + client + b" [192.0.2.7] F=<" + sender + b"> rejected RCPT <real@example.com>: " + words


QUOTED = b'"x>: no; ' + FAKE_REFUSAL + b'>; "@example.com'
OWNER = (b'"x>: Sender address rejected: not owned by user boss@example.com; from=<x> to=<victim@example.org> proto=ESMTP helo=<z"@example.com')

STRUCTURE = [
    ("a delivery inside a reply", deferred(b"later) " + FAKE), [DEFERRED]),
    ("a reply inside a reply", deferred(b"try: host fake[192.0.2.66] said: 553 5.1.3 fake (in reply to MAIL FROM command)"), [DEFERRED]),
    ("a line behind an escaped line feed", deferred(b"later#012" + FAKE_LINE), [DEFERRED]),
    ("a line behind the letters \\n", deferred(b"later\\n" + FAKE_LINE), [DEFERRED]),
    ("a line behind a carriage return", deferred(b"later\r" + FAKE_LINE), [DEFERRED]),
    ("a queue id inside a reply", deferred(b"postfix/smtp[9]: 4A1B2C3D44: " + FAKE), [DEFERRED]),
    ("a repeat inside a reply", deferred(b"message repeated 99 times: [ " + FAKE + b"]"), [DEFERRED]),
    ("a delivery as a recipient", deferred(b"later", to=b'"x>, status=sent (250 ok) "@example.net'), [(OUT, "deferred", 450, None)]),
    ("a recipient as a HELO name", refused(b"x> to=<victim@example.org> proto=ESMTP helo=<y"), [REFUSED]),
    ("a delivery as a HELO name", refused(FAKE), [REFUSED]),
    ("a refusal as a HELO name", refused(b"NOQUEUE: reject: RCPT from x[192.0.2.9]: 550 5.1.1 <victim@example.org>: no; " + FAKE_REFUSAL), [REFUSED]),
    ("an envelope as a HELO name", refused(b"x>; " + FAKE_REFUSAL), [REFUSED]),
    ("an envelope in a refused address", refused(b"c.example.org", sender=QUOTED), [REFUSED]),
    ("an envelope with a login's owner in a refused address", refused(b"h.example", sender=OWNER, words=b"not logged in"), [REFUSED]),
    ("a login as a HELO name, cut", refused(b"x> sasl_method=PLAIN, sasl_username=victim@example.org" + b", B" * 900)[:2000 + len(SYSLOG) + 18], [REFUSED]),
    ("a delivery as a recipient without quotes", SYSLOG + b"postfix/smtp[9]: 4A1B2C3D41: to=<" + FAKE[4:FAKE.index(b" (in reply")].replace(b"delay=1,", b"delay=1, delays=0/0/0/1,")
     + b"@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 ok)", []),
    ("an end as a sender without quotes", SYSLOG + b"postfix/qmgr[9]: 4A1B2C3D4A: from=<x>, status=expired, returned to sender@example.com>, size=1, nrcpt=1 (queue active)", []),
    ("an envelope as a HELO name, and one in a refused address", refused(b"x>; " + FAKE_REFUSAL, sender=QUOTED), [REFUSED]),
    ("an envelope in a policy's words", SYSLOG + b"postfix/smtpd[9]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 553 5.7.1 <real@example.com>: "
     b"Recipient address rejected: no; " + FAKE_REFUSAL + b">; from=<a@example.org> to=<real@example.com> proto=ESMTP helo=<c.example.org>", [REFUSED]),
    ("a delivery in another program's line", SYSLOG + b"sshd[9]: Invalid user postfix/smtp[9]: 4A1B2C3D44: " + FAKE + b" from 192.0.2.7 port 22", []),
    ("a line of Exim in another program's line", SYSLOG + b"sshd[9]: Invalid user " + EXIM + EXIM_KEY + b" " + EXIM_FAKE, []),
    ("a delivery in a failed login", SYSLOG + b"postfix/smtpd[9]: warning: c.example.org[192.0.2.7]: SASL LOGIN authentication failed: UGFz, "
     b"sasl_username=4A1B2C3D44: " + FAKE, []),
    ("a delivery as a sender", SYSLOG + b'postfix/qmgr[9]: 4A1B2C3D4A: from=<"x>, ' + FAKE + b'"@example.com>, size=1, nrcpt=1 (queue active)', []),
    ("a delivery as a message id", SYSLOG + b"postfix/cleanup[9]: 4A1B2C3D4A: message-id=<x> " + FAKE, []),
    ("a delivery as a header", SYSLOG + b"postfix/cleanup[9]: 4A1B2C3D4A: warning: header Subject: postfix/smtp[9]: 4A1B2C3D44: " + FAKE
     + b" from c.example.org[192.0.2.7]; from=<a@example.com> to=<b@example.com> proto=ESMTP helo=<c>", []),
    ("a failure inside a reply to Exim", exim_deferred(b"later\\n" + EXIM + EXIM_KEY + b" " + EXIM_FAKE), [DEFERRED]),
    ("a remote error inside a reply to Exim", exim_deferred(b"H=fake [192.0.2.66]: SMTP error from remote mail server after RCPT TO:<victim@example.org>: 553 5.1.3 fake"), [DEFERRED]),
    ("a rejection as a HELO name of Exim", exim_refused(b"(x [192.0.2.9] rejected RCPT <victim@example.org>: 550 5.1.1 no)"), [REFUSED]),
    ("a rejection as a sender of Exim", exim_refused(b"c.example.org", sender=b'"> rejected RCPT <victim@example.org>: 550 no"@example.org'), [REFUSED]),
    ("a rejection inside a rejection of Exim", exim_refused(b"c.example.org", words=b"553 5.7.1 no: H=(x) [192.0.2.9] rejected RCPT <victim@example.org>: 550 5.1.1 no"), [REFUSED]),
    ("a line inside a journal entry", journal(delivery(b"later\\n" + FAKE_LINE), 1), [DEFERRED]),
    ("a message inside a message of the journal", journal(delivery(b'\\",\\"MESSAGE\\":\\"4A1B2C3D44: ' + FAKE + b'\\",\\"X\\":\\"'), 2), [DEFERRED]),
    ("a line inside a container's line", b'{"log":"' + deferred(b"later\\n" + FAKE_LINE) + b'\\n","stream":"stdout","time":"2026-11-22T10:00:00.0Z"}', [DEFERRED]),
]
"""Lines with structure that is none, and the replies that are in each: direction, outcome, code, recipient where one is told."""


def write_lines(path, count, line):
    """Writes `count` lines, the number `n` of each given to `line`."""
    with open(path, "w", encoding="ascii", buffering=1 << 20) as log:
        for start in range(0, count, 10_000):
            log.write("".join(f"Nov 22 {n // 60_000 % 24:02d}:{n // 1000 % 60:02d}:{n % 60:02d} mx1 {line(n)}\n"
                              for n in range(start, min(count, start + 10_000))))


def bounced(n, *, key=None, to="a@example.net", code="550 5.1.1", text="no such user", host="mx.example.net[192.0.2.1]"):
    enhanced = code[4:] if len(code) > 4 else "5.0.0"
    return (f"postfix/smtp[9]: {key or '4A1B2C3D4E'}: to=<{to}>, relay={host}:25, delay=1, delays=0/0/0/1, dsn={enhanced}, "
            f"status=bounced (host {host} said: {code} {text} (in reply to RCPT TO command))")


def word(n):
    """A word of letters that no two numbers share, without a digit that would be taken for what varies."""
    letters = ""
    for _ in range(5):
        letters += "bcdfghjklmnpqrstvwxz"[n % 20]
        n //= 20
    return letters


MANY = {
    "queue ids that end": lambda n: bounced(n, key=f"{n + 0x10000000:X}"),
    "queue ids that never end": lambda n: f"postfix/qmgr[9]: {n + 0x10000000:X}: from=<u{n}@example.com>, size=9, nrcpt=1 (queue active)",
    "enhanced codes": lambda n: bounced(n, code=f"550 5.{n // 1000 % 1000}.{n % 1000}"),
    "reply codes": lambda n: bounced(n, code=f"{400 + n % 200} {4 + n % 200 // 100}.{n % 977}.{n % 991}"),
    "templates": lambda n: bounced(n, text=f"{word(n)} is {word(n * 7 + 1)} for {word(n * 13 + 5)}"),
    "recipients": lambda n: bounced(n, to=f"u{n}@d{n // 10}.example"),
    "hosts": lambda n: bounced(n, host=f"mx{n}.d{n}.example[192.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}]"),
    "senders and logins": lambda n: (f"postfix/smtpd[9]: NOQUEUE: reject: RCPT from c{n}.example[192.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}]: 553 5.7.1 "
                                     f"<s{n}@d{n}.example>: Sender address rejected: not owned by user l{n}; from=<s{n}@d{n}.example> to=<r{n}@example.com> "
                                     f"proto=ESMTP helo=<h{n}.example>"),
    "lines that are not understood": lambda n: f"postfix/smtp[9]: {word(n)} {word(n * 3 + 1)} status={n}" if n else bounced(0),
}
