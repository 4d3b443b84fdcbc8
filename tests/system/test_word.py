# SPDX-License-Identifier: ISC
"""pin, hide, release: the editor's word."""

import getpass

import pytest

from feeds import article, rss

RULES = {"leadership": {"any": ["medical leadership"], "score": 7},
         "place": {"any": ["hospital*"], "score": 6}}
FORMS = ["leadership.atom", "all.rss", "all.json", "index.html", "all.ris",
         "all.bib"]
CHOSEN, HELD, REJECTED = "Wards of leaders", "Life of a ward", "Cells of mice"


def put(server, chosen=CHOSEN):
    return server.put("/journal", rss([
        article(1, title=chosen, summary="Hospital, medical leadership."),
        article(2, title=HELD, summary="In one hospital."),
        article(3, title=REJECTED, summary="."),
        article(4, title="Another", summary="Hospital, medical leadership.")]))


@pytest.fixture
def desk(server, lectern):
    lectern.rules = RULES
    for form in FORMS:
        lectern.outputs.setdefault(form, {})
    lectern.feed("journal", put(server), select="rules")
    lectern.run("run")
    return lectern


def shown(desk, title):
    """In how many of the forms."""
    return sum(title in (desk.public / form).read_text() for form in FORMS)


def state(desk, n):
    return desk.run("explain", "--json", article(n).doi).json["_lectern"]["state"]


def word(desk, action, n, *more, code=0):
    return desk.run(action, article(n).doi, *more, code=code)


def test_hidden_is_gone_and_stays_so(server, desk):
    assert shown(desk, CHOSEN) == len(FORMS)
    out = word(desk, "hide", 1, "--why", "an advert").out
    assert CHOSEN in out and "hidden from the next 'lectern run'" in out
    assert shown(desk, CHOSEN) == len(FORMS)
    desk.run("publish")
    assert shown(desk, CHOSEN) == 0 and shown(desk, "Another") == len(FORMS)
    put(server, "Wards of better leaders")
    desk.later(hours=7)
    desk.run("run")
    assert state(desk, 1) == "hidden"
    assert shown(desk, "better leaders") == 0


def test_a_hidden_work_is_not_pointed_at(server, desk):
    """Not even by the notice on it, which stays."""
    notice = article(5, title=f"Retraction: {CHOSEN}",
                     summary="Hospital, medical leadership.")
    desk.feed("notices", server.put("/notices", rss([notice])),
              select="rules")
    desk.run("run")
    original = article(1)
    feed = desk.public / "leadership.atom"
    assert original.doi in feed.read_text() and "in-reply-to" in feed.read_text()
    word(desk, "hide", 1, "--why", "the law")
    desk.run("publish")
    assert shown(desk, notice.title) == len(FORMS)
    for form in FORMS:
        text = (desk.public / form).read_text()
        assert original.doi not in text and original.link + "<" not in text
        assert CHOSEN not in text.replace(notice.title, "")
    assert "in-reply-to" not in feed.read_text()
    word(desk, "release", 1)
    desk.run("publish")
    assert "in-reply-to" in feed.read_text()


@pytest.mark.parametrize("n, title", [(2, HELD), (3, REJECTED)])
def test_pinned_appears(desk, n, title):
    desk.later(days=3)
    assert shown(desk, title) == 0
    word(desk, "pin", n, "--why", "members ask for it")
    desk.run("publish")
    assert shown(desk, title) == len(FORMS)
    word(desk, "release", n)
    desk.run("publish")
    assert shown(desk, title) == 0


def test_the_last_word_holds(desk):
    word(desk, "hide", 1, "--why", "no")
    word(desk, "pin", 1, "--why", "yes")
    assert state(desk, 1) == "selected"
    word(desk, "hide", 1, "--why", "no again")
    assert state(desk, 1) == "hidden"
    word(desk, "release", 1)
    assert state(desk, 1) == "selected"
    assert [each["action"] for each in desk.run(
        "explain", "--json", article(1).doi).json["_lectern"]["decisions"]
    ] == ["hide", "pin", "hide", "release"]


def test_all_may_be_released(desk):
    """What the editor takes back is no loss for the gate."""
    for n in 2, 3:
        word(desk, "pin", n, "--why", "good")
    for n in 1, 4:
        word(desk, "hide", n, "--why", "bad")
    desk.run("publish")
    for n in 2, 3:
        word(desk, "release", n)
    for n in 1, 4:
        word(desk, "release", n)
    desk.run("publish")
    assert shown(desk, CHOSEN) == len(FORMS) and shown(desk, HELD) == 0


def test_who_and_why(desk):
    word(desk, "hide", 1, "--why", " too \x1b[31m  old ")
    said = f"{getpass.getuser()} hid it: too [31m old"
    assert said in desk.run("explain", "1").out
    desk.environment = {**desk.environment, "SUDO_USER": "ann"}
    word(desk, "pin", 3, "--why=good")
    out = desk.run("list").out
    assert "(pin, by ann: good)" in out
    assert "[journal]\n" in out


@pytest.mark.parametrize("arguments, code", [
    (["pin"], 64), (["pin", "1"], 64), (["hide", "1", "--why", " "], 64),
    (["pin", "1", "2", "--why", "x"], 64), (["hide", "1", "--what"], 64),
    (["pin", "10.1000/none", "--why", "x"], 65),
    (["hide", "99", "--why", "x"], 65), (["release", "1"], 65)])
def test_refused(desk, arguments, code):
    assert desk.run(*arguments, code=code).out == ""
    assert desk.query("SELECT count(*) FROM decision") == [(0,)]


def test_twice_the_same(desk):
    word(desk, "pin", 3, "--why", "good")
    assert "already" in word(desk, "pin", 3, "--why", "good", code=65).err
    assert desk.query("SELECT count(*) FROM decision") == [(1,)]
