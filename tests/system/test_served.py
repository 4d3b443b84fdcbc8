# SPDX-License-Identifier: ISC
"""What is published, over web servers with the configuration that is shipped,
to readers that are not ours."""

import gzip
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from feeds import article, rss
from program import ROOT
from webserver import NGINX_COMMAND, WebServer

MEDIA_TYPES = {
    "reading.atom": "application/atom+xml",
    "reading.rss": "application/rss+xml",
    "reading.json": "application/feed+json",
    "reading.html": "text/html; charset=utf-8",
    "list.fragment": "text/html; charset=utf-8",
    "reading.ris": "application/x-research-info-systems; charset=utf-8",
    "reading.bib": "application/x-bibtex; charset=utf-8",
    "reading.opml": "text/x-opml; charset=utf-8",
    "reading.ics": "text/calendar; charset=utf-8",
}

NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error;
events {{ }}
http {{
    access_log {folder}/access;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
    fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4;
    scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{port};
        server_name faculty.example;
        location /feeds/ {{
            alias {public}/;
            include {shipped};
        }}
    }}
}}
"""

APACHE = """
ServerRoot {folder}
ServerName faculty.example
User nobody
Group nogroup
PidFile {folder}/pid
ErrorLog {folder}/error
Listen 127.0.0.1:{port}
""" + "".join(
    f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
    for name in ("mpm_event", "authz_core", "alias", "dir", "env", "headers",
                 "mime", "rewrite", "setenvif")) + """
LogFormat "%h - - %t \\"%r\\" %>s %b" common
TypesConfig /dev/null
Define LECTERN_PUBLIC {public}
Alias /feeds {public}
Include {shipped}
"""

SERVERS = {
    "nginx": (NGINX, NGINX_COMMAND),
    "apache": (APACHE, ["/usr/sbin/apache2", "-D", "FOREGROUND", "-f"]),
}


class Site(WebServer):
    def __init__(self, kind, lectern):
        text, command = SERVERS[kind]
        super().__init__(lectern.folder / kind, command, text,
                         public=lectern.public,
                         shipped=ROOT / f"config/{kind}-lectern.conf")

    def url(self, name):
        return f"http://127.0.0.1:{self.port}/feeds/{name}"

    def get(self, name, **headers):
        """Status, headers, body."""
        request = urllib.request.Request(
            self.url(name), headers={
                key.replace("_", "-"): v for key, v in headers.items()})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def statuses(self, form):
        """Of the requests for one form, in order."""
        return re.findall(rf'"GET \S+\.{form} HTTP/[\d.]+" (\d+)',
                          (self.folder / "access").read_text())


@pytest.fixture
def published(server, lectern):
    # Servers that are started by root read as somebody else.
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    lectern.public = folder
    lectern.settings["public"] = str(folder)
    lectern.outputs = {name: {} for name in MEDIA_TYPES}
    lectern.outputs["index.html"] = {}
    lectern.feed("journal", server.put(
        "/journal", rss([article(n) for n in range(1, 4)])))
    lectern.run("run")
    yield lectern
    shutil.rmtree(folder)


@pytest.fixture(params=SERVERS)
def site(request, published):
    command = SERVERS[request.param][1][0]
    if not shutil.which(command):
        pytest.skip(f"there is no {command} here")
    site = Site(request.param, published)
    yield site
    site.close()


def test_headers(site):
    for name, media_type in MEDIA_TYPES.items():
        status, headers, _ = site.get(name)
        assert status == 200
        assert headers["Content-Type"] == media_type, name
        assert headers["Cache-Control"] == "public, max-age=600"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors" in headers["Content-Security-Policy"]
        assert headers["Vary"] == "Accept-Encoding"
    assert site.get("reading.atom")[1]["Link"] == (
        '<https://faculty.example/feeds/reading.atom>; rel="self"')
    assert site.get("")[1]["Content-Type"] == MEDIA_TYPES["reading.html"]


def test_unchanged(site, published):
    for coding in ("identity", "gzip"):
        _, headers, _ = site.get("reading.atom", Accept_Encoding=coding)
        published.poll_all()
        for asked in ({"If_None_Match": headers["ETag"]},
                      {"If_Modified_Since": headers["Last-Modified"]}):
            status, _, body = site.get(
                "reading.atom", Accept_Encoding=coding, **asked)
            assert (status, body) == (304, b""), (coding, asked)


def test_packed(site, published):
    for name, (data, _, _) in published.published().items():
        _, plain, body = site.get(name, Accept_Encoding="identity")
        assert body == data
        assert plain["Content-Encoding"] is None
        _, packed, body = site.get(name, Accept_Encoding="gzip")
        assert packed["Content-Encoding"] == "gzip", name
        assert packed["Content-Type"] == plain["Content-Type"]
        assert packed["ETag"] != plain["ETag"]
        assert gzip.decompress(body) == data


class Newsboat:
    def __init__(self, folder, url):
        self.folder = folder / "newsboat"
        self.folder.mkdir()
        (self.folder / "urls").write_text(url + "\n")
        (self.folder / "config").write_text("")

    def command(self, *words):
        return subprocess.run(
            ["newsboat", "-q", "-u", self.folder / "urls",
             "-C", self.folder / "config", "-c", self.folder / "cache",
             "-x", *words],
            env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin",
                 "LC_ALL": "C.UTF-8", "TERM": "dumb"},
            check=True, timeout=60, capture_output=True, text=True).stdout

    def reload(self):
        """How many articles are unread after a reload."""
        self.command("reload")
        return int(self.command("print-unread").split()[0])

    def read_all(self):
        with sqlite3.connect(self.folder / "cache") as cache:
            cache.execute("UPDATE rss_item SET unread = 0")
        cache.close()


@pytest.mark.skipif(not shutil.which("newsboat"), reason="no newsboat here")
@pytest.mark.parametrize("site", ["nginx"], indirect=True)
@pytest.mark.parametrize("form", ["atom", "rss"])
def test_a_member(server, site, published, form):
    member = Newsboat(published.folder, site.url(f"reading.{form}"))
    assert member.reload() == 3
    member.read_all()
    # Newsboat keeps validators for a feed that it knows, not at the first time.
    assert member.reload() == 0
    published.poll_all()
    assert member.reload() == 0
    assert site.statuses(form) == ["200", "200", "304"]
    # One is new; the text of another is put right.
    items = [article(2, summary="What two learnt, put right."),
             *(article(n) for n in (1, 3, 4))]
    server.put("/journal", rss(items))
    time.sleep(1)  # validators are made of a time in seconds
    published.poll_all()
    assert member.reload() == 1
    member.read_all()
    # Only corrections, of text and of a title.
    items[1] = article(1, title="Medical leadership, with another title")
    items[2] = article(3, summary="Another summary.")
    server.put("/journal", rss(items))
    published.poll_all()
    assert member.reload() == 0
    assert site.statuses(form)[3:] == ["200", "200"]
