# SPDX-License-Identifier: ISC
"""Megabytes that somebody made to hurt. Whatever comes, `lectern parse` answers,
or says in a line why not, within its time and its memory."""

import json
import random
import resource
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from program import PROGRAM, ROOT

HEAD = '<rss version="2.0"><channel><title>T</title>'
ITEM = "<item><title>real</title><link>http://e.org/1</link></item>"
FOOT = "</channel></rss>"
OPEN = HEAD + ITEM + "<item><title>x</title><description>"
SHUT = "</description></item>" + ITEM + FOOT
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>'
JSON = '{"version":"https://jsonfeed.org/version/1.1","title":"T","items":['
MB = 1 << 20

# Sanitizers take their share: they get less to read, and only the release has
# to keep what is promised.
IS_RELEASE = b"__asan_init" not in Path(PROGRAM).read_bytes()
SCALE = 1 if IS_RELEASE else 8
CPU_SECS = 2 if IS_RELEASE else 30
MEMORY = 512 * MB


def fill(unit, size=4 * MB):
    """A part of a document, made when it is wanted."""
    return lambda: unit * (size // SCALE // len(unit))


def times(part, n):
    return lambda: "".join(made(part) for _ in range(n))


def each(form, n):
    return lambda: "".join(form % i for i in range(n // SCALE))


def made(part):
    if isinstance(part, str):
        return part
    return part() if callable(part) else "".join(map(made, part))


def escaped(unit):
    return (OPEN, fill(unit.replace("&", "&amp;").replace("<", "&lt;")), SHUT)


def many(body):
    item = f"<item><title>t</title><description><![CDATA[{body}]]>" \
           "</description></item>"
    return (HEAD, times(item, 1999), FOOT)


# How many items a document has (None: it may be an error, or anything), and its
# parts.
FLOODS = {
    "one text of 15 MB": (3, OPEN, fill("word ", 15 * MB), SHUT),
    "one text of 50 MB": (3, OPEN, fill("word ", 50 * MB), SHUT),
    "one CDATA of 15 MB": (3, OPEN, "<![CDATA[", fill("a<b", 15 * MB), "]]>",
                           SHUT),
    "one word of 15 MB": (3, OPEN, fill("w", 15 * MB), SHUT),
    "one title of 15 MB": (1, HEAD, "<item><title>", fill("&amp;lt;", 15 * MB),
                           "</title></item>", FOOT),
    "titles of 1 MB": (
        12, HEAD, times(("<item><title>", fill("<![CDATA[<b>&]]>", MB),
                         "</title></item>"), 12), FOOT),
    "a million items": (2000, HEAD, times("<item/>", 1000000), FOOT),
    "half a million titles": (
        2000, HEAD, times("<item><title>x</title></item>", 500000), FOOT),
    "a million entries": (2000, ATOM, times("<entry/>", 1000000), "</feed>"),
    "100,000 levels": (1, HEAD, times("<a>", 100000), times("</a>", 100000),
                       ITEM, FOOT),
    "levels without end": (None, HEAD, fill("<a>"), ITEM, FOOT),
    "100,000 levels of items": (2000, HEAD, times("<item>", 100000)),
    "100,000 levels of XHTML": (
        1, ATOM, '<entry><title>t</title><content type="xhtml">',
        times('<div xmlns="http://www.w3.org/1999/xhtml">', 100000)),
    "attributes": (2, HEAD, "<item ", each('a%x="" ', 400000), "/>", ITEM,
                   FOOT),
    "namespaces": (2, HEAD, "<item ", each('xmlns:a%x="u" ', 200000), "/>",
                   ITEM, FOOT),
    "namespaces on every element": (
        None, HEAD, each('<a%x xmlns="u" xmlns:b="v">', 100000), ITEM, FOOT),
    "different names": (1, HEAD, each("<a%x/>", 500000), ITEM, FOOT),
    "tags": (1, HEAD, "<item><title>t</title>",
             each("<category>c%x</category>", 150000), "</item>", FOOT),
    "authors": (1, HEAD, "<item><title>t</title><author>",
                each("A. Name%x, ", 200000), "</author></item>", FOOT),
    "authors, one by one": (
        1, HEAD, "<item><title>t</title>",
        each("<author>A. Name%x</author>", 100000), "</item>", FOOT),
    "enclosures": (1, HEAD, "<item><title>t</title>",
                   each('<enclosure url="u%x"/>', 150000), "</item>", FOOT),
    "links": (1, ATOM, "<entry><title>t</title>",
              each('<link rel="alternate" href="/%x"/>', 100000),
              "</entry></feed>"),
    "dates": (1, HEAD, "<item><title>t</title>",
              fill("<pubDate>1 2 3 4 5 6 7 8 Foo</pubDate>"), "</item>", FOOT),
    "bases": (None, HEAD, each('<a xml:base="b%x/">', 100000), ITEM),
    "entities": (3, "<!DOCTYPE rss [", each('<!ENTITY e%x "v">', 200000), "]>",
                 OPEN, fill("&e1;"), SHUT),
    "one long name": (1, HEAD, "<", fill("n"), "/>", ITEM, FOOT),
    "one long attribute": (2, HEAD, '<item a="', fill("v"), '"/>', ITEM, FOOT),
    "declaration": (None, '<?xml version="1.0" encoding="', fill("x"), '"?>',
                    HEAD, ITEM, FOOT),
    "doctype": (None, "<!DOCTYPE rss [", fill("<!-- ' -->"), HEAD, ITEM),
    "blanks": (1, fill(" \n"), HEAD, ITEM, FOOT),
    "NULs": (1, HEAD, fill("\0"), ITEM, FOOT),
    "NULs alone": (None, fill("\0", 15 * MB)),
    "no feed": (None, fill("word ")),
    "arrays": (None, fill("[")),
    "objects": (None, fill('{"items":')),
    "JSON items": (None, JSON, fill("{},", 2 * MB), "{}]}"),
    "JSON text": (1, JSON, '{"id":"1","content_html":"',
                  fill("<b>\\u00e9", 12 * MB), '"}]}'),
    "JSON keys": (None, JSON, "{", each('"k%x":1,', 100000), '"id":"1"}]}'),
    **{f"XML: {unit}": (None, OPEN, fill(unit), SHUT)
       for unit in ("&", "<", "<a ", "<?", "<!--", "<![CDATA[", "]]>", "\1",
                    "</x>", '<a b="', "<p>", "&a;", "&#", "<!", "</", "<a/>",
                    "<a>b</a>", "<b><i>", "<item>", "<![CDATA[]]>", "<!---->",
                    "<title>", "\xe9", "&#x1F600;")},
    **{f"HTML: {unit}": (3, *escaped(unit))
       for unit in ("<p>", "<b>", "<a href=x>", "<font>", "<div>", "<b><p>",
                    "<table>", "<table><tr><td>", "<ul><li>", "<li>", "</p>",
                    "</b>", "<b></i>", "<!--", "<", "&", "&#", "&amp", "<a ",
                    '<a b="', "<p a=b ", "<span style='a:b;' lang=de>",
                    "<i style='font-style:italic;'>x", "<br>", "<sec><title>",
                    "<math><mfrac>", "<msup>", "<sup>2", "<sub><sup>1</sub>",
                    "<script>", "<style></", "<pre>\n", "<h1><p>", "]]>")},
    "closing dates": (1, HEAD, "<item><title>t</title><description>",
                      fill("Deadline 1:2000am "), "</description></item>",
                      FOOT),
    **{f"items of closing dates: {unit}": (
        1999, *many("Deadline " + unit * (2000 // len(unit)) + " 2000"))
       for unit in ("at ", "1:2000am ", "2000 ", "20", "1 May to ", "- ",
                    "1 May 2000 to ", "Deadline ", "• ")},
    **{f"items of {unit}": (1999, *many(unit * (2000 // len(unit))))
       for unit in ("<p>", "<b>x", "<a href=//h/>", "<table><td>", "&amp;",
                    "<", "<!--", "word ", "<i style='direction:rtl'>",
                    "<sup>1</sup>", "<msup>", "<li>", "<div>")},
}


def read(document):
    """(exit code, feed or None, what it said) within time and memory."""
    if isinstance(document, str):
        document = document.encode()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([PROGRAM, "parse", "-"], input=document,
                          capture_output=True, timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = done.stderr.decode()
    assert done.returncode in (0, 65), said
    if done.returncode == 65:
        assert said.startswith("lectern: ") and said.count("\n") == 1
    assert (after.ru_utime + after.ru_stime - before.ru_utime
            - before.ru_stime) < CPU_SECS
    if IS_RELEASE:
        assert after.ru_maxrss * 1024 < MEMORY
    return done.returncode, json.loads(done.stdout or b"null"), said


@pytest.mark.parametrize("name", FLOODS)
def test_flood(name):
    n_items, *parts = FLOODS[name]
    code, feed, said = read(made(parts))
    if n_items is not None:
        assert code == 0, said
        assert len(feed["items"]) == n_items


def test_external_entities(server, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("swordfish")
    route = server.put("/entity", b"swordfish")
    for address in (secret, secret.as_uri(), str(route)):
        for kind in ("", "% "):
            use = "%x;" if kind else ""
            _, feed, _ = read(
                f'<!DOCTYPE rss SYSTEM "{address}" [<!ENTITY {kind}x SYSTEM '
                f'"{address}">{use}]>{OPEN}a&x;b{SHUT}')
            assert "swordfish" not in json.dumps(feed)
            assert len(feed["items"]) == 3
    assert not server.requests


SAMPLES = sorted((ROOT / "tests/golden").glob("*.xml")) + sorted(
    (ROOT / "feeds/source").glob("*.*m*"))


def strict_items(document):
    """How many items a strict parser finds; 0 where it gives up."""
    try:
        root = ET.fromstring(document)
    except (ET.ParseError, LookupError, ValueError):
        return 0
    return sum(element.tag.rpartition("}")[2] in
               ("item", "entry", "vacancyDetails") for element in root.iter())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_bit_flips(path):
    """Bits that flipped on the way, in as many ways as there is time for: what
    is not well-formed is answered, and of what is no item is lost."""
    chance = random.Random(path.name)
    whole = path.read_bytes()
    for _ in range(200 if IS_RELEASE else 8):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        code, feed, _ = read(bytes(damaged))
        if code == 0:
            assert len(feed["items"]) >= strict_items(bytes(damaged))
