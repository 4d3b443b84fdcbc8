# SPDX-License-Identifier: ISC
"""RFC 5005, section 4: the whole history of a feed, in documents by month."""

import sqlite3
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta, timezone

import pytest

from feeds import article, rss
from program import ATOM

HISTORY = "{http://purl.org/syndication/history/1.0}archive"
FILE = "reading.atom"


def put(server, *numbers, **changes):
    """An article every ten days from September 2025 on."""
    first = datetime(2025, 9, 3, 9, 0, tzinfo=timezone.utc)
    return server.put("/journal", rss(
        [article(n, date=first + timedelta(days=10 * n), **changes)
         for n in numbers]))


@pytest.fixture
def journal(server, lectern):
    """Eighteen articles of six months, all new to us in March."""
    lectern.outputs = {FILE: {"archive": True, "limit": 4}}
    lectern.feed("journal", put(server, *range(18)))
    lectern.run("run")
    return lectern


def links(root):
    return {link.get("rel"): link.get("href")
            for link in root.findall(ATOM + "link")}


def walk(lectern):
    """File → id → title of the entries in it, from the feed back to the oldest document."""
    found, name, feed_id = {}, FILE, None
    while name:
        root = ET.parse(lectern.public / name).getroot()
        is_archive = root.find(HISTORY) is not None
        assert is_archive == (name != FILE)
        feed_id = feed_id or root.findtext(ATOM + "id")
        assert root.findtext(ATOM + "id") == feed_id
        here = links(root)
        base = lectern.site["base"]
        assert here["self"] == base + name
        assert here.get("current") == (base + FILE if is_archive else None)
        found[name] = {entry.findtext(ATOM + "id"):
                       entry.findtext(ATOM + "title")
                       for entry in root.findall(ATOM + "entry")}
        name = here.get("prev-archive", "").removeprefix(base)
        assert name not in found
    return found


def check_whole(lectern):
    """Every entry is in one document at most, and somewhere."""
    found = walk(lectern)
    old = [id for name, entries in found.items() if name != FILE
           for id in entries]
    assert len(old) == len(set(old))
    assert set(old) | set(found[FILE]) == {
        id for id, in lectern.query("SELECT entry_id FROM item")}
    return found


def archives(lectern):
    return {name: file for name, file in lectern.published().items()
            if name != FILE}


def test_the_first_run_makes_the_whole_chain(journal):
    found = check_whole(journal)
    assert list(found) == [FILE] + [
        f"reading-{month}.atom" for month in (
            "2026-02", "2026-01", "2025-12", "2025-11", "2025-10",
            "2025-09")]
    assert len(found[FILE]) == 4


def test_documents_never_change(server, journal):
    before = archives(journal)
    # Corrected, vanished, new and old; and a month goes by.
    put(server, 1, 2, 3, 19, 20, title="Medical leadership, corrected")
    journal.poll_all()
    check_whole(journal)
    assert archives(journal) == before
    put(server, 21)
    journal.poll_all(days=31)
    found = check_whole(journal)
    after = archives(journal)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"reading-2026-03.atom"}
    # What says that it is older came when those months were closed.
    journal.poll_all()
    assert check_whole(journal) == found
    assert archives(journal) == after


def test_late_entries_are_in_the_feed_until_the_month_ends(server, journal):
    before = archives(journal)
    late = {f"Late article {n}" for n in range(6)}
    server.put("/journal", rss([
        article(100 + n, title=f"Late article {n}",
                date=datetime(2025, 10, 5, tzinfo=timezone.utc))
        for n in range(6)]))
    journal.poll_all()
    assert late <= set(check_whole(journal)[FILE].values())
    assert archives(journal) == before
    journal.poll_all(days=31)
    found = check_whole(journal)
    assert set(found["reading-2026-03.atom"].values()) == late
    assert len(found[FILE]) == 4


def test_a_month_without_a_run(server, journal):
    put(server, 18, 19, 20)
    journal.poll_all(days=1)
    put(server, 24)
    journal.poll_all(days=100)
    check_whole(journal)


def test_what_expires_stays(server, lectern):
    lectern.outputs = {FILE: {"archive": True, "limit": 4}}
    lectern.feed("jobs", put(server, *range(12, 17)), section="opportunities")
    lectern.run("run")
    before = archives(lectern)
    assert before
    lectern.poll_all(days=200)
    assert walk(lectern)[FILE] == {}
    after = archives(lectern)
    assert {name: after[name] for name in before} == before


def test_a_file_that_is_lost(journal):
    path = journal.public / "reading-2025-11.atom"
    before = journal.published()
    path.unlink()
    journal.run("publish")
    assert {name: file[0] for name, file in journal.published().items()} == {
        name: file[0] for name, file in before.items()}


def test_what_is_hidden_is_taken_out(journal):
    before = archives(journal)
    journal.later(days=1)
    db = sqlite3.connect(journal.database)
    db.execute("INSERT INTO decision (item, action, by, why, at)"
               " SELECT number, 'hide', 'editor', 'the law', 0 FROM item"
               " WHERE title LIKE '%, part 10'")
    db.commit()
    db.close()
    journal.run("publish")
    after = archives(journal)
    changed = {name for name in before if after[name][0] != before[name][0]}
    assert changed == {"reading-2025-12.atom"}
    assert len(walk(journal)["reading-2025-12.atom"]) == 2
    journal.run("publish")
    assert archives(journal) == after


def test_atom_alone(lectern):
    lectern.outputs = {"reading.rss": {"archive": True}}
    lectern.feed("journal", "https://journal.example/")
    assert "only an Atom feed" in lectern.run("check", code=78).err


def test_a_month_with_more_entries_than_a_feed_may_bring(server, lectern):
    """The open month has no limit; the parser that reads it back has one."""
    lectern.outputs = {FILE: {"archive": True}}
    for part in range(2):
        lectern.feed(f"journal-{part}", server.put(f"/{part}", rss(
            [article(n, date=lectern.now - timedelta(seconds=n))
             for n in range(1100 * part, 1100 * (part + 1))])))
    for _ in range(2):
        assert lectern.run("run", "--all").err == ""
        assert len(lectern.entries(FILE)) == 2200
