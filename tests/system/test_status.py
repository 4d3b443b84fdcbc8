# SPDX-License-Identifier: ISC
"""`status`: each feed in words, as JSON, and as metrics."""

import re
from datetime import datetime, timezone

import pytest

from feeds import article, rss
from program import ROOT

DOCUMENT = rss([article(n) for n in (1, 13, 25)])


@pytest.fixture
def set_up(server, lectern):
    """A feed that is well, one that waits, one that moved, one that is new;
    two hours after the third poll."""
    lectern.now = datetime(2026, 5, 3, 8, 0, tzinfo=timezone.utc)
    lectern.feed("journal", server.put("/journal", DOCUMENT, etag='"a"'),
                 every="6h")
    lectern.feed("jobs", server.put("/jobs", rss([article(120)])).replace(
        "127.0.0.1", "localhost"), section="opportunities", every="4h")
    lectern.feed("moved", server.put("/old", status=301, location="/new"),
                 every="6h")
    server.put("/new", rss([article(50)]))
    lectern.run("run")
    lectern.later(hours=7)
    lectern.run("run")
    server.put("/jobs", status=429, headers={"Retry-After": "36000"})
    lectern.later(hours=16)
    lectern.run("run")
    lectern.feed("added", server.url("/added"))
    lectern.later(hours=2)
    return lectern


def lines_of(lectern, feed):
    """What is said of a feed."""
    out = lectern.run("status").out
    return re.search(rf"^{feed}: .*\n(?:    .*\n)*", out, re.M).group()


def test_in_words(server, set_up):
    said = lines_of(set_up, "journal")
    assert "well, unchanged since yesterday, 15:00, asked 07:00; due 12:" in said
    assert "(every 6 h, says the configuration)" in said
    assert "something new about every 12 days (last: yesterday, 08:00)" in said
    assert "3 items, 3 on show" in said
    said = lines_of(set_up, "jobs")
    assert "busy (429) since 07:00, well until yesterday, 15:00, " in said
    assert "waits until 17:" in said
    assert "(its server asks us to wait)" in said
    assert "HTTP 429" in said
    said = lines_of(set_up, "moved")
    line = set_up.text().splitlines().index("feed moved {") + 1
    assert (f"moved to {server.url('/new')} for good: change line {line} of "
            f"{set_up.config}") in said
    assert lines_of(set_up, "added") == "added: not polled yet; due now\n"


def test_a_move_that_is_not_sure(server, lectern):
    server.put("/new", DOCUMENT)
    lectern.feed("journal", server.put(
        "/old", status=301, location="/new"), every="6h")
    lectern.run("run")
    said = lines_of(lectern, "journal")
    assert (f"says that it moved to {server.url('/new')} for good: 1 of the 3"
            " polls that make sure of it") in said


def test_a_rhythm_that_is_not_known(server, lectern):
    lectern.feed("journal", server.put("/feed", rss([article(1)])))
    lectern.run("run")
    assert ("    how often it has something new is not known yet (last: 08:00); "
            "1 item, 1 on show\n") in lines_of(lectern, "journal")


def test_never_well(server, lectern):
    lectern.feed("journal", server.put("/feed", status=404), every="1h")
    lectern.run("run", code=69)
    assert "fails (404) since 08:00, never well; due 08:5" in lines_of(
        lectern, "journal")
    server.put("/feed", DOCUMENT)
    lectern.poll_all()
    server.put("/feed", status=404)
    lectern.poll_all(code=69)
    lectern.poll_all(code=69)
    assert ("fails (404) since yesterday, 08:00 (2 polls), well until 3 March; due "
            in lines_of(lectern, "journal"))


def test_a_move_to_where_another_feed_is(server, lectern):
    server.put("/b", DOCUMENT)
    lectern.feed("a", server.put("/a", status=301, location="/b"), every="6h")
    lectern.feed("b", server.url("/b"), every="6h")
    for _ in range(3):
        err = lectern.run("run").err
        lectern.later(hours=7)
    for said in (err, lines_of(lectern, "a")):
        assert server.url("/b") in said
        assert "that is feed 'b' already: remove this one" in said
        assert "change the url" not in said and "change line" not in said


@pytest.mark.parametrize("twin", ["https://journal.example/feed",
                                  "http://www.journal.example/feed/"])
def test_a_move_to_another_form_of_its_address(server, lectern, twin):
    """Compared as links are, so that http and https are one; and a feed is not
    its own twin."""
    lectern.http |= {"allow_private": None, "proxy": server.url("/")}
    server.put("http://journal.example/old", status=301,
               location="http://journal.example/feed")
    server.put("http://journal.example/feed", DOCUMENT)
    server.put("http://journal.example/own", status=301,
               location="http://www.journal.example/own")
    server.put("http://www.journal.example/own", DOCUMENT)
    lectern.feed("a", "http://journal.example/old", every="6h")
    lectern.feed("own", "http://journal.example/own", every="6h")
    lectern.feed("twin", twin, every="6h")
    for _ in range(3):
        lectern.poll_all()
    assert "that is feed 'twin' already: remove" in lines_of(lectern, "a")
    assert "for good: change line" in lines_of(lectern, "own")


def test_a_damaged_document(server, lectern):
    """Said to who asks, not to who is mailed; until there is a whole one."""
    words = "its last document is damaged; what could be mended was taken"

    def is_damaged():
        feed, = lectern.run("status", "--json").json
        assert feed["well"] is True
        return feed["damaged"], words in lines_of(lectern, "journal")

    lectern.feed("journal", server.put(
        "/journal", DOCUMENT.replace("</item>", "", 1), etag='"a"'))
    assert lectern.run("run").err == ""
    assert is_damaged() == (True, True)
    assert lectern.poll_all().err == ""  # 304: it is still that document
    assert is_damaged() == (True, True)
    server.put("/journal", DOCUMENT, etag='"b"')
    assert lectern.poll_all().err == ""
    assert is_damaged() == (False, False)


def test_as_json(server, set_up):
    feeds = {feed["feed"]: feed for feed in set_up.run(
        "status", "--json").json}
    assert list(feeds) == ["journal", "jobs", "moved", "added"]
    journal = feeds["journal"]
    assert journal["outcome"] == "unchanged" and journal["well"] is True
    assert journal["http_status"] == 304
    assert journal["succeeded"] == "2026-05-04T07:00:00Z"
    assert journal["due_reason"] == "every"
    assert journal["every_secs"] == 6 * 3600
    assert journal["next_due"].startswith("2026-05-04T12:")
    assert journal["rhythm_secs"] == 12 * 86400
    assert journal["items"] == journal["selected"] == 3
    assert feeds["jobs"]["due_reason"] == "wait"
    assert feeds["jobs"]["well"] is False
    assert "HTTP 429" in feeds["jobs"]["message"]
    assert feeds["moved"]["moved_url"] == server.url("/new")
    assert feeds["moved"]["moved_polls"] == 3
    assert feeds["added"]["outcome"] == "never"
    assert "next_due" not in feeds["added"]


SAMPLE = re.compile(
    r'(?P<name>[a-z_]+)(?:\{(?P<labels>[a-z]+="[^"]*"'
    r'(?:,[a-z]+="[^"]*")*)\})? (?P<value>-?\d+)')


def test_as_metrics(set_up):
    """The text format: every metric with its type first and its samples
    together."""
    samples, typed = {}, []
    for line in set_up.run("status", "--prometheus").out.splitlines():
        if line.startswith("# HELP "):
            continue
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split()
            assert name not in typed and kind == "gauge"
            typed.append(name)
            continue
        match = SAMPLE.fullmatch(line)
        assert match, line
        assert match["name"] == typed[-1]
        labels = dict(re.findall(r'([a-z]+)="([^"]*)"', match["labels"] or ""))
        samples[match["name"], labels.get("feed")] = int(match["value"])
    asked_at = int(datetime(2026, 5, 4, 7, tzinfo=timezone.utc).timestamp())
    assert samples["lectern_feed_up", "journal"] == 1
    assert samples["lectern_feed_up", "jobs"] == 0
    assert ("lectern_feed_up", "added") not in samples
    assert samples["lectern_feed_last_success_timestamp_seconds",
                   "journal"] == asked_at
    assert samples["lectern_feed_failures", "jobs"] == 1
    assert samples["lectern_feed_items", "journal"] == 3
    assert samples["lectern_feed_selected", "jobs"] == 1
    assert samples["lectern_last_run_feeds_due", None] == 3
    assert samples["lectern_last_run_feeds_failed", None] == 1
    due = samples["lectern_feed_next_due_timestamp_seconds", "journal"]
    assert asked_at + 20520 <= due <= asked_at + 21060


def test_the_manual_has_every_name(server, set_up):
    manual = set(re.findall(r"[a-z_]+", (ROOT / "man/lectern.1").read_text()))
    for feed in set_up.run("status", "--json").json:
        assert set(feed) <= manual
    metrics = set_up.run("status", "--prometheus").out
    assert set(re.findall("^lectern_[a-z_]+", metrics, re.M)) <= manual


@pytest.mark.parametrize("arguments", [
    ["--json", "--prometheus"], ["--xml"], ["journal"]])
def test_usage(set_up, arguments):
    set_up.run("status", *arguments, code=64)


def test_secrets_are_not_told(server, lectern):
    lectern.feed("journal", server.put("/feed", DOCUMENT).replace(
        "://", "://me:secret@"))
    lectern.run("run")
    for form in ((), ("--json",), ("--prometheus",)):
        assert "secret" not in lectern.run("status", *form).out
