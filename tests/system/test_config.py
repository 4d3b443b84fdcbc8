# SPDX-License-Identifier: ISC
"""A configuration with a mistake in it: told with its line, nothing touched."""

import re
import shutil

import pytest

from feeds import article, rss
from program import ROOT


@pytest.fixture
def journal(server, lectern):
    lectern.feed("journal", server.put("/journal", rss([article(1)])))
    return lectern


def line_of(text, mark):
    return next(n for n, line in enumerate(text.splitlines(), 1)
                if mark in line)


@pytest.mark.parametrize("mistake, word", [
    ('colour = "blue"', "colour"),
    ('threshold = "ten"', "ten"),
    ('feed broken { section = "articles" }', "url"),
    ('feed broken { url = "http://a.example/" section = "nowhere" }',
     "nowhere"),
    ('feed broken { url = "http://a.example/" section = "articles" '
     'every = "soon" }', "soon"),
    ('feed broken { url = "ftp://a.example/" section = "articles" }', "ftp"),
    ('feed broken { url = "http://a.example/" section = "articles" '
     'select = "most" }', "most"),
    ('feed journal { url = "http://a.example/" section = "articles" }',
     "journal"),
    ('rule empty { score = 5 }', "empty"),
    ('rule lost { any = {"@nothing"} }', "nothing"),
    ('rule raw { query = "AND AND" }', "raw"),
    ('publish "reading.docx" { }', "reading.docx"),
    ('publish "../up.atom" { }', "../up.atom"),
    ('include("missing.conf")', "missing.conf"),
    ('feed broken { url = "http://a.example/"', ""),
])
def test_mistakes(server, journal, mistake, word):
    journal.extra = mistake + "\n"
    done = journal.run("run", code=78)
    number = line_of(journal.text(), mistake)
    where = f"lectern.conf:{number}: "
    if mistake.endswith('"http://a.example/"'):  # found at the end of the file
        where = "lectern.conf:"
    assert any(where in line and word in line
               for line in done.err.splitlines()), done.err
    assert done.out == ""
    assert server.requests == []
    assert not journal.public.exists() and not journal.database.exists()


def test_all_in_one_go(journal):
    journal.extra = (
        'colour = "blue"\n'
        'rule empty { score = 5 }\n'
        'feed broken { url = "http://a.example/" section = "nowhere" }\n')
    said = journal.run("check", code=78).err
    for word in ("colour", "empty", "nowhere"):
        assert word in said
    numbers = [int(n) for n in re.findall(r"lectern\.conf:(\d+):", said)]
    assert numbers == sorted(numbers) and len(set(numbers)) == 3


def test_nothing_is_touched(server, journal):
    journal.run("run")
    before = journal.published()
    stored = journal.database.read_bytes()
    server.forget()
    journal.extra = 'colour = "blue"\n'
    journal.later(days=1)
    for command in ("run", "poll", "publish", "check", "status"):
        journal.run(command, code=78)
    assert server.requests == []
    assert journal.published() == before
    assert journal.database.read_bytes() == stored


def test_no_configuration(lectern):
    done = lectern.run("run", code=78, write_config=False)
    assert "lectern.conf" in done.err


def test_the_example_as_it_is_shipped(lectern):
    """No mistake, but not yet anybody's."""
    config = lectern.folder / "config"
    shutil.copytree(ROOT / "config", config)
    lectern.config = config / "lectern.conf"
    text = lectern.config.read_text()
    for path in ("/var/lib/lectern", "/var/www/lectern"):
        text = text.replace(path, str(lectern.folder) + path)
    lectern.config.write_text(text)
    done = lectern.run("check", write_config=False)
    assert done.err == ""
    line = line_of(text, "site {")
    for key in ("link", "base", "id", "contact"):
        assert f"lectern.conf:{line}: site: {key} = " in done.out
    lectern.config.write_text(
        text.replace("example.org", "faculty.ac.uk"))
    done = lectern.run("check", write_config=False)
    assert "as in an example" not in done.out


def test_a_good_one(journal):
    done = journal.run("check")
    assert "journal" in done.out
    assert done.err == ""
    assert not journal.public.exists()
