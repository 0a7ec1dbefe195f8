"""The shapes of Postfix log lines: each function gives the text behind `STAMP HOST `.

The shapes follow Postfix 3.7 to 3.10. A client or relay is written `name[address]`; `service` is the syslog tag of an smtpd, so that
`postfix/submission/smtpd` works as well as `postfix/smtpd`.
"""

SMTPD = "postfix/smtpd"
SUBMISSION = "postfix/submission/smtpd"
TLS_13 = ("TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 "
          "server-signature RSA-PSS (2048 bits) server-digest SHA256")


def seconds(value):
    """A duration as Postfix prints it: two significant digits, at most two decimals, no trailing zeros."""
    if value >= 10:
        return str(int(value))
    text = f"{value:.1f}" if value >= 1 else f"{value:.2f}"
    return text.rstrip("0").rstrip(".")


def delays(before_queue, in_queue, connecting, sending):
    """`TOTAL, delays=a/b/c/d`, to stand behind `delay=`."""
    parts = (before_queue, in_queue, connecting, sending)
    return f"{seconds(sum(parts))}, delays=" + "/".join(map(seconds, parts))


# Sessions with clients

def connect(pid, client, service=SMTPD):
    return f"{service}[{pid}]: connect from {client}"


def client_tls(pid, client, service=SMTPD):
    return f"{service}[{pid}]: Anonymous TLS connection established from {client}: {TLS_13}"


def client_line(pid, queue_id, client, login="", service=SMTPD):
    sasl = f", sasl_method=PLAIN, sasl_username={login}" if login else ""
    return f"{service}[{pid}]: {queue_id}: client={client}{sasl}"


def reject(pid, client, reply, sender, recipient, helo, service=SMTPD, stage="RCPT", queue_id="NOQUEUE", verb="reject"):
    """An access reject. `recipient` None leaves `to=` out."""
    to = f" to=<{recipient}>" if recipient is not None else ""
    return (f"{service}[{pid}]: {queue_id}: {verb}: {stage} from {client}: {reply}; "
            f"from=<{sender}>{to} proto=ESMTP helo=<{helo}>")


def reject_vrfy(pid, client, reply, recipient, helo):
    """A refused VRFY, given before any MAIL: there is no sender to log."""
    return f"{SMTPD}[{pid}]: NOQUEUE: reject: VRFY from {client}: {reply}; to=<{recipient}> proto=ESMTP helo=<{helo}>"


def disconnect(pid, client, commands, service=SMTPD):
    """`commands` is a list such as `["ehlo=1", "vrfy=5/15", "quit=1"]`; the sum at the end is worked out here."""
    accepted = total = 0
    for command in commands:
        first, _, second = command.partition("=")[2].partition("/")
        accepted += int(first)
        total += int(second or first)
    ratio = accepted if accepted == total else f"{accepted}/{total}"
    return f"{service}[{pid}]: disconnect from {client} {' '.join(commands)} commands={ratio}"


# postscreen separates its keys by commas, and names the client by address and port only

def screen(pid, text):
    return f"postfix/postscreen[{pid}]: {text}"


def screen_reject(pid, peer, reply, sender, recipient, helo):
    return (f"postfix/postscreen[{pid}]: NOQUEUE: reject: RCPT from {peer}: {reply}; "
            f"from=<{sender}>, to=<{recipient}>, proto=ESMTP, helo=<{helo}>")


# The life of a message

def message_id(pid, queue_id, value):
    return f"postfix/cleanup[{pid}]: {queue_id}: message-id=<{value}>"


def cleanup_milter_reject(pid, queue_id, client, text, sender, recipient, helo):
    """A milter's refusal of the content. Postfix leaves the reply code out here."""
    return (f"postfix/cleanup[{pid}]: {queue_id}: milter-reject: END-OF-MESSAGE from {client}: {text}; "
            f"from=<{sender}> to=<{recipient}> proto=ESMTP helo=<{helo}>")


def pickup(pid, queue_id, uid, sender):
    return f"postfix/pickup[{pid}]: {queue_id}: uid={uid} from=<{sender}>"


def active(pid, queue_id, sender, size, recipients):
    return f"postfix/qmgr[{pid}]: {queue_id}: from=<{sender}>, size={size}, nrcpt={recipients} (queue active)"


def removed(pid, queue_id):
    return f"postfix/qmgr[{pid}]: {queue_id}: removed"


def expired(pid, queue_id, sender):
    return f"postfix/qmgr[{pid}]: {queue_id}: from=<{sender}>, status=expired, returned to sender"


def notification(pid, queue_id, notice_id):
    return f"postfix/bounce[{pid}]: {queue_id}: sender non-delivery notification: {notice_id}"


# Deliveries

def server_tls(pid, relay, trust="Untrusted"):
    return f"postfix/smtp[{pid}]: {trust} TLS connection established to {relay}: {TLS_13}"


def delivery(pid, queue_id, recipient, relay, delay, dsn, status, text, original="", conn_use=0, agent="smtp"):
    """The one line that settles, or puts off, one recipient. `delay` is what `delays()` gave."""
    orig_to = f" orig_to=<{original}>," if original else ""
    reuse = f" conn_use={conn_use}," if conn_use else ""
    return (f"postfix/{agent}[{pid}]: {queue_id}: to=<{recipient}>,{orig_to} relay={relay},{reuse} delay={delay}, "
            f"dsn={dsn}, status={status} ({text})")


def attempt(pid, queue_id, words):
    """A reply on the way, from a host that is not the last MX: no recipient, no status."""
    return f"postfix/smtp[{pid}]: {queue_id}: {words}"


def said(host, reply, stage):
    """How Postfix wraps a remote reply; `host` without the port."""
    if stage == "banner":
        return f"host {host} refused to talk to me: {reply}"
    return f"host {host} said: {reply} (in reply to {stage} command)"


def connect_failure(pid, relay, reason):
    return f"postfix/smtp[{pid}]: connect to {relay}: {reason}"
