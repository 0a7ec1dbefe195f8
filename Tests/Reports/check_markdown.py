#!/usr/bin/env python3
"""Reads reports as Markdown with the renderers that wikis and trackers use: none makes a link, an image or an element of a log's text.

    check_markdown.py BOUNCES

Needs cmarkgfm (GitHub's own), markdown-it-py with linkify-it-py, and mistune.
"""

import os
import re
import subprocess
import sys
import tempfile

import cmarkgfm
import mistune
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

TEXTS = [
    "evil@evil.example", "mailto:evil@evil.example", "xmpp:evil@evil.example/x", "MAILTO:Evil@Evil.example", "(evil@evil.example)", "<evil@evil.example>",
    "evil+x_y-z@evil.example.", "x|evil@evil.example|y", "`evil@evil.example`", "``evil@evil.example", "\\evil@evil.example", "evil\\@evil.example",
    "evil@evil.example,evil2@evil.example", "*evil@evil.example*", "_evil_@evil.example", "http://evil.example", "https://evil.example/?a=b&c=d", "ftp://evil.example",
    "HTTP://EVIL.EXAMPLE", "www.evil.example", "WWW.evil.example", "xwww.evil.com", "//evil.example/x", "evil.com", "evil.com/x?y", "evil.xn--p1ai",
    "evil.com:25", "[evil](http://evil.example)", "![evil](//evil.example/x.png)", "<http://evil.example>", "[evil]: http://evil.example", "[evil][x]",
    "<a href=//evil.example>evil</a>", "<img src=x onerror=evil()>", "&lt;evil&gt;", "evil&#64;evil.example", "éevil@evil.example", "evil@évil.example",
    "evil。com", "ｗｗｗ.evil.com", "evil@[192.0.2.1]", "evil@evil", "x:evil@evil.com", "javascript:evil()", "data:text/html,evil", "file:///evil", "tel:+1evil",
    "evil@evil.example|`|evil@evil.example", "a``b`evil@evil.example```", "**evil.com**", "~~evil.com~~", "evil\u0301@evil.com", "\u0d4eevil@evil.com",
]


def lines(text):
    for number, person in enumerate("abcde"):
        stamp = f"Nov 22 10:00:0{number} mx1 "
        yield (f"{stamp}postfix/smtp[1]: 4A1B2C3D4{person.upper()}: to=<{text}{person}@example.net>, relay={text}[192.0.2.1]:25, delay=1, dsn=5.1.1, "
               f"status=bounced (host {text}[192.0.2.1] said: 550 5.7.1 {text} (in reply to RCPT TO command))")
        yield (f"{stamp}postfix/smtpd[9]: NOQUEUE: reject: RCPT from {text}[192.0.{number}.7]: 553 5.7.1 <{text}>: Sender address rejected: not owned by user "
               f"{text}; from=<{text}@d{number}.example> to=<{text}> proto=ESMTP helo=<{text}> sasl_method=PLAIN sasl_username={text}")
        yield f"{stamp}postfix/smtp[9]: {text} to=<{text}>, status={text}"
    yield (f"{stamp}postfix/smtp[1]: 4A1B2C3D4F: to=<x@example.net>, relay=mx[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx[192.0.2.1] said: "
           f"553 5.3.0 {text} {text} blocked using zen.spamhaus.org (in reply to end of DATA command))")


def rendered(text):
    """The page that each renderer makes."""
    yield "cmark-gfm", cmarkgfm.github_flavored_markdown_to_html(text)
    yield "cmark-gfm, HTML let through", cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)
    yield "cmark", cmarkgfm.markdown_to_html(text)
    yield "markdown-it", MarkdownIt("gfm-like").render(text)
    yield "markdown-it, HTML let through", MarkdownIt("gfm-like", {"html": True}).render(text)
    yield "mistune", mistune.create_markdown(plugins=["url", "table", "strikethrough", "footnotes", "task_lists"])(text)


ELEMENT = re.compile(r"<[a-z!/][^>]*>", re.IGNORECASE)
KNOWN = re.compile(r"</?(h[1-6]|p|ul|ol|li|strong|em|code|table|thead|tbody|tr|th|td|a)\b", re.IGNORECASE)


def problems(page):
    for element in ELEMENT.findall(page):
        if "evil" in element.lower():
            yield f"an element with text of the log: {element}"
        elif not KNOWN.match(element):
            yield f"a strange element: {element}"


def main():
    bounces = os.path.abspath(sys.argv[1])
    found, pages = [], 0
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "mail.log")
        for text in TEXTS:
            with open(log, "w") as file:
                file.writelines(line + "\n" for line in lines(text))
            for options in ([], ["--audit"]):
                run = subprocess.run([bounces, "analyze", "--format", "md", *options, log], stdout=subprocess.PIPE, check=False)
                report = run.stdout.decode()
                # All that is shown of it stands there as it is.
                for name, page in rendered(report):
                    pages += 1
                    found += [f"{text!r} {name}: {problem}" for problem in problems(page)]
                cells = {line.count("|") - line.count("\\|") for line in report.splitlines() if line.startswith("| 5")}
                if len(cells) > 1:
                    found.append(f"{text!r}: rows of {cells} cells")
    for line in dict.fromkeys(found):
        print(line[:300])
    print(f"{len(TEXTS)} texts, {pages} pages, {len(found)} wrong")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
