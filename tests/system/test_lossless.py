# SPDX-License-Identifier: ISC
"""What a strict parser finds is never lost: every item that expat has seen
whole, before the first fault of a document or all of it, `lectern parse` has
too. Over the goldens, over recorded feeds, and over both after accidents."""

import json
import random
import re
import subprocess
import xml.parsers.expat

import pytest

from program import PROGRAM, ROOT

DOCUMENTS = sorted((ROOT / "tests/golden").glob("*.xml")) + sorted(
    (ROOT.parent / "shared/samples").glob("*.xml"))
ITEMS = {"item", "entry", "vacancydetails"}
ROOT_TAG = re.compile(
    rb"<(rss|feed|a:feed|entry|channel|nhsjobs|\w+:rdf)\b[^>]*>", re.I)
ACCIDENTS = 8
LARGEST = 60000  # of what is damaged: longer documents say nothing more


def strict_items(document):
    """The title of each item that is whole before the first fault."""
    titles, path, seen = [], [], []

    def start(name, _):
        path.append(name.split(":")[-1].lower())
        if path[-1] in ITEMS and not ITEMS & set(path[:-1]):
            seen.append("")

    def end(_):
        if path.pop() in ITEMS and not ITEMS & set(path):
            titles.append(" ".join(seen.pop().split()))

    def text(data):
        if seen and path[-1] == "title" and path[-2] in ITEMS:
            seen[-1] += data

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(document, True)
    except (xml.parsers.expat.ExpatError, ValueError, LookupError):
        pass
    return titles


def our_items(document):
    done = subprocess.run([PROGRAM, "parse", "-"], input=document,
                          capture_output=True, timeout=60)
    assert done.returncode in (0, 65), done.stderr.decode()
    return json.loads(done.stdout)["items"] if done.returncode == 0 else []


def accident(document, chance):
    """The document after one thing that happens to documents, somewhere behind
    the root: without that no one knows a feed."""
    at = chance.randrange(ROOT_TAG.search(document).end(), len(document))
    some = chance.randrange(1, 60)
    return chance.choice([
        lambda: document[:at],
        lambda: document[:at] + document[at + some:],
        lambda: document[:at] + document[at:at + some] + document[at:],
        lambda: document[:at] + bytes([chance.randrange(256)])
        + document[at + 1:],
        lambda: document[:at] + chance.choice(
            [b"<", b"&", b">", b"</p>", b"<br>", b"\0", b"\x0b", b"\xff",
             b"]]>", b"<![CDATA[", b"&nbsp;"]) + document[at:],
    ])()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_whole(path):
    document = path.read_bytes()
    assert len(our_items(document)) >= len(strict_items(document))


@pytest.mark.parametrize(
    "path", [path for path in DOCUMENTS if ROOT_TAG.search(path.read_bytes())],
    ids=lambda path: path.stem)
def test_after_accidents(path):
    document = path.read_bytes()[:LARGEST]
    chance = random.Random(path.stem)
    for n in range(ACCIDENTS):
        damaged = accident(document, chance)
        found, strict = our_items(damaged), strict_items(damaged)
        assert len(found) >= len(strict), f"accident {n}"
