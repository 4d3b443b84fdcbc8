# SPDX-License-Identifier: ISC
"""Every published form, read by a reader that is not ours, says what the store
says; and what a stranger wrote to break out of one is inert in all of them."""

import calendar
import json
import re
import sqlite3
import subprocess
import xml.etree.ElementTree as ET
from datetime import date, datetime, timezone
from pathlib import Path

import bibtexparser
import feedparser
import icalendar
import pytest
from bibtexparser.bparser import BibTexParser

from feeds import Item, article, rss

SCHEMA = Path(__file__).with_name("atom.rng")
MODS = "{http://www.loc.gov/mods/v3}"
CLOSES = "<closeDate>2026-04-30</closeDate>"
FILES = [f"leadership.{form}" for form in (
    "atom", "rss", "json", "html", "fragment", "ris", "bib", "opml", "ics")]

BREAK_OUTS = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\"}], \"version\": \"x\", \"items\": [{\"id\": \"evil\"",
    "}}\n}\n\n@article{evil, title = {x}, url = {javascript:alert(1)}\n}\n",
    "\\}} \\input{/etc/passwd} \\write18{id} $x$ % comment ~ ^ _ #",
    "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\n;,:\\n\\",
    "x\r\nER  - \r\n\r\nTY  - JOUR\r\nTI  - evil\u2028TI  - evil",
    "]]></title></item><item><title>evil",
    "=cmd|' /C calc'!A0, \"@SUM(1+1)*cmd|' /C calc'!A0\"",
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &#60;b&#62;",
    "a" * 300 + " – ünïcödé 王 \U0001f600" * 20,
]


def hostile(n, text):
    return Item(
        title=f"Leadership {text}", link=f"https://evil.example/{n}?{text}",
        guid=f"evil/{n}/{text}", summary=f"Summary {text}",
        date=datetime(2026, 2, 20, n, tzinfo=timezone.utc),
        authors=[f"Jones, {text}", text], extra=CLOSES + "".join(
            f"<{name}><![CDATA[{text.replace(']]>', '')}]]></{name}>"
            for name in ("category", "comments", "dc:rights", "dc:publisher",
                         "dc:language", "dc:source")))


@pytest.fixture
def forms(lectern):
    lectern.outputs = {name: {} for name in FILES}
    return lectern


@pytest.fixture
def usual(server, forms):
    forms.feed("journal", server.put("/journal", rss(
        [article(n) for n in range(1, 4)])))
    forms.feed("jobs", server.put("/jobs", rss([Item(
        title="Fellow in clinical leadership", link="https://jobs.example/7",
        guid="job-7", date=datetime(2026, 2, 27, tzinfo=timezone.utc),
        summary="University of X.", extra=CLOSES)],
        title="Jobs")), section="opportunities")
    forms.run("run")
    return forms


@pytest.fixture
def broken_out(server, forms):
    forms.feed("evil", server.put("/evil", rss(
        [hostile(n, text) for n, text in enumerate(BREAK_OUTS)],
        title=BREAK_OUTS[0])))
    forms.run("run")
    assert len(forms.items("--state", "selected")) == len(BREAK_OUTS)
    return forms


def text(lectern, form):
    return (lectern.public / f"leadership.{form}").read_bytes().decode("utf-8")


def selected(lectern):
    return lectern.items("--state", "selected")


def ids(lectern):
    return [item["_lectern"]["entry_id"] for item in selected(lectern)]


def read_ris(document):
    """Records as lists of (tag, value), by the grammar to the letter."""
    assert document == "" or document.endswith("\r\n")
    records, record = [], None
    for line in document.split("\r\n")[:-1]:
        if line == "":
            assert record is None
            continue
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - ([^\r\n]*)", line)
        assert found, line
        tag, value = found.groups()
        assert (tag == "TY") == (record is None)
        if tag == "TY":
            record = []
            records.append(record)
        record.append((tag, value))
        if tag == "ER":
            record = None
    assert record is None
    return records


def read_bibtex(document):
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    return bibtexparser.loads(document, parser).entries


def read_mods(command, path):
    """The records that bibutils make of a file."""
    done = subprocess.run([command, path], capture_output=True, check=True)
    root = ET.fromstring(done.stdout.decode("utf-8-sig"))
    return root.findall(MODS + "mods")


def read_calendar(lectern):
    return icalendar.Calendar.from_ical(text(lectern, "ics")).walk("VEVENT")


def check_atom(path):
    done = subprocess.run(
        ["xmllint", "--noout", "--relaxng", SCHEMA, path],
        capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def check_feed(lectern, form, version):
    feed = feedparser.parse((lectern.public / f"leadership.{form}").read_bytes())
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == version
    assert [entry.id for entry in feed.entries] == ids(lectern)
    return feed


def check_json(lectern):
    """Field by field, as jsonfeed.org/version/1.1 has them."""
    feed = json.loads(text(lectern, "json"))
    assert set(feed) <= {
        "version", "title", "home_page_url", "feed_url", "description",
        "language", "authors", "items", "_lectern"}
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://faculty.example/feeds/leadership.json"
    assert feed["home_page_url"] == "https://faculty.example/reading"
    assert feed["authors"] == [{"name": "Faculty of Tests"}]
    assert [item["id"] for item in feed["items"]] == ids(lectern)
    strings = {"id", "url", "external_url", "title", "content_html",
               "content_text", "summary", "image", "language"}
    for item in feed["items"]:
        assert set(item) <= strings | {
            "date_published", "date_modified", "authors", "tags",
            "attachments", "_lectern"}
        assert all(isinstance(item[key], str) and item[key]
                   for key in strings & set(item))
        assert ("content_html" in item) != ("content_text" in item)
        for key in ("date_published", "date_modified"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item[key])
        for author in item.get("authors", []):
            assert author and set(author) <= {"name", "url"}
        assert all(isinstance(tag, str) for tag in item["tags"])
        for url in [item["url"], item.get("external_url", "https:")] + [
                author.get("url", "https:")
                for author in item.get("authors", [])]:
            assert re.match("https?:", url)
    return feed


def test_atom(usual):
    check_atom(usual.public / "leadership.atom")
    check_feed(usual, "atom", "atom10")


def test_rss(usual):
    feed = check_feed(usual, "rss", "rss20")
    assert feed.feed.link == "https://faculty.example/reading"
    links = {link.rel: link.href for link in feed.feed.links
             if link.rel == "self"}
    assert links == {"self": "https://faculty.example/feeds/leadership.rss"}
    days = re.findall(r"<pubDate>(\w{3}), (\d\d \w{3} \d{4})",
                      text(usual, "rss"))
    assert len(days) == 4
    for weekday, day in days:
        assert datetime.strptime(day, "%d %b %Y").strftime("%a") == weekday
    for entry, item in zip(feed.entries, selected(usual)):
        assert entry.title == item["title"]
        assert calendar.timegm(entry.published_parsed) == int(
            datetime.fromisoformat(item["_lectern"]["published"].replace(
                "Z", "+00:00")).timestamp())
    assert text(usual, "rss").count("<dc:creator>Amin, N.</dc:creator>") == 3


def test_json(usual):
    feed = check_json(usual)
    forms = {form["url"].split(".")[-1] for form in feed["_lectern"]["forms"]}
    assert forms == {"atom", "rss", "html", "ris", "bib", "opml", "ics"}
    job, *articles = feed["items"]
    assert job["_lectern"]["closes"] == "2026-04-30"
    assert [item["_lectern"]["doi"] for item in articles] == [
        f"10.1234/leader-2026-{n:06}" for n in (3, 2, 1)]


def test_ris(usual):
    job, last, *_ = records = read_ris(text(usual, "ris"))
    assert len(records) == 4
    assert ("TY", "ELEC") in job
    assert ("N1", "Closes 30 April 2026.") in job
    assert last == [
        ("TY", "JOUR"), ("AU", "Jones, L."), ("AU", "Amin, N."),
        ("TI", "Medical leadership in practice, part 3"),
        ("T2", "A journal"), ("PY", "2026"), ("DA", "2026/01/04"),
        ("DO", "10.1234/leader-2026-000003"),
        ("UR", "https://doi.org/10.1234/leader-2026-000003"),
        ("AB", "What 3 clinical leaders learnt from change."), ("ER", "")]
    mods = read_mods("ris2xml", usual.public / "leadership.ris")
    assert [record.findtext(f".//{MODS}namePart[@type='family']")
            for record in mods] == [None, "Jones", "Jones", "Jones"]


def test_bibtex(usual):
    entries = read_bibtex(text(usual, "bib"))
    assert [entry["ENTRYTYPE"] for entry in entries] == [
        "misc", "article", "article", "article"]
    assert len({entry["ID"] for entry in entries}) == 4
    assert entries[0]["note"] == "Closes 30 April 2026."
    last = entries[1]
    assert last["author"] == "Jones, L. and Amin, N."
    assert last["title"] == "{Medical leadership in practice, part 3}"
    assert last["month"] == "January"
    assert (last["year"], last["date"]) == ("2026", "2026-01-04")
    assert last["doi"] == "10.1234/leader-2026-000003"
    mods = read_mods("bib2xml", usual.public / "leadership.bib")
    assert [record.findtext(f".//{MODS}namePart[@type='family']")
            for record in mods] == [None, "Jones", "Jones", "Jones"]


def test_calendar(usual):
    (event,) = read_calendar(usual)
    job = selected(usual)[0]["_lectern"]
    assert event["UID"] == job["entry_id"]
    assert event["SUMMARY"] == "Closes: Fellow in clinical leadership"
    assert event.decoded("DTSTART") == date(2026, 4, 30)
    assert event.decoded("DTSTAMP").isoformat() == job["updated"].replace(
        "Z", "+00:00")
    assert event["URL"] == "https://jobs.example/7"


def test_opml(server, forms):
    forms.feed("journal", server.put("/journal", rss([article(1)])))
    forms.feed("secret", server.put("/secret?key=42", rss([article(2)])))
    forms.feed("jobs", server.put("/jobs?format=rss", rss([], title="Jobs")),
               section="opportunities")
    forms.run("run")
    root = ET.fromstring(text(forms, "opml"))
    assert root.tag == "opml" and root.get("version") == "2.0"
    assert root.findtext("head/title") == "Leadership reading: its sources"
    assert root.findtext("head/dateModified").endswith(" GMT")
    sections = root.findall("body/outline")
    assert [section.get("text") for section in sections] == [
        "Journals, reviews and articles", "Opportunities"]
    journal, secret = sections[0]
    assert journal.attrib == {
        "text": "A journal", "title": "A journal", "type": "rss",
        "xmlUrl": server.url("/journal"),
        "htmlUrl": "https://journal.example/"}
    assert secret.attrib == {
        "text": "A journal", "type": "link", "url": "https://journal.example/"}
    job, = sections[1]
    assert job.get("xmlUrl") == server.url("/jobs?format=rss")
    assert "key=42" not in text(forms, "opml")
    # It changes when its feeds do, and not with every new item.
    before = forms.published()["leadership.opml"]
    server.put("/journal", rss([article(3), article(1)]))
    forms.poll_all()
    assert forms.published()["leadership.opml"] == before


def test_a_secret_address_stands_in_no_form(server, forms):
    """A saved search's channel links to itself; Atom may be known by its own
    address; a store has what an older lectern wrote."""
    token = "1Bq7VfPEiOLDQj0mJ0gvP2bWQyNvxH"
    forms.feed("search", server.put(
        "/open", rss([article(1)], link=f"https://s.example/?feed_id={token}")))
    path = f"/atom?token={token}"
    forms.feed("atom", server.put(path, f"""\
<feed xmlns="http://www.w3.org/2005/Atom"><id>{server.url(path)}</id>
<title>A feed</title><updated>2026-02-01T00:00:00Z</updated>
<link href="{server.url(path)}"/><link rel="self" href="{server.url(path)}"/>
<entry><id>tag:a.example,2026:1</id><title>Clinical leadership</title>
<updated>2026-02-01T00:00:00Z</updated></entry></feed>"""))
    forms.feed("sage", server.put("/sage", rss(
        [article(3)], title="Sage",
        link="https://sage.example/?ai=2b4&mi=ehikzz&utm_source=rss")))
    forms.run("run")
    for name in FILES:
        assert token not in (forms.public / name).read_text(), name
    for name in ("atom", "json", "opml"):
        assert '"https://sage.example/"' in text(forms, name)
    check_atom(forms.public / "leadership.atom")

    def sources():
        feed = json.loads((forms.public / "leadership.json").read_text())
        return {item["_lectern"]["source"]["title"]:
                item["_lectern"]["source"]["id"] for item in feed["items"]}

    own = forms.site["id"] + "/feed/"
    assert sources() == {
        "A feed": own + "atom", "A journal": server.url("/open"),
        "Sage": server.url("/sage")}
    with sqlite3.connect(forms.database) as db:
        db.execute("UPDATE origin SET id = ?1, self_url = ?1, home_url = ?1",
                   [f"https://s.example/feed?token={token}"])
    db.close()
    for name in FILES:
        (forms.public / name).unlink()
    forms.run("publish", "--force")
    for name in FILES:
        assert token not in (forms.public / name).read_text(), name
    assert sources() == {
        "A feed": own + "atom", "A journal": own + "search",
        "Sage": own + "sage"}


def test_fragment(usual):
    document = text(usual, "fragment")
    assert document.startswith('<div class="lectern" lang="en-GB">\n')
    assert document.endswith("</div>\n")
    assert not re.search("<(html|head|body|style|script|h1|meta|link)", document)
    assert document.count("<li id=") == 4
    # It is the page's own list.
    assert "".join(document.splitlines(True)[1:-1]) in text(usual, "html")


def test_same_bytes(usual):
    before = usual.published()
    assert set(before) == set(FILES)
    usual.later(hours=5)
    usual.run("publish")
    assert usual.published() == before
    for name in FILES:
        (usual.public / name).unlink()
    usual.run("publish")
    assert ({name: file[0] for name, file in usual.published().items()}
            == {name: file[0] for name, file in before.items()})


def test_format_names_the_form(server, lectern):
    lectern.outputs = {"feed.xml": {"format": "rss"},
                       "list.html": {"format": "fragment"}}
    lectern.feed("journal", server.put("/journal", rss([article(1)])))
    lectern.run("run")
    files = lectern.published()
    assert b"<rss version=" in files["feed.xml"][0]
    assert files["list.html"][0].startswith(b"<div ")
    lectern.outputs = {"feed.xml": {}}
    assert "set 'format'" in lectern.run("check", code=78).err


def test_hostile_feeds(broken_out):
    check_atom(broken_out.public / "leadership.atom")
    check_feed(broken_out, "atom", "atom10")
    check_feed(broken_out, "rss", "rss20")
    check_json(broken_out)
    for form in ("atom", "rss", "opml"):
        root = ET.fromstring(text(broken_out, form))
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"script", "img", "b"}
    # A reader that takes plain text for HTML finds no tag in it either.
    for element in ET.fromstring(text(broken_out, "rss")).iter():
        if element.tag.rpartition("}")[2] not in (
                "description", "encoded", "identifier"):
            assert not re.search("<[a-zA-Z/!?]", element.text or "")
    # The page has a script and its data for search engines, and no more.
    for name, scripts in (("html", 2), ("fragment", 0)):
        document = text(broken_out, name)
        assert not re.search("<(img|input|iframe)", document)
        assert document.count("<script") == scripts


def test_hostile_citations(broken_out):
    n = len(BREAK_OUTS)
    records = read_ris(text(broken_out, "ris"))
    assert len(records) == n
    assert [sum(tag == "TI" for tag, _ in record) for record in records] == (
        [1] * n)
    assert len(read_mods("ris2xml", broken_out.public / "leadership.ris")) == n
    entries = read_bibtex(text(broken_out, "bib"))
    assert len(entries) == n
    assert len(read_mods("bib2xml", broken_out.public / "leadership.bib")) == n
    for entry in entries:
        assert entry["ID"].startswith("lectern-")
        assert entry["url"].startswith("https://evil.example/")
        assert "\\input" not in entry["title"]
        assert "\\write" not in entry["title"]
    # Braces balance whoever counts them.
    depth = 0
    for character in text(broken_out, "bib"):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


def test_hostile_calendar(broken_out):
    document = text(broken_out, "ics")
    lines = document.encode().split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    events = read_calendar(broken_out)
    assert len(events) == len(BREAK_OUTS)
    for event in events:
        assert not event.subcomponents
        assert str(event["SUMMARY"]).startswith("Closes: Leadership")
        assert event.decoded("DTSTART") == date(2026, 4, 30)
    assert sorted(str(event["UID"]) for event in events) == sorted(
        ids(broken_out))
