"""Puts the sample days together: Sunday, November 22, 2026, on mx1.example.com, once with Postfix and once with Exim."""

import gzip
import zlib
from datetime import datetime, timezone
from random import Random

from .log_file import EXIM, DayLog
from .sample_background import Background
from .sample_exim_inbound import EximInbound
from .sample_exim_mail import EximMail
from .sample_exim_outbound import EximOutbound
from .sample_inbound import Inbound, STOLEN_LOGIN
from .sample_mail import Mail
from .sample_outbound import Outbound, choose_fates
from .sample_people import People
from .sample_servers import Servers
from .truth import Truth

DAY = datetime(2026, 11, 22)
LAST_SECOND = int(datetime(2026, 11, 22, 23, 59, 59, tzinfo=timezone.utc).timestamp())


def write_sample_day(path, seed):
    """Writes the day, compressed if the name says so, and returns its truth."""
    random = Random(seed)
    people = People(random)
    servers = Servers(people, choose_fates(people, random), random)
    log, truth = DayLog(DAY, "mx1"), Truth()
    mail = Mail(log, random, servers)
    inbound = Inbound(log, random, people, mail)
    Outbound(log, random, people, mail).write()
    inbound.write()
    Background(log, random, people, mail, inbound).write()
    data = log.render(truth)
    truth.notes = notes(data.decode())
    write(path, data)
    return truth


def write_exim_day(path, seed):
    """The same people and servers, behind Exim."""
    random = Random(seed)
    people = People(random)
    log, truth = DayLog(DAY, "mx1", EXIM), Truth("exim")
    mail = EximMail(log, random, people, choose_fates(people, random))
    EximOutbound(log, random, people, mail).write()
    EximInbound(log, random, people, mail).write()
    write(path, log.render(truth))
    return truth


def write(path, data):
    with open(path, "wb") as file:
        file.write(compressed(data) if path.endswith(".gz") else data)


def compressed(data):
    """As `gzip -9 -n` does, but with the end of the day as the time in the header: the year of the stamps is taken from it."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = body.compress(data) + body.flush()
    head = b"\x1f\x8b\x08\x00" + LAST_SECOND.to_bytes(4, "little") + b"\x02\x03"
    whole = head + packed + zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    assert gzip.decompress(whole) == data
    return whole


def notes(text):
    """The day's stories, counted from the text itself: replies by what they are known by."""
    found = {}
    lines = [line for line in text.split("\n") if "delivery temporarily suspended" not in line and "reject_warning" not in line]
    for name, words in STORIES.items():
        found[name] = sum(all(word in line for word in words) for line in lines)
    stolen = [line for line in lines if f"not owned by user {STOLEN_LOGIN}" in line]
    found["stolen login: sender domains"] = len({line.partition("; from=<")[2].partition(">")[0].partition("@")[2] for line in stolen})
    found["stolen login: clients"] = len({line.partition(" from unknown[")[2].partition("]")[0] for line in stolen})
    found["suspended (not counted)"] = text.count("(delivery temporarily suspended")
    found["reject_warning (not counted)"] = text.count("reject_warning:")
    return {"stories": found}


STORIES = {
    "553 not owned by user sales@ (stolen)": (f"not owned by user {STOLEN_LOGIN}",),
    "553 not owned by user laura.stein@ (aliases)": ("not owned by user laura.stein@",),
    "553 not logged in": ("Sender address rejected: not logged in",),
    "553 access table": ("your domain sends only advertising",),
    "553 qmail rcpthosts": ("allowed rcpthosts",),
    "553 qmail no mailbox": ("no mailbox here by that name",),
    "553 Yahoo BL21": ("[BL21]",),
    "553 Yahoo TSS09": ("[TSS09]",),
    "553 sender domain does not exist": ("553 5.1.8",),
    "553 mailbox name not allowed or invalid": ("553 5.1.3",),
    "553 no such user (sendmail)": ("553 5.3.0",),
    "553 message filtered": ("553 Message filtered",),
    "550 Microsoft block list S3140": ("(S3140)",),
    "421 Yahoo TSS04": ("[TSS04]",),
    "greylisted": ("status=deferred", "reylist"),
    "outage: connection timed out": ("to=<", "@kontor-nord.example", "Connection timed out"),
    "milter-reject without a code": ("milter-reject: END-OF-MESSAGE",),
}
