# SPDX-License-Identifier: ISC
"""The demo, and whether it selects what a person would have selected."""

import csv
import os
import re
import shutil
import subprocess
from collections import Counter
from datetime import date, datetime, timezone
from pathlib import Path

import pytest

from program import ROOT

EXPECTED = Path(__file__).with_name("demo_expected.tsv")
TWICE_SEEN = {
    "Physician burn-out, transformational and servant leadership":
        ["bmj-leader", "bmj-leader-ahead"],
    "PhD Studentship: Collaboration in a Cold Climate: Integrated Care "
    "Systems in England’s Health and Care Sector":
        ["jobs-business", "jobs-health"],
}


@pytest.fixture(scope="module")
def expected():
    with open(EXPECTED, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(
            file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def items(demo):
    return demo.run("list", "--json", write_config=False).json


def told(item):
    return item["_lectern"]["state"], item["_lectern"]["section"], item["title"]


def test_selects_what_a_person_would(items, expected):
    got = {told(item) for item in items}
    wanted = {(row["state"], row["section"], row["title"])
              for row in expected}
    assert sorted(got - wanted) == []
    assert sorted(wanted - got) == []
    assert len(items) == len(expected) == 65


def test_a_third_is_selected(items):
    states = Counter(item["_lectern"]["state"] for item in items)
    assert states == {"selected": 25, "held": 3, "rejected": 36,
                      "expired": 1}


def test_finds_every_doi(items, expected):
    assert ({item["title"]: item["_lectern"].get("doi") or "" for item in items}
            == {row["title"]: row["doi"] for row in expected})


@pytest.mark.parametrize("title", TWICE_SEEN)
def test_one_entry_for_what_is_in_two_feeds(demo, items, title):
    seen = [item for item in items if item["title"] == title]
    assert [sorted(item["_lectern"]["feeds"]) for item in seen] == [
        TWICE_SEEN[title]]
    page = (demo.public / "index.html").read_text("utf-8")
    assert page.count(f">{title}</a>") == 1


def test_publishes_what_was_selected(demo, items):
    selected = {item["title"] for item in items
                if item["_lectern"]["state"] == "selected"}
    titles = [entry["title"] for entry in demo.entries("leadership.atom")]
    assert set(titles) == selected
    assert len(titles) == len(selected)


def test_tells_when_posts_close(demo):
    days = re.findall(r"DTSTART;VALUE=DATE:(\d+)",
                      (demo.public / "opportunities.ics").read_text("utf-8"))
    assert sorted(days) == ["20261202", "20261228"]
    page = (demo.public / "index.html").read_text("utf-8")
    assert re.findall(r"Closes <time[^>]*>([^<]*)</time>(?: <strong class="
                      r'"soon">([^<]*))?', page) == [
        ("28 December 2026", ""), ("2 December 2026", "closing soon")]


@pytest.mark.parametrize("today", [
    "2026-11-23", "2026-11-24", "2026-11-30", "2027-02-28", "2026-11-16",
    "2025-01-01"])
def test_its_dates_count_from_today(tmp_path, today):
    """However often, and whatever the clock says."""
    clock = tmp_path / "bin/date"
    clock.parent.mkdir()
    clock.write_text('#!/bin/sh\n[ "$*" = +%F ] && echo $TODAY ||'
                     ' exec /bin/date "$@"\n')
    clock.chmod(0o755)
    for name in ("tools/demo.sh", "feeds/source/nhs-jobs.xml"):
        (tmp_path / name).parent.mkdir(parents=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for day in ("2027-05-05", today, today):
        subprocess.run(
            ["tools/demo.sh", "true"], cwd=tmp_path, check=True,
            stdout=subprocess.DEVNULL, env={
                "PATH": f"{clock.parent}:{os.environ['PATH']}", "TODAY": day})

    def days(path, since):
        return [(date.fromisoformat(day) - since).days for day in re.findall(
            r"<(?:post|close)Date>([\d-]+)", path.read_text("utf-8"))]

    recorded = days(ROOT / "feeds/source/nhs-jobs.xml", date(2026, 11, 23))
    moved = days(tmp_path / "var/nhs-jobs.xml", date.fromisoformat(today))
    assert moved == recorded and len(set(moved)) == 10


def test_breaks_no_character(demo):
    for path in map(demo.public.joinpath, demo.published()):
        text = path.read_text("utf-8")
        assert not re.search("\ufffd|â€|Ã[\u0080-\u00bf]", text), path.name
        # Escaped once too often, it would be shown to the reader. (HTML in
        # Atom is escaped twice, so what markup needs is no fault.)
        fault = re.search(r"&amp;(?!amp;|lt;|gt;|quot;)#?\w+;", text)
        assert not fault, f"{path.name}: {fault}"


def test_lets_nothing_through_that_runs_or_watches(demo):
    for path in map(demo.public.joinpath, demo.published()):
        text = path.read_text("utf-8")
        for word in ("iframe", "utm_", "cross-ref", "<sec>", "lt;sec&"):
            assert word not in text, f"{path.name}: {word}"


def test_a_second_run_changes_nothing(demo):
    before = demo.published()
    demo.now = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)
    demo.run("run", "--all", write_config=False)
    assert demo.published() == before
