# SPDX-License-Identifier: ISC
"""Why an item is where it is, and what other rules would do."""

import re
import sqlite3
from datetime import timedelta

import pytest

from feeds import Item, article, rss

JOB = "https://www.jobs.ac.example/job/DGV596/research-fellow"

RULES = {
    "leadership": {"any": ["medical leadership"], "score": 7,
                   "title_score": 3},
    "place": {"any": ["hospital*"], "score": 6},
    "trap": {"any": ["team leader"], "score": -20},
}


@pytest.fixture
def stock(server, lectern):
    lectern.rules = RULES
    lectern.feed("journal", server.put("/journal", rss([
        article(1, summary="In hospitals, <b>medical leadership</b> helps."),
        article(2, title="Wards", summary="Life in one hospital."),
        article(3, title="Cells of mice", summary="A team leader of a hospital."),
        article(4, title="Retraction: Medical leadership in practice, part 1",
                summary="."),
        article(5, title="Correction: Cells of mice", summary=".")])),
        select="rules")
    lectern.run("run")
    lectern.feed("whole", server.put("/whole", rss([
        article(6, title="Anything", summary="."), article(1)])))
    lectern.feed("jobs", server.put("/jobs", rss([
        Item("Research fellow", link=JOB, summary="York",
             date=lectern.now - timedelta(days=70))])),
        section="opportunities")
    lectern.run("run")
    return lectern


def explain(lectern, what):
    return lectern.run("explain", str(what)).out


def decide(lectern, what, action):
    number = lectern.run("explain", "--json", what).json["_lectern"]["number"]
    with sqlite3.connect(lectern.database) as db:
        db.execute("INSERT INTO decision (item, action, by, why, at)"
                   " VALUES (?, ?, 'Ann', 'for a reason', ?)",
                   (number, action, int(lectern.now.timestamp())))
    db.close()


def test_all_of_it(stock):
    stock.later(days=2)
    decide(stock, article(1).doi, "pin")
    text = explain(stock, article(1).doi)
    assert text == """\
item 1: Medical leadership in practice, part 1
  selected: Ann pinned it: for a reason
  link        https://journal.example/content/1
  members get https://doi.org/10.1234/leader-2026-000001
  entry id    tag:faculty.example,2026:reading/doi/10.1234/leader-2026-000001
  section     articles
  marked      retraction: Retraction: Medical leadership in practice, part 1 \
(https://doi.org/10.1234/leader-2026-000004)
known by
  doi:10.1234/leader-2026-000001
  guid:journal journal;content/1
  guid:whole journal;content/1
  link:https://journal.example/content/1
seen in
  journal: first 2 March 2026, 08:00, last 2 March 2026, 08:00
  whole: first 2 March 2026, 08:00, last 2 March 2026, 08:00
rules that match: score 16
  leadership: +10
      title: [Medical leadership] in practice, part 1
      summary: In hospitals, [medical leadership] helps.
  place: +6
      summary: In [hospitals], medical leadership helps.
history
  2 January 2026, 09:30: published, says its feed
  2 March 2026, 08:00: first seen in journal
  2 March 2026, 08:00: seen in whole
  4 March 2026, 08:00: pin, by Ann: for a reason
"""


@pytest.mark.parametrize("what, verdict", [
    (article(2).link, "held: its score is 6: from 6 on it waits for the "
     "editor, from 10 on it is selected"),
    (article(3).doi, "rejected: its score is -14: it is held from 6 on, "
     "selected from 10 on"),
    (article(4).doi, "selected: its score is 10, and 10 is enough"),
    (article(5).doi, "rejected: its score is 0: it is held"),
    (article(6).doi, 'selected: feed whole is taken whole (select = "all")'),
    ("DGV596", "expired: its time on show ended on 20 February 2026, 08:00"),
    (JOB, "expired: "),
])
def test_the_decision(stock, what, verdict):
    text = explain(stock, what)
    assert text.splitlines()[1].startswith(f"  {verdict}"), text


def test_what_keeps_a_rule_from_matching(stock):
    """The words of `not`, where the rule would match without them."""
    stock.rules = {**RULES, "life": {
        "any": ["life"], "and": ["hospital"], "not": ["wards", "mice"],
        "score": 4}, "elsewhere": {
        "any": ["life"], "not": ["wards"], "sections": ["opportunities"]}}
    stock.run("run")
    assert """\
rules that match: score 6
  place: +6
      summary: Life in one [hospital].
rules that would match, but for these words of `not`
  life: +4
      title: [Wards]
history
""" in explain(stock, article(2).link)
    barred, = stock.run("explain", "--json", article(2).link).json[
        "_lectern"]["barred"]
    assert barred == {"rule": "life", "score": 4, "excerpts": [
        {"field": "title", "text": "[Wards]"}]}
    # It would not match anyway.
    assert "would match" not in explain(stock, article(3).doi)


def test_the_editor_has_the_last_word(stock):
    decide(stock, article(3).doi, "pin")
    assert "  selected: Ann pinned it: for a reason\n" in explain(
        stock, article(3).doi)
    assert "  selected: members were shown the work that it is about\n" in (
        explain(stock, article(5).doi))
    decide(stock, article(3).doi, "hide")
    assert "  hidden: Ann hid it: for a reason\n" in explain(
        stock, article(3).doi)
    assert "\n  rejected: " in explain(stock, article(5).doi)


def test_a_notice_that_is_hidden_marks_nothing(stock):
    assert "\n  marked " in explain(stock, article(1).doi)
    decide(stock, article(4).doi, "hide")
    assert "\n  marked " not in explain(stock, article(1).doi)


def test_what_is_not_there(stock):
    done = stock.run("explain", "https://nowhere.example/x", code=65)
    assert "nothing in the store is known as 'https://nowhere.example/x'" in (
        done.err)


TRIED = """
words places { any = {"one hospital", "ward"} }
rule place { any = {"@places"} score = 8 title-score = 4 }
rule all { any = {"fellow"} sections = {"opportunities"} score = -3 }
threshold = 8
"""


def trial(lectern, text, code=0):
    path = lectern.folder / "tried.conf"
    path.write_text(text)
    return lectern.run("try", str(path), code=code)


def test_try(stock):
    decide(stock, article(3).doi, "hide")
    before = stock.database.read_bytes()
    assert trial(stock, TRIED).out == """\
would be added: 1
  +      2    12, was    6  2026-01-03  Wards  [journal]  (was held)
would be dropped: 0
in all, with 2 rules, selected from 8, held from 6
  selected: 5, were 4
  held: 0, were 1
  rejected: 1, were 1
  hidden: 1, were 1
"""
    assert trial(stock, "rule x { any = {nothing} }").out.splitlines()[:2] == [
        "would be added: 0", "would be dropped: 0"]
    assert stock.database.read_bytes() == before


def test_it_is_what_a_run_makes_of_it(stock):
    """Of those that a feed takes whole as of all others."""
    stock.feeds["whole"]["select"] = "rules"
    stock.run("run")
    was = set(stock.titles("--state", "selected"))
    out = trial(stock, TRIED).out
    added, dropped = ({title for sign, title in re.findall(
        r"^  ([+-]) .*\d{4}-\d\d-\d\d  (.*?)  \[", out, re.M)
        if sign == which} for which in "+-")
    assert added and dropped
    path = stock.folder / "tried.conf"
    stock.rules, stock.extra = {}, f'include("{path}")\n'
    stock.run("run")
    assert set(stock.titles("--state", "selected")) == (
        was | added) - dropped


@pytest.mark.parametrize("text, complaint", [
    ("rule x { }", "tried.conf:1: rule 'x'"),
    ("rule x { query = 'NEAR(' }", "tried.conf:1: rule 'x'"),
    ('rule x { any = {"@nobody"} }', "tried.conf:1: "),
    ('rule x { any = {"a word"} sections = {"none"} }', "tried.conf:1: "),
    ("rule x { any = {word} }\nsite { title = x }", "tried.conf:2: site: "
     "does not belong in a file of rules"),
    ("rule x { any = {word} } colour = red", "tried.conf:1: "),
    ("rule x { any = {word} }\n\ndatabase = \"x.db\"", "tried.conf:3: "
     "database: does not belong in a file of rules"),
    ("public = x\nrule x { any = {word} }", "tried.conf:1: public: "),
])
def test_try_refuses_to_guess(stock, text, complaint):
    assert complaint in trial(stock, text, code=78).err


HOSTILE = ("Wards \u202egnp\u2066.\u200f \u009b1m \u061c\u2028"
           "&#27;[31m&amp;#27;[2J&#7;")


def test_hostile_words(server, lectern):
    """Nothing that a terminal obeys, nor what turns a line about."""
    lectern.rules = RULES
    lectern.feed("journal", server.put("/journal", rss([
        article(n, title=f"{HOSTILE} {n}", summary=f"Hospital {HOSTILE}.",
                guid=f"{HOSTILE}{n}", authors=[HOSTILE], doi=None)
        for n in (1, 2)], title=HOSTILE).replace("&amp;", "&")))
    lectern.run("run")
    out = (explain(lectern, 1) + trial(lectern, TRIED).out
           + lectern.run("list").out + lectern.run("check").out
           + lectern.run("status").out)
    assert "Wards gnp.\\x200f" in out
    assert not [c for c in out if c != "\n" and (
        ord(c) < 32 or 0x7f <= ord(c) < 0xa0 or ord(c) == 0x61c
        or 0x200e <= ord(c) < 0x2010 or 0x2028 <= ord(c) < 0x202f
        or 0x2066 <= ord(c) < 0x206a)]


def test_usage(stock):
    stock.run("try", code=64)
    stock.run("try", "a", "b", code=64)
    assert "nowhere.conf" in stock.run("try", "nowhere.conf", code=78).err
