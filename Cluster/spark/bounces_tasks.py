"""What runs on the executors. Every task is pure: it reads logs or partial summaries and yields bytes, so Spark may run it again
anywhere. Partial summaries travel in chunks, (index of the summary, (number of the chunk, bytes)): no record comes near the 2 GB that
one may have, and no Python process holds a whole summary."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from typing import NamedTuple

from bounces_hadoop import fetch
from pyspark import SparkFiles

CHUNK = 4 << 20


class Setting(NamedTuple):
    """What all tasks of a job know."""

    root: str
    binary: str
    options: list
    """Of both `analyze` and `merge`."""
    rules: str | None
    """The name of a shipped file, of both too."""
    environment: dict
    hadoop_site: str | None
    """Hadoop's whole configuration as XML, where the logs have to be fetched."""
    jobs: int


class Fault(Exception):
    """Something is wrong with this machine: Spark shall try again."""


@contextmanager
def work_folder():
    """A folder on the executor's own disk. It is removed with the task, and with the executor's other folders should both be killed."""
    disks = os.environ.get("SPARK_LOCAL_DIRS", "").split(",")
    folder = tempfile.mkdtemp(prefix="bounces-", dir=disks[0] or None)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(setting, folder, arguments, *, statuses, files, cwd=None):
    """Runs the program. A damaged log is a result, told by a status of `statuses`; any other end, or a file of `files` that is not
    there, is a fault. What the program says goes to the executor's log."""
    binary = SparkFiles.get(setting.binary)
    if not os.access(binary, os.X_OK):
        os.chmod(binary, 0o755)
    rules = ["--rules", SparkFiles.get(setting.rules)] if setting.rules else []
    command = [binary, arguments[0], *setting.options, *rules, *arguments[1:]]
    environment = {**os.environ, **setting.environment, "TMPDIR": folder}
    done = subprocess.run(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, check=False)
    said = done.stderr.decode("utf-8", "replace")
    sys.stderr.write(said)
    missing = [os.path.basename(path) for path in files if not os.path.exists(path)]
    if done.returncode not in statuses or missing:
        end = f"status {done.returncode}" if done.returncode >= 0 else signal.Signals(-done.returncode).name
        raise Fault(f"bounces {arguments[0]} on {socket.gethostname()} ended with {end}, {', '.join(missing) or 'nothing'} missing: {said[-2000:]}")
    return done.returncode, said


def chunks(index, path):
    with open(path, "rb") as file:
        number = 0
        while chunk := file.read(CHUNK):
            yield index, (number, chunk)
            number += 1


def write_chunks(folder, records):
    """The partial summaries of a task's input as files; chunks come in any order."""
    paths = {}
    for index, (number, chunk) in records:
        path = paths.setdefault(index, os.path.join(folder, f"{index}.partial"))
        with open(path, "r+b" if os.path.exists(path) else "wb") as file:
            file.seek(number * CHUNK)
            file.write(chunk)
    return [paths[index] for index in sorted(paths)]


def analyze(setting, index, paths):
    """The partial summary of log files."""
    with work_folder() as folder:
        root = fetch(setting.root, setting.hadoop_site, paths, folder) if setting.hadoop_site else setting.root
        for path in paths:
            if not os.path.exists(os.path.join(root, path)):
                raise Fault(f"{root}/{path} is not on {socket.gethostname()}: do all machines have this folder?")
        partial = os.path.join(folder, "partial")
        arguments = ["analyze", "--partial", "--jobs", str(setting.jobs), "--output", partial, "--", *paths]
        run(setting, folder, arguments, statuses=(0, 2), files=[partial], cwd=root)
        yield from chunks(index, partial)


def merge(setting, index, records):
    """Several partial summaries as one."""
    with work_folder() as folder:
        partial = os.path.join(folder, "partial")
        merged = ["merge", "--partial", "--output", partial, *write_chunks(folder, records)]
        run(setting, folder, merged, statuses=(0,), files=[partial])
        yield from chunks(index, partial)


def report(setting, options, endings, records):
    """The report's forms, from the last partial summaries: (exit status, what was said, {ending: bytes})."""
    with work_folder() as folder:
        # Joined first: this fails for an unreadable summary alone, so that a 2 of the second call speaks of the logs.
        (whole, *more) = write_chunks(folder, records)
        outputs = {ending: os.path.join(folder, f"report.{ending}") for ending in endings}
        joined = outputs.get("partial", os.path.join(folder, "whole"))
        run(setting, folder, ["merge", "--partial", "--output", joined, whole, *more], statuses=(0,), files=[joined])
        forms = [path for ending, path in outputs.items() if ending != "partial"]
        named = [argument for path in forms for argument in ("--output", path)] or ["--format", "text"]
        status, said = run(setting, folder, ["merge", *options, *named, joined], statuses=(0, 1, 2, 3), files=forms)
        yield status, said, {ending: open(path, "rb").read() for ending, path in outputs.items()}


def check(setting, options, endings):
    """Tries the program and the report's options on an empty log, before hours of work: (exit status, what was said or the version)."""
    with work_folder() as folder:
        log, partial = os.path.join(folder, "empty.log"), os.path.join(folder, "partial")
        open(log, "w").close()
        run(setting, folder, ["analyze", "--partial", "--output", partial, log], statuses=(0, 2), files=[partial])
        named = [argument for ending in endings if ending != "partial" for argument in ("--output", f"{folder}/report.{ending}")]
        status, said = run(setting, folder, ["merge", *options, *named, partial], statuses=(0, 1, 2, 3, 64), files=[])
        if status == 64:
            return status, said
        return 0, subprocess.run([SparkFiles.get(setting.binary), "--version"], capture_output=True, text=True, check=True).stdout.strip()
