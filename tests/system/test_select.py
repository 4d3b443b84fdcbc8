# SPDX-License-Identifier: ISC
"""Rules through the whole program: thresholds, and what a changed rule does."""

from datetime import timedelta

import pytest

from feeds import article, rss


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
