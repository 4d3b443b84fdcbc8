# SPDX-License-Identifier: ISC
"""One work, one entry: what a work is known by, and what must not be."""

import xml.etree.ElementTree as ET
from datetime import timedelta

from feeds import Item, article, rss
from program import ATOM

HOME = "https://journal.example/"


def updated(lectern, name="leadership.atom"):
    return ET.parse(lectern.public / name).getroot().findtext(
        ATOM + "updated")


def test_a_feed_that_renames_itself(server, lectern):
    lectern.feed("journal", server.put("/journal", rss([article(1)])))
    lectern.run("run")
    before = lectern.published()
    server.put("/journal", rss([article(1)], title="Another name"))
    lectern.poll_all()
    assert lectern.published() == before


def test_an_edition_never_goes_back(server, lectern):
    lectern.feed("journal", server.put("/journal", rss([article(1)])))
    lectern.feed("jobs", server.put("/jobs", rss(
        [Item("A post", link="https://jobs.example/1",
              date=lectern.now - timedelta(days=58))])),
        section="opportunities")
    lectern.run("run")
    times = [updated(lectern)]
    lectern.later(days=1)
    lectern.run("publish")
    assert updated(lectern) == times[0]
    lectern.later(days=2)  # the post is closed
    lectern.run("publish")
    assert len(lectern.entries("leadership.atom")) == 1
    assert updated(lectern) > times[0]
    before = lectern.published()
    lectern.later(days=1)
    lectern.run("publish")
    assert lectern.published() == before


def test_what_was_written_a_moment_ago_keeps_its_date(server, lectern):
    fresh = lectern.now - timedelta(seconds=2)
    lectern.feed("journal", server.put("/journal", rss(
        [article(n) for n in range(1, 10)] + [article(10, date=fresh)])))
    lectern.run("run")
    newest = lectern.entries("leadership.atom")[0]
    assert newest["published"] == "2026-03-02T07:59:58Z"
    assert newest["updated"] >= newest["published"]


def test_a_feed_that_is_renamed(server, lectern):
    url = server.put("/journal", rss([article(1)]))
    lectern.feed("journal", url)
    lectern.run("run")
    del lectern.feeds["journal"]
    lectern.feed("renamed", url, section="opportunities", select="rules")
    lectern.rules = {"none": {"any": ["nothing"], "score": 10}}
    lectern.poll_all()
    item, = lectern.items()
    assert item["_lectern"]["section"] == "opportunities"
    assert item["_lectern"]["state"] == "rejected"
    assert lectern.entries("leadership.atom") == []


def test_a_feed_that_is_removed(server, lectern):
    lectern.feed("journal", server.put("/journal", rss([article(1)])))
    lectern.feed("other", server.put("/other", rss([article(2)])))
    lectern.run("run")
    before = lectern.published()
    del lectern.feeds["journal"]
    lectern.poll_all()
    assert lectern.published() == before
    lectern.feeds["other"]["section"] = "opportunities"
    del lectern.sections["articles"]
    lectern.poll_all()
    assert len(lectern.entries("leadership.atom")) == 1
    assert "1 selected items are shown nowhere" in lectern.run("check").out


def poll(lectern, server, *items, name="journal"):
    """A day later the feed shows these."""
    lectern.feed(name, server.put(f"/{name}", rss(list(items), link=HOME)))
    lectern.poll_all()


def test_two_works_found_to_be_one(server, lectern):
    early = article(1, doi=None, guid="early-1", link=HOME + "early/1")
    issue = article(1, guid="issue-1", link=HOME + "issue/1")
    poll(lectern, server, early)
    poll(lectern, server, issue, name="issue")
    first, second = reversed(lectern.items())
    assert len(lectern.entries("leadership.atom")) == 2
    early.doi = issue.doi
    poll(lectern, server, early)
    item, = lectern.items()
    entry, = lectern.entries("leadership.atom")
    assert item["_lectern"]["number"] == first["_lectern"]["number"]
    assert sorted(item["_lectern"]["feeds"]) == ["issue", "journal"]
    for known in (1, 2, early.link, issue.link, issue.doi, entry["id"]):
        assert lectern.run("explain", "--json", str(known)).json[
            "_lectern"]["number"] == first["_lectern"]["number"]
    before = lectern.published()
    lectern.poll_all()
    assert lectern.published() == before


def test_simple_guids_of_two_feeds_of_a_host(server, lectern):
    poll(lectern, server, Item("One", guid="1"))
    poll(lectern, server, Item("Two", guid="1"), name="other")
    assert lectern.titles() == ["One", "Two"]


def test_a_guid_or_link_that_is_used_again(server, lectern):
    for n, (guid, link) in enumerate([
            ("1", "one"), ("1", "two"), ("1", "three"),  # the guid
            ("a", "news"), ("b", "news"), ("c", "news")]):
        poll(lectern, server, Item(f"Title {n}", guid=guid, link=HOME + link))
    assert len(lectern.items()) == 6
    poll(lectern, server, Item("Corrected", guid="c", link=HOME + "news"))
    assert lectern.titles() == ["Corrected"] + [f"Title {n}" for n in range(5)]


def test_a_title_that_is_used_again(server, lectern):
    for days in (0, 30, 30):
        poll(lectern, server, Item("Editorial", link=HOME, date=(
            lectern.now - timedelta(days=60 - days)).replace(day=1)))
    assert len(lectern.items()) == 2


def test_a_guid_of_each_poll(server, lectern):
    for n in range(4):
        poll(lectern, server, *(
            article(i, guid=f"{n}-{i}", link=HOME, doi=None)
            for i in (1, 2)))
    assert len(lectern.items()) == 2
