# SPDX-License-Identifier: ISC
"""What every system test is given: the program, and a server to poll."""

import shutil
from datetime import datetime, timezone

import pytest

from program import ROOT, Lectern
from server import Server


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture
def lectern(tmp_path):
    return Lectern(tmp_path)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo as it is shipped, in a folder of its own, after a run."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "config", folder / "config")
    shutil.copytree(ROOT / "feeds/source", folder / "feeds/source")
    (folder / "var").mkdir()
    demo = Lectern(folder)
    demo.config = folder / "config/demo.conf"
    demo.public = folder / "feeds/public"
    demo.now = datetime(2026, 11, 23, 9, 0, tzinfo=timezone.utc)
    done = demo.run("run", write_config=False)
    assert (done.out, done.err) == ("", "")
    return demo
