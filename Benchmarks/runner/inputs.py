"""The files that the benchmark reads: generated logs with their truth, parts of them, and the slow tools themselves."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

GENERATOR = Path(__file__).resolve().parent.parent / "generate-log"
PART = 100_000_000
LONG_ID = re.compile(rb"\b([0-9A-Za-z]{6}-)[0-9A-Za-z]{5}([0-9A-Za-z]{6}-[0-9A-Za-z]{2})[0-9A-Za-z]{2}\b")


def log(folder, size, form):
    """The generated log, made on first use. `form`: a stamp form of Postfix's log, or `exim`. Returns (log, truth)."""
    path = folder / (f"exim-{size}.log" if form == "exim" else f"postfix-{size}-{form}.log")
    truth = Path(f"{path}.truth.json")
    if not (path.exists() and truth.exists() and path.stat().st_size >= size):
        wanted = ["--mta", "exim"] if form == "exim" else ["--stamps", form]
        subprocess.run([sys.executable, GENERATOR, "--bytes", str(size), *wanted, path], check=True)
    return path, truth


def packed(path):
    """The log through gzip, as logrotate leaves it."""
    target = Path(f"{path}.gz")
    if not is_fresh(target, path):
        partial = Path(f"{target}.part")
        with open(partial, "wb") as file:
            subprocess.run(["gzip", "-6", "-c", path], stdout=file, check=True)
        partial.rename(target)
    return target


def part(path):
    """The first 100 MB, in whole lines. The log itself if it is not longer."""
    if path.stat().st_size <= PART:
        return path
    target = path.with_name(path.name + ".part")
    if not is_fresh(target, path):
        with open(path, "rb") as file:
            copy_lines(file, target, PART)
    return target


def with_short_ids(path):
    """The log with the 16-character ids of Exim before 4.97: the only ones that the eximstats of Debian 12 knows; it skips other lines."""
    target = path.with_name(path.name + ".short")
    if not is_fresh(target, path):
        with open(path, "rb") as file, open(target, "wb") as out:
            while lines := file.readlines(1 << 20):
                out.write(LONG_ID.sub(rb"\1\2", b"".join(lines)))
    return target


def rotated(path, count=8):
    """The log cut into `count` files of about one size, each through gzip, as logrotate leaves a set."""
    targets = [Path(f"{path}.{number}.gz") for number in range(count, 0, -1)]
    if not all(is_fresh(target, path) for target in targets):
        with open(path, "rb") as file:
            for target in targets:
                piece = target.with_suffix("")
                copy_lines(file, piece, path.stat().st_size // count + 1)
                subprocess.run(["gzip", "-6", "-f", piece], check=True)
    return targets


def is_fresh(target, path):
    return target.exists() and target.stat().st_mtime >= path.stat().st_mtime


def copy_lines(file, target, size):
    """The next `size` bytes, up to the end of a line. In small pieces: a child's memory is never measured below this process's."""
    with open(target, "wb") as out:
        while size > 0 and (lines := file.readlines(min(size, 1 << 20))):
            out.writelines(lines)
            size -= sum(map(len, lines))


def pflogsumm(folder):
    return script_of(folder, "pflogsumm", "pflogsumm")


def eximstats(folder):
    return script_of(folder, "exim4-base", "eximstats")


def script_of(folder, package, name):
    """A Perl script, unpacked from its Debian package without installing it. None, and the reason, if that cannot be had here."""
    script = folder / package / "usr" / "sbin" / name
    if not script.exists():
        if not all(map(shutil.which, ("apt-get", "dpkg", "perl"))):
            return None, "needs apt-get, dpkg and perl"
        downloads = folder / "packages"
        downloads.mkdir(exist_ok=True)
        done = subprocess.run(["apt-get", "download", package], cwd=downloads, capture_output=True, check=False)
        found = sorted(downloads.glob(f"{package}_*.deb"))
        if done.returncode != 0 or not found:
            return None, f"apt-get download {package} failed (apt-get update first?)"
        subprocess.run(["dpkg", "-x", found[-1], folder / package], check=True)
    return script, ""
