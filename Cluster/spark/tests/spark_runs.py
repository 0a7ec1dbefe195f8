"""Starts jobs, and a cluster on this machine: a master and two workers, each a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pyspark

HOME = Path(pyspark.__file__).parent
JOB = Path(__file__).resolve().parents[1]
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith(("SPARK_", "PYSPARK_", "HADOOP_"))},
    "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable,
    "SPARK_DAEMON_MEMORY": "256m",
}


class Run:
    """A job that was started."""

    def __init__(self, folder, binary, arguments, *, master="local[2]", settings=(), name="job"):
        self.folder = Path(folder, name)
        for part in ("events", "local"):
            Path(self.folder, part).mkdir(parents=True)
        settings = ["spark.ui.enabled=false", "spark.eventLog.enabled=true", f"spark.eventLog.dir=file:{self.folder}/events",
                    "spark.eventLog.rolling.enabled=false", "spark.eventLog.compress=false", "spark.executor.memory=512m",
                    "spark.executor.cores=1", *settings]
        command = [HOME / "bin/spark-submit", "--master", master, "--driver-memory", "512m", "--files", binary,
                   "--py-files", f"{JOB}/bounces_tasks.py,{JOB}/bounces_hadoop.py"]
        for setting in settings:
            command += ["--conf", setting]
        self.log = Path(self.folder, "log")
        self.started = time.monotonic()
        # What the driver's Python says, to whichever output, comes out of spark-submit's standard output.
        self.process = subprocess.Popen([*map(str, command), f"{JOB}/bounces_job.py", *arguments], stdout=self.log.open("wb"),
                                        stderr=subprocess.STDOUT, env={**ENVIRONMENT, "SPARK_LOCAL_DIRS": f"{self.folder}/local"})

    def wait(self):
        """The exit status."""
        status = self.process.wait(timeout=240)
        self.seconds = time.monotonic() - self.started
        return status

    def events(self, kind):
        """What Spark noted of this kind."""
        lines = [json.loads(line) for path in Path(self.folder, "events").iterdir() for line in path.open()]
        return [line for line in lines if line["Event"] == f"SparkListener{kind}"]

    def failures(self):
        """Why tasks had to be run again."""
        return [task["Task End Reason"]["Reason"] for task in self.events("TaskEnd") if task["Task End Reason"]["Reason"] != "Success"]

    def said(self):
        """The end of its log, without what Spark tells at every step."""
        return "".join(line for line in self.log.read_text(errors="replace").splitlines(keepends=True) if " INFO " not in line)[-3000:]


class Cluster:
    """Ends with the block that it is used in."""

    def __init__(self, folder, workers=2):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.folder, self.count, self.master = Path(folder), workers, f"spark://127.0.0.1:{port}"
        self.processes = []

    def start(self, *arguments):
        log = Path(self.folder, f"daemon{len(self.processes)}.log").open("wb")
        environment = {**ENVIRONMENT, "SPARK_LOCAL_DIRS": str(self.folder / "local")}
        self.processes.append(subprocess.Popen([str(HOME / "bin/spark-class"), *arguments], stdout=log, stderr=log, env=environment))

    def __enter__(self):
        Path(self.folder, "local").mkdir(parents=True)
        self.start("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", self.master.rpartition(":")[2], "--webui-port", "0")
        for number in range(self.count):
            self.start("org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g",
                       "--webui-port", "0", "--work-dir", str(self.folder / f"work{number}"), self.master)
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()

    def executor_of(self, pid):
        """The executor among our own that runs a process."""
        while pid > 1:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
            if b"CoarseGrainedExecutorBackend" in command and parent in [process.pid for process in self.processes]:
                return pid
            pid = parent
        raise LookupError("no executor runs it")

    def kill(self, pid):
        os.kill(pid, signal.SIGKILL)
