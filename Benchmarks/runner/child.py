"""Runs one command and prints `user+sys seconds, wall seconds, peak bytes, exit status`. Used by measure.py.

A program of its own, and a small one: the kernel never charges a child with less memory than the process that started it.
"""

import os
import sys
import time

output, command = sys.argv[1], sys.argv[2:]
opened = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0), (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)]
start = time.monotonic()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=opened)
_, status, usage = os.wait4(child, 0)
wall = time.monotonic() - start
print(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status))
