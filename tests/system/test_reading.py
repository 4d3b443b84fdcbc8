# SPDX-License-Identifier: ISC
"""Who only looks: changes nothing, needs no right to write, is told when what
was printed did not arrive."""

import os
import shutil
import sqlite3
import subprocess

import pytest

from feeds import article, rss
from program import PROGRAM

READERS = [("check",), ("status",), ("status", "--json"), ("list",),
           ("list", "--json"), ("explain", "1")]


@pytest.fixture
def journal(server, lectern):
    lectern.feed("journal", server.put("/journal", rss([article(1)])))
    lectern.run("run")
    return lectern


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_nothing_changes(journal, command):
    before = journal.database.read_bytes()
    # Another address in the configuration is the next run's to hear of.
    journal.feed("journal", "http://127.0.0.1:9/elsewhere")
    journal.run(*command)
    assert journal.database.read_bytes() == before


def test_strangers_do_not_read_it(journal):
    """The addresses in it may hold passwords. Who opened it up meant it."""
    assert journal.database.stat().st_mode & 0o7777 == 0o640
    journal.database.chmod(0o644)
    journal.poll_all()
    assert journal.database.stat().st_mode & 0o7777 == 0o644


def test_nor_what_is_put_beside_it(journal):
    """Which stays there while somebody reads, and has the words of the last
    run in it."""
    reader = sqlite3.connect(f"file:{journal.database}?mode=ro", uri=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM feed").fetchall()
    journal.poll_all()
    beside = sorted(journal.database.parent.iterdir())
    assert [path.name for path in beside] == [
        "lectern.db", "lectern.db-shm", "lectern.db-wal", "lectern.db.lock"]
    for path in beside[:3]:
        assert path.stat().st_mode & 0o7777 == 0o640, path
    reader.close()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can be someone else")
@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_without_the_right_to_write(journal, command, tmp_path):
    program = tmp_path / "lectern"
    shutil.copy(PROGRAM, program)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == "root" and folder.name.startswith("pytest"):
            folder.chmod(0o755)
    tmp_path.chmod(0o755)
    journal.database.chmod(0o644)
    for path in (tmp_path, *tmp_path.rglob("*")):
        os.chown(path, 65533, 65533)  # cron's user
    done = subprocess.run(
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
         program, "-c", journal.config, *command],
        capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("command", [*READERS, ("-h",), ("-V",)],
                         ids=" ".join)
def test_a_full_disk_is_told(journal, command):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [PROGRAM, "-c", journal.config, *command], stdout=full,
            stderr=subprocess.PIPE, text=True)
    assert done.returncode == 74
    assert "standard output" in done.stderr


def test_secrets_stay_in_the_house(server, journal):
    """User and password of a feed's address, in whatever is printed."""
    address = server.put("/secret", rss([article(7)])).replace(
        "http://", "http://someone:s3cret@")
    journal.feed("secret", address)
    said = journal.poll_all()
    printed = said.out + said.err
    for command in READERS:
        printed += journal.run(*command).out
    for data, _, _ in journal.published().values():
        printed += data.decode()
    assert "article" in printed.lower()
    assert "s3cret" not in printed
