"""Which files a job reads, and which of them go into one task. Runs on the driver alone."""

import glob
import os
import re
from itertools import groupby
from typing import NamedTuple

import bounces_hadoop

COMPRESSED = (".gz", ".xz", ".zst", ".bz2")
COMPRESSED_WEIGHT = 10
"""A byte of gzip takes as long as ten to sixteen bytes of plain log: it holds six, and they have to be unpacked first."""
HOST = r".*/|.*?\.log|[^.]+"
"""Whose file it is: the folder's; without a folder the name's as far as `.log`, or as its first dot."""
FILES_A_TASK = 2_000
"""They all have to stand on one command line."""


class LogFile(NamedTuple):
    path: str
    size: int
    modified: float

    @property
    def weight(self):
        return self.size * (COMPRESSED_WEIGHT if self.path.endswith(COMPRESSED) else 1)


class NoFile(Exception):
    """A pattern that no file has."""


def local_root(root):
    """The folder, where `root` is one of this machine or of a file system that all machines have mounted; else None."""
    if root.startswith("file:"):
        return "/" + root[len("file:"):].lstrip("/")
    return None if re.match(r"[a-z][a-z0-9+.-]+:", root) else os.path.abspath(root)


def list_local(folder, patterns):
    """Files below the folder, as a shell would find them there."""
    found = {}
    for pattern in patterns:
        paths = [path for path in glob.glob(pattern, root_dir=folder, recursive=True) if os.path.isfile(os.path.join(folder, path))]
        if not paths:
            raise NoFile(f"no file below {folder} is named {pattern}")
        for path in paths:
            status = os.stat(os.path.join(folder, path))
            found[path] = LogFile(path, status.st_size, status.st_mtime)
    return sorted(found.values())


def list_remote(context, root, patterns):
    """Files below a folder that Hadoop knows; its patterns know no `**`."""
    found = {}
    for pattern in patterns:
        files = [LogFile(*match) for match in bounces_hadoop.matches(context, root, pattern)]
        if not files:
            raise NoFile(f"no file below {root} is named {pattern}")
        found.update((file.path, file) for file in files)
    return sorted(found.values())


def task_weight(files, cores, least, most):
    """Three tasks a core, so that a slow one is made up for, but none so small that starting it is most of its time, and none so
    big that trying it again takes long."""
    return max(least, min(most, sum(file.weight for file in files) // (3 * cores)))


def plan_tasks(files, host, target):
    """The paths of each task, the heaviest task first. A host's rotated files stay together, the oldest first; a host with more than
    `target` is cut between two files, small hosts share a task. Any cut gives the same report, so this is about speed alone."""
    def whose(file):
        match = re.match(host, file.path)
        return match[match.lastindex or 0] if match else ""

    ordered = sorted(files, key=lambda file: (whose(file), file.modified, file.path))
    tasks, weight = [], 0
    for _, group in groupby(ordered, key=whose):
        group = list(group)
        fits = tasks and weight + sum(file.weight for file in group) <= target
        for place, file in enumerate(group):
            is_full = not tasks or weight + file.weight > target or len(tasks[-1]) == FILES_A_TASK
            if is_full or (place == 0 and not fits):
                tasks.append([])
                weight = 0
            tasks[-1].append(file)
            weight += file.weight
    tasks.sort(key=lambda task: -sum(file.weight for file in task))
    return [[file.path for file in task] for task in tasks]
