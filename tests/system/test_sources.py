# SPDX-License-Identifier: ISC
"""One work as its many sources show it, in the forms that they really have."""

import itertools
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest

from feeds import FIRST_DAY, Item, atom, rdf, rss
from program import ATOM

TITLE = "Leadership in integrated care"
DOI = "10.1136/leader-2026-001191"
JOURNAL = "http://bmjleader.example/"


def item(**what):
    return Item(**{"title": TITLE, "date": FIRST_DAY, **what})


def identifier(text):
    return f"<dc:identifier>{text}</dc:identifier>"


INDEX = "https://pubmed.example/41234567/?utm_source=rss&fc=1&ff="

SOURCES = {
    # The article's id is the last part of its DOI.
    "ahead": rdf([item(
        link=JOURNAL + "cgi/content/short/leader-2026-001191v1?rss=1",
        extra=identifier("info:doi/" + DOI)
        + identifier("hwp:master-id:leader;leader-2026-001191"))]),
    "current": rdf([item(
        link=JOURNAL + "cgi/content/short/10/1/1?rss=1",
        date=FIRST_DAY + timedelta(days=80),
        extra=identifier("hwp:resource-id:leader;10/1/1")
        + identifier("doi:" + DOI.upper()))]),
    "index": rss([item(link=INDEX + "20260302", guid="pubmed:41234567",
                       extra=identifier("doi:" + DOI))]),
    "resolver": rss([item(link="http://dx.doi.org/" + DOI, guid=DOI)]),
    "guid": rss([item(link="https://link.springer.example/1", guid=DOI)]),
    "path": rss([item(link=f"https://emerald.example/content/doi/{DOI}"
                      "/full/html?utm_source=rss&utm_medium=feed")]),
    "sage": rss([item(link=f"https://sage.example/doi/abs/{DOI}?ai=2b4&af=R")]),
    "prism": rss([item(link="https://prism.example/1", extra=(
        '<doi xmlns="http://prismstandard.org/namespaces/basic/2.0/">'
        f"{DOI}</doi>"))]),
    "bare": atom([item(link="https://elsevier.example/S1", guid="S1",
                       extra=identifier(DOI))]),
    # Posts: one that is a link, and one that links it under its title.
    "linkblog": rss([item(link="https://doi.org/" + DOI,
                          guid="https://blog.example/?p=7")]),
    "blog": rss([item(
        title=TITLE.upper() + "!", link="https://blog.example/8",
        guid="https://blog.example/?p=8", summary="A new article: "
        f'<a href="https://doi.org/{DOI}">read it</a>.')]),
}


def poll(lectern, server, *names):
    for name in names:
        lectern.feed(name, server.put("/" + name, SOURCES[name]))
    return lectern.poll_all()


@pytest.mark.parametrize("turned", [False, True])
def test_one_article(server, lectern, turned):
    names = sorted(SOURCES, reverse=turned)
    for name in names:
        poll(lectern, server, name)
    one, = lectern.items()
    assert one["_lectern"]["feeds"] == names
    assert one["_lectern"]["doi"] == DOI
    entry, = lectern.entries("leadership.atom")
    assert entry["links"][0] == "https://doi.org/" + DOI
    root = ET.parse(lectern.public / "leadership.atom").getroot()
    source = root.find(f"{ATOM}entry/{ATOM}source")
    assert source.find(f"{ATOM}link[@rel='self']").get("href") == (
        server.url("/" + names[0]))
    before = lectern.published()
    assert lectern.poll_all().err == ""
    assert lectern.published() == before


@pytest.mark.parametrize("first, second", itertools.permutations(
    ["ahead", "index", "resolver", "path", "blog"], 2))
def test_whichever_comes_first(server, lectern, first, second):
    poll(lectern, server, first)
    before, = lectern.entries("leadership.atom")
    poll(lectern, server, second)
    entry, = lectern.entries("leadership.atom")
    assert entry["id"] == before["id"]
    assert entry["title"] == before["title"]


def test_a_post_about_the_article_is_none(server, lectern):
    SOURCES["comment"] = rss([item(
        title="What we learnt from a paper", link="https://blog.example/9",
        summary=f'On <a href="https://doi.org/{DOI}">{TITLE}</a>.')])
    SOURCES["list"] = rss([item(
        title=TITLE, link="https://blog.example/10",
        summary=f"Read doi:{DOI} and https://doi.org/10.1136/another-1.")])
    for names in ["comment", "ahead", "list"], ["ahead", "list", "comment"]:
        poll(lectern, server, *names)
    assert len(lectern.items()) == 3


def test_a_link_that_is_another_at_each_poll(server, lectern):
    poll(lectern, server, "index")
    before = lectern.published()
    for n in range(3):
        SOURCES["moving"] = SOURCES["index"].replace("20260302", f"9{n}")
        lectern.feeds.clear()
        lectern.feed("index", server.put("/index", SOURCES["moving"]))
        lectern.poll_all()
    assert len(lectern.items()) == 1 and lectern.published() == before


JOBS = "https://www.jobs.ac.example/job/"


@pytest.mark.parametrize("links", [
    ["http://www.jobs.ac.example/job/DGV596/research-fellow",
     JOBS + "DGV596/research-fellow/",
     JOBS + "dgv596/research-fellow?utm_source=rss",
     "https://jobs.ac.example/job/DGV596/renamed-advert#apply"],
    ["https://www.jobs.nhs.example/candidate/jobadvert/C9123-24-0456",
     "http://www.jobs.nhs.example/candidate/jobadvert/C9123-24-0456?keyword=x",
     "https://jobs.nhs.example/candidate/jobadvert/C9123-24-0456/",
     "https://www.jobs.nhs.example/candidate/jobadvert/c9123-24-0456#a"]])
def test_one_job_in_four_feeds(server, lectern, links):
    for n, link in enumerate(links):
        lectern.feed(f"jobs-{n}", server.put(f"/jobs-{n}", rss([
            Item("Research fellow" + " in leadership" * (n % 2), link=link,
                 guid=f"{n}-1", summary="University - Health<br />Salary")])),
            section="opportunities")
        lectern.run("run")  # one by one: the first seen is the entry
    one, = lectern.items()
    assert one["_lectern"]["feeds"] == [f"jobs-{n}" for n in range(4)]
    assert one["title"] == "Research fellow"


def test_two_jobs_of_one_title(server, lectern):
    lectern.feed("jobs", server.put("/jobs", rss([
        Item("Research fellow", link=JOBS + "DGV596/x", summary="York"),
        Item("Research fellow", link=JOBS + "DGV597/x", summary="Leeds")])))
    lectern.run("run")
    assert len(lectern.items()) == 2
    assert "perhaps one work" not in lectern.run("check").out


def test_one_guid_for_two_items(server, lectern):
    lectern.feed("journal", server.put("/journal", rss([
        Item("One", guid="x", link="https://journal.example/1"),
        Item("Two", guid="x", link="https://journal.example/2")])))
    for _ in range(2):
        lectern.poll_all()
        assert lectern.titles() == ["One", "Two"]


NEAR = [
    # another title, another author, days between: reported or not
    (TITLE, "Jones, L.", 0, True),
    ("Leadership \u2013 in integrated care.", "Laura Jones", 89, True),
    (TITLE, "Jones, L.", 91, False),
    (TITLE, "Smith, A.", 0, False),
    (TITLE, None, 0, False),
    (TITLE + " systems", "Jones, L.", 0, False),
]


@pytest.mark.parametrize("title, author, days, reported", NEAR)
def test_near_duplicates(server, lectern, title, author, days, reported):
    """They are told of, and never made one."""
    lectern.now += timedelta(days=100)
    lectern.feed("a", server.put("/a", rss([item(
        link="https://a.example/1", authors=["Jones, L.", "Amin, N."])])))
    lectern.run("run")
    lectern.feed("b", server.put("/b", rss([item(
        title=title, link="https://b.example/1",
        authors=[author] if author else [],
        date=FIRST_DAY + timedelta(days=days))])))
    lectern.run("run")
    out = lectern.run("check").out
    assert len(lectern.items()) == 2
    assert (f"1 and 2: {TITLE}" in out) == reported
    assert ("perhaps one work" in out) == reported
