#!/usr/bin/env python3
"""Names that were prepared for one place of a hash table take no longer than random ones, and no output depends on a table's key.

    check_flood.py BOUNCES [--names N] [--runs N]

The names are prepared against the hash function that the program writes into files, whose key everybody can read, and against what a
multiplication may have of its own under any key. The same run must also give the same bytes each time: every run has other keys.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

MASK = (1 << 64) - 1
LEFT, RIGHT = 0xA0761D6478BD642F, 0xE7037ED1A0B428DB
WINDOW = 1 << 9
"""How much of the hash is given: one name in so many fits."""
LETTERS = b"abcdefghijklmnopqrstuvwxyz234567"
ENOUGH = 0.25
"""Seconds below which a difference is the machine's own noise."""


def mix(left, right):
    product = (left ^ LEFT) * (right ^ RIGHT)
    return (product >> 64 ^ product) & MASK


def state_of(head, count):
    """The state of the function behind `head`, which is whole words, of a name of `count` bytes."""
    state = count
    for at in range(0, len(head), 8):
        state = mix(state, int.from_bytes(head[at:at + 8], "little"))
    return state


def products(factor, words):
    """Both halves of `factor` times each of `words`."""
    import numpy
    low, high = words & 0xFFFFFFFF, words >> numpy.uint64(32)
    f_low, f_high = numpy.uint64(factor & 0xFFFFFFFF), numpy.uint64(factor >> 32)
    half = numpy.uint64(32)
    a, b, c = low * f_low, high * f_low, low * f_high
    middle = (a >> half) + (b & 0xFFFFFFFF) + (c & 0xFFFFFFFF)
    return high * f_high + (b >> half) + (c >> half) + (middle >> half), words * numpy.uint64(factor)


def prepared(count, head):
    """`count` names that begin with `head`, and whose places of a table under the known key are in one window of it."""
    import numpy
    table = 1 << (2 * count - 1).bit_length()
    factor = state_of(head, len(head) + 8) ^ LEFT
    letters = numpy.frombuffer(LETTERS, dtype=numpy.uint8).astype(numpy.uint64)
    names, start, step = [], 0, 1 << 20
    while len(names) < count:
        numbers = numpy.arange(start, start + step, dtype=numpy.uint64)
        words = numpy.zeros(step, dtype=numpy.uint64)
        for place in range(8):
            words |= letters[(numbers >> numpy.uint64(5 * place)) & numpy.uint64(31)] << numpy.uint64(8 * place)
        high, low = products(factor, words ^ numpy.uint64(RIGHT))
        places = ((high ^ low) >> numpy.uint64(32)) & numpy.uint64(table - 1)
        for word in words[places < numpy.uint64(max(1, table // WINDOW))]:
            names.append(head + int(word).to_bytes(8, "little"))
        start += step
    return names[:count]


def spelled(number, width):
    return bytes(LETTERS[number >> 5 * place & 31] for place in range(width))


def shapes(count):
    """Sets of names by what may go wrong with them under any key."""
    import random
    chance = random.Random(19)
    yield "random", [bytes(chance.choice(LETTERS) for _ in range(16)) + b".example" for _ in range(count)]
    yield "prepared, last word", prepared(count, b"flooding.example")
    yield "counted in the last word", [b"flooding." + spelled(number, 7) + spelled(number, 8) for number in range(count)]
    yield "counted in the first word", [spelled(number, 8) + b"flooding.example" for number in range(count)]
    # A word that makes one factor zero under the known key; what stands in front of it does not count then.
    zero = RIGHT.to_bytes(8, "little")
    yield "a factor of zero", [spelled(number, 8) + zero + b"flooding.example" for number in range(count)]
    # The same words in another order: a product does not tell its factors apart.
    words = [spelled(number * 77 + 5, 8) for number in range(9)]
    orders = [b"".join(order) for order in permutations(words)]
    yield "words in any order", [order + spelled(turn, 3) for turn in range(count // len(orders) + 1) for order in orders][:count]
    # Two letters in many places: sums of few differences.
    yield "two letters", [bytes(b"ab"[number >> bit & 1] for bit in range(20)) + b".example" for number in range(count)]
    yield "in one bit of each byte", [bytes(b"ac"[number >> bit & 1] for bit in reversed(range(20))) * 2 for number in range(count)]


def recipients(names):
    for name in names:
        yield (b"Nov 22 10:00:00 mx1 postfix/smtpd[9]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 550 5.1.1 <x@y.example>: "
               b"Recipient address rejected: User unknown in virtual mailbox table; from=<a@b.example> to=<" + name + b"> proto=ESMTP helo=<h>\n")


def senders(names):
    for name in names:
        yield (b"Nov 22 10:00:00 mx1 postfix/smtpd[9]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 553 5.7.1 <x@y.example>: "
               b"Sender address rejected: not owned by user u@y.example; from=<" + name + b"> to=<x@y.example> proto=ESMTP helo=<h> "
               b"sasl_method=PLAIN sasl_username=u@y.example\n")


def logins(names):
    for name in names:
        yield (b"Nov 22 10:00:00 mx1 postfix/smtpd[9]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 553 5.7.1 <x@y.example>: "
               b"Sender address rejected: not owned by user y; from=<x@y.example> to=<z@y.example> proto=ESMTP helo=<h> "
               b"sasl_method=PLAIN sasl_username=" + name + b"\n")


def deferrals(names):
    for number, name in enumerate(names):
        yield (b"Nov 22 10:00:00 mx1 postfix/smtp[9]: 4B%08d: to=<" % number + name + b">, relay=mx.example.org[192.0.2.1]:25, delay=1, "
               b"delays=0/0/0/1, dsn=4.2.0, status=deferred (host mx.example.org[192.0.2.1] said: 450 4.2.0 later (in reply to RCPT TO command))\n")


PLACES = {"recipients": recipients, "senders": senders, "logins": logins, "deferrals": deferrals}
FORMS = [
    ["analyze"], ["analyze", "--format", "json"], ["analyze", "--format", "html"], ["analyze", "--audit", "--format", "csv"],
    ["analyze", "--partial"], ["analyze", "--partial", "--max-memory", "64M"], ["analyze", "--format", "json", "--max-memory", "64M"],
    ["suppress", "--after", "1", "--format", "json"], ["extract"],
]


def seconds(bounces, log):
    before = os.times()
    subprocess.run([bounces, "analyze", log], stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def check_times(bounces, folder, names, places):
    """How many sets take more than twice as long as random ones."""
    bad = 0
    sets = list(shapes(names))
    for place in places:
        usual = None
        for shape, found in sets:
            log = os.path.join(folder, "flood.log")
            with open(log, "wb") as file:
                file.writelines(PLACES[place](found))
            took = min(seconds(bounces, log) for _ in range(2))
            usual = usual or took
            is_slow = took > 2 * max(usual, ENOUGH)
            bad += is_slow
            print(f"{'SLOW   ' if is_slow else 'ok     '}{place:12} {shape:26} {took:6.2f} s, {took / usual:4.1f} x", flush=True)
    return bad


def check_same(bounces, folder, names, runs):
    """How many forms are not the same in each run."""
    log = os.path.join(folder, "same.log")
    found = dict(shapes(names))
    with open(log, "wb") as file:
        for place, lines in PLACES.items():
            for shape in ("random", "two letters"):
                file.writelines(lines(found[shape]))
    bad = 0
    for form in FORMS:
        with ThreadPoolExecutor(2) as pool:
            outputs = set(pool.map(
                lambda _: subprocess.run([bounces, *form, log], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout, range(runs)))
        bad += len(outputs) > 1 or outputs == {b""}
        print(f"{'ok     ' if len(outputs) == 1 else 'DIFFERS'} {' '.join(form)}: {len(outputs)} of {runs} runs differ" if len(outputs) > 1
              else f"ok     {' '.join(form)}: {runs} runs, one output", flush=True)
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bounces")
    parser.add_argument("--names", type=int, default=262_144)
    parser.add_argument("--runs", type=int, default=4)
    parser.add_argument("--places", nargs="+", choices=list(PLACES), default=list(PLACES))
    options = parser.parse_args()
    bounces = os.path.abspath(options.bounces)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        bad = check_times(bounces, folder, options.names, options.places)
        bad += check_same(bounces, folder, min(options.names, 60_000), options.runs)
    print(f"{bad} wrong, {time.monotonic() - start:.0f} s")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
