"""Runs commands and takes their CPU, wall time and peak memory from the kernel."""

import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True)
class Run:
    cpu: float
    """Seconds, user and system, of the command and its own children."""
    wall: float
    peak: float
    """Megabytes (10^6 bytes) of resident memory. Never below what the small process that starts it takes: see `floor`."""


class CommandFailed(Exception):
    pass


def run(command, output):
    """One run, its standard output into the file `output`: a real one, since GNU grep stops early when it writes to /dev/null."""
    command = list(map(str, command))
    done = subprocess.run([sys.executable, "-I", "-S", CHILD, output, *command], stdout=subprocess.PIPE, check=False, text=True)
    if done.returncode != 0:
        raise CommandFailed(f"could not be started: {' '.join(command)}")
    cpu, wall, peak, status = done.stdout.split()
    if status != "0":
        raise CommandFailed(f"exit status {status}: {' '.join(command)}")
    return Run(float(cpu), float(wall), int(peak) / 1e6)


def floor(output):
    """The peak that even `true` is charged with: the memory of the process that started it."""
    return run(["true"], output).peak


@dataclass(frozen=True)
class Pair:
    """Medians of runs taken in turn (ours, theirs, ours, theirs), and the median of the ratios of each pair."""
    ours: Run
    theirs: Run
    cpu_ratio: float
    wall_ratio: float


def paired(ours, theirs, pairs, output):
    first, second = [], []
    for _ in range(pairs):
        first.append(run(ours, output))
        second.append(run(theirs, output))
    return Pair(
        median(first), median(second),
        statistics.median(a.cpu / max(b.cpu, 1e-3) for a, b in zip(first, second)),
        statistics.median(a.wall / max(b.wall, 1e-3) for a, b in zip(first, second)))


def median(runs):
    return Run(*(statistics.median(getattr(run, name) for run in runs) for name in ("cpu", "wall", "peak")))
