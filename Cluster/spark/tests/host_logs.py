"""Logs of twenty hosts, as rotation leaves them: ten of Postfix, ten of Exim, ten files each, cut in the middle of messages."""

import gzip
import os
import random
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "Benchmarks"))

from generator.sample_day import write_exim_day, write_sample_day  # noqa: E402

HOSTS = [f"mx{number:02}" for number in range(1, 21)]
FILES_A_HOST = 10
TRUNCATED = "mx05/mail.log.4.gz"


def stamp(line, mta):
    """The time of a line, as seconds."""
    text = f"2026 {line[:15].decode()}" if mta == "postfix" else line[:19].decode()
    return datetime.strptime(text, "%Y %b %d %H:%M:%S" if mta == "postfix" else "%Y-%m-%d %H:%M:%S").timestamp()


def name(host, age):
    """As logrotate names it: the newest two are not compressed."""
    base = "mail.log" if host <= "mx10" else "mainlog"
    return f"{host}/{base}" + (f".{age}" if age else "") + (".gz" if age > 1 else "")


def write_host(folder, host, seed):
    """A sample day under the host's name, in files with the time of their last line."""
    mta = "postfix" if host <= "mx10" else "exim"
    day = Path(folder, f"{host}.day")
    (write_sample_day if mta == "postfix" else write_exim_day)(str(day), seed)
    lines = day.read_bytes().replace(b" mx1 ", f" {host} ".encode()).splitlines(keepends=True)
    day.unlink()
    draw = random.Random(seed)
    step = len(lines) // FILES_A_HOST
    cuts = [0, *(place * step + draw.randrange(step // 2) for place in range(1, FILES_A_HOST)), len(lines)]
    Path(folder, host).mkdir()
    for age, (begin, end) in zip(reversed(range(FILES_A_HOST)), zip(cuts, cuts[1:])):
        path = Path(folder, name(host, age))
        content = b"".join(lines[begin:end])
        # Without a time in its head: the year has to come from the file's own.
        path.write_bytes(gzip.compress(content, 6, mtime=0) if path.suffix == ".gz" else content)
        modified = stamp(lines[end - 1], mta) + 1
        os.utime(path, (modified, modified))


def write_hosts(folder):
    """All of them; one file ends too early. Their paths, as a shell would name them."""
    for seed, host in enumerate(HOSTS):
        write_host(folder, host, seed + 1)
    damaged = Path(folder, TRUNCATED)
    modified = damaged.stat().st_mtime
    damaged.write_bytes(damaged.read_bytes()[: damaged.stat().st_size * 2 // 3])
    os.utime(damaged, (modified, modified))
    return sorted(str(path.relative_to(folder)) for path in Path(folder).glob("mx*/ma*"))
