"""Writes the benchmark's log: the busy site and its strangers, second after second, until the log is long enough."""

from datetime import datetime
from random import Random

from .busy_exim import BusyExim
from .busy_site import BusySite
from .log_file import EXIM, LogFile, RFC3339
from .strangers import Strangers
from .strangers_exim import EximStrangers
from .truth import Truth

START = datetime(2026, 11, 16)


def write_busy_site(path, target, stamps, seed, rate=12):
    """Writes at least `target` bytes, up to the end of a second, and returns the truth. Stamps of Exim make it Exim's log."""
    random, truth = Random(seed), Truth("exim" if stamps == EXIM else "postfix")
    log = LogFile(path, stamps, "mx1", START, truth, seed)
    if stamps == EXIM:
        traffic = BusyExim(log, random)
        strangers = EximStrangers(log, random, traffic)
    else:
        traffic = BusySite(log, random, long_ids=stamps == RFC3339)
        strangers = Strangers(log, random, traffic)
    second = 0
    while truth.bytes < target:
        for _ in range(rate + random.randrange(-4, 5)):
            traffic.message(second)
            if random.random() < 0.6:
                strangers.visit(second)
            if random.random() < 0.002:
                traffic.probe(second)
        log.advance(second)
        second += 1
    log.close()
    return truth
