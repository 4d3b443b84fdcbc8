# SPDX-License-Identifier: ISC
"""`lectern parse` on the documents of tests/golden: what it prints is what
stands beside each. To renew them: LECTERN_GOLDEN=write, then read the diff."""

import json
import os
import subprocess

import pytest

from program import PROGRAM, ROOT

GOLDEN = ROOT / "tests/golden"
SAMPLES = ROOT.parent / "shared/samples"


def parse(path, *options, code=0, stdin=b""):
    done = subprocess.run([PROGRAM, "parse", *options, str(path)],
                          input=stdin, capture_output=True, timeout=60)
    assert done.returncode == code, done.stderr.decode()
    return done


def test_closed_input():
    """The parser's socket would be opened in its place."""
    done = subprocess.run(["sh", "-c", 'exec "$0" parse - <&-', PROGRAM],
                          capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (
        66, b"lectern: -: standard input: Bad file descriptor\n")


DOCUMENTS = sorted([*GOLDEN.glob("*.xml"), *GOLDEN.glob("*.jsonfeed")])
SAMPLE_FILES = sorted(SAMPLES.glob("*.xml"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_golden(path):
    got = parse(path, "--base", "https://base.example.org/feeds/x").stdout
    golden = path.with_suffix(".json")
    if os.environ.get("LECTERN_GOLDEN") == "write":
        golden.write_bytes(got)
    assert json.loads(got) == json.loads(golden.read_bytes())


@pytest.mark.parametrize(
    "path", DOCUMENTS + SAMPLE_FILES, ids=lambda path: path.stem)
def test_read_back(path):
    """What is printed, parsed again, is the same feed."""
    first = parse(path, "--base", "https://base.example.org/feeds/x").stdout
    again = parse("-", stdin=first).stdout
    feeds = [json.loads(first), json.loads(again)]
    assert feeds[1]["_lectern"]["format"] == "json"
    for feed in feeds:
        for name in ("format", "encoding", "recovered", "truncated"):
            feed["_lectern"].pop(name, None)
    assert feeds[1] == feeds[0]


# What is no feed, and the words that say so.
NOT_FEEDS = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t ", "empty"),
    "page": (b"<!DOCTYPE html><html><head><title>Just a moment...</title>"
             b"</head><body>x</body></html>", "Just a moment..."),
    "tag soup": (b"<HTML><TITLE>Log in &amp; pay</TITLE><p>a<br>b",
                 "Log in & pay"),
    "other": (b"<?xml version='1.0'?><svg/>", "<svg>"),
    "text": (b"Not found", "neither XML nor JSON"),
    "binary": (bytes(range(256)) * 4, "line 1"),
    "unfinished": (b"<rss", "line 1"),
    "JSON of another kind": (b'{"error": "not found"}', "JSON"),
    "JSON list": (b'[{"title": "x"}]', "JSON"),
    "unfinished JSON": (b'{"items": [\n  {"id": "1",', "line 2, column 13"),
    "bad JSON": (b'{"items": [{"id" "1"}]}', "line 1, column 20"),
    "deep JSON": (b'{"items": ' + b"[" * 200, "line 1"),
    "much JSON": (b'{"items": [' + b"0," * 500000, "line 1"),
}


@pytest.mark.parametrize("name", NOT_FEEDS)
def test_not_a_feed(name):
    document, words = NOT_FEEDS[name]
    done = parse("-", code=65, stdin=document)
    assert done.stdout == b""
    assert words in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_nothing_external_is_read(tmp_path, server):
    """Neither a file nor an address that a document names."""
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    address = server.put("/dtd", "<!ENTITY x 'fetched'>")
    document = f"""<?xml version="1.0"?>
<!DOCTYPE rss SYSTEM "{address}" [
<!ENTITY file SYSTEM "file://{secret}">
<!ENTITY web SYSTEM "{address}">
<!ENTITY % par SYSTEM "{address}"> %par;
]>
<rss version="2.0"><channel><title>a &file; b &web; c &x;</title>
<item><title>t</title></item></channel></rss>"""
    got = parse("-", stdin=document.encode()).stdout.decode()
    assert "secret" not in got.replace("secret\"", "")
    assert "fetched" not in got
    assert server.requests == []


# Of each sample: items, and how many of them have a DOI, authors, a date.
COUNTS = {
    "atom-joss-published": (1, 1, 1, 1),
    "elsevier-atypon-jpeds": (1, 1, 1, 1),
    "emerald-leadership-in-health-services": (1, 1, 0, 0),
    "highwire-between-issues-empty": (0, 0, 0, 0),
    "highwire-biorxiv-bioengineering": (1, 1, 1, 1),
    "highwire-biorxiv-genomics": (1, 1, 1, 1),
    "highwire-bmjleader-ahead": (2, 2, 2, 2),
    "highwire-bmjleader-current": (5, 5, 4, 5),
    "highwire-science-twis-recent": (69, 69, 69, 69),
    "jobsacuk-business-and-management-studies": (3, 0, 0, 0),
    "jobsacuk-health-and-medical": (7, 0, 0, 0),
    "nhsjobs-search_xml": (4, 0, 0, 4),
    "pubmed-saved-search": (1, 1, 1, 1),
    "rss10-atel": (50, 0, 50, 50),
    "rss10-iso8859-golem": (1, 0, 1, 1),
    "sage-rdf-axatoc": (1, 1, 0, 1),
    "sciencedirect-rss20": (1, 0, 1, 1),
    "wiley-rss10-journal-of-vegetation-science": (44, 44, 44, 44),
    "wordpress-aasnova": (4, 1, 4, 4),
}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no recorded feeds beside")
@pytest.mark.parametrize("name", COUNTS)
def test_sample(name):
    done = parse(SAMPLES / (name + ".xml"))
    items = json.loads(done.stdout)["items"]
    assert (len(items),
            sum("doi" in item.get("_lectern", {}) for item in items),
            sum("authors" in item for item in items),
            sum("date_published" in item for item in items)) == COUNTS[name]
    for item in items:
        assert item["title"] and item["title"] == item["title"].strip()
        assert item["url"].startswith("http")
        assert not any(mark in item["title"] for mark in "<>\n\ufffd")
