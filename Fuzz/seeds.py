"""Seeds for the targets: lines, pieces and files out of SampleLogs and the guide."""

import gzip
import json
import re
import subprocess
import zlib
from hashlib import sha1

PIECE = 16
"""Lines of a log that are one seed of the whole pipe."""


def read(path):
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def shape(line):
    """What lines that differ in numbers and names only have in common."""
    return re.sub(rb"[\w.@+=-]*[0-9@][\w.@+=-]*", b"0", line)[:300]


def different(lines):
    """One line of each shape."""
    kept = {}
    for line in lines:
        kept.setdefault(shape(line), line)
    return list(kept.values())


def forms(line):
    """A syslog line as other programs hand it on."""
    text = line.decode("utf-8", "replace")
    match = re.match(r"(\w{3} [ \d]\d [\d:]{8}) (\S+) ([^\s\[:]+)(?:\[(\d+)\])?: (.*)", text)
    if not match:
        return
    stamp, host, tag, pid, message = match.groups()
    journal = {"__REALTIME_TIMESTAMP": "1795448190000000", "_HOSTNAME": host, "SYSLOG_IDENTIFIER": tag}
    journal |= {"SYSLOG_PID": pid, "MESSAGE": message}
    for row in [
        f"<22>1 2026-11-23T15:36:30.123456+01:00 {host} {tag} {pid} - - {message}",
        f"<22>1 2026-11-23T15:36:30Z {host} {tag} {pid} ID47 [a@1 b=\"c\\]\"] {message}",
        f"<22>{text}",
        json.dumps(journal),
        json.dumps(journal | {"MESSAGE": list(message.encode())}),
        json.dumps({"log": text + "\n", "stream": "stdout", "time": "2026-11-23T15:36:30.123456789Z"}),
        f"2026-11-23T15:36:30.123456789+01:00 stdout F {text}",
        f"2026-11-23T15:36:30.1Z stdout P {text[:60]}\n2026-11-23T15:36:30.2Z stdout F {text[60:]}",
        f"mail-1  | {text}",
        f"{stamp} {host} {tag}[{pid}]: message repeated 3 times: [ {message}]",
        f"{text}\n{stamp} {host} last message repeated 2 times",
        f"{stamp} {host} {tag}[{pid}]: [ID 197553 mail.info] {message}",
    ]:
        yield row.encode()


def write(folder, seeds):
    """Writes each seed under the name of its content; what is there from an earlier run stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        (folder / sha1(seed).hexdigest()).write_bytes(seed)


def pieces(logs):
    """Pieces of the logs, with the choices of the pipe in front."""
    for log in logs:
        lines = log.splitlines(keepends=True)
        for number, start in enumerate(range(0, min(len(lines), 12 * PIECE), PIECE)):
            piece = b"".join(lines[start:start + PIECE])[:12_000]
            yield bytes([number % 32, 3, number * 37 % 256, 6, number * 91 % 256]) + piece


def packed(logs):
    """Gzip files in the forms that the target knows: without the first two bytes, and as deflated bytes alone."""
    for log in logs:
        piece = b"".join(log.splitlines(keepends=True)[:12])[:3_000]
        whole = gzip.compress(piece, mtime=1_795_478_399)
        deflated = zlib.compressobj(wbits=-15)
        for mode in (0, 2, 4):
            yield bytes([mode]) + whole[2:]
            yield bytes([mode]) + whole[2:] + whole + b"\0" * 20
            yield bytes([mode]) + whole[2:-9]
        yield bytes([1]) + deflated.compress(piece) + deflated.flush() + whole[-8:]


def rules(root):
    for path in sorted((root / "Sources/ReplyGuide/Catalogue").rglob("*.yaml")):
        entries = re.split(r"(?m)^(?=- )", path.read_text())
        for entry in entries[1:40:4]:
            yield entry.encode()
        yield "".join(entries[:4]).encode()[:4_000]
    yield b'- id: own\n  codes: [550, 553]\n  phrases: ["no such user ... here", \'it\'\'s\']\n  class: policy\n  title: Own\n  fix:\n    - Ask.\n'


def make_seeds(root, folder, program, environment):
    """Makes the seeds of all targets in `folder`."""
    samples = root / "SampleLogs"
    paths = [path for path in sorted(samples.rglob("*")) if re.search(r"\.log(\.1)?(\.gz)?$", path.name)]
    logs = [read(path) for path in paths]
    lines = different(line for log in logs for line in log.split(b"\n"))
    syslog = [line for line in lines if re.match(rb"\w{3} [ \d]\d [\d:]{8} ", line)]
    write(folder / "heads", lines[::4] + [form for line in syslog[::25] for form in forms(line)])
    write(folder / "postfix", [line.split(b" ", 4 if b"  " in line[:8] else 3 + 1)[-1] for line in syslog])
    write(folder / "exim", [line[20:] for line in lines if re.match(rb"\d{4}-\d\d-\d\d [\d:]{8} ", line)])
    write(folder / "pipe", pieces(logs))
    write(folder / "gzip", packed(logs))
    write(folder / "rules", rules(root))
    # The harness writes the binary form of what it reads.
    (folder / "summary").mkdir(exist_ok=True)
    subprocess.run(
        [str(program), *map(str, sorted((folder / "pipe").iterdir())[::3])], check=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env=environment | {"BOUNCES_FUZZ_STATES": str(folder / "summary")})
