# SPDX-License-Identifier: ISC
"""What is asked of servers, and how their answers are taken: the outcomes of a
poll, one by one, on the wire and over the days that follow."""

import time
from email.utils import formatdate

import pytest

from feeds import article, rss
from server import drip, send, silence

DOCUMENT = rss([article(1)]).encode()
OTHER = rss([article(2)]).encode()


# Conditional requests

def test_a_part_is_merged(server, lectern):
    """226: what does not stand in it is not gone."""
    lectern.feed("journal", server.put("/odd", DOCUMENT, etag='"a"'))
    assert lectern.run("run").err == ""
    assert "a-im" not in server.requests[0].headers
    server.put("/odd", OTHER, status=226, etag='"b"',
               headers={"IM": "feed"})
    assert lectern.poll_all().err == ""
    first, second = server.requests
    assert second.headers["a-im"] == "feed"
    assert second.headers["if-none-match"] == '"a"'
    assert lectern.titles() == [article(1).title, article(2).title]
    assert len(lectern.entries("leadership.atom")) == 2
    lectern.poll_all()
    assert server.requests[-1].headers["if-none-match"] == '"b"'


def test_304_brings_new_validators(server, lectern):
    lectern.feed("journal", server.put(
        "/odd", DOCUMENT, etag='"a"', last_modified="a date"))
    lectern.run("run")
    server.put("/odd", status=304, etag='"b"', last_modified="another")
    for _ in range(2):
        assert lectern.poll_all().err == ""
    asked = [(r.headers.get("if-none-match"),
              r.headers.get("if-modified-since")) for r in server.requests]
    assert asked == [(None, None), ('"a"', "a date"), ('"b"', "another")]


def test_the_same_bytes_are_unchanged(server, lectern):
    """A server without validators, and one that makes new ones up."""
    lectern.feed("journal", server.put("/odd", DOCUMENT, etag='"a"'))
    lectern.run("run")
    before = lectern.published()
    server.put("/odd", DOCUMENT, etag='"b"')
    assert lectern.poll_all().err == ""
    assert server.requests[-1].status == 200
    assert lectern.published() == before
    lectern.poll_all()
    assert server.requests[-1].headers["if-none-match"] == '"b"'


# Redirects

@pytest.mark.parametrize("hops, asked", [
    ([301], "/1"), ([308], "/1"), ([308, 301], "/2"), ([301, 302], "/1"),
    ([302], "/0"), ([303], "/0"), ([307], "/0"), ([302, 301], "/0"),
    ([301, 307, 308], "/1"),
], ids=str)
def test_moved(server, lectern, hops, asked):
    """Only what is for good is remembered, and not before the third time."""
    for n, status in enumerate(hops):
        server.put(f"/{n}", status=status, location=f"/{n + 1}#top")
    server.put(f"/{len(hops)}", DOCUMENT)
    lectern.feed("journal", server.url("/0"))
    assert lectern.run("run").err == ""
    for _ in range(2):
        assert server.requests[0].path == "/0"
        server.forget()
        said = lectern.poll_all().err
    assert (f"moved for good to {server.url(asked)}: change" in said) == (
        asked != "/0")
    assert [r.path for r in server.requests] == [
        f"/{n}" for n in range(len(hops) + 1)]
    server.forget()
    lectern.poll_all()
    assert server.requests[0].path == asked


def test_moved_to_an_error(server, lectern):
    """A server that sends every address to its sign-in page moves nothing."""
    server.put("/0", status=301, location="/sign-in")
    server.put("/sign-in", b"<html><title>Sign in</title></html>", status=403)
    lectern.feed("journal", server.url("/0"))
    for _ in range(5):
        lectern.poll_all(code=69)
    assert len(server.asked("/0")) == 5


@pytest.mark.parametrize("hops, is_over", [
    ([301], True), ([308, 301], True), ([302], False), ([301, 307], False)],
    ids=str)
def test_moved_to_what_has_ended(server, lectern, hops, is_over):
    """Only an address that is the feed's own ends it."""
    for n, status in enumerate(hops):
        server.put(f"/{n}", status=status, location=f"/{n + 1}")
    server.put(f"/{len(hops)}", status=410)
    lectern.feed("journal", server.url("/0"))
    assert "HTTP 410" in lectern.run("run", code=69).err
    server.forget()
    lectern.later(days=30)
    lectern.run("run", code=0 if is_over else 69)
    assert (server.requests == []) == is_over


@pytest.mark.parametrize("raw", [
    send(b"HTTP/1.1 302 Found\r\nLocation: /there\r\n"
         b"Content-Length: 99999\r\n\r\n" + b"x" * 99999),
    send(b"HTTP/1.1 302 Found\r\nLocation: there#part\r\n"
         b"Content-Length: 0\r\n\r\n"),
    send(b"HTTP/1.1 302 Found\r\nLocation: //127.0.0.1:PORT/there\r\n"
         b"Content-Length: 0\r\n\r\n"),
], ids=["long-page", "relative", "no-scheme"])
def test_forms_of_redirects(server, lectern, raw):
    def there(handler):
        write = handler.wfile.write
        handler.wfile.write = lambda data: write(
            data.replace(b"PORT", str(server.port).encode()))
        raw(handler)
    server.put("/there", DOCUMENT)
    lectern.feed("journal", server.put("/odd", raw=there))
    assert lectern.run("run").err == ""
    assert lectern.titles() == [article(1).title]
    assert [r.path for r in server.requests] == ["/odd", "/there"]


def test_a_redirect_waits_its_turn(server, lectern):
    lectern.http["per_host_delay"] = "1s"
    server.put("/old", status=302, location="/new")
    server.put("/new", DOCUMENT)
    lectern.feed("journal", server.url("/old"))
    lectern.run("run")
    old, new = server.requests
    assert new.at - old.at > 0.95


def test_all_hops_share_one_timeout(server, lectern):
    for n in range(3):
        server.put(f"/{n}", status=302, location=f"/{n + 1}", delay=0.8)
    server.put("/3", DOCUMENT)
    lectern.feed("journal", server.url("/0"), timeout="2s")
    lectern.feed("neighbour", server.put("/neighbour", OTHER))
    assert "within 2 s" in lectern.run("run").err
    assert server.asked("/3") == []


# Servers that want to be left alone

@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("value", [
    "3600", lambda: formatdate(time.time() + 3600, usegmt=True)],
    ids=["seconds", "date"])
def test_retry_after(server, lectern, status, value):
    lectern.feed("neighbour", server.put("/neighbour", OTHER))
    lectern.feed("busy", server.put("/busy", status=status, headers={
        "Retry-After": value if isinstance(value, str) else value()}),
        every="1m")
    lectern.run("run")
    lectern.later(minutes=55)
    lectern.run("run")
    assert len(server.asked("/busy")) == 1
    server.put("/busy", DOCUMENT)
    lectern.later(minutes=10)
    lectern.run("run")
    assert len(server.asked("/busy")) == 2
    assert len(lectern.items()) == 2


@pytest.mark.parametrize("lines, waits", [
    (["public"], True), (["public", "max-age=18000"], True),
    (["public", "no-store"], False), (["no-cache"], False),
    (["max-age=60", "public"], False), ([], True)], ids=str)
def test_all_lines_of_cache_control(server, lectern, lines, waits):
    """Expires has a say where they tell nothing."""
    now = time.time()
    head = b"".join(b"Cache-Control: %s\r\n" % line.encode()
                    for line in lines)
    dates = (f"Date: {formatdate(now, usegmt=True)}\r\n"
             f"Expires: {formatdate(now + 18000, usegmt=True)}\r\n").encode()
    lectern.feed("journal", server.put("/odd", raw=send(
        b"HTTP/1.1 200 OK\r\n" + head + dates + b"Content-Length: %d\r\n\r\n"
        % len(DOCUMENT) + DOCUMENT)), every="1h")
    lectern.run("run")
    lectern.later(hours=2)
    lectern.run("run")
    assert len(server.requests) == (1 if waits else 2)


def crowd(server, lectern, status, **headers):
    """Three feeds of one host, of which the first is in trouble, and one of
    another: the feeds that were asked, in one run."""
    lectern.http["per_host"] = 1
    lectern.feed("first", server.put("/0", status=status, headers=headers))
    for n in (1, 2):
        lectern.feed(f"other-{n}", server.put(f"/{n}", rss([article(n)])))
    lectern.feed("away", server.url("/away", "localhost"))
    server.put("/away", rss([article(3)]))
    done = lectern.run("run")
    assert len(done.err.splitlines()) <= 1
    return sorted(r.path for r in server.requests)


def test_429_holds_the_host(server, lectern):
    assert crowd(server, lectern, 429, **{"Retry-After": "1800"}) == [
        "/0", "/away"]
    server.forget()
    lectern.later(minutes=10)
    lectern.run("run")
    assert server.requests == []
    lectern.later(minutes=25)
    lectern.run("run")
    paths = sorted(r.path for r in server.requests if r.path != "/0")
    assert paths == ["/1", "/2"]
    assert len(lectern.items()) == 3


@pytest.mark.parametrize("status, headers", [
    (429, {}), (429, {"Retry-After": "0"}), (503, {"Retry-After": "1800"})])
def test_a_feed_in_trouble_holds_no_other(server, lectern, status, headers):
    assert crowd(server, lectern, status, **headers) == [
        "/0", "/1", "/2", "/away"]


def test_a_redirect_to_a_host_that_waits(server, lectern):
    """The host that is held is the one that answered."""
    server.put("/busy", status=429, headers={"Retry-After": "1800"})
    lectern.feed("busy", server.put(
        "/to-busy", status=302, location=server.url("/busy", "localhost")))
    lectern.feed("late", server.put(
        "/to-late", status=302, location=server.url("/late", "localhost"),
        delay=0.3))
    server.put("/late", OTHER)
    lectern.feed("well", server.put("/well", DOCUMENT, delay=0.6))
    lectern.run("run")
    assert server.asked("/late") == []
    assert lectern.titles() == [article(1).title]


# The run's deadline

def test_deadline(server, lectern):
    """What is there is kept, what is not is asked for again."""
    lectern.http.update(deadline="1s", per_host=1)
    lectern.feed("well", server.put("/well", DOCUMENT))
    lectern.feed("hangs", server.put("/hangs", raw=silence(20)))
    lectern.feed("queued", server.put("/queued", OTHER))
    started = time.monotonic()
    said = lectern.run("run").err
    assert time.monotonic() - started < 4
    assert "hangs" in said and "queued:" not in said
    assert server.asked("/queued") == []
    assert len(lectern.entries("leadership.atom")) == 1
    lectern.later(minutes=10)
    lectern.run("run")
    assert len(server.asked("/queued")) == 1
    assert len(lectern.items()) == 2


# Answers that are too much, or too little

@pytest.mark.parametrize("status", [403, 500])
def test_an_error_page_without_an_end(server, lectern, status):
    def raw(handler):
        handler.wfile.write(b"HTTP/1.1 %d No\r\n\r\n<html>" % status)
        while True:
            handler.wfile.write(b"x" * 10000)
    lectern.feed("neighbour", server.put("/neighbour", OTHER))
    lectern.feed("odd", server.put("/odd", raw=raw))
    started = time.monotonic()
    assert f"HTTP {status}" in lectern.run("run").err
    assert time.monotonic() - started < 5


DAMAGE = {
    "cut": b"Content-Length: 99\r\n\r\n<html>",
    "cut-chunk": b"Transfer-Encoding: chunked\r\n\r\n99\r\n<html>",
    "bad-chunk": b"Transfer-Encoding: chunked\r\n\r\nno\r\n<html>",
    "no-gzip": b"Content-Encoding: gzip\r\nContent-Length: 6\r\n\r\n<html>",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=list(DAMAGE))
@pytest.mark.parametrize("status", [404, 410, 429, 503])
def test_an_error_page_that_is_damaged(server, lectern, status, damage):
    lectern.feed("odd", server.put("/odd", raw=send(
        b"HTTP/1.1 %d No\r\n" % status + damage)))
    assert f"HTTP {status}" in lectern.run("run", code=69).err


@pytest.mark.parametrize("status", [404, 410, 429])
def test_an_error_page_that_never_comes(server, lectern, status):
    def raw(handler):
        handler.wfile.write(b"HTTP/1.1 %d No\r\nRetry-After: 90000\r\n"
                            b"Content-Length: 99\r\n\r\n" % status)
        handler.wfile.flush()
        time.sleep(5)
    lectern.feed("odd", server.put("/odd", raw=raw), timeout="1s")
    assert f"HTTP {status}" in lectern.run("run", code=69).err
    assert lectern.query("SELECT http_status FROM feed") == [(status,)]


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=list(DAMAGE))
def test_a_redirect_whose_page_is_damaged(server, lectern, damage):
    server.put("/there", DOCUMENT)
    lectern.feed("odd", server.put("/odd", raw=send(
        b"HTTP/1.1 302 Found\r\nLocation: /there\r\n" + damage)))
    assert lectern.run("run").err == ""
    assert lectern.titles() == [article(1).title]


def test_a_host_waits_by_its_own_word(server, elsewhere, lectern):
    """Half an answer from where a redirect led holds no host, least of all the
    one that the feed is at."""
    elsewhere.put("/there", raw=send(
        b"HTTP/1.1 429 No\r\nRetry-After: 90000\r\nContent-Length: 9\r\n"))
    server.put("/odd", status=302,
               location=elsewhere.url("/there", "localhost"))
    lectern.feed("neighbour", server.put("/neighbour", OTHER), every="1h")
    lectern.feed("odd", server.url("/odd"), every="1h")
    lectern.run("run")
    assert lectern.query("SELECT due_reason FROM feed") == [
        ("every",), ("wait",)]


def test_headers_that_are_cut(server, lectern):
    lectern.feed("odd", server.put("/odd", raw=send(
        b"HTTP/1.1 410 Gone\r\nContent-Length: 99\r\n")))
    assert "HTTP 410" not in lectern.run("run", code=69).err


def test_a_challenge_page_is_named(server, lectern):
    lectern.feed("neighbour", server.put("/neighbour", OTHER))
    lectern.feed("odd", server.put(
        "/odd", "<!DOCTYPE html><title>Just a moment</title>", status=403,
        content_type="text/html"))
    said = lectern.run("run").err
    assert "blocked" in said and "Just a moment" in said


@pytest.mark.parametrize("length", [5, len(DOCUMENT) - 10])
def test_a_content_length_that_is_too_small(server, lectern, length):
    """The rest is not there for us; nor is it the next answer."""
    lectern.http["per_host"] = 1
    lectern.feed("odd", server.put("/odd", raw=send(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
        b"Content-Length: %d\r\n\r\n" % length + DOCUMENT)))
    lectern.feed("neighbour", server.put("/neighbour", OTHER))
    said = lectern.run("run").err
    assert "neighbour" not in said
    assert article(2).title in lectern.titles()


def test_slow_loris(server, lectern):
    """A byte now and then keeps no connection for long."""
    lectern.feed("neighbour", server.put("/neighbour", OTHER))
    lectern.feed("odd", server.put("/odd", raw=drip(every=0.5, seconds=40)),
                 timeout="2m")
    started = time.monotonic()
    assert "slower than 100 bytes a second" in lectern.run("run").err
    assert time.monotonic() - started < 20
    assert lectern.titles() == [article(2).title]


# What is sent

def test_what_we_are_called(server, lectern):
    lectern.feed("ours", server.put("/ours", DOCUMENT))
    lectern.feed("its-own", server.put("/its-own", OTHER),
                 user_agent="Mozilla/5.0 (for this one)")
    lectern.run("run")
    ours, = server.asked("/ours")
    assert ours.headers["user-agent"].startswith("lectern/")
    assert lectern.site["contact"] in ours.headers["user-agent"]
    assert "gzip" in ours.headers["accept-encoding"]
    assert "application/atom+xml" in ours.headers["accept"]
    own, = server.asked("/its-own")
    assert own.headers["user-agent"] == "Mozilla/5.0 (for this one)"


def test_headers(server, lectern):
    lectern.http["headers"] = ["X-Faculty: FMLM", "Accept-Language: en-GB"]
    lectern.feed("default", server.put("/default", DOCUMENT))
    lectern.feed("own", server.put("/own", OTHER),
                 headers=["X-Key: secret, indeed", "Accept: text/xml"])
    assert lectern.run("run").err == ""
    default, = server.asked("/default")
    assert default.headers["x-faculty"] == "FMLM"
    assert default.headers["accept-language"] == "en-GB"
    own, = server.asked("/own")
    assert own.headers["x-key"] == "secret, indeed"
    assert own.headers["accept"] == "text/xml"
    assert "x-faculty" not in own.headers


SECRET_HEADERS = ["X-Key: secret", "Authorization: Bearer secret",
                  "Cookie: id=secret"]


def test_headers_are_for_one_server(server, elsewhere, lectern):
    """A redirect takes them along within the server alone: not to another
    port, and not to another name of it."""
    server.put("/0", status=302, location="/1")
    server.put("/1", status=301, location=server.url("/2", "localhost"))
    server.put("/2", status=307, location=elsewhere.url("/3"))
    elsewhere.put("/3", status=308, location=server.url("/4"))
    server.put("/4", DOCUMENT)
    lectern.feed("journal", server.url("/0"), headers=SECRET_HEADERS)
    # The same handle of libcurl's, for somebody else.
    lectern.feed("other", elsewhere.put("/other", OTHER))
    assert lectern.run("run").err == ""
    assert len(lectern.items()) == 2
    for request in server.requests + elsewhere.requests:
        at_home = request.path in ("/0", "/1", "/4")
        for header in SECRET_HEADERS:
            name, _, value = header.partition(": ")
            assert request.headers.get(name.lower()) == (
                value if at_home else None), request
