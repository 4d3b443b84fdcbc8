# SPDX-License-Identifier: ISC
"""The published Atom read by a parser that is not ours says what the store
says."""

import calendar
from datetime import datetime

import feedparser
import pytest

from feeds import article, atom, rdf, rss


def seconds(rfc3339):
    return int(datetime.fromisoformat(
        rfc3339.replace("Z", "+00:00")).timestamp())


def compare(lectern, file, section=None, **options):
    """Reads one published file and holds it against `list --json`."""
    command = ["list", "--json", "--state", "selected"]
    if section is not None:
        command += ["--section", section]
    items = {item["_lectern"]["entry_id"]: item
             for item in lectern.run(*command, **options).json}
    feed = feedparser.parse((lectern.public / file).read_bytes())
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    assert [entry.id for entry in feed.entries] == list(items)
    stamps = [calendar.timegm(entry.updated_parsed) for entry in feed.entries]
    assert len(set(stamps)) == len(stamps)
    assert calendar.timegm(feed.feed.updated_parsed) >= max(stamps)
    for entry in feed.entries:
        item = items[entry.id]
        told = item["_lectern"]
        assert entry.title == item["title"]
        assert calendar.timegm(entry.updated_parsed) == seconds(
            told["updated"])
        assert calendar.timegm(entry.published_parsed) == seconds(
            told["published"])
        if "doi" in told:
            assert entry.link == "https://doi.org/" + told["doi"]
            assert entry.dc_identifier == "doi:" + told["doi"]
        else:
            assert entry.link.split("?")[0] == item["url"].split("?")[0]
        if "authors" in item:
            assert [author.name for author in entry.authors] == [
                author["name"] for author in item["authors"]]
        assert entry.source.id and entry.source.title
        assert told["section"] in [tag.term for tag in entry.tags]
        if "content_html" in item:
            assert entry.content[0].type == "text/html"
    return feed


def test_the_demo(demo):
    options = {"write_config": False}
    feed = compare(demo, "leadership.atom", **options)
    assert len(feed.entries) == 25
    assert feed.feed.title == "Leadership reading"
    assert feed.feed.author == "Faculty of Medical Leadership and Management"
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == "https://www.fmlm.ac.uk/feeds/leadership.atom"
    assert links["alternate"] == "https://www.fmlm.ac.uk/research"
    ids = {feed.feed.id}
    for file, section in (("articles.atom", "articles"),
                          ("opportunities.atom", "opportunities")):
        ids.add(compare(demo, file, section, **options).feed.id)
    assert len(ids) == 3


@pytest.mark.parametrize("form", [rss, rdf, atom])
def test_each_form(server, lectern, form):
    lectern.feed("journal", server.put("/journal", form(
        [article(n) for n in range(1, 8)])))
    lectern.run("run")
    assert len(compare(lectern, "leadership.atom").entries) == 7


def test_after_changes(server, lectern):
    """New items, a changed title, a second feed: still the same story."""
    lectern.feed("journal", server.put("/journal", rss(
        [article(1), article(2)])))
    lectern.run("run")
    first = compare(lectern, "leadership.atom")
    server.put("/journal", rss(
        [article(3), article(2, title="Another title"), article(1)]))
    lectern.feed("other", server.put("/other", atom([article(1)])))
    lectern.poll_all()
    second = compare(lectern, "leadership.atom")
    assert len(second.entries) == 3
    assert {entry.id for entry in first.entries} < {
        entry.id for entry in second.entries}
    assert second.feed.updated_parsed > first.feed.updated_parsed
    unchanged = {entry.id: entry.updated for entry in first.entries}
    assert [entry.title for entry in second.entries
            if unchanged.get(entry.id, entry.updated) != entry.updated] == [
                "Another title"]
