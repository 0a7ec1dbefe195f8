#!/usr/bin/env python3
"""How much a day adds to the history at 300 causes and 20,000 domains, all of them new each day: at most 2 MB.

    check_size.py BOUNCES
"""

import os
import subprocess
import sys
import tempfile

CAUSES, DOMAINS, LIMIT = 300, 20_000, 2_000_000


def rules():
    return "\n".join(
        f"- id: own-{number}\n  phrases: ['refused for reason q{number}z']\n  class: policy\n  actor: receiving-server\n"
        f"  permanence: hard\n  title: 'Reason {number}'\n  meaning: 'A reason.'\n  when: 'Always.'\n  fix: ['Wait.']\n"
        f"  source: 'this test'\n  date: 2026-11-25\n  samples:\n  - reply: '550 5.7.1 refused for reason q{number}z'\n"
        for number in range(CAUSES))


def day(date, first):
    for number in range(DOMAINS):
        serial = first + number
        domain = f"customer-{serial:06d}.mail.example"
        reason = number % CAUSES
        status = ("deferred", "450 4.7.1") if number % 3 else ("bounced", "550 5.7.1")
        yield (f"{date}T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}+00:00 mail postfix/smtp[7]: "
               f"4B{serial:08d}: to=<u{serial}@{domain}>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.7.1, "
               f"status={status[0]} (host mx[192.0.2.1] said: {status[1]} refused for reason q{reason}z "
               f"(in reply to RCPT TO command))\n"
               f"{date}T23:59:59+00:00 mail postfix/qmgr[1]: 4B{serial:08d}: removed\n")


def main():
    bounces = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        log, history = os.path.join(folder, "mail.log"), os.path.join(folder, "history.db")
        with open(os.path.join(folder, "rules.yaml"), "w") as file:
            file.write(rules())
        command = [bounces, "analyze", "--rules", os.path.join(folder, "rules.yaml"), "--history", history, log]
        sizes = []
        for number in range(4):
            with open(log, "a") as file:
                file.writelines(day(f"2026-10-{number + 1:02d}", number * DOMAINS))
            result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
            if result.returncode:
                raise SystemExit(result.stderr.decode())
            sizes.append(os.path.getsize(history))
        rows = subprocess.run([bounces, "history", "--days", "1", "--format", "csv", history], check=True, stdout=subprocess.PIPE)
        causes = len({line.split(b",")[1] for line in rows.stdout.splitlines()[1:]} - {b""})
        growth = max(after - before for before, after in zip(sizes, sizes[1:]))
        print(f"{causes} causes and {DOMAINS} new domains a day: {growth / 1e6:.2f} MB a day, at most {LIMIT / 1e6:.0f}")
        sys.exit(0 if growth <= LIMIT and causes >= CAUSES else 1)


if __name__ == "__main__":
    main()
