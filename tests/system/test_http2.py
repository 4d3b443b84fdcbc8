# SPDX-License-Identifier: ISC
"""HTTP/2, where a server speaks it."""

import re
import shutil

import pytest

from feeds import article, rss
from webserver import NGINX_COMMAND, WebServer

NGINX = """
daemon off; user root; worker_processes 1; pid {folder}/pid; error_log {folder}/error;
events {{ }}
http {{
    log_format protocol "$connection $server_protocol $status";
    access_log {folder}/access protocol;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
    fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4;
    scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{port} ssl{version};
        ssl_certificate {certificate}; ssl_certificate_key {certificate};
        root {feeds};
    }}
}}
"""

N_FEEDS = 20


@pytest.mark.parametrize("version, protocol", [
    (" http2", "HTTP/2.0"), ("", "HTTP/1.1")])
def test_http2(lectern, certificate, version, protocol):
    """Many feeds of one host over the connections that it may have, twice."""
    if not shutil.which(NGINX_COMMAND[0]):
        pytest.skip("there is no nginx here")
    feeds = lectern.folder / "feeds"
    feeds.mkdir()
    lectern.http["ca_bundle"] = str(certificate)
    web = WebServer(lectern.folder / "nginx", NGINX_COMMAND, NGINX,
                    version=version, certificate=certificate, feeds=feeds)
    try:
        for n in range(N_FEEDS):
            (feeds / f"{n}.xml").write_text(rss([article(n + 1)]))
            lectern.feed(f"f{n}", f"https://127.0.0.1:{web.port}/{n}.xml")
        assert lectern.run("run").err == ""
        assert lectern.poll_all().err == ""
    finally:
        web.close()
    asked = re.findall(r"(\d+) (\S+) (\d+)",
                       (web.folder / "access").read_text())
    assert [(p, status) for _, p, status in asked] == (
        [(protocol, "200")] * N_FEEDS + [(protocol, "304")] * N_FEEDS)
    assert len({connection for connection, *_ in asked}) <= 2 * 2
    assert len(lectern.items()) == N_FEEDS
