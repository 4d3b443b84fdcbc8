# SPDX-License-Identifier: ISC
"""Documents that somebody made to hurt, and careless ones: `lectern parse`
answers each, and an item that a person could read is there."""

import json
import subprocess

import pytest

from program import PROGRAM

HEAD = '<rss version="2.0"><channel><title>T</title>'
ITEM = "<item><title>real</title><link>http://e.org/1</link></item>"
FOOT = "</channel></rss>"
OPEN = HEAD + ITEM + "<item><title>x</title><description>"
SHUT = "</description></item>" + ITEM + FOOT
N = 20000


def many(body, n=400):
    return HEAD + "".join(
        f"<item><title>i{i}</title><description>{body}</description>"
        f"<link>http://e.org/{i}</link></item>" for i in range(n)) + FOOT


def numbered(form, n=N):
    return "".join(form % i for i in range(n))


# A document, how many items it has, and whether it was damaged.
DOCUMENTS = {
    "br": (many("a<br>b"), 400, True),
    "p": (many("<p>a<p>b<br>c"), 400, True),
    "long texts": (many("a " * 33000, 20), 20, False),
    "long words": (many("Новости " * 4500, 20), 20, False),
    "long marked up": (many("&lt;p&gt;" + "é " * 33000, 20), 20, False),
    "stray ends": (many("a</b></p></div>"), 400, True),
    "crossed": (many("<b><i>a</b></i>"), 400, True),
    "unclosed items": (HEAD + "<item><title>x" * 400 + FOOT, 400, True),
    "deep item": (OPEN + "<b>" * 300 + "x" + "</b>" * 300 + SHUT, 3, True),
    "deep": (HEAD + "<a>" * N + ITEM + FOOT, 1, True),
    "attributes": (HEAD + "<item " + numbered('a%x="" ') + "/>" + ITEM + FOOT,
                   2, True),
    "namespaces": (HEAD + "<item " + numbered('xmlns:a%x="u" ') + "/>" + ITEM
                   + FOOT, 2, True),
    "names": (HEAD + numbered("<a%x/>") + ITEM + FOOT, 1, True),
    "long name": (HEAD + "<" + "n" * N + "/>" + ITEM + FOOT, 1, True),
    "bases": (HEAD + '<a xml:base="?">' * 50 + '<b xml:base="/b"/>' * N
              + "</a>" * 50 + ITEM + FOOT, 1, False),
    "entities": ("<!DOCTYPE rss [" + numbered('<!ENTITY e%x "v">') + "]>"
                 + HEAD + ITEM + FOOT, 1, False),
    "attlist": ("<!DOCTYPE rss [" + numbered('<!ATTLIST item a%x CDATA "v">')
                + "]>" + HEAD + ITEM + FOOT, 1, False),
    "content model": ("<!DOCTYPE rss [<!ELEMENT a " + "(" * N + "b" + ")" * N
                      + ">]>" + HEAD + ITEM + FOOT, 1, False),
    "parameter entities": ('<!DOCTYPE rss [<!ENTITY % a "x">' + "%a;" * N
                           + "]>" + HEAD + ITEM + FOOT, 1, False),
    "own entity": ('<!DOCTYPE rss [<!ENTITY foo "v">]>' + OPEN + "&foo;"
                   + SHUT, 3, False),
    "own entities": ('<!DOCTYPE rss [<!ENTITY foo "' + "v" * 128 + '">]>'
                     + OPEN + "&foo;" * N * 10 + SHUT, 3, True),
    "unknown entity": ('<!DOCTYPE rss [<!ENTITY foo "v">]>' + OPEN + "&bar;"
                       + SHUT, 3, True),
    "laughs": ('<!DOCTYPE rss [<!ENTITY a "lol">' + numbered(
        '<!ENTITY l%x "' + "&a;" * 10 + '">', 9) + "]>" + OPEN + "&l8;" + SHUT,
               3, True),
    "noise": ("Warning: x<br />\n<?xml version='1.0'?>\n" + HEAD + ITEM + FOOT,
              1, True),
    "noise in markup": ("<br />\n<b>Warning</b>: x\n" + HEAD + ITEM + FOOT, 1,
                        True),
    "CDATA without end": (OPEN + "<![CDATA[y" + SHUT, 3, True),
    **{f"flood of {unit}": (OPEN + unit * N + SHUT, 3, True)
       for unit in ("&", "<", "<a ", "<?", "<!--", "<![CDATA[", "]]>", "\1",
                    "</x>", '<a b="', "<p>", "&a;")},
}


def parse(document):
    done = subprocess.run([PROGRAM, "parse", "-"], input=document.encode(),
                          capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_items_are_kept(name):
    document, n_items, damaged = DOCUMENTS[name]
    got = parse(document)
    assert len(got["items"]) == n_items
    assert got["_lectern"]["recovered"] is damaged
    assert "truncated" not in got["_lectern"]


def test_each_link_stays_its_own():
    items = parse(many("<p>ok"))["items"]
    assert [item["url"] for item in items] == [
        f"http://e.org/{i}" for i in range(400)]
    assert {item["summary"] for item in items} == {"ok"}


def test_entities():
    for name, text in (("own entity", "v"), ("unknown entity", "&bar;"),
                       ("laughs", "&l8;")):
        document, *_ = DOCUMENTS[name]
        assert parse(document)["items"][1]["summary"] == text


@pytest.mark.parametrize("document", [
    HEAD + ITEM, HEAD + ITEM + "</channel>", HEAD + ITEM + "<item><tit",
    HEAD + ITEM * 2001 + FOOT])
def test_truncated(document):
    assert parse(document)["_lectern"]["truncated"] is True
