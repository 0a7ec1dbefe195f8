"""The table: one row for each measure, with its target and its gate."""

import os
import sys
from dataclasses import dataclass, replace

from . import inputs, instructions, measure

TRIES = 3
"""Of the two jobs: wall time needs both cores, which others may be using."""
BUSY = 1.0
"""Load average above which a wall time says more of the others than of us."""


@dataclass
class Row:
    """One line of the table. `gate` and `target` bound the ratio from above, or from below if `at_least`."""
    measure: str
    ours: str
    theirs: str
    value: float
    target: float
    gate: float
    at_least: bool = False
    unit: str = ""
    timed: bool = False
    """A ratio of times: another processor, or neighbours on it, move it by a third for the same program."""
    load: float = 0.0
    """Of the machine before a wall time was taken; 0 where it makes no difference."""

    @property
    def met(self):
        return self.value >= self.gate if self.at_least else self.value <= self.gate

    @property
    def verdict(self):
        return "ok" if self.met else "MISSED" if self.load <= BUSY else f"not judged: load {self.load:.1f}"

    def widened(self, slack):
        """This row with the gate `slack` times as far off, if times decide it."""
        return replace(self, gate=self.gate / slack if self.at_least else self.gate * slack) if self.timed else self

    def cells(self):
        sign = "≥" if self.at_least else "≤"
        return (self.measure, self.ours, self.theirs, f"{self.value:.2f}{self.unit}", f"{sign} {self.target:g}{self.unit}",
                f"{sign} {round(self.gate, 2):g}{self.unit}", self.verdict)


def best_rows(tries, take):
    """The rows that `take` gives; as long as one misses its gate they are taken again, and of each the best one stays."""
    best = take()
    for _ in range(tries - 1):
        if all(row.verdict != "MISSED" for row in best):
            break
        again = take()
        best = [new if (new.value > old.value) == new.at_least else old for old, new in zip(best, again)]
    return best


def instruction_rows(bounces, log, exim):
    """The gates keep what was reached; the targets are those of a prototype that counted less."""
    for name, path, target, gate in (("plain", log, 600, 1_160), ("Exim plain", exim, 800, 1_780)):
        value = instructions.per_line(bounces, path)
        if value is None:
            print("instructions: not measured, needs valgrind", file=sys.stderr)
            return
        yield Row(f"{name}: instructions a line", f"{value:,.0f}", "", value, target, gate)


def postfix_rows(bounces, log, folder, pairs):
    """One after the other; those of slow tools come last."""
    output = folder / "output"
    analyze = [bounces, "analyze"]
    packed, part = inputs.packed(log), inputs.part(log)
    measure.run(["cat", log, packed], output)  # into the page cache
    floor = measure.floor(output)

    grep = measure.paired(analyze + [log], ["grep", "-c", " said: ", log], pairs, output)
    yield Row("plain: CPU / grep -c ' said: '", *cpu(grep), grep.cpu_ratio, 1.25, 1.6, timed=True)
    lines = measure.paired(analyze + [log], ["wc", "-l", log], pairs, output)
    yield Row("plain: CPU / wc -l", *cpu(lines), lines.cpu_ratio, 7, 10, timed=True)
    load = os.getloadavg()[0]
    zcat = measure.paired(analyze + [packed], ["zcat", packed], pairs, os.devnull)
    yield Row("gz: CPU / zcat", *cpu(zcat), zcat.cpu_ratio, 0.70, 0.85, timed=True)
    yield Row("gz: wall / zcat", f"{zcat.ours.wall:.2f} s", f"{zcat.theirs.wall:.2f} s", zcat.wall_ratio, 0.42, 0.8, timed=True, load=load)
    peak = max(grep.ours.peak, zcat.ours.peak)
    yield Row(f"peak memory, {log.stat().st_size / 1e6:,.0f} MB", f"{peak:.1f} MB", f"(floor {floor:.0f} MB)", peak, 40, 64, unit=" MB")
    short = measure.median([measure.run(analyze + [part], output) for _ in range(pairs)])
    yield Row(f"peak memory, {part.stat().st_size / 1e6:,.0f} MB", f"{short.peak:.1f} MB", f"(floor {floor:.0f} MB)", short.peak, 20, 36, unit=" MB")
    yield from beside_script("pflogsumm", inputs.pflogsumm(folder), part, short, output)


def exim_rows(bounces, log, folder, pairs):
    output = folder / "output"
    analyze = [bounces, "analyze"]
    packed, part = inputs.packed(log), inputs.with_short_ids(inputs.part(log))
    measure.run(["cat", log, packed], output)
    grep = measure.paired(analyze + [log], ["grep", "-c", "SMTP error from", log], pairs, output)
    # An eighth of this log's lines are refusals and failures, several times as many as where the gate of 3 comes from.
    yield Row("Exim plain: CPU / grep -c 'SMTP error from'", *cpu(grep), grep.cpu_ratio, 2.2, 4, timed=True)
    zcat = measure.paired(analyze + [packed], ["zcat", packed], pairs, os.devnull)
    yield Row("Exim gz: CPU / zcat", *cpu(zcat), zcat.cpu_ratio, 0.70, 0.95, timed=True)
    short = measure.median([measure.run(analyze + [part], output) for _ in range(pairs)])
    yield from beside_script("eximstats", inputs.eximstats(folder), part, short, output)


def beside_script(name, found, part, ours, output):
    """A slow Perl script, run once on the first 100 MB. No row, and a word on standard error, if it is not to be had."""
    script, reason = found
    if script is None:
        print(f"{name}: not measured, {reason}", file=sys.stderr)
        return
    theirs = measure.run(["perl", script, part], output)
    yield Row(f"CPU of {name} / ours, {part.stat().st_size / 1e6:,.0f} MB", f"{ours.cpu:.2f} s", f"{theirs.cpu:.2f} s",
              theirs.cpu / max(ours.cpu, 1e-3), 45, 20, at_least=True, timed=True)


def jobs_row(bounces, log, folder):
    """Wall time of one job and of two on eight gz files: the best of some tries, each with the load of the machine before it."""
    files, best = inputs.rotated(log), None
    one, two = folder / "output", folder / "output.jobs"
    measure.run(["cat", *files], one)
    for number in range(1, TRIES + 1):
        load = max(os.getloadavg()[0], 0.01)
        single = measure.run([bounces, "analyze", "--jobs", "1", *files], one)
        double = measure.run([bounces, "analyze", "--jobs", "2", *files], two)
        if one.read_bytes() != two.read_bytes():
            raise measure.CommandFailed("the reports of --jobs 1 and --jobs 2 differ")
        ratio = single.wall / max(double.wall, 1e-3)
        print(f"jobs, try {number}: {single.wall:.2f} s / {double.wall:.2f} s = {ratio:.2f}, load average {load:.2f}", file=sys.stderr)
        row = Row(f"8 gz: wall of --jobs 1 / --jobs 2 (load {load:.1f})", f"{double.wall:.2f} s", f"{single.wall:.2f} s", ratio, 1.2, 1.05, at_least=True, load=load)
        best = row if best is None or row.value > best.value else best
    return best


def cpu(pair):
    return f"{pair.ours.cpu:.2f} s", f"{pair.theirs.cpu:.2f} s"


def show(rows):
    table = [("measure", "ours", "theirs", "ratio", "target", "gate", "")] + [row.cells() for row in rows]
    widths = [max(len(row[i]) for row in table) for i in range(7)]
    for cells in table:
        print("  ".join(cell.ljust(width) if i in (0, 6) else cell.rjust(width) for i, (cell, width) in enumerate(zip(cells, widths))).rstrip())
