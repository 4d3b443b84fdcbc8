#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""What `lectern parse` makes of the documents of another parser's test data,
beside what that parser expects of them:

    compare.py build/asan/lectern CORPUS [DOCUMENT…]

Prints every field that differs and that differences.tsv does not list, and
every line there that no difference stands behind any more; both are failures.
A corpus is a function that finds documents, and one per model of expectation
that says it in our words. To be at peace with one: look at every difference,
mend what is ours, list the rest with its reason.
"""

import concurrent.futures
import email.utils
import html
import json
import os
import re
import subprocess
import sys
from datetime import datetime, timezone
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import urlsplit

LISTED = Path(__file__).with_name("differences.tsv")


# Values in a form that two parsers can agree on.

def text(markup):
    """Without tags, entities and the white space that markup makes free."""
    plain = html.unescape(re.sub(r"<[^<>]*>", " ", html.unescape(
        "" if markup is None else str(markup))))
    return " ".join(re.sub(r"<[^<>]*>", " ", plain).split()) or None


def url(address):
    """A bare host and one with a slash are the same page."""
    if not address:
        return None
    address = address.strip()
    parts = urlsplit(address)
    return address + "/" if parts.netloc and not parts.path else address


def instant(date):
    if not date:
        return None
    try:
        at = datetime.fromisoformat(date.replace("Z", "+00:00"))
    except ValueError:
        at = email.utils.parsedate_to_datetime(date)
    if at.tzinfo is None:
        at = at.replace(tzinfo=timezone.utc)
    return int(at.timestamp())


def people(*persons):
    return sorted(
        [text(p.get("name")) or "", text(p.get("email")) or "",
         url(p.get("url") or p.get("uri")) or ""]
        for p in persons if p and p.keys() & {"name", "email", "url", "uri"})


def named(line):
    """The person in an RSS author: "mail (Name)", "Name <mail>", "Name"."""
    line = text(line)
    if not line:
        return None
    found = re.fullmatch(
        r"(?P<m>\S+@\S+) \((?P<n>.*)\)|(?P<n2>.*?) [<(](?P<m2>\S+@\S+)[>)]",
        line)
    if found:
        return {"name": found["n"] or found["n2"],
                "email": found["m"] or found["m2"]}
    return {"email": line} if "@" in line else {"name": line}


def filled(fields):
    return {key: value for key, value in fields.items()
            if value not in (None, [], "", {})}


# What we say.

def ours(feed):
    told = feed["_lectern"]

    def item(it):
        more = it.get("_lectern", {})
        source = more.get("source", {})
        return filled({
            "id": text(it.get("id")),
            "title": text(it.get("title")),
            "link": url(it.get("url")),
            "summary": text(it.get("summary")),
            "content": text(it.get("content_html", it.get("content_text"))),
            "published": instant(it.get("date_published")),
            "updated": instant(it.get("date_modified")),
            "authors": people(*more.get("authors_detail", [])),
            "contributors": people(*more.get("contributors", [])),
            "tags": sorted(text(t["term"]) for t in more.get(
                "tags_detail", [])),
            "labels": sorted(it.get("tags", [])),
            "enclosures": sorted(
                [url(a["url"]), a.get("mime_type", ""),
                 str(a.get("size_in_bytes", ""))]
                for a in it.get("attachments", [])),
            "image": url(it.get("image")),
            "rights": text(more.get("rights")),
            "comments": url(more.get("comments")),
            "source_title": text(source.get("title")),
            "source_link": url(source.get("url")),
        })

    return filled({
        "format": told["format"],
        "title": text(feed.get("title")),
        "link": url(feed.get("home_page_url")),
        "self": url(feed.get("feed_url")),
        "description": text(feed.get("description")),
        "language": feed.get("language"),
        "rights": text(told.get("rights")),
        "generator": text(told.get("generator")),
        "updated": instant(told.get("updated")),
        "image": url(feed.get("icon")),
        "authors": people(*told.get("authors_detail", [])),
        "contributors": people(*told.get("contributors", [])),
        "items": [item(it) for it in feed["items"]],
    })


# What gofeed says: a model per format, and one that all are translated into.

def links_of(links, rel):
    return [url(link.get("href")) for link in links or []
            if (link.get("rel") or "alternate") == rel]


def first(values):
    return next(iter(values or []), None)


def atom(feed):
    def item(it):
        content, source = it.get("content", {}), it.get("source", {})
        links = it.get("links")
        tags = it.get("categories", [])
        return filled({
            "id": text(it.get("id")),
            "title": text(it.get("title")),
            "link": first(links_of(links, "alternate"))
            or url(content.get("src")),
            "summary": text(it.get("summary")),
            "content": text(content.get("value") or it.get("summary")),
            "published": instant(it.get("publishedParsed")),
            "updated": instant(it.get("updatedParsed")),
            "authors": people(*it.get("authors", [])),
            "contributors": people(*it.get("contributors", [])),
            "tags": sorted(text(t["term"]) for t in tags if "term" in t),
            "labels": sorted(text(t.get("label") or t["term"]) for t in tags
                             if "term" in t),
            "enclosures": sorted([address, "", ""] for address in links_of(
                links, "enclosure")),
            "rights": text(it.get("rights")),
            "source_title": text(source.get("title")),
            "source_link": first(
                links_of(source.get("links"), "alternate")),
        })

    generator = feed.get("generator", {})
    links = feed.get("links")
    return filled({
        "format": "atom" + feed["version"].replace(".", ""),
        "title": text(feed.get("title")),
        "link": first(links_of(links, "alternate")),
        "self": first(links_of(links, "self")),
        "description": text(feed.get("subtitle")),
        "language": feed.get("language"),
        "rights": text(feed.get("rights")),
        "generator": text(generator.get("value")),
        "updated": instant(feed.get("updatedParsed")),
        "image": url(feed.get("icon") or feed.get("logo")),
        "authors": people(*feed.get("authors", [])),
        "contributors": people(*feed.get("contributors", [])),
        "items": [item(it) for it in feed.get("entries", [])],
    })


def rss(feed):
    def item(it):
        enclosures = it.get("enclosures", [])
        guid = it.get("guid", {})
        tags = sorted({text(t["value"]) for t in it.get("categories", [])
                       if text(t.get("value"))}
                      | {text(t) for t in it.get("dcExt", {}).get(
                          "subject", [])})
        return filled({
            "id": text(guid.get("value")),
            "title": text(it.get("title")),
            "link": url(it.get("link") or first(it.get("links"))),
            "summary": text(it.get("description")),
            "content": text(it.get("content") or it.get("description")),
            "published": instant(it.get("pubDateParsed")),
            "authors": people(
                named(it.get("author")),
                named(it.get("itunesExt", {}).get("author"))),
            "tags": tags,
            "labels": tags,
            "enclosures": sorted(
                [url(e["url"]), e.get("type", ""), e.get("length", "")]
                for e in enclosures),
            "comments": url(it.get("comments")),
        })

    return filled({
        "format": "rss" + feed["version"].replace(".", ""),
        "title": text(feed.get("title")),
        "link": url(feed.get("link") or first(feed.get("links"))),
        "description": text(feed.get("description")),
        "language": feed.get("language"),
        "rights": text(feed.get("copyright")),
        "generator": text(feed.get("generator")),
        "updated": instant(feed.get("lastBuildDateParsed")
                           or feed.get("pubDateParsed")),
        "image": url(feed.get("image", {}).get("url")),
        "authors": people(
            named(feed.get("managingEditor") or feed.get("webMaster")),
            named(first(feed.get("dcExt", {}).get("creator"))),
            named(feed.get("itunesExt", {}).get("author"))),
        "items": [item(it) for it in feed.get("items", [])],
    })


def json_feed(feed):
    def item(it):
        tags = sorted(it.get("tags", []))
        authors = it.get("authors") or [it.get("author")]
        return filled({
            "id": text(it.get("id")),
            "title": text(it.get("title")),
            "link": url(it.get("url")),
            "summary": text(it.get("summary")),
            "content": text(it.get("content_html", it.get("content_text"))),
            "published": instant(it.get("date_published")),
            "updated": instant(it.get("date_modified")),
            "authors": people(*authors),
            "tags": tags,
            "labels": tags,
            "enclosures": sorted(
                [url(a["url"]), a.get("mime_type", ""),
                 str(a.get("size_in_bytes", ""))]
                for a in it.get("attachments", [])),
            "image": url(it.get("image")),
        })

    return filled({
        "format": "json",
        "title": text(feed.get("title")),
        "link": url(feed.get("home_page_url")),
        "self": url(feed.get("feed_url")),
        "description": text(feed.get("description")),
        "language": feed.get("language"),
        "image": url(feed.get("icon")),
        "authors": people(*(feed.get("authors") or [feed.get("author")])),
        "items": [item(it) for it in feed.get("items", [])],
    })


def translated(feed):
    kind, version = feed["feedType"], feed["feedVersion"]

    def item(it):
        tags = sorted({text(t) for t in it.get("categories", [])})
        return filled({
            "id": text(it.get("guid")),
            "title": text(it.get("title")),
            "link": url(it.get("link") or first(it.get("links"))),
            "summary": text(it.get("description")),
            "content": text(it.get("content") or it.get("description")),
            "published": instant(it.get("publishedParsed")),
            "updated": instant(it.get("updatedParsed")),
            "authors": people(*it.get("authors", [])),
            "labels": tags,
            "enclosures": sorted(
                [url(e["url"]), e.get("type", ""), e.get("length", "")]
                for e in it.get("enclosures", [])),
            "image": url(it.get("image", {}).get("url")),
        })

    return filled({
        "format": kind if kind == "json"
        else kind + version.replace(".", ""),
        "title": text(feed.get("title")),
        "link": url(feed.get("link") or first(feed.get("links"))),
        "self": url(feed.get("feedLink")),
        "description": text(feed.get("description")),
        "language": feed.get("language"),
        "rights": text(feed.get("copyright")),
        "generator": text(feed.get("generator")),
        "updated": instant(feed.get("updatedParsed")
                           or feed.get("publishedParsed")),
        "image": url(feed.get("image", {}).get("url")),
        "authors": people(*feed.get("authors", [])),
        "items": [item(it) for it in feed.get("items", [])],
    })


# Which fields a model can tell at all.
WITHOUT = {
    atom: {"items.image", "items.comments"},
    rss: {"items.image", "items.updated", "self", "contributors",
          "items.contributors", "items.rights", "items.source_title",
          "items.source_link"},
    json_feed: {"updated", "rights", "generator", "contributors",
                "items.rights", "items.comments", "items.contributors"},
    translated: {"contributors", "items.contributors", "items.rights",
                 "items.comments", "items.source_title",
                 "items.source_link", "items.tags"},
}


def gofeed(corpus):
    """(document, expectation, model) of each pair of files."""
    models = {"parser/atom": atom, "parser/rss": rss, "parser/json": json_feed}
    for path in sorted(corpus.rglob("*.xml")):
        expected = path.with_suffix(".json")
        folder = path.parent.relative_to(corpus).as_posix()
        if expected.exists():
            yield path, expected, models.get(folder, translated)
    for expected in sorted(corpus.rglob("*_expected.json")):
        path = expected.with_name(
            expected.name.replace("_expected.json", ".json"))
        folder = path.parent.relative_to(corpus).as_posix()
        yield path, expected, models.get(folder, translated)


CORPORA = {"gofeed": gofeed}


# The comparison.

def differences(got, expected, without, place=""):
    """(field, ours, theirs) where the two say something else."""
    for key in sorted((got.keys() | expected.keys()) - {"items"}):
        if place + key in without:
            continue
        if got.get(key) != expected.get(key):
            yield place + key, got.get(key), expected.get(key)
    mine, theirs = got.get("items", []), expected.get("items", [])
    if len(mine) != len(theirs):
        yield "items", len(mine), len(theirs)
    for one, other in zip(mine, theirs):
        yield from differences(one, other, without, "items.")


def examine(program, document, expectation, model):
    done = subprocess.run([program, "parse", document], capture_output=True,
                          timeout=60)
    if done.returncode != 0:
        return [("document", done.stderr.decode().strip(), "a feed")]
    return list(differences(
        ours(json.loads(done.stdout)),
        model(json.loads(expectation.read_text(encoding="utf-8-sig"))),
        WITHOUT[model]))


def listed():
    """(document pattern, field) of each line, without its reason."""
    return [tuple(line.split("\t")[1:3])
            for line in LISTED.read_text().splitlines()
            if line and not line.startswith("#")]


def main():
    program, corpus = sys.argv[1], Path(sys.argv[2])
    wanted = sys.argv[3:]
    known, met, failures = listed(), set(), 0
    cases = [case for case in CORPORA[corpus.name](corpus)
             if not wanted or case[0].stem in wanted]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda case: examine(program, *case), cases)
    for (document, _, _), result in zip(cases, results):
        name = document.relative_to(corpus).with_suffix("").as_posix()
        for field, mine, theirs in result:
            lines = [line for line in known
                     if fnmatch(name, line[0]) and line[1] == field]
            met.update(lines)
            if not lines:
                failures += 1
                print(f"{name}: {field}: {mine!r}, not {theirs!r}")
    for pattern, field in [] if wanted else known:
        if (pattern, field) not in met:
            failures += 1
            print(f"{pattern}: {field}: listed, but no difference")
    print(f"{len(cases)} documents of {corpus.name}, {failures} failures")
    return 1 if failures or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
