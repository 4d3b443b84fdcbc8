# SPDX-License-Identifier: ISC
"""What an HTML5 parser makes of sanitised fragments: only what is allowed, in
the tree that the tags say, and nothing of it outside of its place."""

import json
import random
import re
import subprocess
from html.parser import HTMLParser
from urllib.parse import urlsplit

import html5lib
import pytest

from program import PROGRAM, ROOT

HTML = "{http://www.w3.org/1999/xhtml}"
VOIDS = {"br", "hr", "img"}
COMMON = {"lang", "dir", "style"}
ELEMENTS = {
    "a": {"href", "title", "hreflang"}, "abbr": {"title"},
    "blockquote": {"cite"}, "q": {"cite"}, "time": {"datetime"},
    "img": {"src", "alt", "title", "width", "height"}, "ol": {"start"},
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"},
    **{name: set() for name in """b br caption cite code dd del div dl dt em
       figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd li mark p pre s samp
       small span strong sub sup table tbody tfoot thead tr u ul var""".split()},
}
SCHEMES = {"href": {"http", "https", "mailto"}, "src": {"http", "https"},
           "cite": {"http", "https"}}
STYLE = re.compile(
    r"(direction:(ltr|rtl)|font-style:(italic|normal)|font-variant:small-caps"
    r"|font-weight:(bold|normal)|list-style-type:[a-z-]+"
    r"|text-align:(center|left|right)|text-decoration:[a-z-]+"
    r"|vertical-align:(sub|super))(;(?!$)|$)")
VECTORS = (ROOT / "tests/html/xss.tsv").read_text().splitlines()[1:]


def unescape(text):
    def one(match):
        escape = match[1]
        simple = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\\": b"\\"}
        return simple.get(escape) or bytes([int(escape[1:], 16)])
    return re.sub(rb"\\(x..|.)", one, text.encode()).decode()


def sanitise(fragments):
    """(HTML, text) of each fragment, "" where nothing is left."""
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": str(n), "content_html": html}
        for n, html in enumerate(fragments)]}
    done = subprocess.run(
        [PROGRAM, "parse", "--base", "https://base.example/a/b", "-"],
        input=json.dumps(feed).encode(), capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    items = {item["id"]: item for item in json.loads(done.stdout)["items"]}
    found = [items.get(str(n), {}) for n in range(len(fragments))]
    return [(item.get("content_html", ""), item.get("summary", ""))
            for item in found]


class Tags(HTMLParser):
    """The tree as the tags say it, for those who read no HTML5."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tree = []
        self.open = [("", self.tree)]
        self.feed(html)
        self.close()
        assert len(self.open) == 1, "not closed"

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), "an attribute twice"
        node = (tag, dict(attrs), [])
        self.open[-1][1].append(node)
        if tag not in VOIDS:
            self.open.append((tag, node[2]))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag, "crossed"

    def handle_data(self, data):
        self.open[-1][1].append(data)

    def handle_comment(self, data):
        raise AssertionError("a comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def tree_of(element):
    """The same of a tree that html5lib made."""
    assert isinstance(element.tag, str), "a comment"
    children = [element.text] if element.text else []
    for child in element:
        assert isinstance(child.tag, str), "a comment"
        assert child.tag.startswith(HTML), "a foreign element"
        children.append((child.tag[len(HTML):], dict(child.attrib),
                         tree_of(child)))
        if child.tail:
            children.append(child.tail)
    return children


def check_tree(children):
    for name, attributes, inner in (c for c in children if type(c) is tuple):
        assert attributes.keys() <= ELEMENTS[name] | COMMON
        for key in attributes.keys() & SCHEMES.keys():
            url = urlsplit(attributes[key])
            assert url.scheme in SCHEMES[key]
            assert url.netloc or url.scheme == "mailto"
        style = attributes.get("style", "text-align:left")
        assert STYLE.sub("", style) == ""
        check_tree(inner)


def check(html):
    """What is promised of a sanitised fragment."""
    said = Tags(html).tree
    check_tree(said)
    parser = html5lib.HTMLParser(namespaceHTMLElements=True)
    assert tree_of(parser.parseFragment(html, container="div")) == said
    assert not parser.errors
    page = html5lib.parse(
        f"<!DOCTYPE html><title>x</title><div>{html}</div><p>end")
    body = page.find(HTML + "body")
    assert [child.tag for child in body] == [HTML + "div", HTML + "p"]
    assert tree_of(body[0]) == said
    assert (body[1].text, body[1].attrib, len(body[1])) == ("end", {}, 0)


def check_all(fragments):
    once = sanitise(fragments)
    twice = sanitise([html for html, _ in once])
    for fragment, first, again in zip(fragments, once, twice):
        try:
            check(first[0])
            assert again == first
        except AssertionError as broken:
            raise AssertionError(
                f"{fragment!r}\nbecame {first[0]!r}\n{broken}") from None


@pytest.mark.parametrize(
    "kind", sorted({line.split("\t")[0] for line in VECTORS}))
def test_vectors(kind):
    check_all([unescape(line.split("\t")[1]) for line in VECTORS
               if line.split("\t")[0] == kind])


def test_vectors_are_many():
    assert len(set(VECTORS)) >= 150


@pytest.mark.parametrize("seed", range(4))
def test_pieces(seed):
    """Pieces of vectors, put together by chance."""
    chance = random.Random(seed)
    pieces = [piece for line in VECTORS for piece in re.findall(
        r"<[^<>]*>|[^<>]+|<|>", unescape(line.split("\t")[1]))]
    check_all(["".join(chance.choices(pieces, k=chance.randint(2, 30)))
               for _ in range(250)])


@pytest.mark.parametrize("document", [
    b'<?xml version="1.0" encoding="utf-7"?><rss><channel><item><title>t'
    b"</title><description>+ADw-script+AD4-x+ADw-/script+AD4-</description>"
    b"</item></channel></rss>",
    b"<rss><channel><item><title>t</title><description>\xc0\xbcscript\xc0\xbe"
    b"x</description></item></channel></rss>",
    b"<rss><channel><item><title>t</title><description>&lt;scr\x00ipt>x"
    b"&lt;/scr\x00ipt></description></item></channel></rss>",
    "<rss><channel><item><title>t</title><description>&lt;script>x"
    "</description></item></channel></rss>".encode("utf-16"),
])
def test_bytes(document):
    done = subprocess.run([PROGRAM, "parse", "-"], input=document,
                          capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    item = json.loads(done.stdout)["items"][0]
    check(item.get("content_html", ""))
    assert "<script" not in done.stdout.decode()
