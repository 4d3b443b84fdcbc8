# SPDX-License-Identifier: ISC
"""Rules through the whole program: thresholds, and what a changed rule does."""

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest

from feeds import article, rss
from program import PROGRAM, ROOT

LABELLED = ROOT.parent / "shared/filter/dev.tsv"


def aged(n, title, days, lectern):
    """An article that its journal dates so many days before now."""
    return article(n, title=title, summary="",
                   date=lectern.now - timedelta(days=days))


@pytest.fixture
def archive(server, lectern):
    """Two articles under one rule: last year's does not match, today's does."""
    lectern.rules = {"new": {"any": ["leadership"], "score": 10}}
    lectern.feed("journal", server.put("/journal", rss([
        aged(1, "Old governance", 300, lectern),
        aged(2, "New leadership", 1, lectern)])), select="rules")
    lectern.run("run")
    lectern.later(days=2)
    return lectern


def test_changed_rule(archive):
    """What it selects from long ago keeps its dates and its place."""
    before = {item["title"]: item for item in archive.items()}
    assert [e["title"] for e in archive.entries("leadership.atom")] == [
        "New leadership"]
    archive.rules["old"] = {"any": ["governance"], "score": 10}
    done = archive.run("run")
    assert done.err.splitlines() == [
        "lectern: the rules changed: 2 items scored again; "
        "2 reach the threshold, 1 did before"]
    new, old = archive.entries("leadership.atom")
    assert (new["title"], old["title"]) == ("New leadership", "Old governance")
    assert old["published"].startswith("2025-")
    for item in archive.items():
        was, now = (each["_lectern"] for each in (before[item["title"]], item))
        assert was["published"] == now["published"]
        assert was["updated"] == now["updated"]
    published = archive.published()
    assert archive.run("run").err == ""
    assert archive.published() == published


def test_changed_rule_beyond_the_limit(archive):
    """A file that is full shows none of what is older than all it has."""
    archive.outputs["leadership.atom"] = {"limit": 1}
    archive.run("publish")
    before = archive.published()["leadership.atom"]
    archive.rules["old"] = {"any": ["governance"], "score": 10}
    archive.run("run")
    assert archive.published()["leadership.atom"] == before


def test_same_rules_are_not_asked_again(archive):
    archive.settings["threshold"] = 11
    archive.settings["hold"] = 11
    assert archive.run("run").err == ""
    assert archive.titles("--state", "selected") == []


@pytest.mark.parametrize("section, state", [
    ({}, "held"),
    ({"threshold": 7}, "selected"),
    ({"hold": 8}, "rejected"),
    ({"threshold": 20, "hold": 7}, "held"),
])
def test_thresholds_of_a_section(server, lectern, section, state):
    lectern.rules = {"half": {"any": ["governance"], "score": 7}}
    lectern.sections["articles"] |= section
    lectern.feed("journal", server.put("/journal", rss([
        aged(1, "Governance", 1, lectern)])), select="rules")
    lectern.run("run")
    item, = lectern.items()
    assert item["_lectern"]["state"] == state


def test_hold_above_threshold(lectern):
    lectern.feed("journal", "/nowhere")
    lectern.sections["articles"] |= {"threshold": 5, "hold": 6}
    err = lectern.run("check", code=78).err
    assert "section 'articles': hold: 6 is above the threshold of 5" in err


def test_warnings(lectern):
    """What is no mistake, but hardly meant."""
    lectern.words = {"used": ["trust"], "idle": ["board"]}
    lectern.rules = {"r": {"any": ["leader"], "and_": ["@used"]}}
    lectern.feed("first", "/nowhere.xml")
    lectern.feed("second", "/nowhere.xml")
    lectern.feed("third", "https://journal.example/rss")
    lectern.feed("fourth", "http://JOURNAL.example/rss#x")
    done = lectern.run("check")
    assert [line.split(".conf:")[1].split(": ", 1)[1]
            for line in done.err.splitlines()] == [
        "words 'idle': no rule uses them",
        "feed 'second': its url is that of feed 'first' too",
        "feed 'fourth': its url is that of feed 'third' too"]


def test_every_mistake_at_once(lectern):
    """Those of FTS5's syntax too, in the first go."""
    lectern.feed("journal", "/nowhere.xml", section="nosuch")
    lectern.rules = {
        "open": {"query": "leader AND ("},
        "column": {"query": "author : jones"},
        "stars": {"any": ["a*", "*b", "c* d", "clinical e*"]},
        "empty": {"any": [""]},
        "fine": {"query": "NEAR(leader hospital, 5)"},
    }
    err = lectern.run("check", code=78).err
    for mistake in (
            "there is no 'section nosuch'",
            "rule 'open': leader AND (: fts5: syntax error",
            "rule 'column': author : jones: no such column: author",
            "'a*': every other word begins so: say more before '*'",
            "'*b': a '*' may only be its last letter",
            "'c* d': a '*' may only be its last letter",
            "'clinical e*': every other word begins so",
            "rule 'empty': any: '' is empty"):
        assert mistake in err
    assert "rule 'fine'" not in err
    assert err.splitlines()[-1].endswith(": 8 mistakes")


def test_words_without_their_key(lectern):
    lectern.feed("journal", "/nowhere.xml")
    lectern.extra = (
        'words places { "hospital", # with a note\n  "hospice" }\n'
        'rule places { any = {"@places"} }\n')
    done = lectern.run("check")
    assert done.err == ""
    assert "places: +10: one of 2 words" in done.out


@pytest.fixture
def listed(lectern):
    lectern.feed("journal", "/nowhere.xml")
    lectern.rules["jobs"] = {
        "any": ["fellow"], "score": 10, "sections": ["opportunities"]}
    lectern.settings |= {"must_pass": "pass.tsv", "must_fail": "fail.tsv"}
    (lectern.folder / "pass.tsv").write_text(
        "# Leadership\n\narticles\tOn leadership\n"
        "articles\tA title\tWhose summary has leadership\r\n"
        "opportunities\tFellow\n")
    (lectern.folder / "fail.tsv").write_text(
        "articles\tFellow\narticles\tTeam leader\n")
    lectern.settings = {
        key.replace("_", "-"): v for key, v in lectern.settings.items()}
    return lectern


def test_lists_that_hold(listed):
    out = listed.run("check").out
    assert f"{listed.folder}/pass.tsv: 3 titles, 3 of them selected" in out
    assert f"{listed.folder}/fail.tsv: 2 titles, 0 of them selected" in out


def test_lists_that_do_not_hold(listed):
    with (listed.folder / "pass.tsv").open("a") as file:
        file.write("articles\tGovernance\n")
    done = listed.run("check", code=78)
    assert (f"{listed.folder}/pass.tsv:6: rejected, score 0: Governance"
            in done.out)
    assert done.err.endswith(".conf: the rules get 1 title wrong\n")
    listed.rules["jobs"].pop("sections")
    done = listed.run("check", code=78)
    assert "pass.tsv:6: " in done.out
    assert "fail.tsv:1: selected, score 10: Fellow" in done.out
    assert done.err.endswith(".conf: the rules get 2 titles wrong\n")


@pytest.mark.parametrize("text, mistake", [
    ("article\tA title\n", "pass.tsv:1: there is no section 'article'"),
    ("\narticles\n", "pass.tsv:2: a title follows after a tab"),
    (None, "pass.tsv': No such file"),
])
def test_lists_that_are_none(listed, text, mistake):
    if text is None:
        (listed.folder / "pass.tsv").unlink()
    else:
        (listed.folder / "pass.tsv").write_text(text)
    assert mistake in listed.run("check", code=78).err


def test_rules_as_shipped(lectern):
    """What they must and must not select, whatever else is changed."""
    lectern.config = ROOT / "tests/select/select.conf"
    out = lectern.run("check", write_config=False).out
    passed, failed = re.findall(r"(\d+) titles, (\d+) of them selected", out)
    assert passed[0] == passed[1] and int(passed[0]) >= 50
    assert failed[1] == "0" and int(failed[0]) >= 50


def test_labelled_titles():
    """Others than those that the lists are made of."""
    if not LABELLED.exists():
        pytest.skip("there are no labelled titles here")
    done = subprocess.run(
        [sys.executable, ROOT / "tests/select/score.py", LABELLED],
        env={**os.environ, "LECTERN": PROGRAM}, capture_output=True,
        text=True, check=True)
    f1 = {line.split()[0]: float(line.split()[-1])
          for line in done.stdout.splitlines()}
    assert f1["all"] >= 0.92
    assert f1["journal"] >= 0.85
    assert f1["job"] >= 0.85
