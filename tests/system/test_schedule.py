# SPDX-License-Identifier: ISC
"""When a feed is asked: the clock is moved, and what came over the wire, and
what the store says then, must be as publishers were promised."""

import time
from datetime import datetime
from email.utils import format_datetime

import pytest

from feeds import article, rss
from server import HEAD, send, silence

HOUR = 3600
DAY = 24 * HOUR
DOCUMENT = rss([article(1)])
PAGE = ("<!DOCTYPE html><html><head><title>Just a moment...</title>"
        '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
        "</head><body>Enable JavaScript</body></html>")


def wait(lectern, feed="journal"):
    """Seconds from now until the store says that the feed is due."""
    (at,), = lectern.query(
        "SELECT next_due_at FROM feed WHERE name = ?", feed)
    return at - lectern.now.timestamp()


def check_wait(lectern, secs, feed="journal"):
    """Where it is ours to choose, up to a twentieth earlier."""
    assert secs * 0.95 <= wait(lectern, feed) < secs


def check_told(lectern, secs, feed="journal"):
    """Never earlier; the program itself takes a moment."""
    assert secs <= wait(lectern, feed) <= secs + 30


def at_due(lectern, feed="journal", code=0):
    """A run at the second in which the feed is due; its messages."""
    lectern.later(seconds=wait(lectern, feed))
    return lectern.run("run", code=code).err


def with_channel(extra):
    return DOCUMENT.replace("<item>", extra + "<item>", 1)


def headers(**values):
    return {name.replace("_", "-"): value for name, value in values.items()}


def answer(body=DOCUMENT, status="200 OK", **fields):
    """An answer whose Date is as told, not the clock's."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n"
                    for name, value in fields.items())
    return send(f"HTTP/1.1 {status}\r\n{lines}Connection: close\r\n\r\n{body}"
                .encode())


def date(lectern, **later):
    lectern.later(**later)
    text = format_datetime(lectern.now, usegmt=True)
    lectern.later(**{unit: -n for unit, n in later.items()})
    return text


SAYS = {
    "nobody": ({}, {}, "", 6 * HOUR),
    "every": ({"every": "2h"}, {}, "", 2 * HOUR),
    "every, often": ({"every": "10m"}, {}, "", 600),
    "max-age": ({"every": "1h"}, {"Cache-Control": "public, max-age=18000"},
                "", 5 * HOUR),
    "max-age of the past": ({"every": "2h"}, {"Cache-Control": "max-age=60"},
                            "", 2 * HOUR),
    "max-age less Age": ({"every": "1h"}, {
        "Cache-Control": "max-age=18000", "Age": "7200"}, "", 3 * HOUR),
    "no-cache": ({"every": "1h"}, {
        "Cache-Control": "no-cache, max-age=18000"}, "", HOUR),
    "Retry-After": ({"every": "1h"}, {"Retry-After": "14400"}, "", 4 * HOUR),
    "ttl": ({}, {}, "<ttl>720</ttl>", 12 * HOUR),
    "ttl, shorter": ({"every": "2h"}, {}, "<ttl>60</ttl>", 2 * HOUR),
    "ttl, longer": ({"every": "2h"}, {}, "<ttl>180</ttl>", 3 * HOUR),
    "sy:": ({"every": "1h"}, {}, '<x:updatePeriod xmlns:x="http://purl.org/rss'
            '/1.0/modules/syndication/">daily</x:updatePeriod>'
            '<x:updateFrequency xmlns:x="http://purl.org/rss/1.0/modules/'
            'syndication/">3</x:updateFrequency>', 8 * HOUR),
    "the latest of all": ({"every": "3h"}, {
        "Cache-Control": "max-age=7200", "Retry-After": "60"},
        "<ttl>60</ttl>", 3 * HOUR),
}

OURS = {"nobody", "every", "every, often", "max-age of the past", "no-cache",
        "ttl, shorter", "the latest of all"}


@pytest.mark.parametrize("case", SAYS)
def test_the_latest_of_what_is_said(server, lectern, case):
    options, said, channel, secs = SAYS[case]
    lectern.feed("journal", server.put(
        "/feed", with_channel(channel), headers=said), **options)
    lectern.run("run")
    (check_wait if case in OURS else check_told)(lectern, secs)
    due = wait(lectern)
    lectern.later(seconds=due - 1)
    lectern.run("run")
    assert len(server.requests) == 1
    lectern.later(seconds=1)
    lectern.run("run")
    assert len(server.requests) == 2


@pytest.mark.parametrize("age, secs", [(None, 5 * HOUR), (7200, 3 * HOUR)])
@pytest.mark.parametrize("has_date", [True, False])
def test_expires(server, lectern, age, secs, has_date):
    """A server without a clock answers now."""
    fields = {"Expires": date(lectern, hours=5)}
    if has_date:
        fields["Date"] = date(lectern)
    if age:
        fields["Age"] = age
    lectern.feed("journal", server.put("/feed", raw=answer(**fields)),
                 every="1h")
    lectern.run("run")
    check_told(lectern, secs)


@pytest.mark.parametrize("status", ["503 Busy", "429 Too Many"])
@pytest.mark.parametrize("form", ["seconds", "date", "date, of now"])
def test_retry_after(server, lectern, status, form):
    after = "18000" if form == "seconds" else date(lectern, hours=5)
    fields = {} if form == "date, of now" else {"Date": date(lectern)}
    lectern.feed("journal", server.put("/feed", raw=answer(
        "", status, Retry_After=after, **fields)), every="1h")
    lectern.run("run", code=69)
    check_told(lectern, 5 * HOUR)


def test_what_is_told_counts_from_the_answer(server, lectern):
    """Not from when the run began."""
    lectern.http["per_host_delay"] = "2s"
    server.put("/first", status=302, location="/feed")
    lectern.feed("journal", server.url("/first"), every="1h")
    server.put("/feed", DOCUMENT, headers={"Cache-Control": "max-age=7200"})
    lectern.run("run")
    assert wait(lectern) >= 7202


@pytest.mark.parametrize("options, said, channel", [
    ({"every": "7d"}, {}, ""),
    ({}, {"Cache-Control": "max-age=31536000"}, ""),
    ({}, {"Retry-After": "31536000"}, ""),
    ({}, {}, "<ttl>525600</ttl>")])
def test_a_week_at_most(server, lectern, options, said, channel):
    lectern.feed("journal", server.put(
        "/feed", with_channel(channel), headers=said), **options)
    lectern.run("run")
    if "Retry-After" in said:
        assert wait(lectern) == 7 * DAY
    else:
        assert 7 * DAY * 0.95 <= wait(lectern) <= 7 * DAY


# It is Monday, eight o'clock, and a feed is asked every two hours.
SKIPS = {
    "<skipHours><hour>10</hour></skipHours>": (2, 11),
    "<skipHours><hour>9</hour><hour>11</hour></skipHours>": (2, 10),
    "<skipHours>" + "".join(
        f"<hour>{n}</hour>" for n in range(24) if n != 7) +
    "</skipHours>": (3, 7),
    "<skipDays><day>Monday</day></skipDays>": (3, 0),
    "<skipDays><day>Sunday</day></skipDays>": (2, 10),
    "<skipDays><day>Monday</day></skipDays>"
    "<skipHours><hour>0</hour><hour>1</hour></skipHours>": (3, 2),
    # All of them is none of them.
    "<skipHours>" + "".join(f"<hour>{n}</hour>" for n in range(24)) +
    "</skipHours>": (2, 10),
    "<skipDays>" + "".join(f"<day>{day}day</day>" for day in (
        "Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")) +
    "</skipDays>": (2, 10),
}


@pytest.mark.parametrize("channel", SKIPS, ids=lambda s: str(SKIPS[s]))
def test_hours_and_days_that_are_skipped(server, lectern, channel):
    lectern.feed("journal", server.put(
        "/feed", with_channel("<ttl>120</ttl>" + channel), etag='"a"'),
        every="1h")
    lectern.run("run")
    lectern.later(seconds=wait(lectern))
    assert (lectern.now.day, lectern.now.hour) == SKIPS[channel]
    lectern.run("run")
    assert server.requests[-1].status == 304  # which says nothing of them
    lectern.later(seconds=wait(lectern))
    for word in ("<hour>%d<", "<day>%s<"):
        if channel in list(SKIPS)[:6]:
            assert word % (lectern.now.hour if "%d" in word else
                           lectern.now.strftime("%A")) not in channel


def test_learns_the_rhythm(server, lectern):
    """Half as long after something new, half as long again after nothing."""
    items = [article(1)]
    lectern.feed("journal", server.put("/feed", rss(items)))
    lectern.run("run")
    check_wait(lectern, 6 * HOUR)
    for hours in (3, 1.5, 1, 1):
        items.append(article(len(items) + 1))
        server.put("/feed", rss(items), etag=f'"{len(items)}"')
        at_due(lectern)
        check_wait(lectern, hours * HOUR)
    for hours in (1.5, 2.25, 3.375, 5.0625, 7.59375, 11.390625, 17.0859375,
                  24, 24):
        at_due(lectern)
        assert server.requests[-1].status == 304
        check_wait(lectern, int(hours * HOUR))
    # Other bytes are nothing new; other words are.
    server.put("/feed", rss(items) + "<!-- -->")
    at_due(lectern)
    check_wait(lectern, 24 * HOUR)
    items[0] = article(1, title="Leadership, corrected")
    server.put("/feed", rss(items))
    at_due(lectern)
    check_wait(lectern, 12 * HOUR)


def test_polls_out_of_turn_teach_nothing(server, lectern):
    lectern.feed("journal", server.put("/feed", DOCUMENT, etag='"a"'))
    lectern.run("run")
    for _ in range(5):
        lectern.later(minutes=1)
        lectern.run("run", "--all")
        check_wait(lectern, 6 * HOUR)


def test_failures_teach_nothing(server, lectern):
    lectern.feed("journal", server.put("/feed", DOCUMENT, etag='"a"'))
    lectern.run("run")
    server.put("/feed", status=500)
    at_due(lectern, code=69)
    check_wait(lectern, HOUR)
    server.put("/feed", DOCUMENT, etag='"a"')
    at_due(lectern)
    check_wait(lectern, 9 * HOUR)


def test_not_all_at_once(server, lectern):
    lectern.http["per_host"] = 8
    for n in range(40):
        lectern.feed(f"feed-{n}", server.put(f"/{n}", rss([article(n)])),
                     every="20h")
    lectern.run("run")
    waits = [wait(lectern, f"feed-{n}") for n in range(40)]
    assert min(waits) >= 19 * HOUR and max(waits) <= 19.5 * HOUR
    assert max(waits) - min(waits) > HOUR / 4
    assert len(set(waits)) > 35


def test_cron_every_ten_minutes(server, lectern):
    """Only what is due is asked."""
    lectern.feed("often", server.put("/often", DOCUMENT), every="30m")
    lectern.feed("seldom", server.put(
        "/seldom", rss([article(2)])), every="2h")
    asked = {"/often": [], "/seldom": []}
    for minute in range(0, 250, 10):
        server.forget()
        lectern.run("run")
        for request in server.requests:
            asked[request.path].append(minute)
        lectern.later(minutes=10)
    assert asked["/seldom"] == [0, 120, 240]
    assert asked["/often"] == list(range(0, 250, 30))


def test_cron_every_hour(server, lectern):
    """A feed of each hour is asked in each run, though cron is not exact."""
    lectern.feed("journal", server.put("/feed", DOCUMENT), every="1h")
    for seconds in (0, 3599, 3601, 3598, 3602, 3600):
        lectern.later(seconds=seconds)
        lectern.run("run")
    assert len(server.requests) == 6


@pytest.mark.parametrize("before, after, told, secs", [
    ("12h", "2h", 0, 2 * HOUR),
    ("2h", "12h", 0, 12 * HOUR),
    ("12h", None, 0, 6 * HOUR),
    (None, "1h", 0, HOUR),
    ("12h", "1h", 5 * HOUR, 5 * HOUR),
    ("1h", "12h", 5 * HOUR, 12 * HOUR),
])
def test_another_every(server, lectern, before, after, told, secs):
    """It counts from the last poll; the server's word holds."""
    lectern.feed("journal", server.put("/feed", DOCUMENT, headers={
        "Cache-Control": f"max-age={told}"}), every=before)
    lectern.run("run")
    started = lectern.now.timestamp()
    lectern.later(minutes=10)
    lectern.feed("journal", server.url("/feed"), every=after)
    next_due = datetime.fromisoformat(
        lectern.run("status", "--json").json[0]["next_due"])
    assert secs * 0.95 <= next_due.timestamp() - started <= secs + 30
    lectern.run("run")
    assert len(server.requests) == 1
    assert lectern.query("SELECT next_due_at FROM feed") == [
        (next_due.timestamp(),)]
    at_due(lectern)
    assert len(server.requests) == 2


def test_another_every_of_a_feed_that_fails(server, lectern):
    lectern.feed("journal", server.put("/feed", status=500), every="6h")
    lectern.run("run", code=69)
    check_wait(lectern, HOUR)
    lectern.feed("journal", server.url("/feed"), every="30m")
    lectern.run("run")
    check_wait(lectern, HOUR / 2)


def test_another_every_ends_no_wait(server, lectern):
    """That of a host, and that of a feed which has ended."""
    lectern.http["per_host"] = 1
    lectern.feed("busy", server.put(
        "/busy", status=429, headers={"Retry-After": "18000"}), every="1h")
    lectern.feed("beside", server.put("/beside", DOCUMENT), every="12h")
    lectern.feed("gone", server.put("/gone", status=410).replace(
        "127.0.0.1", "localhost"), every="12h")
    lectern.run("poll", "beside")
    lectern.run("run", code=69)
    for name in ("busy", "beside", "gone"):
        lectern.feeds[name]["every"] = "2h"
    lectern.run("run")
    check_told(lectern, 5 * HOUR, "busy")
    check_told(lectern, 5 * HOUR, "beside")
    assert "gone: ended for good" in lectern.run("status").out
    lectern.later(hours=6)
    server.forget()
    lectern.run("run", code=69)
    assert not server.asked("/gone")


# What became of polls, and when the next one is.


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
    assert "journal: ended for good (HTTP 410)" in line
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
