#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Parsing measured: a document of 50 MB of each format, read by lectern, by
lectern without what reads HTML, and by what of xmllint and sfeed is installed.
Each is run several times, and the least CPU time counts.

Journals' items are as long as their abstracts, and of such lectern reads the
first 2,000; so that it has 50 MB to read, the items are as long as articles.
The last document is one of abstracts: what is beyond the limit is passed over.

    tests/bench/parse.py LECTERN PARSE_ONLY [MB [ROUNDS]]
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from compose import Words, cost

LONG, SHORT = 27, 1  # paragraphs of an item

NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"')
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Articles:
    """Items as journals and job boards write them."""

    def __init__(self):
        words = Words()
        self.titles = [words.text(f"title {n}", 12) for n in range(500)]
        # What editors use: emphasis, links, powers, references, entities.
        self.paragraphs = [
            f"<p>{words.text(f'a {n}', 60)} <em>{words.text(f'b {n}', 4)}</em>,"
            f" p &lt; 0.05 (95 % CI \u2013{n % 9}.1 to 2.{n % 7}; n&nbsp;="
            f'&nbsp;{n}) <a href="https://doi.example.org/10.5555/{n}?a=1'
            f'&amp;b=2">{words.text(f"c {n}", 3)}</a>. {words.text(f"d {n}", 50)}'
            f" 10<sup>{n % 9}</sup> \u2018{words.text(f'e {n}', 5)}\u2019.</p>\n"
            for n in range(1000)]

    def item(self, n, length):
        chosen = random.Random(n).choices(self.paragraphs, k=length + 1)
        return {
            "n": n,
            "link": f"https://journal.example.org/content/12/3/{n}?rss=1",
            "title": f"{self.titles[n % len(self.titles)]} &amp; {n}",
            "doi": f"10.5555/leader-2026-{n:06}",
            "date": f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}",
            "time": f"{n % 24:02}:{n % 60:02}:00",
            "summary": chosen[0],
            "content": "".join(chosen[1:]),
        }


def rss20(i):
    return (
        f"<item><title>{i['title']}</title><link>{i['link']}</link>"
        f'<guid isPermaLink="false">{i["doi"]}</guid>'
        f"<pubDate>{i['n'] % 28 + 1:02} Oct 2026 {i['time']} GMT</pubDate>"
        "<dc:creator>Jones, L., Smith, A. B.</dc:creator>"
        "<category>Leadership</category><category>NHS</category>"
        f"<description><![CDATA[{i['summary']}]]></description>"
        f"<content:encoded><![CDATA[{i['content']}]]></content:encoded></item>\n")


def rss10(i):
    return (
        f'<item rdf:about="{i["link"]}"><title>{i["title"]}</title>'
        f"<link>{i['link']}</link>"
        f"<description>{escape(i['summary'])}</description>"
        f"<content:encoded><![CDATA[{i['content']}]]></content:encoded>"
        "<dc:creator>Jones, L.</dc:creator><dc:creator>Smith, A. B."
        f"</dc:creator><dc:date>{i['date']}</dc:date>"
        f"<dc:identifier>doi:{i['doi']}</dc:identifier>"
        "<dc:publisher>Example Group</dc:publisher>"
        "<prism:publicationName>Example Leader</prism:publicationName>"
        f"<prism:volume>12</prism:volume><prism:number>{i['n'] % 4 + 1}"
        f"</prism:number><prism:startingPage>{i['n']}</prism:startingPage>"
        "</item>\n")


def atom10(i):
    return (
        f"<entry><id>https://doi.example.org/{i['doi']}</id>"
        f'<title type="html">{escape(i["title"])}</title>'
        f'<link rel="alternate" type="text/html" href="{i["link"]}"/>'
        f"<published>{i['date']}T{i['time']}Z</published>"
        f"<updated>{i['date']}T{i['time']}+01:00</updated>"
        "<author><name>Laura Jones</name></author>"
        "<author><name>A. B. Smith</name><email>ab@example.org</email></author>"
        '<category term="leadership" label="Leadership"/>'
        f'<summary type="html">{escape(i["summary"])}</summary>'
        f'<content type="html">{escape(i["content"])}</content></entry>\n')


def json11(i):
    return json.dumps({
        "id": i["doi"], "url": i["link"], "title": i["title"],
        "content_html": i["content"], "summary": i["summary"],
        "date_published": f"{i['date']}T{i['time']}Z",
        "authors": [{"name": "Laura Jones"}, {"name": "A. B. Smith"}],
        "tags": ["Leadership", "NHS"]}, ensure_ascii=False)


HEAD = ("<title>Example Leader</title><link>https://journal.example.org/</link>"
        "<description>Articles</description>")
FORMATS = {  # name: what stands before, of, between and behind the items
    "RSS 2.0": (DECLARATION + f'<rss version="2.0" {NAMESPACES}><channel>{HEAD}',
                rss20, "", "</channel></rss>\n"),
    "RSS 1.0": (DECLARATION + "<rdf:RDF xmlns:rdf="
                '"http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
                f'xmlns="http://purl.org/rss/1.0/" {NAMESPACES}><channel '
                f'rdf:about="https://journal.example.org/">{HEAD}</channel>',
                rss10, "", "</rdf:RDF>\n"),
    "Atom 1.0": (DECLARATION + '<feed xmlns="http://www.w3.org/2005/Atom">'
                 "<id>https://journal.example.org/</id><title>Example Leader"
                 "</title><updated>2026-11-01T00:00:00Z</updated>",
                 atom10, "", "</feed>\n"),
    "JSON Feed": ('{"version": "https://jsonfeed.org/version/1.1",'
                  '"title": "Example Leader", "items": [',
                  json11, ",\n", "]}\n"),
}


def write(path, name, articles, length, size):
    """Writes size bytes of a format, or a little more."""
    before, item, between, behind = FORMATS[name]
    n, left = 0, size
    with path.open("w") as out:
        out.write(before)
        while left > 0:
            text = (between if n else "") + item(articles.item(n, length))
            left -= len(text.encode())
            out.write(text)
            n += 1
        out.write(behind)
    return n


def readers(lectern, parse_only, path, name):
    """name, command; the document is their standard input, too."""
    yield "fields alone", [parse_only, path]
    yield "lectern parse", [lectern, "parse", path]
    if shutil.which("xmllint") and name != "JSON Feed":
        yield "xmllint", ["xmllint", "--stream", "--noout", path]
    if shutil.which("sfeed") and name != "JSON Feed":
        yield "sfeed", ["sfeed"]


def measure(command, path, rounds):
    best = None
    for _ in range(rounds):
        with path.open() as document:
            times = cost(command, stdin=document)
        if best is None or times[1] < best[1]:
            best = times
    return best


def report(lectern, parse_only, path, name, rounds):
    size, cpu = path.stat().st_size / 1e6, {}
    for reader, command in readers(lectern, parse_only, path, name):
        try:
            _, cpu[reader], peak = measure(command, path, rounds)
        except subprocess.CalledProcessError:
            print(f"    {reader:16}does not read it")
            continue
        print(f"    {reader:16}{cpu[reader]:8.2f}{size / cpu[reader]:8.0f}"
              f"{peak:10.0f}", flush=True)
    for reader in "fields alone", "lectern parse":
        if reader in cpu and "sfeed" in cpu:
            print(f"    {reader} takes {cpu[reader] / cpu['sfeed']:.1f} times "
                  "as much as sfeed")


def main(lectern, parse_only, size=50, rounds=3):
    folder = Path(tempfile.mkdtemp(prefix="lectern-bench-"))
    articles = Articles()
    documents = [(name, LONG) for name in FORMATS] + [("RSS 2.0", SHORT)]
    try:
        print(f"best of {rounds}{'':15}{'CPU s':>8}{'MB/s':>8}{'peak MiB':>10}")
        for name, length in documents:
            path = folder / "document"
            n = write(path, name, articles, length, size * 1000000)
            print(f"{name}, {size} MB, {n} items")
            report(lectern, parse_only, path, name, rounds)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(*(str(Path(each).resolve()) for each in sys.argv[1:3]),
         *map(int, sys.argv[3:]))
