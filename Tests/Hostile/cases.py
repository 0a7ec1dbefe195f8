"""Runs the program as a user would, measures each run, and counts cases that fail."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time

# A child that shares its parent's memory until it runs the program would be charged for the parent's, and one that does not for the
# copy; so what was read of runs before is given back first.
subprocess._USE_VFORK = False
give_back = getattr(ctypes.CDLL(None), "malloc_trim", lambda pad: None)

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


class Run:
    """One run that ended: its status (negative for a signal), outputs, seconds and peak megabytes."""

    def __init__(self, status, out, err, seconds, megabytes, timed_out):
        self.status, self.out, self.err = status, out, err
        self.seconds, self.megabytes, self.timed_out = seconds, megabytes, timed_out

    @property
    def errors(self):
        return self.err.decode("utf-8", "replace")


class Started:
    """A run that is going on."""

    def __init__(self, command, *, stdin=None, stdout=None, env=None, limits=None, cwd=None, timeout=120, signals=None):
        self.folder = tempfile.TemporaryDirectory(prefix="bounces-run-")
        self.error_path = os.path.join(self.folder.name, "err")
        self.out_path = os.path.join(self.folder.name, "out")
        environment = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
        environment.update({"LANG": "C.UTF-8"}, **(env or {}))

        def prepare():
            for kind, limit in (limits or {}).items():
                resource.setrlimit(kind, (limit, limit))
            # A shell's background jobs ignore some signals, and so would the program.
            defaults = dict.fromkeys((signal.SIGINT, signal.SIGTERM, signal.SIGHUP), signal.SIG_DFL)
            for number, action in {**defaults, **(signals or {})}.items():
                signal.signal(number, action)

        give_back(0)
        out = open(self.out_path, "wb") if stdout is None else stdout
        with open(self.error_path, "wb") as errors:
            self.began = time.monotonic()
            self.process = subprocess.Popen(
                command, stdin=stdin if stdin is not None else subprocess.DEVNULL, stdout=out, stderr=errors, env=environment,
                preexec_fn=prepare, cwd=cwd or ROOT, restore_signals=True)
        if stdout is None:
            out.close()
        self.timed_out = False
        self.timer = threading.Timer(timeout, self.kill)
        self.timer.start()

    def kill(self):
        self.timed_out = True
        self.process.kill()

    def send(self, number):
        """Sends a signal; false when the run ended before."""
        if self.process.returncode is not None:
            return False
        os.kill(self.process.pid, number)
        return True

    def position(self):
        """How many bytes it has read of all that it has open as regular files, as far as that can be seen."""
        try:
            with open(f"/proc/{self.process.pid}/io") as counts:
                return int(counts.readline().split()[1])
        except OSError:
            return None

    def stop_at(self, position):
        """Stops it once it has read that much; false when it ended before."""
        while True:
            read = self.position()
            if read is None or os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                return False
            if read >= position:
                os.kill(self.process.pid, signal.SIGSTOP)
                os.waitid(os.P_PID, self.process.pid, os.WSTOPPED)
                return True
            time.sleep(0.0005)

    def wait(self):
        _, status, usage = os.wait4(self.process.pid, 0)
        seconds = time.monotonic() - self.began
        self.timer.cancel()
        self.process.returncode = os.waitstatus_to_exitcode(status)
        out = b""
        if os.path.exists(self.out_path):
            with open(self.out_path, "rb") as file:
                out = file.read()
        with open(self.error_path, "rb") as file:
            err = file.read()
        self.folder.cleanup()
        return Run(self.process.returncode, out, err, seconds, usage.ru_maxrss / 1024, self.timed_out)


class Cases:
    """Cases by name, each a function that runs the program and expects things of it."""

    def __init__(self, bounces):
        self.bounces = os.path.abspath(bounces)
        self.failed = []
        self.problems = []
        self.seconds = self.megabytes = 0.0
        self.note = ""

    def start(self, *arguments, wrapper=(), **options):
        return Started([*wrapper, self.bounces, *map(os.fspath, arguments)], **options)

    def run(self, *arguments, **options):
        return self.measure(self.start(*arguments, **options).wait())

    def measure(self, run):
        """Takes a run into the figures of its case; what no run may do is a failure of any case."""
        self.seconds += run.seconds
        self.megabytes = max(self.megabytes, run.megabytes)
        self.expect(not run.timed_out, "it hangs")
        crashes = (-signal.SIGILL, -signal.SIGTRAP, -signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGFPE)
        self.expect(run.status not in crashes, f"it crashes: {run.status} {run.errors[:300]}")
        return run

    def expect(self, holds, what):
        if not holds and what not in self.problems and len(self.problems) < 12:
            self.problems.append(what)
        return holds

    def case(self, name, function, *arguments, seconds=None, megabytes=None):
        """Runs one case and prints its line; `seconds` and `megabytes` bound its runs."""
        # In a process of its own, so that what one case holds in memory is not charged to the runs of the next.
        sys.stdout.flush()
        process = os.fork()
        if process == 0:
            os._exit(self.judge(name, function, arguments, seconds, megabytes))
        if os.waitpid(process, 0)[1] != 0:
            self.failed.append(name)

    def judge(self, name, function, arguments, seconds, megabytes):
        with tempfile.TemporaryDirectory(prefix="bounces-case-") as folder:
            try:
                function(self, folder, *arguments)
            except Exception as error:  # A case that cannot be judged has failed, and the others are still worth running.
                self.problems.append(f"{type(error).__name__}: {error}")
        if seconds is not None:
            self.expect(self.seconds <= seconds, f"more than {seconds} s")
        if megabytes is not None:
            self.expect(self.megabytes <= megabytes, f"more than {megabytes} MB")
        print(f"{'FAILED' if self.problems else 'ok    '} {self.seconds:6.2f} s {self.megabytes:6.0f} MB  {name}"
              + (f": {self.note}" if self.note else ""), flush=True)
        for problem in self.problems:
            print(f"         {problem}", flush=True)
        return 1 if self.problems else 0

    def end(self):
        print(f"{len(self.failed)} cases failed: {', '.join(self.failed)}" if self.failed else "all cases hold")
        sys.exit(1 if self.failed else 0)
