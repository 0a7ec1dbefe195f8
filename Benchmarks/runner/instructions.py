"""Instructions a line by callgrind: the figure that does not depend on the machine, nor on what else runs on it."""

import os
import re
import shutil
import subprocess

from . import inputs

HEAD = 1_000
"""Lines of the log whose run stands for what a run costs that reads nothing: start, guide and report."""


def per_line(bounces, log):
    """Instructions a line of the first 100 MB of `log`, start and report of a small log taken off; None without valgrind."""
    if not shutil.which("valgrind"):
        return None
    part = inputs.part(log)
    head = part.with_name(part.name + ".head")
    with open(part, "rb") as file, open(head, "wb") as out:
        out.writelines(line for _, line in zip(range(HEAD), file))
    with open(part, "rb") as file:
        lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    return (count(bounces, part) - count(bounces, head)) / (lines - HEAD)


def count(bounces, log):
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}", bounces, "analyze", log]
    done = subprocess.run(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", done.stderr)[1])
