#!/usr/bin/env python3
"""Changes a real history at random, as a hand, a tool or a bad disk may, and runs every command that reads one.

    check_damage.py BOUNCES [N] [--seed S]

Each run ends with a documented status: 0 or 1 when it read on, 2 with one line of words when it did not, and then the file is as it was
and nothing lies beside it. Never by a signal, and never with a row's content in what is said.
"""

import argparse
import gzip
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

SAMPLE = os.path.join(os.path.dirname(__file__), "../../SampleLogs/postfix.log.gz")
SECRET = "canary-7f3a"
VALUES = [
    None, 0, -1, 1, 2, 7, 1 << 31, 1 << 40, (1 << 40) + 1, 1 << 52, (1 << 63) - 1, -(1 << 63), 2_932_896, 2_932_897, -719_528, -719_529, 106_751_991,
    0.5, -1.5, 1e300, -1e300, float("inf"), "", "x", SECRET, "12", "1e9", "NaN", "inbound", "sideways", b"", b"\x00" * 16, SECRET.encode(), b"\xff\xfe",
]
"""What a value may become."""
TYPES = ["TEXT", "REAL", "BLOB", "ANY", "INTEGER", ""]


def tables(db):
    return [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def columns(db, table):
    return [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]


def loosened(db, table, change=lambda sql: sql):
    """Makes `table` one that takes any value, as a history of the first version has it; `change` may change its definition."""
    (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    sql = sql[sql.index("("):].replace(", STRICT", "").removesuffix("STRICT").replace(") STRICT", ")")
    names = ", ".join(f'"{name}"' for name in columns(db, table))
    db.execute(f'CREATE TABLE "loose" {change(sql)}')
    db.execute(f'INSERT INTO loose SELECT {names} FROM "{table}"')
    db.execute(f'DROP TABLE "{table}"')
    db.execute(f'ALTER TABLE loose RENAME TO "{table}"')


def value(db, chance):
    """One value of another kind; in a strict table what it takes."""
    table = chance.choice(tables(db))
    column = chance.choice(columns(db, table))
    count = db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    if count == 0:
        return value(db, chance)
    keys = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")') if row[5]]
    row = db.execute(f'SELECT {", ".join(keys)} FROM "{table}" LIMIT 1 OFFSET {chance.randrange(count)}').fetchone()
    where = " AND ".join(f'"{key}" = ?' for key in keys)
    # Also all of them.
    where, row = (where, row) if chance.random() < 0.7 else ("1", ())
    db.execute(f'UPDATE OR REPLACE "{table}" SET "{column}" = ? WHERE {where}', (chance.choice(VALUES), *row))


def loose_value(db, chance):
    """The same in a history whose tables take anything, of this version or of the first."""
    if chance.random() < 0.5:
        db.execute("PRAGMA user_version = 1")
    for table in tables(db):
        loosened(db, table)
    for _ in range(chance.randint(1, 3)):
        value(db, chance)


def column_name(db, chance):
    table = chance.choice(tables(db))
    column = chance.choice(columns(db, table))
    db.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "{chance.choice([column + "s", "x", SECRET])}"')


def column_type(db, chance):
    table = chance.choice(tables(db))
    loosened(db, table, lambda sql: sql.replace("INTEGER", chance.choice(TYPES), chance.randint(1, 6)).replace("NOT NULL", "", chance.randint(0, 6)))


def one_more_column(db, chance):
    db.execute(f'ALTER TABLE "{chance.choice(tables(db))}" ADD COLUMN "mine" TEXT')


def table_name(db, chance):
    db.execute(f'ALTER TABLE "{chance.choice(tables(db))}" RENAME TO "x"')


def no_table(db, chance):
    db.execute(f'DROP TABLE "{chance.choice(tables(db))}"')


def no_rows(db, chance):
    db.execute(f'DELETE FROM "{chance.choice(tables(db))}"')


def view(db, chance):
    table = chance.choice(tables(db))
    db.execute(f'ALTER TABLE "{table}" RENAME TO "kept"')
    db.execute(f'CREATE VIEW "{table}" AS SELECT * FROM kept')


def trigger(db, chance):
    db.execute(f"CREATE TRIGGER own AFTER INSERT ON \"{chance.choice(tables(db))}\" BEGIN SELECT RAISE(ABORT, '{SECRET}'); END")


def day(db, chance):
    table, column = chance.choice([("day", "day"), ("cause_day", "day"), ("domain_day", "day"), ("cause", "last_day"), ("cause", "first_day"),
                                   ("listing", "last_day"), ("domain", "last_deferral"), ("acknowledgement", "until")])
    number = chance.choice([2_932_897, -719_529, 10**9, 10**14, -(10**14), (1 << 63) - 1, -(1 << 63), 99_999_999_999])
    db.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE rowid IN (SELECT rowid FROM {table} LIMIT 1)" if table in ("day", "cause", "domain")
               else f"UPDATE OR REPLACE {table} SET {column} = ?", (number,))


def version(db, chance):
    db.execute(f"PRAGMA user_version = {chance.choice([-1, 0, 1, 2, 3, 2_147_483_647, -2_147_483_648])}")
    db.execute(f"PRAGMA application_id = {chance.choice([0x626e6373, 0x626e6373, 0, -1])}")


def flight(db, chance):
    bytes_ = bytearray(db.execute("SELECT value FROM setting WHERE name = 'in flight'").fetchone()[0])
    for _ in range(chance.randint(1, 4)):
        bytes_[chance.randrange(len(bytes_))] ^= 1 << chance.randrange(8)
    db.execute("UPDATE setting SET value = ? WHERE name = 'in flight'", (bytes(bytes_[: chance.choice([None, None, 40])]),))


CHANGES = [value, loose_value, loose_value, loose_value, column_name, column_type, one_more_column, table_name, no_table, no_rows, view, trigger, day, day,
           version, flight]


def changed(path, chance):
    """Changes the history; gives what was done."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA legacy_alter_table = ON")
    done = []
    for change in chance.sample(CHANGES, 1 if chance.random() < 0.8 else 2):
        try:
            change(db, chance)
            done.append(change.__name__)
        except (sqlite3.Error, OverflowError, TypeError):
            pass
    db.close()
    if chance.random() < 0.1:
        with open(path, "r+b") as file:
            file.seek(chance.randrange(os.path.getsize(path)))
            file.write(bytes(chance.randrange(256) for _ in range(chance.choice([1, 1, 8, 300]))))
        done.append("bytes")
    return done


def commands(history, log):
    yield ["analyze", "--history", history, "--format", "json", log], (0, 1, 2)
    yield ["analyze", "--history", history, "--keep", "1", "--fail-if", "news", log], (0, 1, 2)
    yield ["analyze", "--history", history, "--baseline", log], (0, 1, 2)
    for form in ("text", "csv", "json"):
        yield ["history", "--format", form, "--days", "36525", history], (0, 2)
    yield ["ack", "--history", history], (0, 2)
    yield ["ack", "no-such-user", "--until", "30d", "--note", "x", "--history", history], (0, 2)
    yield ["ack", "no-such-user", "--remove", "--history", history], (0, 2)


def state(folder):
    found = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            found[name] = hashlib.sha256(file.read()).hexdigest()
    return found


def made(bounces, folder):
    """A history of two days with a known problem, and the log of a third."""
    history, log = os.path.join(folder, "real.db"), os.path.join(folder, "mail.log")
    lines = gzip.open(SAMPLE).read().splitlines(keepends=True)
    for number, day_name in enumerate((b"Nov 20", b"Nov 21", b"Nov 22")):
        with open(log, "ab") as file:
            file.writelines(line.replace(b"Nov 22", day_name, 1) for line in lines[number * 2_500:number * 2_500 + 2_500])
        if number < 2:
            subprocess.run([bounces, "analyze", "--history", history, log], stdout=subprocess.DEVNULL, check=True)
    subprocess.run([bounces, "ack", "no-such-user", "--until", "30d", "--history", history], stderr=subprocess.DEVNULL, check=True)
    return history, log


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bounces")
    parser.add_argument("count", nargs="?", type=int, default=60)
    parser.add_argument("--seed", type=int, default=19)
    options = parser.parse_args()
    bounces = os.path.abspath(options.bounces)
    chance = random.Random(options.seed)
    runs = refused = 0
    found = []
    with tempfile.TemporaryDirectory() as folder:
        real, log = made(bounces, folder)
        for number in range(options.count):
            broken = os.path.join(folder, "broken.db")
            shutil.copyfile(real, broken)
            done = changed(broken, chance)
            for arguments, statuses in commands("h.db", log):
                place = tempfile.mkdtemp(dir=folder)
                shutil.copyfile(broken, os.path.join(place, "h.db"))
                before = state(place)
                run = subprocess.run([bounces, *arguments], cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False)
                errors = run.stderr.decode(errors="replace")
                runs += 1
                wrong = []
                if run.returncode not in statuses:
                    wrong.append(f"status {run.returncode}")
                if run.returncode == 2:
                    refused += 1
                    if state(place) != before:
                        wrong.append(f"left otherwise than it was: {sorted(set(state(place)) - set(before))}")
                    if errors.count("\n") != 1 or "h.db: " not in errors:
                        wrong.append("not one line that names the file")
                    if SECRET in errors.replace(f"column {SECRET}", "") and "trigger" not in done:
                        wrong.append("a value in what is said")
                elif sorted(os.listdir(place)) != ["h.db"]:
                    wrong.append(f"beside it: {os.listdir(place)}")
                if "Fatal error" in errors or "GRDB" in errors:
                    wrong.append("a crash in what is said")
                if wrong:
                    found.append(f"{number} {done} {arguments[:2]}: {'; '.join(wrong)}: {errors[:300]}")
                shutil.rmtree(place)
    for line in found[:20]:
        print(line)
    print(f"{options.count} damaged histories, {runs} runs, {refused} refused, {len(found)} wrong")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
