#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Polling measured: many feeds on an nginx on loopback, asked three times:
cold, unchanged, and with one feed in twenty changed. Beside lectern, what of
sfeed and newsboat is installed does the same with the same feeds.

    tests/bench/poll.py build/release/lectern [FEEDS [ITEMS]]
"""

import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log {folder}/access.log combined buffer=64k flush=1s;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
  fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4;
  scgi_temp_path {folder}/t5;
  types {{ application/rss+xml xml; }}
  keepalive_requests 100000;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""

ABSTRACT = (
    "<p>This study asks how hospital boards and clinical leaders shape the "
    "quality of care. Interviews with forty medical directors in nine "
    "organisations were analysed thematically.</p><p>Three themes stood out: "
    "trust, time and the distribution of authority. Leadership development "
    "programmes were valued where they changed daily work. The findings bear "
    "on how integrated care systems are governed &amp; led.</p>")


def document(feed, n_items, edition):
    items = "".join(
        f"<item><title>Paper {n} of feed {feed}: leadership in hospital "
        f"{(feed * 31 + n) % 977}</title>"
        f"<link>https://journal{feed}.example.org/paper/{n}</link>"
        f"<guid isPermaLink=\"false\">feed{feed}-{n}</guid>"
        f"<pubDate>{(n % 28) + 1:02d} Oct 2026 08:{n % 60:02d}:00 GMT</pubDate>"
        f"<dc:creator>Jones, L., Smith, A. B.</dc:creator>"
        f"<description><![CDATA[{ABSTRACT}]]></description></item>"
        for n in range(edition, edition + n_items))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Journal {feed}</title>"
        f"<link>https://journal{feed}.example.org/</link>"
        f"<description>Feed {feed}</description>{items}</channel></rss>\n")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def measure(command, **kw):
    """(wall seconds, CPU seconds, peak MiB of the largest process)."""
    # A child of its own, so that its children's peak is told apart.
    report = subprocess.run(
        [sys.executable, __file__, "--measure", *map(str, command)],
        stdout=subprocess.PIPE, check=True, **kw).stdout
    return tuple(float(each) for each in report.split()[-3:])


def measured(command):
    began = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL)
    wall = time.monotonic() - began
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        print(f"{command[0]}: exit code {done.returncode}", file=sys.stderr)
    print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def lectern(program, folder, url, n_feeds):
    config = folder / "lectern.conf"
    config.write_text(
        """site { title = "B" author = "B" link = "https://b.example/"
  base = "https://b.example/feeds/" id = "tag:b.example,2026:b" }
database = "lectern.db"
public = "public"
http { connections = 32 per-host = 32 per-host-delay = "0s"
  allow-private = true }
section articles { title = "Articles" }
rule leadership { any = {"leadership"} and = {"hospital*"} score = 10 }
publish "all.atom" { }
publish "index.html" { }
""" + "".join(f'feed f{n} {{ url = "{url}/f{n}.xml" section = "articles" '
              'every = "1h" }\n' for n in range(n_feeds)))
    now = 1793000000
    while True:
        yield [program, "-c", config, "--now", f"@{now}", "run", "--all"]
        now += 86400


def sfeed(folder, url, n_feeds):
    config = folder / "sfeedrc"
    config.write_text(
        f'sfeedpath="{folder}/sfeeds"\nmaxjobs=32\nfeeds() {{\n' + "".join(
            f'feed "f{n}" "{url}/f{n}.xml"\n' for n in range(n_feeds)) + "}\n")
    while True:
        yield ["sfeed_update", config]


def newsboat(folder, url, n_feeds):
    (folder / "urls").write_text(
        "".join(f"{url}/f{n}.xml\n" for n in range(n_feeds)))
    (folder / "config").write_text("reload-threads 32\n")
    while True:
        yield ["newsboat", "-q", "-u", folder / "urls", "-C",
               folder / "config", "-c", folder / "cache.db", "-x", "reload"]


def main(program, n_feeds=1000, n_items=30):
    folder = Path(tempfile.mkdtemp(prefix="lectern-bench-"))
    www = folder / "www"
    www.mkdir()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    (folder / "nginx.conf").write_text(
        NGINX.format(folder=folder, port=port))
    users = {"lectern": lectern(Path(program).resolve(), folder, url, n_feeds)}
    if shutil.which("sfeed_update"):
        users["sfeed_update"] = sfeed(folder, url, n_feeds)
    if shutil.which("newsboat"):
        users["newsboat"] = newsboat(folder, url, n_feeds)
    environment = {**os.environ, "HOME": str(folder)}
    server = subprocess.Popen(["nginx", "-c", folder / "nginx.conf"])
    print(f"{n_feeds} feeds of {n_items} items")
    print(f"{'':14}{'':14}{'wall s':>9}{'CPU s':>9}{'peak MiB':>10}")
    try:
        for n in range(n_feeds):
            (www / f"f{n}.xml").write_text(document(n, n_items, 0))
        for stage in ("cold", "unchanged", "5 % changed"):
            if stage == "5 % changed":
                time.sleep(1.1)  # Last-Modified counts in seconds
                for n in range(0, n_feeds, 20):
                    (www / f"f{n}.xml").write_text(document(n, n_items, 1))
            for name, commands in users.items():
                wall, cpu, peak = measure(next(commands), env=environment)
                print(f"{stage:14}{name:14}{wall:9.2f}{cpu:9.2f}{peak:10.0f}",
                      flush=True)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    if sys.argv[1] == "--measure":
        measured(sys.argv[2:])
    else:
        main(sys.argv[1], *map(int, sys.argv[2:]))
