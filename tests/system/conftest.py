# SPDX-License-Identifier: ISC
"""What every system test is given: the program, and a server to poll."""

import shutil
import socket
import ssl
import subprocess
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
def elsewhere():
    """The server of somebody else."""
    server = Server()
    yield server
    server.close()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A key and a certificate that vouches for itself, in one file."""
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
         "-days", "2", "-keyout", path, "-out", path.with_suffix(".crt")],
        check=True, stderr=subprocess.DEVNULL)
    with path.open("a") as file:
        file.write(path.with_suffix(".crt").read_text())
    return path


@pytest.fixture
def secure(certificate):
    """A server that speaks https."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = Server(tls=context)
    yield server
    server.close()


@pytest.fixture
def server6():
    """A server on the IPv6 loopback."""
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            pass
    except OSError:
        pytest.skip("there is no IPv6 here")
    server = Server("::1")
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
    # Its dates count from the day that it is here.
    shutil.copy(folder / "feeds/source/nhs-jobs.xml", folder / "var")
    demo = Lectern(folder)
    demo.config = folder / "config/demo.conf"
    demo.public = folder / "feeds/public"
    demo.now = datetime(2026, 11, 23, 9, 0, tzinfo=timezone.utc)
    done = demo.run("run", write_config=False)
    assert (done.out, done.err) == ("", "")
    return demo
