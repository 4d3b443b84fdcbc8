# SPDX-License-Identifier: ISC
"""When a feed is asked: the clock is moved, and what came over the wire, and
what the store says then, must be as publishers were promised."""

from datetime import datetime

import pytest

from due import (
    DAY, DOCUMENT, HOUR, answer, at_due, check_told, check_wait, date,
    wait, with_channel)
from feeds import article, rss

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
