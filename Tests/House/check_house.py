#!/usr/bin/env python3
"""Holds what the house promises of its sources: no function of more than five parameters without a word of reason, no file of over 300 lines.

    check_house.py [FOLDER]

Initialisers may have as many parameters as their type has parts. The reason stands in the function's own comment, or at the head of its file or
type for all in it, and has the word "parameters".
"""

import re
import sys
from pathlib import Path

MOST_PARAMETERS, MOST_LINES = 5, 300
FUNCTION = re.compile(r"\bfunc ([^\s(<]+)(?:<[^>]*>)?\(")
REASON = re.compile(r"//.*\bparameters\b")


def arguments(text, start):
    """How many parameters the list has that begins at `start`."""
    depth, count, at = 1, 1, start
    while depth and at < len(text):
        character = text[at]
        if character in "([{<":
            depth += 1
        elif character in ")]}" or character == ">" and text[at - 1] != "-":
            depth -= 1
        elif character == "," and depth == 1:
            count += 1
        at += 1
    return count if text[start:at - 1].strip() else 0


def complaints(path):
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    if lines > MOST_LINES:
        yield f"{path}: {lines} lines"
    if REASON.search(text):
        return
    for found in FUNCTION.finditer(text):
        count = arguments(text, found.end())
        if count > MOST_PARAMETERS:
            line = text.count("\n", 0, found.start()) + 1
            yield f"{path}:{line}: {found.group(1)} takes {count} parameters and says nothing of why"


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "Sources"
    files = sorted(root.rglob("*.swift"))
    found = [complaint for path in files for complaint in complaints(path)]
    for complaint in found:
        print(complaint)
    print(f"{len(files)} files, {len(found)} complaints")
    sys.exit(1 if found or not files else 0)


if __name__ == "__main__":
    main()
