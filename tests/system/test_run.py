# SPDX-License-Identifier: ISC
"""The way of an item, from poll to poll: what members see, and what not."""

import threading

import pytest

from feeds import article, atom, rdf, rss

ETAG = '"v1"'
MODIFIED = "Mon, 02 Feb 2026 10:00:00 GMT"


def put_journal(server, *items, etag=ETAG, **options):
    return server.put("/journal", rss(list(items)), etag=etag,
                      last_modified=MODIFIED, **options)


@pytest.fixture
def journal(server, lectern):
    """A journal of three articles that was polled once."""
    lectern.feed("journal", put_journal(
        server, article(1), article(2), article(3)))
    lectern.run("run")
    server.forget()
    return lectern


def test_first_run(server, lectern):
    lectern.feed("rss", server.put("/rss", rss([article(1)])))
    lectern.feed("rdf", server.put("/rdf", rdf([article(2)])))
    lectern.feed("atom", server.put("/atom", atom([article(3)])))
    done = lectern.run("run")
    assert (done.out, done.err) == ("", "")
    titles = [article(n).title for n in (1, 2, 3)]
    assert lectern.titles() == titles
    assert sorted(
        e["title"] for e in lectern.entries("leadership.atom")) == titles
    published = lectern.published()
    assert set(published) == {"leadership.atom", "index.html"}
    for name, (data, _, mode) in published.items():
        assert mode == 0o644, name
        assert all(title.encode() in data for title in titles), name


def test_what_is_asked(server, lectern):
    lectern.feed("journal", put_journal(server, article(1)))
    lectern.run("run")
    request, = server.requests
    asked = request.headers
    assert request.method == "GET"
    assert asked["user-agent"].startswith("lectern/")
    assert asked["user-agent"].endswith("(+mailto:web@faculty.example)")
    assert {"gzip", "br", "zstd"} <= set(asked["accept-encoding"].split(", "))
    assert "application/atom+xml" in asked["accept"]
    for name in ("if-none-match", "if-modified-since", "cookie", "referer"):
        assert name not in asked


def test_unchanged_second_run(server, journal):
    before = journal.published()
    done = journal.poll_all()
    assert (done.out, done.err) == ("", "")
    request, = server.asked("/journal")
    assert request.status == 304
    assert request.headers["if-none-match"] == ETAG
    assert request.headers["if-modified-since"] == MODIFIED
    assert journal.published() == before


@pytest.mark.parametrize("etag, modified", [
    ('W/"weak, with a comma"', "Mon, 2 Feb 2026 10:00 BST"),
    ("not-quoted", "yesterday"),
    ('"gzip--df"', MODIFIED),
    (None, MODIFIED),
    ('"alone"', None),
])
def test_validators_are_opaque(server, lectern, etag, modified):
    lectern.feed("journal", server.put(
        "/journal", rss([article(1)]), etag=etag, last_modified=modified))
    lectern.run("run")
    lectern.poll_all()
    _, request = server.requests
    assert request.status == 304
    assert request.headers.get("if-none-match") == etag
    assert request.headers.get("if-modified-since") == modified


def test_the_same_bytes_again(server, lectern):
    lectern.feed("journal", server.put("/journal", rss([article(1)])))
    lectern.run("run")
    before = lectern.published()
    lectern.poll_all()
    assert [r.status for r in server.requests] == [200, 200]
    assert lectern.published() == before


def test_other_bytes_with_the_same_words(server, journal):
    before = journal.published()
    items = [article(n, link=article(n).link + "?rss=1",
                     summary=f"<p>{article(n).summary}</p>")
             for n in (1, 2, 3)]
    put_journal(server, *items, etag='"v2"')
    journal.poll_all()
    assert server.asked("/journal")[0].status == 200
    assert journal.published() == before


def test_not_due(server, journal):
    journal.later(minutes=10)
    journal.run("run")
    assert server.requests == []
    journal.later(days=1)
    journal.run("run")
    assert len(server.requests) == 1


def test_one_new_item(server, journal):
    before = {e["id"]: e for e in journal.entries("leadership.atom")}
    put_journal(server, article(4), article(3), article(2), article(1),
                etag='"v2"')
    journal.poll_all()
    after = {e["id"]: e for e in journal.entries("leadership.atom")}
    new, = (after[id] for id in set(after) - set(before))
    assert new["title"] == article(4).title
    assert new["published"].startswith("2026-01-05T09:30:00")
    assert {id: after[id] for id in before} == before


def test_one_changed_title(server, journal):
    before = {e["id"]: e for e in journal.entries("leadership.atom")}
    changed, = (e for e in before.values() if e["title"] == article(2).title)
    put_journal(server, article(1), article(2, title="Leadership, corrected"),
                article(3), etag='"v2"')
    journal.poll_all()
    after = {e["id"]: e for e in journal.entries("leadership.atom")}
    assert set(after) == set(before)
    entry = after.pop(changed["id"])
    assert entry["title"] == "Leadership, corrected"
    assert entry["published"] == changed["published"]
    assert entry["updated"] > changed["updated"]
    del before[changed["id"]]
    assert after == before


def test_no_two_entries_share_updated(journal):
    entries = journal.entries("leadership.atom")
    assert len({e["updated"] for e in entries}) == len(entries) == 3


def test_what_vanishes_is_kept(server, journal):
    put_journal(server, article(3), etag='"v2"')
    before = journal.published()
    journal.poll_all()
    assert len(journal.items()) == 3
    assert journal.published() == before


def test_one_item_in_two_feeds(server, lectern):
    shared = article(1)
    lectern.feed("issue", server.put(
        "/issue", rss([shared, article(2)], title="Current issue")))
    lectern.feed("first", server.put("/first", rdf(
        [article(1, guid=None, link="https://journal.example/first/1?rss=1"),
         article(3)], title="Online first")))
    lectern.run("run")
    assert lectern.titles() == [article(n).title for n in (1, 2, 3)]
    assert len(lectern.entries("leadership.atom")) == 3
    item, = (i for i in lectern.items() if i["title"] == shared.title)
    assert sorted(item["_lectern"]["feeds"]) == ["first", "issue"]


def test_seen_in_a_second_feed_later(server, journal):
    journal.feed("other", server.put("/other", atom(
        [article(1, guid="elsewhere", link="https://other.example/1")])))
    before = journal.published()
    journal.poll_all()
    assert len(journal.items()) == 3
    assert journal.published() == before


def test_a_failing_feed_does_not_stop_the_others(server, lectern):
    lectern.feed("good", server.put("/good", rss([article(1)])))
    lectern.feed("bad", server.put("/bad", b"broken", status=500))
    lectern.feed("fine", server.put("/fine", atom([article(2)])))
    done = lectern.run("run")
    line, = done.err.splitlines()
    assert "bad" in line and "500" in line
    assert len(lectern.entries("leadership.atom")) == 2

    assert lectern.poll_all().err == ""  # it is known

    server.put("/bad", rss([article(3)]))
    line, = lectern.poll_all().err.splitlines()
    assert "bad" in line
    assert len(lectern.entries("leadership.atom")) == 3
    assert lectern.poll_all().err == ""


def test_a_feed_that_fails_keeps_its_items(server, journal):
    before = journal.published()
    server.put("/journal", b"<html>down for maintenance</html>", status=503,
               headers={"Retry-After": "3600"})
    journal.poll_all(code=69)
    assert journal.published() == before
    server.forget()
    put_journal(server, article(1), article(2), article(3))
    journal.poll_all()
    assert server.asked("/journal")[0].headers["if-none-match"] == ETAG


def test_exit_codes(server, lectern):
    lectern.feed("good", server.put("/good", rss([article(1)])))
    lectern.feed("bad", server.put("/bad", status=404))
    lectern.run("run")
    lectern.run("--strict", "run", "--all", code=69)
    server.put("/good", status=404)
    lectern.poll_all(code=69)  # every one of them


def test_two_halves(server, lectern):
    lectern.feed("journal", put_journal(server, article(1)))
    lectern.run("poll")
    assert not lectern.public.exists() or not list(lectern.public.iterdir())
    server.forget()
    lectern.run("publish")
    assert server.requests == []
    assert len(lectern.entries("leadership.atom")) == 1


def test_two_runs_at_once(server, lectern):
    url = put_journal(server, article(1), delay=1.5)
    lectern.feed("journal", url)
    first = threading.Thread(target=lectern.run, args=("run",))
    first.start()
    while not server.requests and first.is_alive():
        first.join(0.01)
    assert "lock" in lectern.run("run", code=75, write_config=False).err
    first.join()
    assert len(lectern.entries("leadership.atom")) == 1
    assert len(server.requests) == 1


def test_a_local_path(lectern):
    path = lectern.folder / "saved.xml"
    path.write_text(rss([article(1)]))
    lectern.feed("saved", "saved.xml")  # as seen from the configuration
    lectern.run("run")
    assert lectern.titles() == [article(1).title]
    before = lectern.published()
    lectern.poll_all()
    assert lectern.published() == before
    path.unlink()
    assert "saved.xml" in lectern.poll_all(code=69).err
    assert lectern.published() == before


def test_a_document_cut_short(server, lectern):
    """What was missing comes with the next poll, though nothing there says
    that anything has changed."""
    whole = rss([article(n) for n in range(1, 6)]).encode()
    half = whole[:whole.index(b"part 3")]
    lectern.feed("journal", server.put("/journal", half, headers={"ETag": ETAG}))
    lectern.run("run")
    assert 0 < len(lectern.entries("leadership.atom")) < 5
    server.put("/journal", whole, headers={"ETag": ETAG})
    lectern.poll_all()
    assert "if-none-match" not in server.asked("/journal")[-1].headers
    assert len(lectern.entries("leadership.atom")) == 5
