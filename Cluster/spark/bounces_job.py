#!/usr/bin/env python3
"""Reports on the mail logs of many hosts with Spark: the same bytes as one run of `bounces analyze` over all of them.

    spark-submit --files bounces --py-files bounces_tasks.py,bounces_hadoop.py bounces_job.py \\
        --root hdfs:///logs --output report.html --output report.json 'mx*/mail.log*' [-- OPTIONS OF bounces merge]

Exits with what `bounces merge` says: 0, 1 for --fail-if, 2 when a log could not be read whole (the reports are written all the same), 3
for both; with 64 on wrong usage, and with 70 when the job failed."""

import argparse
import os
import sys
import tempfile
import time
import traceback

import bounces_hadoop
import bounces_tasks as tasks
from bounces_files import HOST, NoFile, list_local, list_remote, local_root, plan_tasks, task_weight
from pyspark import SparkContext

UNITS = {"K": 10**3, "M": 10**6, "G": 10**9}
PASSED_ON = ("TZ", "LANG", "LC_ALL", "LC_MESSAGES")


class Usage(Exception):
    """Arguments that cannot be meant."""


class Parser(argparse.ArgumentParser):
    """Its own status for wrong usage, 2, says something else here."""

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(64, f"{self.prog}: {message}\n")


def say(text):
    """In one write: Spark's own lines get in between otherwise."""
    sys.stderr.write(text + "\n")


def size(text):
    """`64M`, `8G` or plain bytes."""
    unit = UNITS.get(text[-1:].upper())
    return int(float(text[:-1]) * unit) if unit else int(text)


def parse(arguments):
    """The job's options, and those of the report."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    parser = Parser(description=__doc__.split("\n")[0])
    parser.add_argument("patterns", nargs="+", metavar="PATTERN", help="files below the root, as a shell would name them: 'mx*/mail.log*'")
    parser.add_argument("--root", default=".", help="folder or address that names in the report are relative to (default: this folder)")
    parser.add_argument("--output", action="append", required=True, help="where a report goes, in the form its ending tells; may be repeated")
    parser.add_argument("--host", default=HOST, help="regular expression for the part of a path that names its host (default: the folder)")
    parser.add_argument("--min-task", type=size, default=size("256M"), help="bytes of plain log below which hosts share a task (default 256M)")
    parser.add_argument("--max-task", type=size, default=size("8G"), help="bytes of plain log above which a host is cut (default 8G)")
    parser.add_argument("--fan-in", type=int, default=24, help="partial summaries in one merge (default 24)")
    parser.add_argument("--binary", default="bounces", help="name of the program that --files brings (default bounces)")
    parser.add_argument("--rules", help="name of a file with causes of your own that --files brings")
    parser.add_argument("--max-memory", help="of each run of the program (default 512M)")
    options = parser.parse_args(arguments[:cut])
    options.report = arguments[cut + 1:]
    if options.fan_in < 2 or "--quiet-if-clean" in options.report:
        parser.error("--fan-in is at least 2, and --quiet-if-clean cannot stand here")
    for path in options.output:
        if (place := local_root(path)) and not os.path.isdir(os.path.dirname(place)):
            parser.error(f"--output {path}: there is no such folder")
    return options


def write(context, path, content):
    """Writes beside the place and renames, so that a report is there whole or not at all."""
    folder = local_root(path)
    if folder is None:
        bounces_hadoop.write(context, path, content)
        return
    with tempfile.NamedTemporaryFile(dir=os.path.dirname(folder), delete=False) as file:
        file.write(content)
    os.chmod(file.name, 0o644)
    os.replace(file.name, folder)


def reports(context, options):
    """Runs the job: exit status, what was said, {ending: bytes}."""
    folder = local_root(options.root)
    files = list_local(folder, options.patterns) if folder else list_remote(context, options.root, options.patterns)
    target = task_weight(files, context.defaultParallelism, options.min_task, options.max_task)
    plan = plan_tasks(files, options.host, target)
    common = ["--max-memory", options.max_memory] if options.max_memory else []
    setting = tasks.Setting(
        root=folder or options.root, binary=options.binary, options=common, rules=options.rules,
        environment={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        hadoop_site=None if folder else bounces_hadoop.site_of(context), jobs=int(context.getConf().get("spark.task.cpus", "1")))
    endings = sorted({path.rpartition(".")[2] for path in options.output})
    status, said = context.parallelize([0], 1).map(lambda _: tasks.check(setting, options.report, endings)).collect()[0]
    if status:
        raise Usage(said)
    say(f"bounces {said}: {len(files)} files, {sum(file.size for file in files):,} bytes, {len(plan)} tasks")

    partials = context.parallelize(list(enumerate(plan)), len(plan)).flatMap(lambda task: tasks.analyze(setting, *task))
    count = len(plan)
    while count > options.fan_in:
        merges = -(-count // options.fan_in)
        # A shuffle, where coalesce() would make the tasks before it as few as the merges.
        partials = partials.partitionBy(merges, lambda index, of=count, into=merges: index * into // of)
        partials = partials.mapPartitionsWithIndex(lambda index, records: tasks.merge(setting, index, records))
        count = merges
    last = partials.partitionBy(1, lambda index: 0).mapPartitions(lambda records: tasks.report(setting, options.report, endings, records))
    return last.collect()[0]


def main():
    options = parse(sys.argv[1:])
    start = time.monotonic()
    context = SparkContext(appName="bounces")
    try:
        status, said, forms = reports(context, options)
        for path in options.output:
            write(context, path, forms[path.rpartition(".")[2]])
    except (NoFile, Usage) as error:
        say(f"bounces_job: {error}")
        return 64
    except Exception:
        traceback.print_exc()
        return 70
    finally:
        context.stop()
    say(f"{said}{', '.join(options.output)} written after {time.monotonic() - start:.1f} s")
    return status


if __name__ == "__main__":
    sys.exit(main())
