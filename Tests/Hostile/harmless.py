"""What each form of a report must not let through from a log."""

import csv
import email
import email.policy
import html.parser
import io
import json
import re
import unicodedata

CONTROLS = set(range(0x20)) - {0x09, 0x0A} | set(range(0x7F, 0xA0))
BIDI = {0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029}


def obeyed(text, allowed=""):
    """The characters of `text` that a terminal would obey or that turn its order round."""
    found = {ord(character) for character in text if ord(character) in CONTROLS | BIDI and character not in allowed}
    found |= {ord(character) for character in text if unicodedata.category(character) == "Cf" and character not in allowed}
    return " ".join(f"U+{number:04X}" for number in sorted(found))


def decoded(data):
    """Text of `data`, or None when it is no UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


class Page(html.parser.HTMLParser):
    """The elements and attributes of a page, the text of its scripts, and what it links to."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.shapes, self.scripts, self.targets, self.comments = set(), [], set(), 0
        self.in_script = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.shapes.add(tag)
        for name, value in attributes:
            self.shapes.add(f"{tag} {name}")
            if name in ("href", "src", "action"):
                self.targets.add(value)
        if tag == "script":
            self.in_script = True
            self.scripts.append("")

    def handle_endtag(self, tag):
        self.in_script = self.in_script and tag != "script"

    def handle_data(self, data):
        if self.in_script:
            self.scripts[-1] += data

    def handle_comment(self, data):
        self.comments += 1


def page_problems(text, plain, canary):
    """What is wrong with a page, compared with the page of a harmless log: both must have the same kinds of elements."""
    found = []
    if bad := obeyed(text):
        found.append(f"html: {bad}")
    page, model = Page(text), Page(plain)
    if strange := page.shapes - model.shapes:
        found.append(f"html: elements or attributes out of the log: {sorted(strange)}")
    if page.scripts != model.scripts:
        found.append("html: a script out of the log")
    if page.comments:
        found.append("html: a comment out of the log")
    found += [f"html: a link to {target}" for target in page.targets if canary in (target or "").lower()]
    return found


SPAN = re.compile(r"(?<!\\)(`+)(?!`)(.*?)(?<!`)\1(?!`)", re.DOTALL)
LIVE = [
    ("HTML", re.compile(r"(?<!\\)<[A-Za-z/!?]")), ("a link", re.compile(r"(?<!\\)\]\(")), ("an image", re.compile(r"(?<!\\)!(?<!\\)\[")),
    ("a bare link", re.compile(r"(?<![\\\w])(https?|ftp)://[^\s]*canary", re.IGNORECASE)),
    ("a bare link", re.compile(r"(?<![\\\w])www\.[^\s]*canary", re.IGNORECASE)), ("a mail link", re.compile(r"canary\\?@canary", re.IGNORECASE)),
    ("a guessed link", re.compile(r"(//|\b)canary\.(com|example)", re.IGNORECASE)), ("an entity", re.compile(r"(?<!\\)&(#|[a-z]+;)")),
]


def markdown_problems(text):
    """What is wrong with Markdown, once its code spans are taken out: nothing in those is live."""
    found = []
    if bad := obeyed(text):
        found.append(f"markdown: {bad}")
    columns = None
    for line in text.split("\n"):
        bare = SPAN.sub("", re.sub(r"\\`", "", line))
        for name, pattern in LIVE:
            if match := pattern.search(bare):
                found.append(f"markdown: {name}: {bare[max(0, match.start() - 30):match.end() + 30]!r}")
        # A pipe splits a table's cells in code spans too.
        if line.startswith("| "):
            cells = len(re.findall(r"(?<!\\)\|", line))
            if columns is not None and cells != columns:
                found.append(f"markdown: a row of {cells - 1} cells in a table of {columns - 1}: {line[:120]!r}")
            columns = cells
        else:
            columns = None
    return found


def csv_problems(data, name="csv"):
    """What is wrong with CSV: rows of any length, cells that a spreadsheet would calculate, what a terminal obeys."""
    text = decoded(data)
    if text is None:
        return [f"{name}: no UTF-8"]
    found = []
    if bad := obeyed(text, "\r"):
        found.append(f"{name}: {bad}")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if len({len(row) for row in rows}) > 1:
        found.append(f"{name}: rows of {sorted({len(row) for row in rows})} cells")
    found += [f"{name}: a formula {cell[:60]!r}" for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r") and cell[:1]]
    return found


def json_problems(data, name="json"):
    text = decoded(data)
    if text is None:
        return [f"{name}: no UTF-8"]
    found = []
    if bad := obeyed(text):
        found.append(f"{name}: {bad}")
    try:
        json.loads(text)
    except ValueError as error:
        found.append(f"{name}: {error}")
    return found


def lines_problems(data, name="ndjson"):
    found = []
    for line in data.split(b"\n"):
        if line:
            found += json_problems(line, name)
    return sorted(set(found))


METRIC = re.compile(r'[a-z_]+(\{[a-z_]+="(?:[^"\\\n]|\\["\\n])*"(,[a-z_]+="(?:[^"\\\n]|\\["\\n])*")*\})? -?[0-9.]+')


def metrics_problems(text):
    found = [f"prom: {obeyed(text)}"] if obeyed(text) else []
    lines = text.split("\n")
    if lines[-2:] != ["# EOF", ""]:
        found.append("prom: no end")
    samples = [line for line in lines[:-2] if not line.startswith("# ")]
    found += [f"prom: {line!r}" for line in samples if not METRIC.fullmatch(line)]
    if len(samples) != len({line.rsplit(" ", 1)[0] for line in samples}):
        found.append("prom: a series twice")
    return found


def text_problems(data, name):
    text = decoded(data)
    if text is None:
        return [f"{name}: no UTF-8"]
    return [f"{name}: {obeyed(text)}"] if obeyed(text) else []


def mail_problems(data, plain_page, canary):
    found = text_problems(data, "eml")
    message = email.message_from_bytes(data, policy=email.policy.default)
    wanted = {"from", "to", "subject", "date", "message-id", "auto-submitted", "mime-version", "content-type"}
    if {name.lower() for name in message.keys()} != wanted:
        found.append(f"eml: fields {message.keys()}")
    if message.get_all("to") != ["postmaster@example.com"]:
        found.append(f"eml: to {message.get_all('to')}")
    if bad := obeyed(str(message["subject"])):
        found.append(f"eml: subject: {bad}")
    parts = [part.get_content_type() for part in message.walk()]
    if parts != ["multipart/alternative", "text/plain", "text/html"]:
        found.append(f"eml: parts {parts}")
    found += text_problems(message.get_body(("plain",)).get_content().encode(), "eml text")
    found += page_problems(message.get_body(("html",)).get_content(), plain_page, canary)
    return found
