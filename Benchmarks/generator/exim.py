"""The shapes of Exim main log lines: each function gives the text behind `STAMP `, with the default log selector.

The shapes follow Exim 4.99. `peer` is a host as Exim writes it behind `H=`: `name [address]`, or `(helo) [address]` without a name.
"""

TLS_13 = "X=TLS1.3:ECDHE_X25519__RSA_PSS_RSAE_SHA256__AES_256_GCM:256"
REMOTE = "R=dnslookup T=remote_smtp"
ERRNO = {"RCPT TO": -44, "MAIL FROM": -45, "end of DATA": -46, "banner": 0}
"""What stands in `defer (N)` after a 4xx, by the stage of the reply."""


def peer_of(relay):
    """`name[address]` as Exim writes it."""
    return relay.replace("[", " [", 1)


def client_of(name, address, helo=""):
    """A client as Exim writes it; `name` may be `unknown`."""
    if name == "unknown":
        return f"({helo or 'localhost'}) [{address}]"
    return f"{name} ({helo}) [{address}]" if helo and helo != name else f"{name} [{address}]"


# The life of a message

def arrival(message, sender, peer, size, message_id, encrypted=True, login="", dkim=""):
    protocol = "esmtp" + "s" * encrypted + "a" * bool(login)
    return (f"{message} <= {sender} H={peer} P={protocol}{f' {TLS_13} CV=no' if encrypted else ''}{f' A=plain_login:{login}' if login else ''} "
            f"S={size}{f' DKIM={dkim}' if dkim else ''} id={message_id}")


def local_arrival(message, sender, user, size, message_id):
    return f"{message} <= {sender} U={user} P=local S={size} id={message_id}"


def notification(message, about, size):
    """The non-delivery notification: a message of its own, from nobody."""
    return f"{message} <= <> R={about} U=Debian-exim P=local S={size}"


def completed(message):
    return f"{message} Completed"


# Deliveries

def address_of(recipient, original=""):
    return f"{recipient} <{original}>" if original else recipient


def delivered(message, address, peer, confirmation, verified="yes", further=False, encrypted=True):
    """`confirmation` as `quoted` gave it; `further`: one more recipient of the same transaction."""
    tls = f" {TLS_13} CV={verified}" if encrypted else ""
    return f'{message} {"->" if further else "=>"} {address} {REMOTE} H={peer}{tls} C="{confirmation}"'


def quoted(reply):
    """A reply as it stands in `C="..."`, where a backslash is doubled once more."""
    return reply.replace("\\", "\\\\").replace('"', '\\"')


def to_mailbox(message, user, recipient, confirmation=""):
    """Over LMTP, which replies, or into a file, which does not."""
    if confirmation:
        return f'{message} => {user} <{recipient}> R=local_user T=dovecot_lmtp C="{confirmation}"'
    return f"{message} => {user} <{recipient}> R=local_user T=maildir_home"


def failed(message, address, peer, words, verified="yes", encrypted=True):
    tls = f" {TLS_13} CV={verified}" if encrypted else ""
    return f"{message} ** {address} {REMOTE} H={peer}{tls} : {words}"


def failed_here(message, address, words):
    """Without a host: not routeable, or given up."""
    return f"{message} ** {address} : {words}"


def deferred(message, address, errno, peer, words):
    return f"{message} == {address} {REMOTE} defer ({errno}) H={peer}: {words}"


def deferred_here(message, address, errno, words):
    """No host was reached, or none was tried."""
    return f"{message} == {address} {REMOTE} defer ({errno}): {words}"


def attempt(message, peer, words, stage):
    """A reply on the way. With RCPT, Exim leaves the colon out."""
    return f"{message} H={peer}{'' if stage == 'RCPT TO' else ':'} {words}"


def connect_failure(message, peer, reason):
    return f"{message} H={peer} {reason}"


def said(stage, reply, recipient, sender, size=0):
    """How Exim introduces a remote reply."""
    command = {"RCPT TO": f"RCPT TO:<{recipient}>", "MAIL FROM": f"MAIL FROM:<{sender}>{f' SIZE={size}' if size else ''}",
               "end of DATA": "end of data", "banner": "initial connection"}[stage]
    return f"SMTP error from remote mail server after {command}: {reply}"


# Clients

def rejected(peer, what, text="", sender=None, login="", temporarily=False, message=""):
    """`what` is the command with its argument; `sender` None where Exim shows none (all but RCPT and after DATA)."""
    return (f"{f'{message} ' if message else ''}H={peer}{f' F=<{sender}>' if sender is not None else ''}{f' A=plain_login:{login}' if login else ''} "
            f"{'temporarily ' if temporarily else ''}rejected {what}{f': {text}' if text else ''}")


def verify_failed(user, peer):
    return f"VRFY failed for {user} H={peer}"


def sender_verify(peer, sender, text, outcome="fail"):
    return f"H={peer} sender verify {outcome} for <{sender}>: {text}"


def callout(relay_peer, words):
    """A remote reply inside an inbound line."""
    return f"{relay_peer} : {words}"


def authenticator_failed(peer, login, mechanism="login_server"):
    return f"{mechanism} authenticator failed for H={peer}: 535 Incorrect authentication data (set_id={login})"
