# SPDX-License-Identifier: ISC
"""WebSub: a hub is told of the feeds that changed, once they are in place."""

import json
import socket
import xml.etree.ElementTree as ET
from urllib.parse import parse_qs

import pytest

from feeds import article, rss
from program import ATOM
from server import Server, endless, send, silence
from test_forms import check_atom

FEEDS = ["leadership.atom", "leadership.json", "leadership.rss"]
OK = send(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")


def put(server, *numbers):
    return server.put("/journal", rss([article(n) for n in numbers]))


@pytest.fixture
def hub(server, lectern):
    """A site with a hub, before its first run."""
    lectern.site["hub"] = server.put("/hub", status=202)
    lectern.outputs = {**{name: {} for name in FEEDS}, "index.html": {}}
    lectern.feed("journal", put(server, 1, 2))
    return server


def told(server, path="/hub"):
    """The feeds that the hub was told of, each in a form of its own."""
    topics = []
    for request in server.asked(path):
        assert request.method == "POST"
        assert request.headers["content-type"] == (
            "application/x-www-form-urlencoded")
        assert request.headers["user-agent"].startswith("lectern/")
        form = parse_qs(request.body.decode(), strict_parsing=True)
        assert form.pop("hub.mode") == ["publish"]
        topic, = form.pop("hub.url")
        assert form == {}
        topics.append(topic)
    server.forget()
    return sorted(topics)


def topics(lectern, *names):
    return sorted(lectern.site["base"] + name for name in names)


def test_links_in_every_form(hub, lectern):
    lectern.outputs["leadership.atom"] = {"archive": True}
    lectern.run("run")
    url = lectern.site["hub"]
    atom = ET.parse(lectern.public / "leadership.atom").getroot()
    channel = ET.parse(lectern.public / "leadership.rss").getroot()[0]
    for root in (atom, channel):
        assert [link.get("href") for link in root.findall(ATOM + "link")
                if link.get("rel") == "hub"] == [url]
    feed = json.loads((lectern.public / "leadership.json").read_text())
    assert feed["hubs"] == [{"type": "WebSub", "url": url}]
    check_atom(lectern.public / "leadership.atom")
    # What never changes is nothing to wait for.
    old = (lectern.public / "leadership-2026-01.atom").read_text()
    assert url not in old
    lectern.site["hub"] = None
    lectern.run("run")
    for name in FEEDS:
        assert url not in (lectern.public / name).read_text()


def test_told_of_what_changed_alone(hub, lectern):
    lectern.outputs["opportunities.atom"] = {"sections": ["opportunities"]}
    lectern.run("run")
    assert told(hub) == topics(lectern, *FEEDS, "opportunities.atom")
    assert lectern.poll_all().err == ""
    lectern.run("publish")
    assert told(hub) == []
    put(hub, 1, 2, 3)
    lectern.poll_all()
    assert told(hub) == topics(lectern, *FEEDS)


def test_told_of_what_is_in_place(hub, lectern):
    seen = {}

    def look(handler):
        for name in FEEDS:
            seen[name] = (lectern.public / name).read_text().count("part 3")
            assert (lectern.public / (name + ".gz")).exists()
        OK(handler)

    lectern.run("run")
    put(hub, 1, 2, 3)
    hub.put("/hub", raw=look)
    lectern.poll_all()
    assert set(seen) == set(FEEDS) and all(seen.values())


def test_not_told_of_what_does_not_pass_the_gate(hub, lectern):
    lectern.run("run")
    told(hub)
    lectern.database.unlink()
    lectern.feed("journal", hub.put("/journal", rss([])))
    lectern.run("run", code=70)
    assert told(hub) == []


def closed():
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}/hub"


@pytest.mark.parametrize("answer, words", [
    ({"status": 500}, "HTTP 500"),
    ({"status": 404}, "HTTP 404"),
    ({"status": 301, "location": "/elsewhere"}, "along a redirect"),
    ({"status": 307, "location": "/elsewhere"}, "along a redirect"),
    ({"raw": silence()}, "no complete answer within 1 s"),
    ({"raw": send(b"")}, "mpty reply"),
    (None, "onnect")])
def test_a_hub_that_fails(hub, lectern, answer, words):
    """Said once; tried again by each run, and by nothing else than a run."""
    lectern.http["timeout"] = "1s"
    if answer is None:
        lectern.site["hub"] = closed()
    else:
        hub.put("/hub", **answer)
    done = lectern.run("run")
    line, = done.err.splitlines()
    assert f"hub {lectern.site['hub']}: not told of " in line and words in line
    before, size = lectern.published(), lectern.query(
        "SELECT count(*) FROM edition")
    for _ in range(3):
        hub.forget()
        assert lectern.poll_all().err == ""
        assert told(hub) == ([] if answer is None else topics(lectern, *FEEDS))
    assert lectern.published() == before
    assert lectern.query("SELECT count(*) FROM edition") == size
    assert hub.asked("/elsewhere") == []
    if answer is None:
        return
    hub.put("/hub", status=204)
    assert lectern.run("publish").err == (
        f"lectern: hub {lectern.site['hub']}: well again\n")
    assert told(hub) == topics(lectern, *FEEDS)
    assert lectern.run("publish").err == ""
    assert told(hub) == []


def test_one_feed_that_the_hub_refuses(hub, lectern):
    def choose(handler):
        with hub.lock:
            body = [r for r in hub.requests if r.connection
                    == handler.client_address[1]][-1].body
        status = b"400 Bad Request" if b"json" in body else b"200 OK"
        send(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")(handler)

    hub.put("/hub", raw=choose)
    assert "leadership.json: HTTP 400" in lectern.run("run").err
    assert told(hub) == topics(lectern, *FEEDS)
    assert lectern.poll_all().err == ""
    assert told(hub) == topics(lectern, "leadership.json")


@pytest.mark.parametrize("status", [429, 503])
def test_a_hub_that_asks_to_be_left_alone(hub, lectern, status):
    hub.put("/hub", status=status, headers={"Retry-After": "7200"})
    assert f"HTTP {status}" in lectern.run("run").err
    hub.forget()

    def later(seconds):
        lectern.later(seconds=seconds)
        return lectern.run("publish").err

    assert [later(seconds) for seconds in (1, 3600, 3598)] == ["", "", ""]
    assert told(hub) == []
    assert later(1) == ""
    assert told(hub) == topics(lectern, *FEEDS)
    hub.put("/hub", status=204)
    assert later(7199) == ""
    assert told(hub) == []
    assert "well again" in later(1)
    assert told(hub) == topics(lectern, *FEEDS)


def test_a_wrong_clock_silences_no_hub(hub, lectern):
    hub.put("/hub", status=503, headers={"Retry-After": "60"})
    lectern.later(days=5000)
    lectern.run("run")
    hub.put("/hub", status=204)
    hub.forget()
    lectern.later(days=-5000)
    lectern.run("publish")
    assert told(hub) == topics(lectern, *FEEDS)


def test_a_hub_that_comes_back_is_new(hub, lectern):
    """It is warned of again, whatever was in between."""
    url = lectern.site["hub"]
    hub.put("/hub", status=500)
    other = hub.put("/other", status=204)
    assert "HTTP 500" in lectern.run("run").err
    for between in (None, other):
        lectern.site["hub"] = between
        assert lectern.run("publish").err == ""
        lectern.site["hub"] = url
        assert "HTTP 500" in lectern.run("publish").err


def test_an_endless_answer_is_not_waited_for(hub, lectern):
    hub.put("/hub", raw=endless())
    assert lectern.run("run").err == ""
    lectern.run("publish")
    assert told(hub) == topics(lectern, *FEEDS)


def test_another_hub_is_told_anew(hub, lectern):
    hub.put("/hub", status=500)
    assert "HTTP 500" in lectern.run("run").err
    hub.put("/other", status=500)
    lectern.site["hub"] = hub.url("/other")
    assert "HTTP 500" in lectern.run("publish").err
    hub.put("/other", status=200)
    assert "well again" in lectern.run("publish").err
    hub.forget()
    hub.put("/hub", status=200)
    lectern.site["hub"] = hub.url("/hub")
    assert lectern.run("publish").err == ""
    assert told(hub) == topics(lectern, *FEEDS)


def test_by_the_same_way_as_feeds(hub, lectern, secure, certificate):
    """Proxy, certificates, and what is private."""
    proxy = Server()
    lectern.http |= {"proxy": proxy.url("/"), "no_proxy": "nothing.example"}
    lectern.feed("journal", lectern.folder / "journal.xml")
    (lectern.folder / "journal.xml").write_text(rss([article(1)]))
    lectern.site["hub"] = "http://hub.example/"
    proxy.put("http://hub.example/", status=204)
    assert lectern.run("run").err == ""
    assert told(proxy, "http://hub.example/") == topics(lectern, *FEEDS)
    proxy.close()
    lectern.http |= {"proxy": None, "no_proxy": None}
    lectern.site["hub"] = secure.put("/hub", status=204)
    assert "certificate" in lectern.run("publish").err
    lectern.http["ca_bundle"] = str(certificate)
    assert "well again" in lectern.run("publish").err
    lectern.site["hub"] = hub.url("/hub")
    lectern.http["allow_private"] = None
    assert "is a private address: allow-private = true permits it" in (
        lectern.run("publish").err)
    assert hub.asked("/hub") == []


def test_a_password_would_be_published(hub, lectern):
    lectern.site["hub"] = "https://me:secret@hub.example/"
    err = lectern.run("check", code=78).err
    assert "hub: a user name stands in it" in err and "secret" not in err


@pytest.mark.parametrize("query, warned", [
    ("", False), ("?topic=leadership", False), ("?token=abc", True)])
def test_a_token_would_be_published(hub, lectern, query, warned):
    lectern.site["hub"] = "https://hub.example/" + query
    err = lectern.run("check").err
    assert ("hub: a secret may be in it" in err) == warned
    assert "abc" not in err
