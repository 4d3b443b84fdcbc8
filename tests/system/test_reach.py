# SPDX-License-Identifier: ISC
"""By which way servers are reached, and which are not: TLS, proxies, and
addresses of one's own network."""

import os
import socket
from base64 import b64encode

import pytest

from feeds import article, rss
from server import Server

DOCUMENT = rss([article(1)]).encode()
OTHER = rss([article(2)]).encode()
PRIVATE = "a private address: allow-private = true permits it"


@pytest.fixture
def beside(lectern):
    """A feed that works, beside the one that is tested; nothing private may be
    asked for."""
    path = lectern.folder / "neighbour.xml"
    path.write_bytes(OTHER)
    lectern.feed("neighbour", path)
    lectern.http["allow_private"] = None
    return lectern


def refuse(lectern, url, *words, **options):
    """Polls url, which must fail in these words, and alone."""
    lectern.feed("odd", url, **options)
    line, = lectern.poll_all().err.splitlines()
    assert "odd: " in line
    for word in words:
        assert word in line
    assert lectern.titles() == [article(2).title]


# TLS

@pytest.fixture
def trusting(lectern, certificate):
    lectern.http["ca_bundle"] = str(certificate)
    return lectern


def test_https(secure, trusting):
    trusting.feed("journal", secure.put("/feed", DOCUMENT))
    assert trusting.run("run").err == ""
    assert trusting.titles() == [article(1).title]
    # RFC 7301: h2 is offered, before the older one.
    assert b"\x02h2\x08http/1.1" in secure.hellos[0]


@pytest.mark.parametrize("variable", ["CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_ca_bundle_of_the_environment(secure, lectern, certificate, variable):
    lectern.environment[variable] = str(certificate)
    lectern.feed("journal", secure.put("/feed", DOCUMENT))
    assert lectern.run("run").err == ""


def test_a_server_that_nobody_vouches_for(secure, beside):
    refuse(beside, secure.put("/feed", DOCUMENT), "certificate",
           allow_private=True)
    assert secure.requests == []


def test_a_certificate_of_another_name(secure, beside, certificate):
    beside.http["ca_bundle"] = str(certificate)
    refuse(beside, secure.url("/feed", "127.0.0.2"), "127.0.0.2",
           allow_private=True)
    assert secure.requests == []


def test_no_ca_bundle(lectern):
    lectern.feed("journal", "https://127.0.0.1:1/")
    lectern.http["ca_bundle"] = "no-such-file.pem"
    assert "no-such-file.pem" in lectern.run("check", code=78).err


def test_up_to_https(server, secure, trusting):
    secure.put("/feed", DOCUMENT)
    trusting.feed("journal", server.put(
        "/old", status=301, location=secure.url("/feed")))
    assert trusting.run("run").err == ""


@pytest.mark.parametrize("first", ["http", "https"])
def test_never_down_to_http(server, secure, beside, certificate, first):
    beside.http["ca_bundle"] = str(certificate)
    server.put("/feed", DOCUMENT)
    secure.put("/down", status=302, location=server.url("/feed"))
    server.put("/up", status=302, location=secure.url("/down"))
    refuse(beside,
           server.url("/up") if first == "http" else secure.url("/down"),
           "redirected from https down to", server.url("/feed"),
           allow_private=True)
    assert len(secure.asked("/down")) == 1
    assert server.asked("/feed") == []


# Proxies

FEED = "http://journal.example/feed"


@pytest.fixture
def proxy():
    proxy = Server()
    yield proxy
    proxy.close()


@pytest.fixture
def through(server, lectern):
    """The feed that only a proxy, our server, can reach."""
    server.put(FEED, DOCUMENT)
    lectern.feed("journal", FEED)
    lectern.http["allow_private"] = None
    return lectern


def test_a_proxy(server, through):
    """Its own address may be private."""
    through.http["proxy"] = server.url("/")
    assert through.run("run").err == ""
    request, = server.requests
    assert request.path == FEED
    assert request.headers["host"] == "journal.example"


@pytest.mark.parametrize("variable", ["http_proxy", "ALL_PROXY"])
def test_a_proxy_of_the_environment(server, through, variable):
    through.environment[variable] = f"localhost:{server.port}"
    assert through.run("run").err == ""
    assert server.requests[0].path == FEED


def test_the_configuration_goes_before_the_environment(server, through):
    through.environment["http_proxy"] = "http://127.0.0.1:1"
    through.http["proxy"] = server.url("/")
    assert through.run("run").err == ""


@pytest.mark.parametrize("value, words", [
    ("foo://me:s3cret@127.0.0.1:1", "Couldn't connect to server"),
    ("http://me:s3cret@proxy.invalid:1", "the proxy's name is unknown")])
def test_a_proxy_that_is_no_good(through, value, words):
    """Curl may say all of its address."""
    through.environment["http_proxy"] = value
    said = through.run("run", code=69).err
    assert words in said
    assert "s3cret" not in said + through.run("status", "--json").out


def test_a_proxy_for_https(server, beside):
    beside.http["proxy"] = server.url("/")
    server.put("journal.example:443", status=403)
    refuse(beside, "https://journal.example/feed", "403")
    assert server.requests[0].method == "CONNECT"


def test_the_password_of_a_proxy(server, through):
    through.http["proxy"] = server.url("/").replace("://", "://me:secret@")
    done = through.run("-v", "run")
    assert server.requests[0].headers["proxy-authorization"] == (
        "Basic " + b64encode(b"me:secret").decode())
    server.put(FEED, status=500)
    said = through.poll_all(code=69).err + through.run("check").out
    assert "secret" not in done.err + said


def test_a_proxy_that_is_not_there(through):
    through.http["proxy"] = "http://me:secret@127.0.0.1:1"
    said = through.run("run", code=69).err
    assert "connect" in said and "secret" not in said


@pytest.mark.parametrize("settings, environment", [
    ({"no_proxy": "localhost,127.0.0.1"}, {}),
    ({}, {"NO_PROXY": "127.0.0.1"}),
])
def test_not_through_the_proxy(server, proxy, lectern, settings, environment):
    """What is reached without it is judged by its address again."""
    lectern.http.update(proxy=proxy.url("/"), allow_private=None, **settings)
    lectern.environment.update(environment)
    lectern.feed("mine", server.put("/mine", DOCUMENT), allow_private=True)
    lectern.feed("odd", server.put("/odd", OTHER))
    said = lectern.run("run").err
    assert "odd: 127.0.0.1 is " + PRIVATE in said
    assert [r.path for r in server.requests] == ["/mine"]
    assert proxy.requests == []


# Where it must not go

def test_a_private_address(server, beside):
    refuse(beside, server.put("/feed", DOCUMENT), "127.0.0.1 is " + PRIVATE)
    assert server.n_connections == 0


def test_a_name_of_a_private_address(server, beside):
    refuse(beside, server.url("/feed", "localhost"),
           "localhost resolves to ", PRIVATE)
    assert server.n_connections == 0


@pytest.mark.parametrize("host", [
    "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0", "127.255.0.1"])
def test_other_notations(server, beside, host):
    server.put("/feed", DOCUMENT)
    refuse(beside, server.url("/feed", host), PRIVATE)
    assert server.n_connections == 0


def test_ipv6(server6, beside):
    server6.put("/feed", DOCUMENT)
    refuse(beside, server6.url("/feed"), "[::1] is " + PRIVATE)
    assert server6.requests == []
    beside.feed("odd", server6.url("/feed"), allow_private=True)
    beside.poll_all()
    assert len(beside.items()) == 2


@pytest.mark.parametrize("allowed", ["http", "feed"])
def test_what_is_allowed(server, beside, allowed):
    beside.feed("odd", server.put("/feed", DOCUMENT),
                allow_private=True if allowed == "feed" else None)
    beside.http["allow_private"] = allowed == "http"
    assert beside.run("run").err == ""
    assert len(server.requests) == 1


def test_a_connection_of_another_feed(server, lectern):
    """It is open already, for a feed that may; not for one that may not."""
    lectern.http.update(per_host=1, allow_private=None)
    lectern.feed("mine", server.put("/mine", DOCUMENT), allow_private=True)
    lectern.feed("odd", server.put("/odd", OTHER))
    assert "odd: 127.0.0.1 is " + PRIVATE in lectern.run("run").err
    assert [r.path for r in server.requests] == ["/mine"]
    assert lectern.titles() == [article(1).title]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "name", "[::1]"])
def test_a_redirect_to_a_private_address(server, proxy, beside, host):
    """From a public server, which here is one that a proxy speaks for."""
    if host == "name":
        host = socket.gethostname()
        try:
            socket.getaddrinfo(host, server.port)
        except OSError:
            pytest.skip("this machine does not know its own name")
    beside.http.update(proxy=proxy.url("/"), no_proxy=host.strip("[]"))
    server.put("/secret", DOCUMENT)
    proxy.put(FEED, status=302, location=server.url("/secret", host))
    refuse(beside, FEED, PRIVATE)
    assert [r.path for r in proxy.requests] == [FEED]
    assert server.n_connections == 0


INSIDE = "a private address, to which a public one may not lead"


@pytest.fixture
def public(proxy, lectern):
    """A public server, which here is one that a proxy speaks for: FEED is
    asked of it, and no other host is asked through it."""
    path = lectern.folder / "neighbour.xml"
    path.write_bytes(OTHER)
    lectern.feed("neighbour", path)
    lectern.http.update(proxy=proxy.url("/"), no_proxy="127.0.0.1,localhost")
    return proxy


def test_no_way_in_from_outside(server, public, lectern):
    """allow-private is about the server that the configuration names."""
    server.put("/secret", DOCUMENT)
    public.put(FEED, status=302, location=server.url("/secret"))
    refuse(lectern, FEED, "127.0.0.1 is " + INSIDE)
    assert "allow-private" not in lectern.run("status").out
    assert server.n_connections == 0


def test_no_way_in_by_a_name(server, public, lectern):
    server.put("/secret", DOCUMENT)
    public.put(FEED, status=302, location=server.url("/secret", "localhost"))
    refuse(lectern, FEED, "localhost is " + INSIDE)
    assert server.n_connections == 0


def test_no_way_in_by_a_way_out(server, public, lectern):
    """From inside to outside, and in again elsewhere."""
    server.put("/out", status=302, location=FEED)
    server.put("/secret", DOCUMENT)
    public.put(FEED, status=302, location=server.url("/secret", "localhost"))
    refuse(lectern, server.url("/out"), INSIDE)
    assert [r.path for r in server.requests] == ["/out"]


def test_out_and_home_again(server, public, lectern):
    """As by a single sign-on."""
    server.put("/out", status=302, location=FEED)
    server.put("/home", DOCUMENT)
    public.put(FEED, status=302, location=server.url("/home"))
    lectern.feed("journal", server.url("/out"))
    assert lectern.run("run").err == ""
    assert len(lectern.items()) == 2


def test_from_inside_to_inside(server, proxy, lectern):
    server.put("/old", status=302, location=server.url("/new", "localhost"))
    server.put("/new", status=302, location=proxy.url("/newer"))
    proxy.put("/newer", DOCUMENT)
    lectern.feed("journal", server.url("/old"))
    assert lectern.run("run").err == ""
    assert len(lectern.items()) == 1


def test_moved_for_good_inside(server, lectern):
    """A name that once was inside may be anywhere later: its own server leads
    there each time, while one that moved outside is asked there."""
    server.put("/old", status=301, location=server.url("/new", "localhost"))
    server.put("/new", DOCUMENT)
    lectern.feed("journal", server.url("/old"))
    said = [lectern.poll_all().err for _ in range(5)]
    assert [bool(line) for line in said] == [False, False, True, False, False]
    assert "moved for good to " + server.url("/new", "localhost") in said[2]
    assert [r.path for r in server.requests] == ["/old", "/new"] * 5


def test_parse_has_no_way_in(server, proxy, lectern):
    lectern.environment.update(
        http_proxy=proxy.url("/"), NO_PROXY="127.0.0.1")
    server.put("/feed", DOCUMENT)
    assert lectern.run("parse", server.url("/feed")).json["items"]
    server.forget()
    proxy.put(FEED, status=302, location=server.url("/feed"))
    assert INSIDE in lectern.run("parse", FEED, code=69).err
    assert server.requests == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1"])
def test_a_private_address_through_a_proxy(server, beside, host):
    """The proxy would connect to it: it is not told to."""
    beside.http["proxy"] = server.url("/")
    refuse(beside, f"http://{host}:8080/feed", f"{host} is " + PRIVATE)
    assert server.requests == []


def test_a_redirect_to_a_local_file(server, beside):
    secret = beside.folder / "secret.xml"
    secret.write_bytes(DOCUMENT)
    for target in (f"file://{secret}", f"file://localhost{secret}",
                   f"FILE:{secret}"):
        refuse(beside, server.put("/feed", status=301, location=target),
               "neither http nor https", allow_private=True)
        os.remove(beside.database)
