# SPDX-License-Identifier: ISC
"""Until when an advert is shown that says in its text alone when it closes."""

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
    assert "ended on 12 March 2026\n" in advert.run("explain", "1").out
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
