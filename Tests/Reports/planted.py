"""Logs with secrets in every place and every form, and what no redacted output may hold of them.

People are made up of syllables that no guide has; hosts are below example names, and IPs are those for documentation.
"""

import ipaddress
import random

LOCAL = "zorblat.kwinsey"
OTHER = "vexmira.dolquist"
LABEL = "grumbolt-ag"
V4 = "203.0.113.25"
V6 = "2001:db8:5a5a::77"
HEX = f"{int(ipaddress.ip_address(V4)):08x}"
PEOPLE = ["zorblat", "kwinsey", "vexmira", "dolquist", "plimforth", "xandrole"]
"""Parts of the local parts and logins: no output of either kind may hold one."""
PLACES = [
    "grumbolt", "frintz", "wexbury", "tollivar", "203.0.113", "203-0-113", "203_0_113", "113.0.203", "113-0-203", "2001:db8",
    "2001-db8", "8.b.d.0.1.0.0.2", HEX, str(int(ipaddress.ip_address(V4))), "xn--grmbolt-n2a", "grümbolt", "2001:0db8",
]
"""Parts of the domains, hosts and IPs: no output with all redacted may hold one."""

ENCLOSURES = [
    "{}", "<{}>", "'{}'", '"{}"', "`{}`", "({})", "[{}]", "{{{}}}", "{}:", "{},", "{}.", "{};", "{}!", "*{}*", "|{}|", "to={}", "a={}&b=c",
    "/{}/", "({}: no)", "..{}..", "--{}", "{}?", "#{}", "…{}…", "http://www.example.org/why?s=helo;x={}", "(in {})",
]
"""What may stand around a name."""

MORE_ENCLOSURES = [
    "“{}”", "‘{}’", "«{}»", "x {} y", "{}\t", "[{}]:25", "<{}>:", "{}/24", "smtp;{}", "smtp; {}", "dns;{}", "X-{}", "{}-x", "x-{}", "{}->x", "x->{}",
    "mailto:{}?subject=x", "{}\\n", "\\n{}", "=20{}", "{}=", "%20{}", "{}%20", "+{}", "{}+", "^{}", "@{}", "&lt;{}&gt;", "&{}&", "({})({})", "{},{}", "{};{}",
    "u'{}'", '\\"{}\\"', "user:{}", "id:{}", "5.7.1:{}", "{}...Unconfigured", "...{}...", "_{}_", "__{}", "/{}", "{}/", "~{}~", "!{}!", "${{{}}}", "$({})", "{}:25:",
    "::{}", "{}::",
]
"""What else may, beside and around those."""

REVERSED = ".".join(reversed(V4.split(".")))
NIBBLES = ".".join(reversed(ipaddress.ip_address(V6).exploded.replace(":", "")))
TELLING = ["mail", "home", "host", "local", "list", "dns", "pop", "spam", "forward", "policy", "domain", "bulk", "quota", "spamhaus", "dnsbl", "smtp", "relay"]
"""Words of the guide, which are labels of many hosts, too."""

ADDRESSES = [
    f"{LOCAL}@{LABEL}.example", f"{LOCAL.upper()}@{LABEL.upper()}.EXAMPLE", f"{OTHER}@{LABEL}.example", f"{OTHER}%40{LABEL}.example",
    f"{OTHER}%2540{LABEL}.example", f"{OTHER}%252540{LABEL}.example", f"bounces+{OTHER}={LABEL}.example@list.example",
    f"SRS0=ab=cd={LABEL}.example={OTHER}@fwd.example", f"prvs=123456abcd={OTHER}@{LABEL}.example", f"{OTHER}/x@{LABEL}.example",
    f"vexmira/dolquist@{LABEL}.example", f'"vexmira dolquist"@{LABEL}.example', f'"vexmira \\"q\\" dolquist"@{LABEL}.example',
    f'"{"x" * 200} dolquist"@{LABEL}.example', f"{LABEL}.example!{OTHER}@list.example", f"{OTHER}%{LABEL}.example@relay.example",
    f"{OTHER}@[{V4}]", f"{OTHER}@[IPv6:{V6}]", f"vexmira'dolquist@{LABEL}.example", f"{OTHER}@{LABEL}", f"id={OTHER}@{LABEL}.example",
    f"mailto:{OTHER}@{LABEL}.example", f"rfc822;{OTHER}@{LABEL}.example", f"{OTHER}@grümbolt.example", f"{OTHER}@xn--grmbolt-n2a.example",
    f"http://www.example.org/why?id={OTHER}%40{LABEL}.example&ip={V4}", f"<vexmira dolquist@{LABEL}.example>",
]
LOGINS = [
    f"{LABEL}.example!{OTHER}", f"GRUMBOLT\\{OTHER}", f"grumbolt\\vexmira", f"uid={OTHER},ou=people,dc=grumbolt,dc=example", f"cn={OTHER}", "cn=Vexmira van Dolquist,ou=people,o=grumbolt",
    f"/home/{OTHER}/Maildir", f"/var/vmail/{LABEL}.example/{OTHER}/", f"~{OTHER}", f"sasl_username={OTHER}", f"user={OTHER}",
    f"unknown user '{OTHER}'", f"mailbox `{OTHER}`", f"account <{OTHER}> is full", f"{OTHER}'s mailbox is full", "user vexmira unknown",
    f"unknown user: \"{OTHER}\"",
]
OWN = [LOCAL, LOCAL.upper(), f"~{LOCAL}", f"{LOCAL}!", f"ok.example!{LOCAL}", f"{LOCAL}'s mailbox", f"/home/{LOCAL}", f"{LOCAL}_old", f"{LOCAL}+x", f"x\\{LOCAL}"]
"""How a reply names its own recipient."""
IPS = [
    V4, f"{V4}:54321", f"{V4}_1", f"203.0.113.1-{V4}", f"{V4}/32", "203.0.113.0/24", "203.0.113.*", f"[{V4}]:25", f"ip-{V4}", f"x{V4}", f"::ffff:{V4}",
    f"{REVERSED}.zen.spamhaus.org", f"{REVERSED}.dnsbl.{LABEL}.example", f"{REVERSED}.in-addr.arpa", "203-0-113-25", "203_0_113_25", "ip203-0-113-25",
    "203-0-113-25.customer.example", f"{NIBBLES}.ip6.arpa", f"{NIBBLES}.zen.spamhaus.org", V6, V6.upper(), f"{V6}%eth0", f"[{V6}]:25", f"IPv6:{V6}",
    ipaddress.ip_address(V6).exploded, "2001:db8:5a5a::/48", "2001-db8-5a5a--77.ip6.example", "203.0.113.8", "203.0.113.127", f"0x{HEX}",
    f"http://{int(ipaddress.ip_address(V4))}/", "25-113-0-203.dyn.example.net", f"_{V4}", f"-{V6}-", f"ip={V4}", f"IP:{V4}", f"{V4},{V4}", f"a:{V4}:b", f"mx.example.org[{V4}]:25",
]
HOSTS = [
    *(f"{word}.{LABEL}.de" for word in TELLING), f"{LABEL}.example", f"mx.{LABEL}.example:25", f"_dmarc.{LABEL}.example", f"s1._domainkey.{LABEL}.example",
    f"_25._tcp.mx.{LABEL}.example", "grümbolt.example", "xn--grmbolt-n2a.example", "frintz.local", "pc1.frintz", f"MX1.{LABEL.upper()}.DE",
    f"{LABEL}-example.mail.protection.outlook.com", f"{LABEL}.onmicrosoft.com", f"{LABEL}.eu.mimecast.com", f"mx1.{LABEL}.pphosted.com",
    f"{LABEL}.l.google.com", f"connect to {LABEL}-example.mail.protection.outlook.com[{V4}]:25: Connection timed out", f"{LABEL}.example.",
    f"mx1-{LABEL}.example.net", f"550-mx.{LABEL}.example", f"{LABEL}.co.uk", f"mx.{LABEL}.cloud", "wexbury.tollivar.intern", f"{LABEL}.example/path",
    f"https://support.{LABEL}.example/why", f"helo=<{LABEL}>", "HELO FRINTZ-PC", "FRINTZ-PC [203.0.113.25]", f"(frintz) [{V4}]", "host frintz01 said",
    "DESKTOP-FRINTZ1", "\\\\FRINTZ\\share",
]


def replies(step=1):
    """Texts of replies, each with a secret in it; with every `step`th of the enclosures, other ones for each name."""
    for number, name in enumerate([*ADDRESSES, *OWN, *IPS, *HOSTS]):
        for enclosure in ENCLOSURES[number % step :: step]:
            yield enclosure.format(name)
    for number, name in enumerate(LOGINS):
        for enclosure in ENCLOSURES[:8][number % min(step, 8) :: step]:
            yield enclosure.format(name)


def nested(count, seed=1):
    """Texts with up to three enclosures around a secret, at random."""
    chance = random.Random(seed)
    for _ in range(count):
        text = chance.choice([*ADDRESSES, *OWN, *IPS, *HOSTS])
        for enclosure in chance.sample(ENCLOSURES + MORE_ENCLOSURES, chance.choice((1, 1, 2, 2, 3))):
            text = enclosure.replace("{}", "\0").replace("{{", "{").replace("}}", "}").replace("\0", text)
        yield text


def deliveries(texts):
    """A line of Postfix for each of the texts of replies."""
    peer = f"{LABEL}-example.mail.protection.outlook.com[{V4}]"
    for number, text in enumerate(texts):
        yield (
            f"Nov 22 10:{number // 60 % 60:02}:{number % 60:02} frintz01 postfix/smtp[9]: {number:010X}: to=<{LOCAL}@{LABEL}.example>, relay={peer}:25, delay=1, "
            f"delays=0/0/0/1, dsn=5.7.1, status=bounced (host {peer} said: 550 5.7.1 no {text} end (in reply to RCPT TO command))"
        )


def postfix(step=1):
    """Lines of Postfix."""
    number = 0
    host = "frintz01"
    for number, reply in enumerate(replies(step)):
        stamp = f"Nov 22 10:{number // 60 % 60:02}:{number % 60:02} {host} postfix"
        peer = f"{LABEL}-example.mail.protection.outlook.com[{V4}]"
        text = (
            f"550 5.7.1 Service refused {reply} blocked", f"550-5.7.1 {reply} 550 5.7.1 no such user",
            f"550-{reply} 550 no such user", f"451 4.7.1 greylisted {reply}",
        )[number % 4]
        yield (
            f"{stamp}/smtp[9]: {number:010X}: to=<{LOCAL}@{LABEL}.example>, orig_to=<plimforth@{LABEL}.example>, relay={peer}:25, delay=1, "
            f"delays=0/0/0/1, dsn=5.7.1, status=bounced (host {peer} said: {text} (in reply to RCPT TO command))"
        )
        if number % 7 == 0:
            helo = (f"mail.{LABEL}.de", "FRINTZ-PC", f"[{V4}]", "frintz", f"[IPv6:{V6}]", "plain text grumbolt", f"{LOCAL}@{LABEL}.example")[number // 7 % 7]
            yield (
                f"{stamp}/smtpd[9]: NOQUEUE: reject: RCPT from {LABEL}.example[{V4}]: 553 5.7.1 <{OTHER}@{LABEL}.example>: Sender address rejected: "
                f"not owned by user xandrole; from=<{OTHER}@{LABEL}.example> to=<{LOCAL}@{LABEL}.example> proto=ESMTP helo=<{helo}> "
                f"sasl_method=PLAIN, sasl_username=xandrole"
            )
            yield (
                f"{stamp}/smtpd[9]: NOQUEUE: reject: RCPT from unknown[{V6}]: 550 5.7.1 <{helo}>: Helo command rejected: Access denied; "
                f"from=<bounces+{OTHER}={LABEL}.example@list.example> to=<{LOCAL}@{LABEL}.example> proto=ESMTP helo=<{helo}>"
            )
    for reply in ("greylisted", "User unknown", "550"):
        yield f"Nov 22 11:00:00 {host} postfix/smtp[9]: ABCDEF0123: to=<{LOCAL}@{LABEL}.example>, relay=none, status=oddly (frintz {reply} {V4} mx.{LABEL}.example zorblat {OTHER} xandrole"
        yield f"Nov 22 11:00:00 {host} postfix/smtpd[9]: NOQUEUE: reject: RCPT from mx.{LABEL}.example[{V4}]: 550 {reply} user zorblat <{OTHER}@{LABEL}.example>"
    yield f"Nov 22 11:00:01 {host} postfix/smtpd[9]: ABCDEF0124: client=mx.{LABEL}.example[{V4}], sasl_method=PLAIN, sasl_username=xandrole"
    yield f"Nov 22 11:00:02 {host} postfix/cleanup[9]: ABCDEF0124: message-id=<plimforth.{LOCAL}@mail.{LABEL}.de>"
    yield f"Nov 22 11:00:03 {host} postfix/qmgr[9]: ABCDEF0124: from=<{LOCAL}@{LABEL}.example>, size=1, nrcpt=1 (queue active)"
    yield (
        f"Nov 22 11:00:04 {host} postfix/smtp[9]: ABCDEF0124: to=<{OTHER}@{LABEL}.example>, relay=mx.{LABEL}.example[{V4}]:25, delay=1, delays=0/0/0/1, "
        f"dsn=2.0.0, status=sent (250 2.0.0 Ok: message-id <plimforth@mail.{LABEL}.de> for zorblat.kwinsey)"
    )


def exim(step=1):
    """Lines of Exim's main log."""
    for number, reply in enumerate(replies(step)):
        stamp = f"2026-11-22 10:{number // 60 % 60:02}:{number % 60:02}"
        if number % 3 == 0:
            yield (
                f"{stamp} 1xVVqy-{number:06}-1C ** {LOCAL}@{LABEL}.example <plimforth@{LABEL}.example> F=<{OTHER}@{LABEL}.example> R=dnslookup T=remote_smtp "
                f"H=mail.{LABEL}.de [{V4}] X=TLS1.3: SMTP error from remote mail server after RCPT TO:<{LOCAL}@{LABEL}.example>: 550-5.1.1 {reply}\\n550 5.1.1 no such user"
            )
        elif number % 3 == 1:
            yield (
                f"{stamp} H=mail.{LABEL}.de (FRINTZ-PC) [{V4}] F=<{OTHER}@{LABEL}.example> A=plain:xandrole rejected RCPT <{LOCAL}@{LABEL}.example>: "
                f"Unknown user {reply}"
            )
        else:
            yield f"{stamp} 1xVVqy-{number:06}-1C == {LOCAL}@{LABEL}.example R=dnslookup T=remote_smtp defer (110): Connection timed out: {reply}"


def kinds():
    """The two kinds of redaction, with what each may not leave."""
    return {"--redact": PEOPLE, "--redact=all": PEOPLE + PLACES}
