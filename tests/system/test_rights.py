# SPDX-License-Identifier: ISC
"""What cron's user may not do is told by check, before cron finds out."""

import grp
import os
import pwd
import shlex
import shutil
import tempfile
from pathlib import Path

import pytest

from feeds import article, rss
from program import Lectern


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


def instead(path, put):
    def act(lectern):
        gone(path)(lectern)
        lectern.folder.chmod(0o755)
        put(lectern.folder / path)
    return act


def link(path):
    return instead(path, lambda there: there.symlink_to("nowhere"))


def plain(path):
    return instead(path, Path.touch)


@pytest.mark.parametrize("act, key, words, remedy", [
    (closed("public"), "public: ", "cannot write into", None),
    (closed("var"), "database: ", "cannot write into", None),
    (gone("public"), "public: ", "cannot make", "install -d -o"),
    (gone("var"), "database: ", "cannot make", "install -d -m 750 -o"),
    (of_another("var/lectern.db"), "database: ", "cannot write", "chown"),
    (of_another("var/lectern.db.lock"), "database: ", "cannot write",
     "chown"),
    (link("public"), "public: ", "is a link that leads nowhere", None),
    (link("var"), "database: ", "is a link that leads nowhere", None),
    (plain("public"), "public: ", "is there, but is no folder", None),
    (plain("var"), "database: ", "is there, but is no folder", None),
])
def test_a_right_is_missing(bound, act, key, words, remedy):
    """A remedy would spoil what is not lectern's alone."""
    bound.config.write_text(bound.text())
    act(bound)
    done = bound.run("check", code=73, write_config=False)
    line = next(line for line in done.err.splitlines() if key in line)
    assert words in line
    assert (remedy is None) == ("as root: " not in line)
    if remedy is not None:
        assert f"as root: {remedy} " in line
    elif "cannot write into" in line:
        user = pwd.getpwuid(os.geteuid()).pw_name
        group = grp.getgrgid(os.getegid()).gr_name
        assert f"it belongs to {user}:{group}, mode 0555" in line


def test_a_folder_of_the_system(bound):
    """Nobody is to give it away."""
    etc = bound.folder / "etc"
    etc.mkdir()
    bound.settings["database"] = str(etc / "lectern.db")
    etc.chmod(0o555)
    err = bound.run("check", code=73).err
    etc.chmod(0o755)
    assert f"cannot write into '{etc}'" in err
    assert "install" not in err and "chown" not in err


def test_a_remedy_is_safe_to_paste(bound):
    closed("public")(bound)
    name = "it's; $(touch x) here"
    bound.settings["public"] = str(bound.public / name)
    err = bound.run("check", code=73).err
    command = next(line for line in err.splitlines() if "public: " in line)
    command = command.split("as root: ")[1]
    assert shlex.split(command)[-1] == str(bound.public / name)


@pytest.mark.skipif(os.geteuid() != 0, reason="gives files away")
def test_the_editor_need_not_write(bound):
    """Nor look into the folder, which the README makes 0750."""
    bound.config.write_text(bound.text())
    for path in (*bound.database.parent.iterdir(), bound.database.parent):
        os.chown(path, 4242, 4242)
    bound.database.parent.chmod(0o750)
    closed("public")(bound)
    bound.database.chmod(0o640)
    for mode in (0o755, 0o750):
        bound.database.parent.chmod(mode)
        done = bound.run("check", write_config=False)
        assert done.err == ""
        assert "run check as 4242: " in done.out
    for command in ("list", "status"):
        err = bound.run(command, code=73, write_config=False).err
        assert "4242's: run this as that user" in err
    err = bound.run("pin", "1", "--why", "x", code=73, write_config=False).err
    assert "4242's: run this as that user" in err


@pytest.mark.skipif(os.geteuid() != 0, reason="gives files away")
@pytest.mark.parametrize("path, key", [
    ("public/leadership.atom", "public"), ("var/lectern.db.lock", "database")])
def test_a_sticky_folder_keeps_what_is_of_others(bound, path, key):
    """What all may write into, but not rename over each other's files."""
    bound.config.write_text(bound.text())
    # Nobody may look below the folders of the tests.
    with tempfile.TemporaryDirectory() as there:
        os.chmod(there, 0o755)
        other = Lectern(Path(there) / "site")
        shutil.copytree(bound.folder, other.folder)
        for folder, _, files in os.walk(other.folder):
            for at in (folder, *(os.path.join(folder, name)
                                 for name in files)):
                os.chown(at, 65534, 65534)
        file = other.folder / path
        file.write_bytes(b"")
        os.chown(file, 4242, 4242)
        file.chmod(0o666)
        os.chown(file.parent, 4242, 4242)
        file.parent.chmod(0o777)
        other.starter = ["setpriv", "--reuid", "65534", "--regid", "65534",
                         "--clear-groups", "--inh-caps", "+dac_override",
                         "--ambient-caps", "+dac_override"]
        assert "sticky" not in other.run("check", write_config=False).err
        file.parent.chmod(0o1777)
        err = other.run("check", code=73, write_config=False).err
        assert f"{key}: " in err and "as root" not in err
        assert f"cannot replace in its sticky folder '{file}'" in err
        assert "it belongs to 4242:4242, mode 0666" in err


def test_a_folder_that_can_be_made_is_no_mistake(bound):
    bound.settings["public"] = "new/public"
    bound.settings["database"] = "new/var/lectern.db"
    assert bound.run("check").err == ""
    assert not (bound.folder / "new").exists()
