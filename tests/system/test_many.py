# SPDX-License-Identifier: ISC
"""Three hundred feeds, some of them as bad as some are in any such list."""

import time

import pytest

from feeds import article, rss
from server import silence

N = 300
TIMEOUT = 3  # seconds, of a feed
PATIENCE = 10  # for all the rest of a run, sanitisers and all

# Six of each kind, which is 2 %, among those that are well.
BAD = {
    "missing": range(7, N, 50),
    "broken": range(23, N, 50),
    "hanging": range(41, N, 50),
}


def name(n):
    return f"journal-{n}"


@pytest.fixture
def many(server, lectern):
    # All of loopback is one host, which must not be what takes the time.
    lectern.http |= {"timeout": f"{TIMEOUT}s", "per_host": 32}
    lectern.outputs = {"leadership.atom": {"limit": N}}
    kinds = {n: kind for kind, numbers in BAD.items() for n in numbers}
    for n in range(N):
        path = f"/{n}"
        if n not in kinds:
            server.put(path, rss([article(n)]), etag=f'"{n}"')
        elif kinds[n] == "missing":
            server.put(path, "not here", status=404)
        elif kinds[n] == "broken":
            server.put(path, "in pieces", status=500)
        else:
            server.put(path, raw=silence(60))
        lectern.feed(name(n), server.url(path))
    assert len(kinds) == 18
    return lectern


def run(lectern, code=0, *args):
    """What an --all run says, which is not held up for long."""
    began = time.monotonic()
    said = lectern.run(*args, "run", "--all", code=code).err
    assert time.monotonic() - began < TIMEOUT + PATIENCE
    return said


def test_what_is_well_is_kept_and_published(many, server):
    well = set(range(N)) - {n for numbers in BAD.values() for n in numbers}
    said = run(many).splitlines()
    assert {r.path for r in server.requests} == {f"/{n}" for n in range(N)}
    assert many.titles() == sorted(article(n).title for n in well)
    published = {each["title"] for each in many.entries("leadership.atom")}
    assert published == {article(n).title for n in well}

    words = {"missing": "HTTP 404", "broken": "HTTP 500",
             "hanging": f"no complete answer within {TIMEOUT} s"}
    assert len(said) == 18
    for kind, numbers in BAD.items():
        for n in numbers:
            line, = (each for each in said if f"{name(n)}:" in each)
            assert words[kind] in line


def test_what_stays_bad_is_said_once(many, server):
    run(many)
    before = many.published()
    server.forget()
    many.later(days=1)
    assert run(many) == ""
    assert many.published() == before
    # Nobody paid for the eighteen: all were asked, the rest was unchanged.
    assert len(server.requests) == N
    assert sum(r.status == 304 for r in server.requests) == N - 18


def test_strict(many):
    run(many, 69, "--strict")
    assert len(many.items()) == N - 18
