# SPDX-License-Identifier: ISC
"""What servers do to us, and what comes of it: on the wire, in the store, and
in the words that the administrator gets."""

import time

import pytest

from feeds import article, rss
from server import (HEAD, cut, cut_chunked, drip, endless, gzip_bomb, send,
                    silence)

DOCUMENT = rss([article(1)]).encode()
MIB = 1 << 20


@pytest.fixture
def beside(server, lectern):
    """A feed that works, beside the one that is tested."""
    lectern.feed("neighbour", server.put(
        "/neighbour", rss([article(99)])))
    return lectern


def poll(lectern, url, **options):
    """Polls url as the feed "odd"; returns what was said of it."""
    lectern.feed("odd", url, **options)
    said = lectern.poll_all().err
    assert "neighbour" not in said
    return said


def refuse(lectern, url, *words, **options):
    """Polls url, which must fail in these words, and alone."""
    said = poll(lectern, url, **options)
    line, = said.splitlines()
    assert "odd" in line
    for word in words:
        assert word in line
    assert lectern.titles() == [article(99).title]
    status = lectern.run("status").out
    assert "odd" in status and words[0] in status


def test_redirects(server, lectern):
    server.put("/one", status=301, location="/two", etag='"hop"',
               headers={"Retry-After": "86400"})
    server.put("/two", status=302, location=server.url("/three"))
    server.put("/three", DOCUMENT, last_modified="a date")
    lectern.feed("journal", server.url("/one"))
    assert lectern.run("run").err == ""
    assert lectern.titles() == [article(1).title]
    server.forget()
    lectern.poll_all()
    assert [r.path for r in server.requests] == ["/one", "/two", "/three"]
    request, = server.asked("/three")
    assert request.status == 304
    # Nothing of an earlier hop was kept.
    assert "if-none-match" not in request.headers
    assert request.headers["if-modified-since"] == "a date"


def test_five_redirects_are_followed(server, lectern):
    for n in range(5):
        server.put(f"/{n}", status=302, location=f"/{n + 1}")
    server.put("/5", DOCUMENT)
    lectern.feed("journal", server.url("/0"))
    lectern.run("run")
    assert len(lectern.items()) == 1


def test_a_redirect_loop(server, beside):
    refuse(beside, server.put("/loop", status=302, location="/loop"),
           "too many redirects")
    assert len(server.asked("/loop")) == 6


@pytest.mark.parametrize("target", [
    "file:///etc/passwd", "ftp://127.0.0.1/feed", "gopher://127.0.0.1/1",
    "data:application/rss+xml,<rss/>"])
def test_a_redirect_to_another_scheme(server, beside, target):
    refuse(beside, server.put("/away", status=302, location=target),
           "neither http nor https")


def test_a_redirect_to_nowhere(server, beside):
    refuse(beside, server.put("/lost", status=302), "HTTP 302")


@pytest.mark.parametrize("options", [
    {"body": b" " * (17 * MIB)},
    {"body": b" " * (17 * MIB), "chunked": True},
    {"raw": gzip_bomb(100 * MIB)},
    {"raw": endless()},
], ids=["length", "chunked", "gzip", "endless"])
def test_a_body_over_16_mib(server, beside, options):
    refuse(beside, server.put("/big", **options), "larger than 16 MiB")


def test_a_feed_sets_its_own_size(server, beside):
    url = server.put("/big", DOCUMENT + b" " * 70000)
    refuse(beside, url, "larger than", max_size="64K")
    assert poll(beside, url, max_size="128K") != ""  # it is well again
    assert len(beside.items()) == 2


def test_compressed(server, lectern):
    lectern.feed("journal", server.put(
        "/gz", rss([article(n) for n in range(200)]), gzip=True, chunked=True))
    lectern.run("run")
    assert len(lectern.items()) == 200


@pytest.mark.parametrize("raw", [
    cut(DOCUMENT, len(DOCUMENT) // 2),
    cut_chunked(DOCUMENT, len(DOCUMENT) // 2),
    send(HEAD + b"Content-Encoding: gzip\r\n\r\nnot gzip"),
    send(b"hello"),
    send(b""),
    send(HEAD + b"X: " + b"x" * (10 * MIB) + b"\r\n\r\n" + DOCUMENT),
    send(HEAD + b"X: x\r\n" * (2 * MIB) + b"\r\n" + DOCUMENT),
], ids=["cut", "cut-chunked", "bad-gzip", "no-http", "nothing", "long-header",
        "many-headers"])
def test_a_broken_transfer(server, beside, raw):
    refuse(beside, server.put("/broken", raw=raw), "")


def test_what_was_not_read_is_asked_for_again(server, beside):
    """Validators are saved with the items, or not at all."""
    url = server.put("/odd", b"<html><p>Just a moment</p></html>",
                     etag='"a"', last_modified="a date")
    poll(beside, url)
    server.put("/odd", raw=send(
        HEAD + b'ETag: "a"\r\nContent-Length: 9999\r\n\r\n' + DOCUMENT))
    poll(beside, url)
    server.put("/odd", DOCUMENT, etag='"a"', last_modified="a date")
    poll(beside, url)
    for request in server.asked("/odd"):
        assert "if-none-match" not in request.headers
        assert "if-modified-since" not in request.headers
    assert len(beside.items()) == 2


def test_broken_validators_are_dropped(server, lectern):
    lectern.feed("journal", server.put("/odd", raw=send(
        HEAD + b'ETag: "a\x01b"\r\nLast-Modified: \xff\r\n\r\n' + DOCUMENT)))
    lectern.run("run")
    lectern.poll_all()
    assert len(lectern.items()) == 1
    assert "if-none-match" not in server.requests[1].headers
    assert "if-modified-since" not in server.requests[1].headers


@pytest.mark.parametrize("content_type", [
    "text/html; charset=utf-8", "text/plain", "application/octet-stream",
    "nonsense", None])
def test_a_feed_of_the_wrong_type(server, lectern, content_type):
    lectern.feed("journal", server.put(
        "/odd", DOCUMENT, content_type=content_type))
    assert lectern.run("run").err == ""
    assert lectern.titles() == [article(1).title]


@pytest.mark.parametrize("body", [
    b"<!DOCTYPE html><html><head><title>Sign in</title></head></html>",
    b"", b"   \n", b"\x89PNG\r\n\x1a\n", b"plain words"],
    ids=["html", "empty", "blank", "image", "text"])
def test_no_feed_of_the_right_type(server, beside, body):
    refuse(beside, server.put("/odd", body), "")


@pytest.mark.parametrize(
    "status", [204, 304, 401, 403, 404, 410, 429, 451, 500, 503])
def test_statuses(server, beside, status):
    refuse(beside, server.put(
        "/odd", b"<rss/>", status=status, etag='"error"',
        headers={"Retry-After": "Mon, 07 Dec 2099 00:00:00 GMT"}),
        f"HTTP {status}")
    # What came with a failure is not a validator.
    poll(beside, server.put("/odd", DOCUMENT, etag='"a"'))
    assert "if-none-match" not in server.asked("/odd")[-1].headers


@pytest.mark.parametrize("raw", [silence(5), drip(seconds=5)],
                         ids=["silence", "drip"])
def test_a_slow_server(server, beside, raw):
    started = time.monotonic()
    refuse(beside, server.put("/slow", raw=raw), "within 1 s", timeout="1s")
    assert time.monotonic() - started < 4


def test_nobody_there(server, beside):
    refuse(beside, "http://127.0.0.1:1/feed", "connect")


def test_no_such_host(beside):
    refuse(beside, "http://no-such-host.invalid/feed", "no-such-host.invalid")


def test_secrets_are_not_told(server, beside):
    url = server.put("/odd", status=404).replace("://", "://me:secret@")
    said = poll(beside, url)
    assert "HTTP 404" in said
    for text in (said, beside.run("status").out,
                 beside.run("parse", url, code=69).err):
        assert "secret" not in text


def test_no_cookies(server, lectern):
    lectern.feed("journal", server.put(
        "/odd", DOCUMENT, headers={"Set-Cookie": "id=1; Path=/"}))
    lectern.run("run")
    lectern.poll_all()
    assert len(server.requests) == 2
    assert "cookie" not in server.requests[1].headers


def test_two_connections_to_a_host(server, lectern):
    for n in range(12):
        lectern.feed(f"feed-{n}", server.put(
            f"/{n}", rss([article(n)]), delay=0.05))
    lectern.run("run")
    assert len(lectern.items()) == 12
    assert len({r.connection for r in server.requests}) == 2


def test_redirects_to_one_host(server, lectern):
    """Hosts that all lead to one other do not add up to a crowd there."""
    for n in range(12):
        server.put(f"/{n}", rss([article(n)]), delay=0.05)
        lectern.feed(f"feed-{n}", server.put(
            f"/from/{n}", status=301,
            location=server.url(f"/{n}").replace("127.0.0.1", "localhost")))
    lectern.run("run")
    assert len(lectern.items()) == 12
    assert len({r.connection for r in server.requests
                if not r.path.startswith("/from/")}) <= 2


def test_starts_at_one_host_are_apart(server, lectern):
    lectern.http["per_host_delay"] = "1s"
    for n in range(3):
        lectern.feed(f"feed-{n}", server.put(f"/{n}", rss([article(n)])))
    lectern.run("run")
    at = [r.at for r in server.requests]
    assert len(at) == 3
    assert at[1] - at[0] > 0.95 and at[2] - at[1] > 0.95


def test_many_feeds(server, lectern):
    lectern.http["per_host"] = 8
    lectern.outputs["leadership.atom"]["limit"] = 200
    for n in range(150):
        lectern.feed(f"feed-{n}", server.put(
            f"/{n}", rss([article(n)]), etag='"a"'))
    server.put("/7", status=404)
    server.put("/8", status=500)
    done = lectern.run("run")
    assert len(done.err.splitlines()) == 2
    assert len(lectern.entries("leadership.atom")) == 148
    before = lectern.published()
    server.forget()
    lectern.poll_all()
    assert sorted(r.status for r in server.requests) == (
        [304] * 148 + [404, 500])
    assert lectern.published() == before
