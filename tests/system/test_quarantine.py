# SPDX-License-Identifier: ISC
"""Feeds that misbehave: what is not believed, and what is, though it looks
alike."""

from datetime import timedelta

import pytest

from feeds import article, rss

HOME = "https://journal.example/"
OTHER = "https://casino.example/"


def issue(first, n=12, **changes):
    return [article(i, **changes) for i in range(first, first + n)]


def put(server, items, **options):
    return server.put("/feed", rss(items, **options))


@pytest.fixture
def journal(server, lectern):
    lectern.feed("journal", put(server, issue(1)), every="6h")
    lectern.run("run")
    return lectern


def redated(items, **span):
    return [article(i, date=item.date + timedelta(**span))
            for i, item in enumerate(items, 1)]


def renamed(items):
    return [article(i, guid=f"new/{i}", link=f"{HOME}node/{i}", doi=None)
            for i, _ in enumerate(items, 1)]


WRONG = {
    "re-dated": (redated(issue(1), days=9) + issue(13, 1),
                 {}, "all of the 12 items that it showed before have another "
                 "date"),
    "renamed": (renamed(issue(1)) + issue(20, 2), {},
                "most items have new ids and links under the titles that "
                "they had (12 of 14)"),
    "most renamed": (renamed(issue(1, 7)) + issue(8, 5), {},
                     "most items have new ids and links under the titles that "
                     "they had (7 of 12)"),
    "a flood": (issue(1, 120), {},
                "120 items, where it never had more than 12"),
    "another feed": ([article(1, title="Win", guid="w", link=OTHER + "1",
                              doi=None)], dict(title="Slots", link=OTHER),
                     "\u201cSlots\u201d of casino.example, and none of its "
                     "items, where \u201cA journal\u201d of journal.example "
                     "was"),
    "another feed, still empty": ([], dict(title="Slots", link=OTHER),
                                  "\u201cSlots\u201d of casino.example"),
}


@pytest.mark.parametrize("case", WRONG)
def test_quarantine(server, journal, case):
    items, options, words = WRONG[case]
    before, known = journal.published(), journal.items()
    put(server, items, **options)
    err = journal.poll_all(code=69).err
    assert len(err.splitlines()) == 1
    assert err.startswith("lectern: journal: in quarantine")
    assert words in err and "'lectern release journal'" in err
    assert journal.poll_all(code=69).err == ""
    assert journal.items() == known and journal.published() == before
    # Told in every form.
    status = journal.run("status").out
    assert "journal: in quarantine since yesterday, 08:00 (2 polls)" in status
    assert words in status and "'lectern release journal'" in status
    feed, = journal.run("status", "--json").json
    assert feed["outcome"] == "quarantined" and feed["well"] is False
    assert words in feed["message"]
    metrics = journal.run("status", "--prometheus").out
    assert ('lectern_feed_quarantined{feed="journal",section="articles"} 1'
            in metrics)
    # Believed from now on.
    assert journal.run("release", "journal").out == (
        "journal: is believed, and due\n")
    journal.later(minutes=10)
    assert "well again after 2 failed polls" in journal.run("run").err
    assert len(journal.items()) >= len(known)
    titles = journal.titles()
    for item in items:
        assert item.title in titles
    assert journal.poll_all().err == ""
    journal.run("release", "journal", code=65)


@pytest.mark.parametrize("case", WRONG)
def test_a_feed_that_comes_to_itself(server, journal, case):
    items, options, _ = WRONG[case]
    put(server, items, **options)
    journal.poll_all(code=69)
    put(server, issue(2))
    assert "well again after 1 failed poll" in journal.poll_all().err
    assert len(journal.items()) == 13


HARMLESS = {
    "a new issue": (issue(30), {}),
    "a new issue under another name": (issue(30), dict(
        title="The journal of journals")),
    "a new host with the same works": ([
        article(i, link=f"https://new.example/{i}", guid=f"n{i}")
        for i in range(1, 13)], dict(title="N", link="https://new.example/")),
    "another zone": (redated(issue(1), hours=-8), {}),
    "one that was not re-dated": (
        redated(issue(1, 11), days=9) + issue(12, 1), {}),
    "new guids alone": (issue(1, guid=None), {}),
    "a page of the archive": (issue(1, 100), {}),
    "nothing": ([], {}),
    "nothing under another name": ([], dict(title="Maintenance")),
    "half of them renamed": (renamed(issue(1, 6)) + issue(7, 6), {}),
    "most of them columns, a week later": ([
        article(i, guid=f"new/{i}", link=f"{HOME}node/{i}", doi=None,
                date=article(i).date + timedelta(days=7))
        for i in range(1, 8)] + issue(8, 5), {}),
    "columns beside what is known": (issue(1, 4) + [
        article(i, title=title) for i, title in enumerate(
            ["Editorial", "Correction", "Book reviews", "Obituary", "News"],
            50)], {}),
    "columns that have no other titles": (issue(30, 9) + [
        article(i, title=title) for i, title in enumerate(
            ["Editorial", "Obituary", "In this issue", "News"], 50)], {}),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_harmless(server, journal, case):
    items, options = HARMLESS[case]
    put(server, items, **options)
    assert journal.poll_all().err == ""
    titles = journal.titles()
    for item in items:
        assert item.title in titles


def test_after_months_of_nothing(server, lectern):
    lectern.feed("journal", put(server, []))
    lectern.run("run")
    put(server, issue(1, 60))
    assert lectern.poll_all(days=200).err == ""
    assert len(lectern.items()) == 60


def test_a_small_feed(server, lectern):
    lectern.feed("journal", put(server, issue(1, 3)))
    lectern.run("run")
    for items in (renamed(issue(1, 3)), redated(issue(1, 3), days=9),
                  issue(1, 40)):
        put(server, items)
        assert lectern.poll_all().err == ""
    put(server, issue(100, 400))
    assert "400 items" in lectern.poll_all(code=69).err


def test_what_another_feed_showed_before(server, lectern):
    """An issue brings the dates of its own to what was online first."""
    lectern.feed("ahead", server.put("/ahead", rss(issue(1))))
    lectern.feed("journal", put(server, issue(50)))
    lectern.run("run")
    put(server, redated(issue(1), days=40))
    assert lectern.poll_all().err == ""
    assert len(lectern.items()) == 24


def test_a_site_that_moved(server, journal):
    """Nobody reads the same articles twice."""
    before = journal.entries("leadership.atom")
    put(server, renamed(issue(1)))
    journal.poll_all(code=69)
    server.put("/feed", "busy", status=503)
    journal.poll_all(code=69)
    journal.run("release", "journal")
    put(server, renamed(issue(1)))
    journal.poll_all()
    after = journal.entries("leadership.atom")
    assert [(e["id"], e["updated"]) for e in after] == [
        (e["id"], e["updated"]) for e in before]
    assert all("/node/" in item["url"] for item in journal.items())
    put(server, issue(13, 1) + renamed(issue(1)))
    journal.poll_all()
    assert len(journal.items()) == 13


def test_five_of_six_that_moved(server, lectern):
    before = issue(1, 6)
    lectern.feed("journal", put(server, before), every="6h")
    lectern.run("run")
    known = lectern.entries("leadership.atom")
    after = renamed(issue(1, 5)) + before[5:]
    put(server, after)
    assert "(5 of 6)" in lectern.poll_all(code=69).err
    assert lectern.entries("leadership.atom") == known
    lectern.run("release", "journal")
    assert "well again" in lectern.poll_all().err
    assert [(e["id"], e["updated"])
            for e in lectern.entries("leadership.atom")] == [
                (e["id"], e["updated"]) for e in known]
    assert sum("/node/" in item["url"] for item in lectern.items()) == 5
    put(server, issue(13, 1) + after)
    assert lectern.poll_all().err == ""
    assert len(lectern.items()) == 7


COLUMNS = ["Editorial", "Correction", "Book reviews", "Obituary", "In brief"]


def test_columns_that_recur(server, lectern):
    """Under new ids in each issue, whatever is left of the last one."""
    for n in range(3):
        columns = [article(100 * n + i, title=title)
                       for i, title in enumerate(COLUMNS, 20)]
        lectern.feed("journal", put(server, columns + issue(1, 2)))
        assert lectern.poll_all().err == ""
    assert len(lectern.items()) == 17


@pytest.mark.parametrize("twice_in", ["both", "the new one", "the old one"])
def test_titles_that_stand_twice(server, lectern, twice_in):
    """Nobody knows which of the two it was."""
    def letters(first, twice):
        return [article(i, title=f"A letter to the editor {i % 5}")
                for i in range(first, first + (10 if twice else 5))]

    old = letters(100, twice_in != "the new one")
    new = letters(200, twice_in != "the old one")
    lectern.feed("journal", put(server, old + issue(1, 4)))
    lectern.run("run")
    put(server, new + issue(1, 4))
    assert lectern.poll_all().err == ""
    assert len(lectern.items()) == len(old) + len(new) + 4


def test_a_column_beside_what_moved(server, lectern):
    """Released, the new editorial is not the last one, which is there yet."""
    def editorial(n):
        return [article(n, title="Editorial", guid=None, doi=None)]

    lectern.feed("journal", put(server, editorial(70) + issue(1, 8)))
    lectern.run("run")
    put(server, editorial(71) + editorial(70) + renamed(issue(1, 8)))
    lectern.poll_all(code=69)
    lectern.run("release", "journal")
    lectern.poll_all()
    assert sorted(lectern.titles())[:3] == ["Editorial", "Editorial",
                                            article(1).title]
    assert len(lectern.items()) == 10


def test_a_feed_that_is_dated_anew_at_each_poll(server, journal):
    """Released once, it is not asked about again."""
    for days in range(1, 5):
        put(server, redated(issue(1, 12 + days), days=2 * days))
        err = journal.poll_all(code=69 if days == 1 else 0).err
        assert ("in quarantine" in err) == (days == 1)
        if days == 1:
            journal.run("release", "journal")
    assert len(journal.items()) == 16
    put(server, issue(1))  # it was believed for as long as it was so
    journal.poll_all()
    put(server, redated(issue(1), days=30))
    assert "in quarantine" in journal.poll_all(code=69).err


def test_another_address_in_the_configuration(server, journal):
    journal.feeds["journal"]["url"] = server.put("/new", rss(
        issue(50, 200), title="New", link="https://new.example/"))
    assert journal.poll_all().err == ""
    assert len(journal.items()) == 212


def test_one_line_after_another_failure(server, journal):
    server.put("/feed", "gone", status=404)
    journal.poll_all(code=69)
    put(server, issue(1, 120))
    assert "in quarantine" in journal.poll_all(code=69).err


@pytest.mark.parametrize("arguments, code", [
    ([], 64), (["journal", "journal"], 64), (["nobody"], 65),
    (["journal"], 65)])
def test_usage(journal, arguments, code):
    assert journal.run("release", *arguments, code=code).out == ""
