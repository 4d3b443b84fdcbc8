# SPDX-License-Identifier: ISC
"""The locked room, from inside: a program in which a document can tell its
parser what to do (tests/hook), and what comes of each attempt."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

import program
from feeds import article, rss
from program import ROOT, Lectern

HOOKED = ROOT / "build/hook/lectern"
N_WELL = 8

FORBIDDEN = "the parser tried what it may not do (SIGSYS)"
NONSENSE = "the parser's answer makes no sense"
ATTEMPTS = {
    **dict.fromkeys(("open", "create", "connect", "exec", "fork", "ptrace",
                     "kill", "write", "code", "unlimit"), FORBIDDEN),
    "allocate": "the parser needed more than 1024 MiB of memory",
    "spin": "the parser took 1 s of CPU time",
    "hang": "the parser took 8 s",
    "crash": "the parser died of SIGSEGV",
    "end": "the parser ended with exit code 0",
    "half": "the parser ended with exit code 0",
    "noise": NONSENSE,
    "lie": NONSENSE,
    "flood": NONSENSE,
}


@pytest.fixture(scope="module")
def hooked():
    if not HOOKED.exists():
        pytest.skip("build/hook is not built: make VARIANT=hook")
    normal, program.PROGRAM = program.PROGRAM, str(HOOKED)
    yield
    program.PROGRAM = normal


def add_feed(lectern, name, document):
    path = lectern.folder / f"{name}.xml"
    path.write_text(document)
    lectern.feed(name, path)


def evil(act):
    return rss([article(0, title="Evil")]) + f"<!-- hook:{act} -->"


@pytest.fixture(scope="module")
def after(hooked, tmp_path_factory):
    """After a run with every attempt, and feeds that are well among them."""
    lectern = Lectern(tmp_path_factory.mktemp("room"))
    for n, act in enumerate(ATTEMPTS):
        add_feed(lectern, act, evil(act))
        if n < N_WELL:
            add_feed(lectern, f"well-{n}", rss([article(n + 1)]))
    lectern.said = lectern.run("run").err
    return lectern


@pytest.mark.parametrize("act", ATTEMPTS)
def test_attempt_fails(after, act):
    assert f"{act}: {ATTEMPTS[act]} (" in after.said
    (outcome, message), = after.query(
        "SELECT outcome, message FROM feed WHERE name = ?", act)
    assert (outcome, message) == ("unreadable", ATTEMPTS[act])


def test_nothing_else_is_said(after):
    assert len(after.said.splitlines()) == len(ATTEMPTS)


def test_others_are_unharmed(after):
    well = sorted(article(n + 1).title for n in range(N_WELL))
    assert after.titles() == well
    assert sorted(each["title"] for each in after.entries(
        "leadership.atom")) == well


def test_a_feed_that_recovers_is_read(hooked, lectern):
    add_feed(lectern, "journal", evil("crash"))
    assert "SIGSEGV" in lectern.run("run", code=69).err
    add_feed(lectern, "journal", rss([article(1)]))
    lectern.poll_all()
    assert lectern.titles() == [article(1).title]


def test_parse(hooked, lectern):
    done = lectern.run("parse", "-", stdin=evil("open").encode(), code=65)
    assert (done.out, done.err) == ("", f"lectern: -: {FORBIDDEN}\n")


@pytest.mark.parametrize("golden", sorted(
    (ROOT / "tests/golden").glob("*.json")), ids=lambda path: path.stem)
def test_a_document_needs_nothing_more(hooked, golden):
    """Where what is forbidden kills, as AddressSanitizer would not let it."""
    for document in golden.parent.glob(f"{golden.stem}.*"):
        done = subprocess.run([HOOKED, "parse", document],
                              capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")


def n_started(lectern, code=0):
    said = lectern.run("-v", "run", "--all", code=code).err
    return int(said.split("parsers started: ")[1].split()[0])


def test_none_is_started_for_nothing(server, lectern):
    """By the program as it is released."""
    lectern.feed("journal", server.put("/", rss([article(1)]), etag='"1"'))
    assert n_started(lectern) == 1
    assert n_started(lectern) == 0
    server.put("/", "<html><title>Gone</title>", status=404)
    assert n_started(lectern, code=69) == 0


def test_a_page_that_turns_us_away_is_read_there(server, lectern):
    lectern.feed("journal", server.put(
        "/", "<html><title>Just a moment</title>", status=403))
    assert n_started(lectern, code=69) == 1
    (message,), = lectern.query("SELECT message FROM feed")
    assert message.endswith("an HTML page titled \u201cJust a moment\u201d")


def test_check_says_which_locks_are_on(lectern):
    add_feed(lectern, "journal", rss([article(1)]))
    assert "can open no file and no connection (seccomp" in lectern.run("check").out


@pytest.mark.parametrize("place, code", [("var", 70), ("elsewhere", 0)])
def test_lectern_reads_nothing_else(server, lectern, place, code):
    """The gate compares with what members have, behind a link too, but not
    where lectern has nothing to read: told by what it finds there."""
    lectern.feed("journal", server.put(
        "/", rss([article(n) for n in range(1, 11)])))
    lectern.run("run")
    if "(seccomp, Landlock " not in lectern.run("check").out:
        pytest.skip("there is no Landlock here")
    old = lectern.folder / place / "old.atom"
    old.parent.mkdir(exist_ok=True)
    (lectern.public / "leadership.atom").rename(old)
    (lectern.public / "leadership.atom").symlink_to(old)
    for path in lectern.database.parent.glob("lectern.db*"):
        path.unlink()
    server.put("/", rss([article(n) for n in range(7, 13)]))
    done = lectern.poll_all(code=code)
    assert ("6 of its 10 entries" in done.err) == (code == 70)


def test_a_local_feed_behind_links(lectern):
    """What it may read of them is where they lead to."""
    far = lectern.folder / "far"
    far.mkdir()
    (far / "real.xml").write_text(rss([article(1)]))
    (lectern.folder / "near").symlink_to("far")
    (lectern.folder / "feed.xml").symlink_to("near/real.xml")
    lectern.feed("journal", lectern.folder / "feed.xml")
    assert lectern.run("run").err == ""
    assert len(lectern.entries("leadership.atom")) == 1


def test_public_folder_behind_a_link(server, lectern):
    """What a confined run writes may lie elsewhere than its names."""
    for name in ("public", "var"):
        (lectern.folder / "far" / name).mkdir(parents=True)
        (lectern.folder / name).symlink_to(f"far/{name}")
    lectern.feed("journal", server.put("/", rss([article(1)])))
    lectern.run("run")
    lectern.poll_all()
    assert len(lectern.entries("leadership.atom")) == 1


def children(pid):
    """Processes whose parent is pid."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        if int(fields[1]) == pid:
            found.append(stat.parent)
    return found


def facts(process):
    return dict(line.split(":\t", 1)
                for line in (process / "status").read_text().splitlines())


@pytest.fixture
def prisoner(hooked, lectern):
    """A parser that hangs: its folder in /proc."""
    add_feed(lectern, "journal", evil("hang"))
    lectern.config.write_text(lectern.text())
    run = subprocess.Popen(
        [HOOKED, "-c", lectern.config, "-q", "run"], cwd=lectern.folder,
        env={**os.environ, "http_proxy": "http://user:secret@proxy.example"})
    try:
        while True:
            assert run.poll() is None
            for process in children(run.pid):
                if (facts(process).get("Seccomp") == "2" and
                        "memfd:document" in (process / "maps").read_text()):
                    yield process
                    return
            time.sleep(0.01)
    finally:
        run.kill()
        run.wait()


def test_what_a_parser_is_left_with(prisoner):
    status = facts(prisoner)
    assert (status["NoNewPrivs"], status["Threads"]) == ("1", "1")
    limits = (prisoner / "limits").read_text()
    # It may be handed a document, if it has closed the one before.
    for name, most in (
            ("core file size", "0"), ("file size", "0"), ("open files", "1")):
        line, = (each for each in limits.splitlines()
                 if each.startswith(f"Max {name} "))
        assert line.split()[-3:-1] == [most, most]
    files = list((prisoner / "fd").iterdir())
    assert [each.name for each in files] == ["3"]
    assert os.readlink(files[0]).startswith("socket:")
    document, = (each.split() for each in
                 (prisoner / "maps").read_text().splitlines()
                 if "memfd:document" in each)
    assert document[1] == "r--p"  # until it changes its own copy


def test_what_a_parser_does_not_know(prisoner):
    assert "lectern.db" not in (prisoner / "maps").read_text()
    assert b"secret" not in (prisoner / "environ").read_bytes()


def test_lectern_confines_itself(prisoner, lectern):
    if "(seccomp, Landlock " not in lectern.run("check").out:
        pytest.skip("there is no Landlock here")
    parent = Path("/proc") / facts(prisoner)["PPid"]
    assert facts(parent)["NoNewPrivs"] == "1"


def test_a_parser_ends_with_its_parent(prisoner):
    os.kill(int(facts(prisoner)["PPid"]), signal.SIGKILL)
    while prisoner.exists():
        time.sleep(0.01)
