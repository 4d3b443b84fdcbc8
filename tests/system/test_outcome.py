# SPDX-License-Identifier: ISC
"""What became of polls, and when the next one is: moves, ends, failures, the
deadline, validators and parts of a feed."""

import time

import pytest

from due import (
    DOCUMENT, HOUR, PAGE, answer, at_due, check_told, check_wait)
from feeds import article, rss
from server import silence


def where(lectern, feed):
    """file:line of a feed's block."""
    lines = lectern.text().splitlines()
    return f"{lectern.config}:{lines.index(f'feed {feed} {{') + 1}"


@pytest.mark.parametrize("status", [301, 308])
def test_moved_for_good(server, lectern, status):
    server.put("/old", status=status, location="/new")
    server.put("/new", DOCUMENT, etag='"a"')
    lectern.feed("journal", server.url("/old"), every="1h")
    lectern.feed("other", server.put("/other", rss([article(2)])), every="1h")
    for said in ("", "", "moved for good to " + server.url("/new")):
        server.forget()
        err = lectern.run("run").err
        assert said in err and bool(said) == bool(err)
        assert [r.path for r in server.requests if r.path != "/other"] == [
            "/old", "/new"]
        lectern.later(hours=2)
    line, = err.splitlines()
    assert f"change the url in {where(lectern, 'journal')}" in line
    for _ in range(2):
        server.forget()
        assert lectern.run("run").err == ""
        request, = [r for r in server.requests if r.path != "/other"]
        assert (request.path, request.status) == ("/new", 304)
        lectern.later(hours=2)
    # The administrator does as told: nothing has to be learnt again.
    lectern.feed("journal", server.url("/new"), every="1h")
    server.forget()
    assert lectern.run("run").err == ""
    request, = server.asked("/new")
    assert request.status == 304
    assert lectern.query("SELECT moved_url, asked_url FROM feed"
                         " WHERE name = 'journal'") == [(None, None)]
    assert len(lectern.items()) == 2


def test_moved_and_moved_back(server, lectern):
    """Three polls in a row, and to one address."""
    lectern.feed("journal", server.url("/old"), every="1h")
    for n in range(3):
        server.put(f"/new{n}", DOCUMENT)
    for target in ("/new0", "/new0", None, "/new1", "/new1", "/new2", "/new2",
                   "/new1"):
        if target:
            server.put("/old", status=301, location=target)
        else:
            server.put("/old", DOCUMENT)
        server.forget()
        assert lectern.run("run").err == ""
        assert server.requests[0].path == "/old"
        lectern.later(hours=2)


def test_moved_back_for_good(server, lectern):
    """It is where the configuration has it: nothing to be said, or changed."""
    server.put("/old", status=301, location="/new")
    server.put("/new", DOCUMENT)
    lectern.feed("journal", server.url("/old"), every="1h")
    for _ in range(3):
        lectern.run("run")
        lectern.later(hours=2)
    server.put("/old", DOCUMENT)
    server.put("/new", status=301, location="/old")
    for path in ("/new", "/old", "/old", "/old"):
        server.forget()
        assert lectern.run("run").err == ""
        assert server.requests[0].path == path
        assert "for good" not in lectern.run("status").out
        lectern.later(hours=2)
    assert lectern.query("SELECT moved_url, moved_polls, asked_url"
                         " FROM feed") == [(None, 0, None)]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_moved_for_a_time(server, lectern, status):
    server.put("/old", status=status, location="/new")
    server.put("/new", DOCUMENT)
    lectern.feed("journal", server.url("/old"), every="1h")
    for _ in range(5):
        server.forget()
        assert lectern.run("run").err == ""
        assert [r.path for r in server.requests] == ["/old", "/new"]
        lectern.later(hours=2)
    assert lectern.query("SELECT moved_url FROM feed") == [(None,)]


def test_moved_for_good_as_far_as_it_goes(server, lectern):
    server.put("/old", status=301, location="/new")
    server.put("/new", status=302, location="/cache/7")
    server.put("/cache/7", DOCUMENT)
    lectern.feed("journal", server.url("/old"), every="1h")
    for _ in range(3):
        err = lectern.run("run").err
        lectern.later(hours=2)
    assert "moved for good to " + server.url("/new") + ":" in err
    server.forget()
    assert lectern.run("run").err == ""
    assert [r.path for r in server.requests] == ["/new", "/cache/7"]


def test_the_way_back_from_a_bad_move(server, lectern):
    server.put("/old", status=301, location="/new")
    server.put("/new", DOCUMENT)
    lectern.feed("journal", server.url("/old"), every="1h")
    for _ in range(3):
        lectern.run("run")
        lectern.later(hours=2)
    server.put("/old", rss([article(2)]))
    server.put("/new", status=404)
    at_due(lectern, code=69)
    assert "well again" in lectern.run("poll", "journal").err
    assert len(lectern.items()) == 2
    server.forget()
    at_due(lectern)
    assert [r.path for r in server.requests] == ["/old"]


def test_ended_for_good(server, lectern):
    """410: said once, never asked again by itself, and its items stay."""
    lectern.feed("journal", server.put("/feed", DOCUMENT), every="1h")
    lectern.feed("other", server.put("/other", rss([article(2)])), every="1h")
    lectern.run("run")
    before = lectern.published()
    server.put("/feed", status=410)
    lectern.later(hours=2)
    line, = lectern.run("run").err.splitlines()
    assert "journal: ended for good: HTTP 410" in line
    server.forget()
    for days in (1, 30, 3000):
        lectern.later(days=days)
        assert lectern.run("run").err == ""
    assert not server.asked("/feed") and len(server.asked("/other")) == 3
    assert lectern.published() == before
    assert "not asked any more" in lectern.run("status").out
    assert lectern.run("run", "--all").err == ""
    lectern.run("poll", "journal", code=69)
    assert len(server.asked("/feed")) == 2
    server.put("/feed", DOCUMENT)
    assert "well again" in lectern.run("poll", "journal").err
    check_wait(lectern, HOUR)


def test_a_host_that_wants_to_be_left_alone(server, lectern):
    """429 holds all feeds of the host until then, and not longer."""
    lectern.http["per_host"] = 1
    for name, every in (("a", "30m"), ("b", "1h"), ("c", "90m")):
        lectern.feed(name, server.put(
            f"/{name}", rss([article(ord(name))]), etag='"a"'), every=every)
    lectern.feed("d", server.put("/d", rss([article(9)])).replace(
        "127.0.0.1", "localhost"), every="1h")
    # It leads to that host when that has already said so.
    server.put("/e", status=302, location=server.put(
        "/f", rss([article(8)])), delay=0.5)
    lectern.feed("e", server.url("/e").replace("127.0.0.1", "localhost"),
                 every="1h")
    lectern.run("run")
    server.put("/b", status=429, headers={"Retry-After": "10800"})
    lectern.later(hours=2)
    server.forget()
    line, = lectern.run("run").err.splitlines()
    assert "b: HTTP 429" in line
    # c was not asked any more; a had been, and waits too.
    assert {r.path for r in server.requests} == {"/a", "/b", "/d", "/e"}
    server.put("/b", rss([article(7)]))
    for name in "abce":
        check_told(lectern, 3 * HOUR, name)
    check_wait(lectern, HOUR, "d")
    assert "its host asks us to wait" in lectern.run("status").out
    server.forget()
    lectern.later(hours=2, minutes=59)
    lectern.run("run")
    assert [r.path for r in server.requests] == ["/d"]
    server.forget()
    lectern.later(minutes=2)
    lectern.run("run")
    assert {"/a", "/c", "/e", "/f"} <= {r.path for r in server.requests}
    assert not lectern.query("SELECT 1 FROM feed WHERE name <> 'b'"
                             " AND failures > 0")
    check_wait(lectern, HOUR / 2, "a")


def test_a_hold_outlives_a_run_that_is_killed(server, lectern):
    for name in "bc":
        lectern.feed(name, server.put(
            f"/{name}", rss([article(ord(name))])), every="1h")
    lectern.run("run")
    server.put("/b", status=429, headers={"Retry-After": "10800"})
    lectern.feed("slow", server.put("/slow", raw=silence()).replace(
        "127.0.0.1", "localhost"))
    with lectern.start("poll", "b", "slow") as run:
        while not lectern.query("SELECT 1 FROM feed WHERE http_status = 429"):
            assert run.poll() is None
            time.sleep(0.1)
        run.kill()
    for name in "bc":
        check_told(lectern, 3 * HOUR, name)


def test_all_that_was_asked_failed(server, lectern):
    lectern.http["per_host"] = 1
    lectern.feed("a", server.put(
        "/a", status=429, headers={"Retry-After": "60"}))
    lectern.feed("b", server.put("/b", DOCUMENT))
    lectern.run("run", code=69)
    assert [r.path for r in server.requests] == ["/a"]


def test_one_feed_that_wants_to_be_left_alone(server, lectern):
    """503 is about that feed, whatever it says."""
    lectern.http["per_host"] = 1
    for name in "abc":
        lectern.feed(name, server.put(
            f"/{name}", rss([article(ord(name))])), every="1h")
    server.put("/b", status=503, headers={"Retry-After": "10800"})
    lectern.run("run")
    assert len(server.requests) == 3
    for name in "ac":
        check_wait(lectern, HOUR, name)
    check_told(lectern, 3 * HOUR, "b")


def test_back_off_and_reset(server, lectern):
    """An hour, then twice as long each time, to a day, and never for ever."""
    lectern.feed("journal", server.put("/feed", status=500), every="1h")
    assert "HTTP 500" in lectern.run("run", code=69).err
    for hours in (1, 2, 4, 8, 16, 24, 24):
        check_wait(lectern, hours * HOUR)
        assert at_due(lectern, code=69) == ""
    server.put("/feed", DOCUMENT)
    assert "well again after 8 failed polls" in at_due(lectern)
    check_wait(lectern, HOUR)
    server.put("/feed", status=500)
    assert "HTTP 500" in at_due(lectern, code=69)
    check_wait(lectern, HOUR)


def test_a_local_mistake_is_looked_at_in_each_run(lectern):
    """It bothers nobody, and may be mended by now."""
    path = lectern.folder / "journal.xml"
    lectern.feed("journal", path, every="6h")
    assert "No such file" in lectern.run("run", code=69).err
    assert lectern.run("run", code=69).err == ""
    # Who asks by name is told again.
    assert "journal: still: " in lectern.run("poll", "journal", code=69).err
    path.write_text(DOCUMENT)
    assert "well again" in lectern.run("run").err
    check_wait(lectern, 6 * HOUR)


def test_one_line_for_the_worse(server, lectern):
    lectern.feed("journal", server.put("/feed", DOCUMENT), every="1h")
    lectern.run("run")
    for status, said in ((500, "HTTP 500"), (503, None), (500, None),
                         (404, "HTTP 404"), (403, None), (404, None),
                         (500, None), (410, "ended for good")):
        server.put("/feed", status=status)
        err = at_due(lectern, code=69)
        assert len(err.splitlines()) == (said is not None)
        assert said is None or said in err
    server.put("/feed", DOCUMENT)
    assert "well again" in lectern.run("poll", "journal").err


def test_the_deadline_of_a_run(server, lectern):
    """What is in flight is given up, what was not asked is not blamed, and
    all else is kept and published."""
    lectern.http |= {"deadline": "2s", "per_host": 1}
    lectern.feed("good", server.put("/good", rss([article(1)])))
    lectern.feed("slow", server.put("/slow", raw=silence(30)))
    lectern.feed("late", server.put("/late", rss([article(2)])))
    lectern.feed("elsewhere", server.put(
        "/elsewhere", rss([article(3)])).replace("127.0.0.1", "localhost"))
    started = time.monotonic()
    said = lectern.run("run").err.splitlines()
    assert 1.9 < time.monotonic() - started < 8
    assert len([line for line in said if "slow: " in line]) == 1
    assert len([line for line in said if "deadline" in line]) >= 1
    assert not [line for line in said if "late: " in line]
    assert len(lectern.entries("leadership.atom")) == 2
    assert not server.asked("/late")
    assert lectern.query("SELECT outcome, next_due_at FROM feed"
                         " WHERE name = 'late'") == [("never", None)]
    assert lectern.query("SELECT due, failed, deferred FROM run") == [
        (4, 1, 1)]
    lectern.later(minutes=10)
    assert lectern.run("run").err == ""
    assert len(lectern.entries("leadership.atom")) == 3


def test_the_deadline_is_not_blamed_for_who_waits(server, lectern):
    lectern.http |= {"deadline": "2s", "per_host": 1}
    lectern.feed("busy", server.put(
        "/busy", status=429, headers={"Retry-After": "3600"}))
    lectern.feed("waits", server.put("/waits", DOCUMENT))
    lectern.feed("slow", server.put("/slow", raw=silence(30)).replace(
        "127.0.0.1", "localhost"))
    assert "not asked in this run" not in lectern.run("run", code=69).err
    assert lectern.query("SELECT deferred FROM run") == [(1,)]
    assert not server.asked("/waits")


@pytest.mark.parametrize("status, word", [
    (401, "blocked"), (403, "blocked"), (429, "busy"), (503, "busy")])
def test_a_page_that_blocks_us_is_named(server, lectern, status, word):
    lectern.feed("journal", server.put(
        "/feed", PAGE, status=status, content_type="text/html"))
    err = lectern.run("run", code=69).err
    assert (f"journal: {word}: HTTP {status}, an HTML page titled "
            "\u201cJust a moment...\u201d") in err
    assert "Just a moment" in lectern.run("status").out


def test_a_page_instead_of_a_feed_is_named(server, lectern):
    """So is the feed that it names, which is not followed."""
    server.put("/feed.xml", DOCUMENT)
    lectern.feed("journal", server.put(
        "/journal/", PAGE, content_type="text/html"))
    err = lectern.run("run", code=69).err
    assert "an HTML page titled \u201cJust a moment...\u201d, not a feed" in err
    assert f"it names the feed {server.url('/feed.xml')}" in err
    assert [r.path for r in server.requests] == ["/journal/"]
    assert lectern.items() == []


# Validators, which belong to the document that they came with.


def test_new_validators_with_a_304(server, lectern):
    lectern.feed("journal", server.put("/feed", DOCUMENT, etag='"a"',
                                       last_modified="a date"))
    lectern.run("run")
    server.put("/feed", raw=answer("", "304 Not Modified", ETag='"b"'))
    lectern.poll_all()
    lectern.poll_all()
    asked = server.requests[-1].headers
    assert asked["if-none-match"] == '"b"'
    assert asked["if-modified-since"] == "a date"


def test_new_validators_with_the_same_body(server, lectern):
    lectern.feed("journal", server.put("/feed", DOCUMENT, etag='"a"',
                                       last_modified="a date"))
    lectern.run("run")
    server.put("/feed", DOCUMENT, etag='"b"')
    lectern.poll_all()
    lectern.poll_all()
    asked = server.requests[-1].headers
    assert asked["if-none-match"] == '"b"'
    assert "if-modified-since" not in asked


def test_validators_of_another_address(server, lectern):
    """A 304 from there says nothing of the document from here."""
    server.put("/feed", status=302, location="/one")
    server.put("/one", DOCUMENT, etag='"1"')
    lectern.feed("journal", server.url("/feed"))
    lectern.run("run")
    server.put("/feed", status=302, location="/two")
    server.put("/two", rss([article(2)]), etag='"1"')
    lectern.poll_all()
    lectern.poll_all()
    assert len(lectern.items()) == 2
    assert "if-none-match" not in server.requests[-1].headers


def test_a_part_of_a_feed(server, lectern):
    """RFC 3229: what is new alone; what is not in it is not gone."""
    lectern.feed("journal", server.put(
        "/feed", rss([article(1), article(2)]), etag='"a"'))
    lectern.run("run")
    server.put("/feed", rss([article(3)]), status=226, etag='"b"',
               headers={"IM": "feed"})
    assert lectern.poll_all().err == ""
    assert "feed" in server.requests[-1].headers["a-im"]
    assert server.requests[-1].headers["if-none-match"] == '"a"'
    assert len(lectern.entries("leadership.atom")) == 3
    server.put("/feed", rss([article(3)]), etag='"b"')
    lectern.poll_all()
    assert server.requests[-1].status == 304


def test_a_part_is_not_the_whole(server, lectern):
    """The whole is compared with the last whole one."""
    lectern.feed("journal", server.put("/feed", rss([article(1)])))
    lectern.run("run")
    server.put("/feed", rss([article(2)]), status=226)
    lectern.poll_all()
    server.put("/feed", rss([article(2)]))
    lectern.poll_all()
    assert lectern.query("SELECT outcome FROM feed") == [("ok",)]
