#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Polling measured: many feeds on an nginx on loopback, asked by lectern, by a
bare loop in C, by one that can search, by one that keeps each feed at once
besides, and by what of sfeed and newsboat is installed. Three stages: nothing is known yet, nothing has changed, one feed in
twenty has a new item. Each stage is run several times for each program, and the
best time counts.

    tests/bench/poll.py LECTERN BARE_POLL [FEEDS [ITEMS [ROUNDS]]]
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from compose import Words, cost

ROOT = Path(__file__).resolve().parents[2]
# Debian's users have no sbin in their PATH.
NGINX_PROGRAM = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")

NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  log_format status "$status"; access_log {folder}/access.log status;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
  fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4;
  scgi_temp_path {folder}/t5;
  types {{ application/rss+xml xml; }}
  keepalive_requests 100000;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""

# The rules are real ones: matching thirty of them is part of the work.
LECTERN = """
site {{ title = "B" author = "B" link = "https://b.example/"
  base = "https://b.example/feeds/" id = "tag:b.example,2026:b" }}
database = "lectern.db"
public = "public"
http {{ connections = 32 per-host = 32 per-host-delay = "0s"
  allow-private = true }}
section articles {{ title = "Articles" }}
section opportunities {{ title = "Opportunities" }}
include("{rules}")
publish "all.atom" {{ }}
publish "index.html" {{ }}
"""


def document(words, feed, n_items, edition):
    items = "".join(
        f"<item><title>{words.text(f'title {feed} {n}', 12)}</title>"
        f"<link>https://journal{feed}.example.org/paper/{n}</link>"
        f'<guid isPermaLink="false">feed{feed}-{n}</guid>'
        f"<pubDate>{n % 28 + 1:02d} Oct 2026 08:{n % 60:02d}:00 GMT</pubDate>"
        "<dc:creator>Jones, L., Smith, A. B.</dc:creator><description><![CDATA["
        f"<p>{words.text(f'first {feed} {n}', 50)}.</p>"
        f"<p>{words.text(f'second {feed} {n}', 30)} &amp; so on.</p>"
        "]]></description></item>"
        for n in range(edition, edition + n_items))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Journal {feed}</title>"
        f"<link>https://journal{feed}.example.org/</link>"
        f"<description>Feed {feed}</description>{items}</channel></rss>\n")


class Web:
    """The feeds, served by nginx."""

    def __init__(self, folder, n_feeds, n_items):
        self.folder, self.n_items = folder, n_items
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.urls = {f"f{n}": f"http://127.0.0.1:{self.port}/f{n}.xml"
                     for n in range(n_feeds)}
        self.words, self.edition = Words(), 0
        (folder / "www").mkdir(parents=True)
        self.write(step=1)
        (folder / "nginx.conf").write_text(
            NGINX.format(folder=folder, port=self.port))
        self.process = subprocess.Popen(
            [NGINX_PROGRAM, "-e", folder / "error.log",
             "-c", folder / "nginx.conf"])
        self.wait()

    def write(self, step):
        """A new document for each step-th feed."""
        for n in range(0, len(self.urls), step):
            (self.folder / "www" / f"f{n}.xml").write_text(
                document(self.words, n, self.n_items, self.edition))

    def change(self):
        self.edition += 1
        time.sleep(1.1)  # Last-Modified, and nginx's ETag, count in seconds
        self.write(step=20)

    def wait(self):
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.05)
        self.close()
        sys.exit("nginx did not start:\n"
                 + (self.folder / "error.log").read_text())

    def answers(self):
        """status → how often, since the last call."""
        log = self.folder / "access.log"
        counts = Counter(log.read_text().split())
        os.truncate(log, 0)
        return counts

    def close(self):
        self.process.terminate()
        self.process.wait()


def prepare_lectern(program, folder, urls):
    (folder / "lectern.conf").write_text(
        LECTERN.format(rules=ROOT / "config/leadership.conf") + "".join(
            f'feed {name} {{ url = "{url}" section = "articles" }}\n'
            for name, url in urls.items()))
    return [program, "-c", folder / "lectern.conf", "run", "--all"]


def prepare_bare(program, folder, urls):
    (folder / "urls").write_text("".join(f"{u}\n" for u in urls.values()))
    return [program, folder / "bare.db", folder / "urls"]


def prepare_search(program, folder, urls):
    return [*prepare_bare(program, folder, urls), "search"]


def prepare_commits(program, folder, urls):
    return [*prepare_bare(program, folder, urls), "commits"]


def prepare_sfeed(program, folder, urls):
    (folder / "sfeedrc").write_text(
        f'sfeedpath="{folder}/feeds"\nmaxjobs=32\nfeeds() {{\n' + "".join(
            f'feed "{name}" "{url}"\n' for name, url in urls.items()) + "}\n")
    return [program, folder / "sfeedrc"]


def prepare_newsboat(program, folder, urls):
    (folder / "urls").write_text("".join(f"{u}\n" for u in urls.values()))
    (folder / "config").write_text("reload-threads 32\n")
    return [program, "-q", "-u", folder / "urls", "-C", folder / "config",
            "-c", folder / "cache.db", "-x", "reload"]


class User:
    """A program that polls, in a folder of its own."""

    def __init__(self, name, program, folder, prepare, urls):
        self.name, self.program, self.folder = name, program, folder
        self.prepare, self.urls = prepare, urls

    def forget(self):
        """Everything that it knows."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self.command = self.prepare(self.program, self.folder, self.urls)

    def run(self):
        """(wall seconds, CPU seconds, peak MiB of its largest process)."""
        return cost(self.command, env={**os.environ, "HOME": str(self.folder)})


STAGES = {  # what comes before each round: to the user, to the web
    "cold": (User.forget, None),
    "unchanged": (None, None),
    "5 % changed": (None, Web.change),
}


def run_stage(stage, users, web, rounds):
    """user's name → the best of its times."""
    before_user, before_web = STAGES[stage]
    best = {}
    for _ in range(rounds):
        if before_web:
            before_web(web)
        for user in users:
            if before_user:
                before_user(user)
            web.answers()
            times = user.run()
            if user.name not in best or times < best[user.name][0]:
                best[user.name] = times, web.answers()
    for name, ((wall, cpu, peak), answers) in best.items():
        print(f"{stage:12}{name:14}{wall:8.2f}{cpu:8.2f}{peak:10.0f}"
              f"{answers['200']:8}{answers['304']:8}", flush=True)
    return {name: times[0] for name, (times, _) in best.items()}


def find_users(lectern, bare, folder, urls):
    known = {
        "lectern": (Path(lectern).resolve(), prepare_lectern),
        "bare loop": (Path(bare).resolve(), prepare_bare),
        "and search": (Path(bare).resolve(), prepare_search),
        "and commits": (Path(bare).resolve(), prepare_commits),
        "sfeed_update": (shutil.which("sfeed_update"), prepare_sfeed),
        "newsboat": (shutil.which("newsboat"), prepare_newsboat),
    }
    for name, (program, prepare) in known.items():
        if program:
            yield User(name, program, folder / name, prepare, urls)
        else:
            print(f"{name}: not installed")


def main(lectern, bare, n_feeds=1000, n_items=30, rounds=3):
    if not NGINX_PROGRAM:
        sys.exit("nginx: not installed; it is what serves the feeds")
    folder = Path(tempfile.mkdtemp(prefix="lectern-bench-"))
    web = Web(folder / "web", n_feeds, n_items)
    try:
        users = list(find_users(lectern, bare, folder, web.urls))
        print(f"{n_feeds} feeds of {n_items} items, best of {rounds}\n"
              f"{'':26}{'wall s':>8}{'CPU s':>8}{'peak MiB':>10}"
              f"{'200s':>8}{'304s':>8}")
        for stage in STAGES:
            wall = run_stage(stage, users, web, rounds)
            print(f"{stage:12}lectern takes "
                  f"{wall['lectern'] / wall['bare loop']:.1f} times as long "
                  "as the bare loop, "
                  f"{wall['lectern'] / wall['and search']:.1f} times as one "
                  "that can search, "
                  f"{wall['lectern'] / wall['and commits']:.1f} times as one "
                  "that also keeps each feed at once", flush=True)
    finally:
        web.close()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))
