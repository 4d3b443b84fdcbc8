# SPDX-License-Identifier: ISC
"""Feeds behind a password: who is given it, in which form, and who is not."""

import re
from base64 import b64encode

import pytest

from feeds import article, rss
from server import digest, locked, send

DOCUMENT = rss([article(1)]).encode()
OTHER = rss([article(2)]).encode()


def basic(user, password):
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


@pytest.fixture
def password(lectern):
    """The path of a file with a password in it."""
    path = lectern.folder / "feed.password"
    path.write_text("open:sesame\n")
    path.chmod(0o640)
    return path


def test_a_password(server, elsewhere, lectern, password):
    server.put("/0", status=302, location="/1")
    server.put("/1", raw=locked(DOCUMENT, basic("me", "open:sesame")))
    lectern.feed("journal", server.url("/0"), username="me",
                 password_file="feed.password")
    lectern.feed("other", elsewhere.put("/other", OTHER))
    done = lectern.run("-v", "run")
    assert len(lectern.items()) == 2
    assert [r.path for r in server.requests] == ["/0", "/1"]
    assert "authorization" not in elsewhere.requests[0].headers
    for text in (done.err, lectern.run("check").out):
        assert "sesame" not in text and "me:" not in text


def test_a_password_is_for_one_server(server, elsewhere, lectern, password):
    server.put("/0", status=301, location=elsewhere.url("/1"))
    elsewhere.put("/1", DOCUMENT)
    lectern.feed("from-file", server.url("/0"), username="me",
                 password_file=str(password))
    lectern.feed("from-url", server.url("/0").replace("://", "://me:secret@"))
    lectern.run("run")
    assert sorted(r.headers["authorization"] for r in server.requests) == (
        sorted([basic("me", "open:sesame"), basic("me", "secret")]))
    assert len(elsewhere.requests) == 2
    for request in elsewhere.requests:
        assert "authorization" not in request.headers


def test_a_password_in_the_url(server, lectern):
    """It goes along to a redirect within the server, and is never told: nor
    is what an address that the feed moved to looks like."""
    server.put("/0", status=301, location="/1")
    server.put("/1", raw=locked(DOCUMENT, basic("m@", "s:cret")))
    lectern.feed("journal", server.url("/0").replace(
        "://", "://m%40:s%3Acret@"))
    said = ""
    for _ in range(5):
        said += lectern.poll_all().err
    assert server.requests[-1].path == "/1"
    assert server.requests[-2].path == "/1"
    assert "cret" not in said and "/1" in said
    status = lectern.run("status").out + lectern.run("status", "--json").out
    assert "cret" not in status


def test_a_user_name_alone(server, lectern):
    lectern.feed("journal", server.put(
        "/odd", raw=locked(DOCUMENT, basic("key", ""))), username="key")
    assert lectern.run("run").err == ""


def test_digest(server, lectern, password):
    server.put("/odd", raw=digest(DOCUMENT, "me", "open:sesame"))
    lectern.feed("journal", server.url("/odd"), username="me",
                 password_file="feed.password")
    assert lectern.run("run").err == ""
    assert lectern.titles() == [article(1).title]
    assert server.requests[-1].headers["authorization"].startswith("Digest ")


def test_digest_is_for_one_feed(server, elsewhere, lectern, password):
    """What one server said of it is not told to the next."""
    lectern.http["connections"] = 1
    for name, host in (("here", server), ("there", elsewhere)):
        host.put("/odd", raw=digest(DOCUMENT, "me", "open:sesame"))
        lectern.feed(name, host.url("/odd"), username="me",
                     password_file="feed.password")
    assert lectern.run("run").err == ""
    for host in (server, elsewhere):
        schemes = [r.headers.get("authorization", "").partition(" ")[0]
                   for r in host.requests]
        assert schemes == ["Basic", "Digest"]


@pytest.mark.parametrize("lock", [
    locked(DOCUMENT, basic("me", "another")), digest(DOCUMENT, "me", "other"),
    send(b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")],
    ids=["basic", "digest", "unsaid"])
def test_a_wrong_password(server, lectern, password, lock):
    lectern.feed("neighbour", server.put("/neighbour", OTHER))
    lectern.feed("odd", server.put("/odd", raw=lock), username="me",
                 password_file="feed.password")
    said = lectern.run("run").err
    assert "odd: " in said and "HTTP 401" in said and "sesame" not in said
    assert len(server.asked("/odd")) <= 4


@pytest.mark.parametrize("mode, content, words", [
    (0o644, "sesame\n", "chmod o="), (0o600, "\n", "no password"),
    (None, "", "No such file")])
def test_a_bad_password_file(lectern, mode, content, words):
    path = lectern.folder / "feed.password"
    if mode is not None:
        path.write_text(content)
        path.chmod(mode)
    lectern.feed("odd", "http://127.0.0.1:1/", username="me",
                 password_file="feed.password")
    said = lectern.run("check", code=78).err
    assert words in said and "feed.password" in said and "sesame" not in said
    assert re.search(r"lectern\.conf:\d+: feed 'odd': ", said)


def test_a_bad_password_file_costs_its_feed_alone(server, lectern, password):
    """Nor for longer than it is bad."""
    lectern.feed("neighbour", server.put("/neighbour", OTHER))
    lectern.feed("odd", server.put("/odd", DOCUMENT), username="me",
                 password_file="feed.password")
    password.chmod(0o644)
    said = lectern.run("run").err
    assert said.count("\n") == 1 and said.startswith("lectern: odd: ")
    assert "feed.password" in said and "chmod o=" in said
    assert server.asked("/neighbour") and not server.asked("/odd")
    assert "chmod o=" in lectern.run("status").out
    password.chmod(0o600)
    assert "odd: well again" in lectern.poll_all().err
    assert server.asked("/odd")
