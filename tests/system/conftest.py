# SPDX-License-Identifier: ISC
"""What every system test is given: the program, and a server to poll."""

import pytest

from program import Lectern
from server import Server


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture
def lectern(tmp_path):
    return Lectern(tmp_path)
