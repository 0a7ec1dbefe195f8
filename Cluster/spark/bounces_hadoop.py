"""Files of HDFS, S3 or whatever else Hadoop's FileSystem knows, through the Java gateway: the driver has one, a task starts its own,
since Python on an executor cannot call that executor's Java."""

import os
from contextlib import contextmanager

from pyspark.java_gateway import launch_gateway


def site_of(context):
    """The driver's whole Hadoop configuration as XML, `spark.hadoop.*` included: as Spark does, tasks read with that and not with
    their machine's own."""
    writer = context._jvm.java.io.StringWriter()
    context._jsc.hadoopConfiguration().writeXml(writer)
    return writer.toString()


def matches(context, root, pattern):
    """(path below the root, size, time in seconds) of each file of that name."""
    new_path = context._jvm.org.apache.hadoop.fs.Path
    system = new_path(root).getFileSystem(context._jsc.hadoopConfiguration())
    prefix = system.makeQualified(new_path(root)).toString().rstrip("/") + "/"
    for status in system.globStatus(new_path(prefix + pattern)) or []:
        if status.isFile():
            yield status.getPath().toString()[len(prefix):], status.getLen(), status.getModificationTime() / 1000


def write(context, path, content):
    """Writes beside the place and renames."""
    new_path = context._jvm.org.apache.hadoop.fs.Path
    place, beside = new_path(path), new_path(path + ".new")
    system = place.getFileSystem(context._jsc.hadoopConfiguration())
    stream = system.create(beside, True)
    stream.write(bytearray(content))
    stream.close()
    system.delete(place, False)
    if not system.rename(beside, place):
        raise OSError(f"{path} could not be written")


@contextmanager
def gateway(folder):
    """A small Java of the task's own, for as long as files are fetched. Its temporary files lie in the task's folder."""
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"--driver-memory 256m --driver-java-options -Djava.io.tmpdir={folder} pyspark-shell"
    java = launch_gateway()
    try:
        yield java
    finally:
        java.shutdown()
        java.proc.stdin.close()
        java.proc.wait()


def fetch(root, site, paths, folder):
    """Copies the root's files below the folder, with their times: stamps without a year need them."""
    xml = os.path.join(folder, "hadoop.xml")
    with open(xml, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(site)
    logs = os.path.join(folder, "logs")
    with gateway(folder) as java:
        new_path = java.jvm.org.apache.hadoop.fs.Path
        configuration = java.jvm.org.apache.hadoop.conf.Configuration(False)
        configuration.addResource(new_path(f"file:{xml}"))
        system = new_path(root).getFileSystem(configuration)
        for path in paths:
            source, target = new_path(f"{root.rstrip('/')}/{path}"), os.path.join(logs, path)
            modified = system.getFileStatus(source).getModificationTime() / 1000
            os.makedirs(os.path.dirname(target), exist_ok=True)
            # The raw local system: the other one leaves a file of check sums beside each.
            system.copyToLocalFile(False, source, new_path(f"file:{target}"), True)
            os.utime(target, (modified, modified))
    return logs
