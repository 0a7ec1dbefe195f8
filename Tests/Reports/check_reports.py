#!/usr/bin/env python3
"""Checks the report's forms with other programs' eyes: a real browser, and real parsers of JSON Schema, OpenMetrics and mail.

usage: check_reports.py BOUNCES    (from the repository's top folder)

Every form of a log's report must give the same figures. The page is opened in Chromium: it has to ask for nothing, say nothing on
the console, sort, filter, print, fit a phone, and show hostile addresses as text. Exits with 1 when anything is wrong."""
import csv, email, email.policy, gzip, json, re, subprocess, sys, tempfile, time
from pathlib import Path

import jsonschema
from playwright.sync_api import sync_playwright
from prometheus_client.openmetrics.parser import text_string_to_metric_families

BOUNCES = str(Path(sys.argv[1]).resolve())
SAMPLES = ["SampleLogs/postfix.log.gz", "SampleLogs/exim.log.gz"]
SAMPLES += sorted(str(path) for kind in ("*.log", "*.log*.gz") for path in Path("SampleLogs/lab").glob(f"*/{kind}"))
HOSTILE = """<script>document.title='owned'</script>"""
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print("FAILED", what)


def write_reports(log, folder, *options):
    files = {ending: Path(folder, f"report.{ending}") for ending in "txt json html md csv prom eml".split()}
    arguments = [BOUNCES, "analyze", "--lang", "en", "--mail-to", "postmaster@example.com", *options, log]
    for path in files.values():
        arguments += ["--output", str(path)]
    done = subprocess.run(arguments, capture_output=True)
    check(done.returncode == 0 and done.stdout == b"", f"{log}: exit {done.returncode}")
    return files


def rows_by_code(pattern, text):
    """What a form's table says of each code: replies, recipients and domains, None where it says a dash."""
    number = lambda figure: None if figure in ("–", "-1") else int(figure.replace(",", ""))
    return [(int(code), *map(number, figures)) for code, *figures in re.findall(pattern, text, re.MULTILINE)]


def check_tables(log, report, files):
    """The table of codes is in four forms, and all say the same."""
    wanted = [(code["code"], code["replies"], code["recipients"], code["domains"]) for code in report["codes"]]
    figure = "([0-9,]+|–)"
    patterns = {
        "txt": rf"^ (\d{{3}})  .{{30}} *{figure} +{figure} +{figure}  ",
        "md": rf"^\| (\d{{3}}) \| [^|]* \| {figure} \| {figure} \| {figure} \|",
        "html": r'^<tr class="k\d"><td><a [^>]*>(\d{3})</a></td><td>[^<]*</td>' + r'<td class="n" data-v="([-0-9]+)">[^<]*</td>' * 3,
    }
    for ending, pattern in patterns.items():
        check(rows_by_code(pattern, files[ending].read_text()) == wanted, f"{log}: the table of codes in .{ending}")
    counts = [list(map(int, row)) for row in re.findall(
        r'^<tr><td class="time">[^<]*</td>' + r'<td class="n" data-v="(\d+)">[^<]*</td>' * 3, files["html"].read_text(), re.MULTILINE)]
    for place, name in enumerate(("deferrals", "bounced", "rejected")):
        hours = sum(hour[name] for hour in report["histogram"])
        check(sum(row[place] for row in counts) == hours, f"{log}: {name} of the charts' table")


def check_figures(log, files):
    report = json.loads(files["json"].read_text())
    jsonschema.validate(report, json.loads(Path("Documentation/report.schema.json").read_text()))
    check_tables(log, report, files)
    shown = {name: f"{report['totals'][name]:,}" for name in ("delivered", "bounced", "rejected")}
    for ending in ("txt", "md", "html"):
        text = files[ending].read_text()
        for name, figure in shown.items():
            check(figure in text, f"{log}: {name} {figure} in .{ending}")
        for finding in report["findings"]:
            if finding["actor"] != "nobody" and ending != "txt":
                title = finding["title"].replace("&", "&amp;") if ending == "html" else finding["title"]
                # In Markdown signs stand behind backslashes, and names of hosts in code.
                plain = re.sub(r"\\(.)|`", r"\1", text)
                check(title in plain or title.replace("'", "&#39;") in plain, f"{log}: {title!r} in .{ending}")
    causes = [(str(code["code"]), cause) for code in report["codes"] for cause in code["causes"]]
    causes += [("", cause) for cause in report["without_reply"]]
    rows = list(csv.DictReader(files["csv"].read_bytes().decode().splitlines()))
    check([(row["code"], row["cause"], int(row["replies"])) for row in rows]
          == [(code, cause["id"] or "", cause["replies"]) for code, cause in causes], f"{log}: rows of .csv")
    check(not any(cell[:1] in tuple("=+-@") for row in rows for cell in row.values()), f"{log}: a formula in .csv")
    families = {family.name: family for family in text_string_to_metric_families(files["prom"].read_text())}
    samples = families["bounces_replies"].samples
    check(sum(sample.value for sample in samples) == sum(cause["replies"] for _, cause in causes), f"{log}: .prom")
    check(len(samples) == len({tuple(sorted(sample.labels.items())) for sample in samples}), f"{log}: a series twice")
    mail = email.message_from_bytes(files["eml"].read_bytes(), policy=email.policy.default)
    worst = next((f["title"] for f in report["findings"] if f["actor"] != "nobody"), "bounces")
    # With a history the subject says the worst of what is new.
    worst = report["news"]["items"][0]["name"] if report["news"] and report["news"]["items"] else worst
    check(worst in mail["subject"] and mail["date"].datetime and mail["message-id"], f"{log}: fields of .eml")
    fields = files["eml"].read_text().split("\n\n")[0].splitlines()
    check(all(len(line) <= 76 for line in fields if "=?utf-8?" in line), f"{log}: a line with encoded words in .eml is too long")
    text = mail.get_body(("plain",)).get_content()
    check(f"\n{log} · " in text and re.match("LOOK AT THIS|[0-9]+ problems? want|No problem wants", text), f"{log}: text of .eml")
    check(mail.get_body(("html",)).get_content().strip() == files["html"].read_text().strip(), f"{log}: page of .eml")


def check_history(browser, folder):
    """A night with a history: all forms say what is new, the page shows it and the lines of the days before."""
    log, history = Path(folder, "night.log"), str(Path(folder, "history.db"))
    lines = gzip.open(SAMPLES[0]).read().splitlines(keepends=True)
    for count in (9_000, len(lines)):
        log.write_bytes(b"".join(lines[:count]))
        files = write_reports(str(log), folder, "--history", history)
    check_figures(str(log), files)
    report = json.loads(files["json"].read_text())
    kinds = [item["kind"] for item in report["news"]["items"]]
    check(kinds[0] == "listing" and "new" in kinds and not report["news"]["baseline"], f"news in .json: {kinds}")
    families = {family.name: family for family in text_string_to_metric_families(files["prom"].read_text())}
    news = {sample.labels["kind"]: sample.value for sample in families["bounces_news"].samples}
    check(news["listing"] == kinds.count("listing") and news["new"] == kinds.count("new"), f"news in .prom: {news}")
    first = files["txt"].read_text().splitlines()[0]
    check(first.startswith("LOOK AT THIS") and f"**{first}**" in files["md"].read_text(), "the verdict in .txt and .md")
    page = browser.new_page()
    page.goto(files["html"].as_uri())
    check(page.locator(".verdict").first.inner_text() == first, "the verdict on the page")
    check(page.locator(".news li").count() == len([line for line in files["md"].read_text().splitlines() if line[:3] in ("- n", "- a", "- c", "- b")]), "news on the page")
    page.close()


def check_page(browser, path):
    said = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(path.as_uri())
    head = page.locator("table.codes th button", has_text="replies")
    column = lambda: [int(cell.get_attribute("data-v")) for cell in page.locator("table.codes tbody td:nth-child(3)").all()]
    before = column()
    head.click()
    check(column() == sorted(before, reverse=True), "a click sorts, the greatest first")
    head.press("Enter")
    check(column() == sorted(before), "the key Enter turns the order round")
    everything = page.locator("#details .cause:visible").count()
    page.fill("#filter", "spamhaus")
    page.locator("#hits:not(:empty)").wait_for()
    found = page.locator("#details .cause:visible").count()
    check(0 < found < everything, f"the filter shows {found} of {everything} causes")
    page.fill("#filter", "")
    page.locator("#hits:empty").wait_for(state="attached")
    check(page.locator("#details .cause:visible").count() == everything, "an empty filter shows all")
    for link in page.locator(".finding .links a[href^='#']").all():
        check(page.locator(f"[id='{link.get_attribute('href')[1:]}']").count() == 1, "a finding's evidence is on the page")
    colour = lambda: page.evaluate("getComputedStyle(document.body).backgroundColor")
    light = colour()
    page.emulate_media(color_scheme="dark")
    check(colour() != light, "dark is dark")
    page.emulate_media(media="print", color_scheme="light")
    check(not page.locator(".filter").is_visible(), "the filter is not printed")
    ink = lambda: page.evaluate("['.links a', 'svg rect'].map(part => { const style = getComputedStyle("
                                "document.querySelector(part)); return style.color + style.fill })")
    printed = ink()
    page.emulate_media(media="print", color_scheme="dark")
    check(ink() == printed, "paper is white, whatever the screen is")
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size({"width": 360, "height": 740})
    check(page.evaluate("document.documentElement.scrollWidth") <= 360, "a phone shows the page without scrolling sideways")
    address = page.locator("table.people tbody tr:visible").first
    check(address.locator("code").bounding_box()["width"] <= 360, "a recipient's reply can be read on a phone")
    page.set_viewport_size({"width": 1200, "height": 900})
    page.reload()
    page.keyboard.press("Tab")
    check(page.evaluate("document.activeElement.className") == "skip", "the first key Tab offers to skip to the findings")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    check(page.evaluate("document.activeElement.closest('#findings') !== null"), "and the next is among them")
    page.keyboard.press("Enter")
    check(page.evaluate("location.hash.startsWith('#c')"), "the key Enter goes to a finding's evidence")
    check(said == [], f"the page is silent: {said[:3]}")
    page.close()
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(path.as_uri())
    check(plain.locator("table.codes tbody tr").count() == len(before), "the page is whole without JavaScript")


def check_hostile(browser, folder):
    log = Path(folder, "hostile.log")
    log.write_text("".join(
        f"Nov 23 10:00:0{second} mx postfix/smtp[7]: 4C5A85985C{second}: to=<{address}>, relay=d.example[198.51.100.1]:25, delay=1, "
        f"delays=0/0/1/0, dsn=5.1.1, status=bounced (host d.example[198.51.100.1] said: 550 5.1.1 {HOSTILE} no such user (in "
        "reply to RCPT TO command))\n"
        for second, address in enumerate([f'"{HOSTILE}"@d.example', "=cmd|x@d.example", "a&b'c@d.example"])))
    path = write_reports(str(log), folder)["html"]
    page = browser.new_page()
    page.goto(path.as_uri())
    text = page.inner_text("body")
    check(HOSTILE in text and "a&b'c@d.example" in text, "hostile addresses and replies are shown as text")
    check(page.title() != "owned" and page.locator("script").count() == 1, "no script but the page's own")
    check("\n=cmd" not in path.with_suffix(".csv").read_text(), "no formula in .csv")
    page.close()


def check_many(browser, folder):
    """A hundred thousand recipients of one code: the page opens, and finds one of them."""
    log = Path(folder, "many.log")
    with log.open("w") as lines:
        for number in range(100_000):
            lines.write(f"Nov 23 10:00:00 mx postfix/smtp[7]: 4C5A85985CA: to=<user{number}@d.example>, relay=d.example[198.51.100.1]:25, "
                        "delay=1, delays=0/0/1/0, dsn=5.1.1, status=bounced (host d.example[198.51.100.1] said: 550 5.1.1 User unknown "
                        "(in reply to RCPT TO command))\n")
    path = Path(folder, "many.html")
    subprocess.run([BOUNCES, "analyze", "--lang", "en", "--top", "100000", "--output", str(path), str(log)], check=True)
    page = browser.new_page()
    began = time.monotonic()
    page.goto(path.as_uri())
    page.evaluate("document.body.offsetHeight")
    opened = time.monotonic() - began
    check(opened < 10, f"100,000 recipients open in {opened:.1f} s")
    page.fill("#filter", "user77777@")
    page.locator("#hits:not(:empty)").wait_for(timeout=20_000)
    check(page.locator("#hits").inner_text() == "1", "one hit is counted")
    check(page.get_by_text("user77777@d.example", exact=True).is_visible(), "the filter finds one of 100,000 recipients")
    print(f"100,000 recipients: {path.stat().st_size / 1e6:.1f} MB, opened in {opened:.1f} s")
    page.close()


with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    for log in SAMPLES:
        check_figures(log, write_reports(log, folder))
    check_page(browser, write_reports(SAMPLES[0], folder)["html"])
    check_hostile(browser, folder)
    check_history(browser, folder)
    check_many(browser, folder)
    browser.close()
print(f"{len(failures)} failures in the report's forms")
sys.exit(1 if failures else 0)
