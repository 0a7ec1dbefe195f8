"""The files that the benchmark reads: generated logs with their truth, a part for slow tools, and pflogsumm itself."""

import shutil
import subprocess
import sys
from pathlib import Path

GENERATOR = Path(__file__).resolve().parent.parent / "generate-log"
PART = 100_000_000


def log(folder, size, stamps):
    """The generated log, made on first use. Returns (log, truth)."""
    path = folder / f"postfix-{size}-{stamps}.log"
    truth = Path(f"{path}.truth.json")
    if not (path.exists() and truth.exists() and path.stat().st_size >= size):
        subprocess.run([sys.executable, GENERATOR, "--bytes", str(size), "--stamps", stamps, path], check=True)
    return path, truth


def packed(path):
    """The log through gzip, as logrotate leaves it."""
    target = Path(f"{path}.gz")
    if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
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
    if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
        with open(path, "rb") as file, open(target, "wb") as out:
            # In small pieces: a child's peak memory is never measured below that of this process.
            left = PART
            while left > 0 and (lines := file.readlines(min(left, 1 << 20))):
                out.writelines(lines)
                left -= sum(map(len, lines))
    return target


def pflogsumm(folder):
    """Its script, unpacked from the Debian package without installing it. None, and the reason, if that cannot be had here."""
    script = folder / "pflogsumm" / "usr" / "sbin" / "pflogsumm"
    if not script.exists():
        if not all(map(shutil.which, ("apt-get", "dpkg", "perl"))):
            return None, "needs apt-get, dpkg and perl"
        downloads = folder / "packages"
        downloads.mkdir(exist_ok=True)
        done = subprocess.run(["apt-get", "download", "pflogsumm"], cwd=downloads, capture_output=True, check=False)
        found = sorted(downloads.glob("pflogsumm_*.deb"))
        if done.returncode != 0 or not found:
            return None, "apt-get download pflogsumm failed (apt-get update first?)"
        subprocess.run(["dpkg", "-x", found[-1], folder / "pflogsumm"], check=True)
    return script, ""
