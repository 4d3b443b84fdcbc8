# SPDX-License-Identifier: ISC
"""What cron's user may not do is told by check, before cron finds out."""

import os

import pytest

from feeds import article, rss


@pytest.fixture
def bound(server, lectern):
    """Lectern as a user whom the modes of files and folders bind."""
    lectern.feed("journal", server.put("/journal", rss([article(1)])))
    if os.geteuid() == 0:
        lectern.starter = [
            "setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    lectern.run("run")
    yield lectern
    for path in (lectern.folder, lectern.public, lectern.database.parent):
        if path.exists():
            path.chmod(0o755)


def test_all_is_well(bound):
    done = bound.run("check")
    assert done.err == ""
    assert str(bound.public) in done.out


def closed(path):
    return lambda lectern: (lectern.folder / path).chmod(0o555)


def gone(path):
    def act(lectern):
        for file in (lectern.folder / path).iterdir():
            file.unlink()
        (lectern.folder / path).rmdir()
        lectern.folder.chmod(0o555)
    return act


def of_another(path):
    return lambda lectern: (lectern.folder / path).chmod(0o444)


@pytest.mark.parametrize("act, key, words", [
    (closed("public"), "public: ", "cannot write into"),
    (closed("var"), "database: ", "cannot write into"),
    (gone("public"), "public: ", "cannot make"),
    (gone("var"), "database: ", "cannot make"),
    (of_another("var/lectern.db"), "database: ", "cannot write"),
    (of_another("var/lectern.db.lock"), "database: ", "cannot write"),
])
def test_a_right_is_missing(bound, act, key, words):
    bound.config.write_text(bound.text())
    act(bound)
    done = bound.run("check", code=73, write_config=False)
    line = next(line for line in done.err.splitlines() if key in line)
    assert words in line and "Permission denied" in line
    remedy = "chown " if "lectern.db" in line else "install -d"
    assert f"as root: {remedy}" in line


def test_a_folder_that_can_be_made_is_no_mistake(bound):
    bound.settings["public"] = "new/public"
    bound.settings["database"] = "new/var/lectern.db"
    assert bound.run("check").err == ""
    assert not (bound.folder / "new").exists()
