# SPDX-License-Identifier: ISC
"""Until when an advert is shown that says in its text alone when it closes."""

from datetime import datetime, timezone

import pytest

from feeds import article, rss

CLOSES = "A fellowship. Closing date: 12 March 2026. Interviews 20 March 2026."


@pytest.fixture
def advert(server, lectern):
    lectern.outputs["opportunities.ics"] = {"sections": ["opportunities"]}
    lectern.feed("jobs", server.put("/jobs", rss([
        article(1, summary=CLOSES)])), section="opportunities")
    assert lectern.run("run").err == ""
    return lectern


def test_to_the_end_of_its_day(advert):
    """And not a day of the 60 longer."""
    item, = advert.items()
    assert item["_lectern"]["closes"] == "2026-03-12T00:00:00Z"
    calendar = (advert.public / "opportunities.ics").read_text()
    assert "DTSTART;VALUE=DATE:20260312" in calendar
    advert.later(days=10, hours=15)  # 12 March, 23:00
    advert.run("run")
    assert [item["_lectern"]["state"] for item in advert.items()] == [
        "selected"]
    assert "closes" in advert.run("explain", "1").out
    advert.later(hours=2)
    advert.run("run")
    assert [item["_lectern"]["state"] for item in advert.items()] == [
        "expired"]
    out = advert.run("explain", "1").out
    assert "ended on 12 March 2026\n" in out
    assert "12 March 2026: closed, says its text\n" in out
    assert advert.entries("leadership.atom") == []


def test_a_call_for_papers_stays(server, lectern):
    """What has no lifetime is not an advert."""
    lectern.feed("journal", server.put("/journal", rss([
        article(1, summary=CLOSES)])))
    lectern.run("run")
    lectern.later(days=30)
    lectern.run("run")
    item, = lectern.items()
    assert item["_lectern"]["state"] == "selected"
    assert "closes" not in item["_lectern"]


def test_what_the_feed_says_itself_goes_first(server, lectern):
    lectern.feed("jobs", server.put("/jobs", rss([article(
        1, summary=CLOSES, extra="<closeDate>2026-04-30</closeDate>")])),
        section="opportunities")
    lectern.run("run")
    item, = lectern.items()
    assert item["_lectern"]["closes"] == "2026-04-30T00:00:00Z"


LIFETIME_ENDS = "2026-04-30T08:00:00Z"  # 60 days after it was published


def post(text, extra="", n=1):
    return rss([article(n, summary=text, extra=extra, date=datetime(
        2026, 3, 1, 8, tzinfo=timezone.utc))])


def closes(lectern):
    item, = lectern.items()
    assert item["_lectern"]["state"] == "selected"
    return item["_lectern"]["closes"]


@pytest.mark.parametrize("text, day", [
    ("Closing date: 12 March 2000 hours", None),
    ("Closing date: 12 March 2000", None),
    ("Deadline: June 2026, 3 positions", None),
    ("Our office closes on 24 December 2025. Applications are welcome until "
     "the post is filled.", None),
    ("Applicants whose visa expires 1 January 2026 may not apply.", None),
    ("Deadline: 31 August 2029", None),
    ("Deadline: 1 February 2025", None),
    ("Closing date: 12 March 2026. Funding for this post expires 31 August "
     "2029.", "2026-03-12"),
    ("Closing date: 1 March 2026 to 12 March 2026", "2026-03-12"),
    ("\u2022Closing date (extended): 12 March 2026\u2013 interviews follow",
     "2026-03-12"),
])
def test_no_advert_is_cut_short(server, lectern, text, day):
    lectern.feed("jobs", server.put("/jobs", post(text)),
                 section="opportunities")
    lectern.run("run")
    assert closes(lectern) == (
        LIFETIME_ENDS if day is None else f"{day}T00:00:00Z")


def test_taken_back(server, lectern):
    lectern.feed("jobs", server.put("/jobs", post(CLOSES)),
                 section="opportunities")
    lectern.run("run")
    assert closes(lectern) == "2026-03-12T00:00:00Z"
    server.put("/jobs", post("A fellowship. Open until filled."))
    lectern.later(days=1)
    lectern.run("run")
    assert closes(lectern) == LIFETIME_ENDS


def test_what_another_feed_says_goes_first(server, lectern):
    lectern.feed("jobs", server.put("/jobs", post(CLOSES)),
                 section="opportunities")
    lectern.feed("posts", server.put("/posts", post(
        "A fellowship.", "<closeDate>2026-04-20</closeDate>")),
        section="opportunities")
    lectern.run("run")
    assert closes(lectern) == "2026-04-20T00:00:00Z"


def test_what_was_said_itself_stays(server, lectern):
    """Also when the feed says it no longer, and its text another day."""
    lectern.feed("jobs", server.put("/jobs", post(
        CLOSES, "<closeDate>2026-04-20</closeDate>")),
        section="opportunities")
    lectern.run("run")
    server.put("/jobs", post(CLOSES + " Apply now."))
    lectern.later(days=1)
    lectern.run("run")
    assert closes(lectern) == "2026-04-20T00:00:00Z"


def test_when_articles_become_adverts(server, lectern):
    """What the text says is known, whatever section it is in."""
    lectern.feed("jobs", server.put("/jobs", post(CLOSES)))
    lectern.run("run")
    lectern.feed("jobs", server.put("/jobs", post(CLOSES)),
                 section="opportunities")
    lectern.run("publish")
    assert closes(lectern) == "2026-03-12T00:00:00Z"


def test_pinned_when_it_is_over(server, lectern):
    """The editor knows better than a text that was misread; but not than the
    feed, nor for ever."""
    lectern.feed("jobs", server.put("/jobs", post(CLOSES)),
                 section="opportunities")
    lectern.run("run")
    lectern.run("pin", "1", "--why", "a good one")
    lectern.later(days=11)  # 13 March
    lectern.run("run")
    item, = lectern.items()
    assert item["_lectern"]["state"] == "expired"
    lectern.run("release", "1")
    out = lectern.run("pin", "1", "--why", "that was another date").out
    assert "selected from the next" in out
    assert closes(lectern) == LIFETIME_ENDS
    assert "says its text" not in lectern.run("explain", "1").out
    lectern.later(days=49)
    item, = lectern.items()
    assert item["_lectern"]["state"] == "expired"


def test_pinned_when_its_feed_says_that_it_is_over(server, lectern):
    lectern.feed("jobs", server.put("/jobs", post(
        CLOSES, "<closeDate>2026-03-12</closeDate>")),
        section="opportunities")
    lectern.run("run")
    lectern.later(days=11)
    out = lectern.run("pin", "1", "--why", "good").out
    assert "but its time on show is over" in out
