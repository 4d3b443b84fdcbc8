# SPDX-License-Identifier: ISC
"""Nothing wrong replaces what members have, and nothing half-written."""

import gzip
import os
import re
import sqlite3
import subprocess
import xml.etree.ElementTree as ET

import pytest

from feeds import article, rss
from program import PROGRAM


@pytest.fixture
def journal(server, lectern):
    """Ten articles in all three forms of a feed."""
    lectern.outputs = {"reading.atom": {}, "reading.rss": {},
                       "reading.json": {}, "index.html": {}}
    lectern.feed("journal", server.put(
        "/journal", rss([article(n) for n in range(1, 11)])))
    lectern.run("run")
    return lectern


def refused(lectern, *words, command=("run", "--all")):
    before = lectern.in_public()
    done = lectern.run(*command, code=70)
    line, = done.err.splitlines()
    for word in (*words, "nothing was replaced", "publish --force"):
        assert word in line, line
    assert lectern.in_public() == before
    return line


def lose(lectern):
    """The store is lost; the feed has moved on by then."""
    for path in lectern.database.parent.iterdir():
        path.unlink()


def test_a_lost_store(server, journal):
    lose(journal)
    server.put("/journal", rss([article(n) for n in range(7, 13)]))
    journal.later(days=1)
    line = refused(journal, "6 of its 10 entries")
    assert re.match(r"(lectern: )?(\S+: )?reading\.atom: ", line), line
    # By hand, as the message says, and once.
    assert journal.run("publish", "--force").err == ""
    assert len(journal.entries("reading.atom")) == 6
    assert journal.run("run").err == ""


def test_a_lost_store_of_which_half_is_back(server, journal):
    lose(journal)
    server.put("/journal", rss([article(n) for n in range(6, 13)]))
    assert journal.poll_all().err == ""
    assert len(journal.entries("reading.atom")) == 7


def test_empty(server, journal):
    lose(journal)
    server.put("/journal", rss([]))
    journal.later(days=1)
    refused(journal, "would be empty")


def test_other_ids(server, journal):
    """Another planet's file stood there before."""
    path = journal.public / "reading.atom"
    path.write_bytes(re.sub(
        rb"<id>tag:faculty\.example,2026:reading/doi[^<]*000003</id>"
        rb"|<id>[^<]*000003</id>", b"<id>urn:theirs:3</id>",
        path.read_bytes(), count=1))
    assert b"urn:theirs:3" in path.read_bytes()
    journal.later(days=1)
    refused(journal, "urn:theirs:3", "its id would change to",
            command=("publish",))


def test_from_the_future(server, journal):
    server.put("/journal", rss([article(n) for n in range(1, 12)]))
    journal.later(days=1)
    journal.run("poll", "--all")
    journal.later(days=-30)
    refused(journal, "from the future", command=("publish",))


def test_what_explains_a_loss(server, journal):
    # Another configuration.
    journal.feeds["journal"]["select"] = "rules"
    journal.rules = {"few": {"any": ["part 3"], "score": 10}}
    journal.later(days=1)
    journal.run("publish")
    assert len(journal.entries("reading.atom")) == 1
    journal.feeds["journal"]["select"] = "all"
    journal.run("publish")
    # A lower limit, and then newer ones in the place of all the others.
    journal.outputs["reading.atom"] = {"limit": 3}
    journal.run("publish")
    assert len(journal.entries("reading.atom")) == 3
    server.put("/journal", rss([article(n) for n in range(21, 25)]))
    journal.poll_all(days=30)
    assert len(journal.entries("reading.atom")) == 3


def test_expiry_explains_a_loss(server, journal):
    journal.feeds["journal"]["section"] = "opportunities"
    journal.run("publish")
    assert len(journal.entries("reading.atom")) == 10
    journal.later(days=100)
    assert journal.run("publish").err == ""
    assert journal.entries("reading.atom") == []


def test_what_was_no_feed_is_replaced(journal):
    (journal.public / "reading.atom").write_text("<html>gone wrong</html>")
    (journal.public / "reading.rss").write_text("")
    journal.later(days=1)
    assert journal.run("publish").err == ""
    assert len(journal.entries("reading.atom")) == 10


def test_what_an_older_version_let_in(journal):
    """It knew fewer characters that strangers may not send."""
    journal.outputs = {f"leadership.{form}": {} for form in (
        "atom", "rss", "json", "html", "fragment", "ris", "bib", "ics")}
    with sqlite3.connect(journal.database) as db:
        for column in ("title", "html", "summary"):
            db.execute(f"UPDATE item SET {column} = {column} || ?",
                       ("\u202a\ufeff\ufffe\u2066",))
    db.close()
    assert journal.run("publish").err == ""
    assert len(journal.entries("leadership.atom")) == len(journal.items())


def test_packed(journal):
    before = journal.in_public()
    assert set(before) == {
        name + end for name in journal.outputs for end in ("", ".gz")}
    journal.poll_all()
    assert journal.in_public() == before
    # Lost, damaged, older: mended, and the file itself left alone.
    plain = journal.published()
    (journal.public / "reading.rss.gz").unlink()
    (journal.public / "reading.atom.gz").write_bytes(b"half")
    os.utime(journal.public / "reading.json.gz", (1, 1))
    journal.run("publish")
    assert journal.published() == plain


def test_what_is_published_no_more_stays(journal):
    del journal.outputs["reading.rss"]
    journal.later(days=1)
    journal.run("publish")
    assert (journal.public / "reading.rss").exists()


KILLED_AT = ("rename", "fsync", "write", "unlink", "utimensat", "fchmod")


def publish_until(lectern, call, n):
    """Publishes, killed as it is about to make its n-th call of this name;
    true when it was."""
    environment = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}
    done = subprocess.run(
        ["strace", "-qq", "-o", lectern.folder / "trace", "-e",
         f"trace={call}", "-e", f"inject={call}:signal=KILL:when={n}",
         PROGRAM, "-c", lectern.config, "--now",
         lectern.now.strftime("%Y-%m-%dT%H:%M:%SZ"), "publish"],
        env=environment, cwd=lectern.folder, timeout=60,
        stderr=subprocess.PIPE)
    assert done.returncode in (0, -9, 137), done.stderr
    return done.returncode != 0


@pytest.mark.parametrize("call", KILLED_AT)
def test_killed_while_publishing(server, lectern, call):
    """Before each call that touches a file: each is the old one or the new
    one, whole, and the next run ends with all of them new."""
    lectern.outputs = {"reading.atom": {}, "reading.json": {}}
    lectern.feed("journal", server.put("/journal", rss([article(1)])))
    lectern.run("run")
    n_kills = 0
    for n in range(1, 100):
        server.put("/journal", rss([article(i) for i in range(1, n + 2)]))
        lectern.later(days=1)
        lectern.run("poll", "--all")
        old = lectern.in_public()
        was_killed = publish_until(lectern, call, n)
        seen = lectern.in_public()
        done = lectern.run("publish")
        lectern.published()
        new = lectern.in_public()
        assert done.err == ""
        assert set(new) == set(old), "something was left behind"
        for name in old:
            assert seen[name][0] in (old[name][0], new[name][0]), (name, n)
            if name.endswith(".gz"):
                assert gzip.decompress(seen[name][0])
        ET.fromstring(new["reading.atom"][0])
        assert all(new[name][0] != old[name][0] for name in old)
        if not was_killed:
            break
        n_kills += 1
    # A packed file that is written fast has its plain one's time already.
    assert (0 if call == "utimensat" else 2) <= n_kills < 98
