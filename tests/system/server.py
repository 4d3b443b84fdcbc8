# SPDX-License-Identifier: ISC
"""A web server on loopback that does what a test tells it to, also badly.

    server.put("/feed", rss(...), etag='"a"')      # conditional GETs work
    server.put("/old", status=301, location="/feed")
    server.put("/slow", raw=drip(b"x", every=0.1))
    server.requests                                # what came over the wire

It is a proxy too: what is asked of one is an address instead of a path.
"""

import gzip
import hashlib
import socket
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Request:
    method: str
    path: str
    headers: dict  # names in lower case
    connection: int  # the client's port: equal for what shares a connection
    at: float  # on the monotonic clock
    body: bytes = b""
    status: int = 0


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    content_type: str = "application/rss+xml"
    etag: str = None
    last_modified: str = None
    location: str = None
    delay: float = 0
    chunked: bool = False
    gzip: bool = False
    raw: object = None  # called with the handler, instead of all the above

    def is_known_to(self, asked):
        """RFC 9110 13.2.2: If-None-Match goes before If-Modified-Since.
        Dates are compared as strings: a client must send what it got."""
        if self.status != 200:
            return False
        if self.etag and "if-none-match" in asked:
            return asked["if-none-match"] == self.etag
        return bool(self.last_modified) and (
            asked.get("if-modified-since") == self.last_modified)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16

    def do_GET(self):
        asked = {k.lower(): v for k, v in self.headers.items()}
        request = Request(self.command, self.path, asked,
                          self.client_address[1], time.monotonic(),
                          self.rfile.read(int(asked.get("content-length", 0))))
        with self.server.owner.lock:
            self.server.owner.requests.append(request)
            answer = self.server.owner.answers.get(self.path)
        if answer is None:
            answer = Answer(b"nothing here", 404, content_type="text/plain")
        if answer.delay:
            time.sleep(answer.delay)
        if answer.raw:
            self.close_connection = True
            answer.raw(self)
            return
        request.status = 304 if answer.is_known_to(asked) else answer.status
        self.answer(answer, request.status)

    do_CONNECT = do_POST = do_GET

    def answer(self, answer, status):
        body = gzip.compress(answer.body) if answer.gzip else answer.body
        self.send_response(status)
        if answer.etag:
            self.send_header("ETag", answer.etag)
        if answer.last_modified:
            self.send_header("Last-Modified", answer.last_modified)
        if answer.location:
            self.send_header("Location", answer.location)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if status == 304:
            self.end_headers()
            return
        if answer.content_type:
            self.send_header("Content-Type", answer.content_type)
        if answer.gzip:
            self.send_header("Content-Encoding", "gzip")
        if answer.chunked:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for at in range(0, len(body), 1 << 16):
                chunk = body[at:at + (1 << 16)]
                self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_):
        pass


class Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 512

    def get_request(self):
        connection, address = super().get_request()
        self.owner.n_connections += 1
        if self.owner.tls:
            self.owner.hellos.append(connection.recv(4096, socket.MSG_PEEK))
            connection = self.owner.tls.wrap_socket(
                connection, server_side=True)
        return connection, address

    def handle_error(self, request, client_address):
        pass  # a client that hangs up is what some tests are about


class Listener6(Listener):
    address_family = socket.AF_INET6


class Server:
    def __init__(self, host="127.0.0.1", tls=None):
        """tls: an ssl.SSLContext, for https."""
        self.answers = {}
        self.requests = []
        self.n_connections = 0
        self.hellos = []  # the first bytes of each TLS connection
        self.tls = tls
        self.host = f"[{host}]" if ":" in host else host
        self.lock = threading.Lock()
        self.listener = (Listener6 if ":" in host else Listener)(
            (host, 0), Handler)
        self.listener.owner = self
        self.port = self.listener.server_address[1]
        threading.Thread(
            target=self.listener.serve_forever,
            kwargs={"poll_interval": 0.01}, daemon=True).start()

    def url(self, path, host=None):
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{host or self.host}:{self.port}{path}"

    def put(self, path, body=b"", status=200, **options):
        """Sets, or replaces, what path answers; returns its URL."""
        if isinstance(body, str):
            body = body.encode()
        with self.lock:
            self.answers[path] = Answer(body, status, **options)
        return self.url(path)

    def asked(self, path):
        """The requests for path since the last forget()."""
        with self.lock:
            return [r for r in self.requests if r.path == path]

    def forget(self):
        with self.lock:
            self.requests.clear()

    def close(self):
        self.listener.shutdown()
        self.listener.server_close()


HEAD = (b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
        b"Connection: close\r\n")


def send(data):
    """Writes data as it is, headers and all, and hangs up."""
    def raw(handler):
        handler.wfile.write(data)
        handler.wfile.flush()
    return raw


def cut(body, at):
    """Announces the whole body and hangs up in the middle of it."""
    return send(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body[:at])


def cut_chunked(body, at):
    return send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" %
                len(body) + body[:at])


def endless(head=b"<rss><channel>", piece=b"<item/>" * 10000):
    """A body without an end and without a length."""
    def raw(handler):
        handler.wfile.write(HEAD + b"\r\n" + head)
        while True:
            handler.wfile.write(piece)
    return raw


def drip(piece=b" ", every=0.1, seconds=60):
    """A body that comes slowly enough to hold a client up."""
    def raw(handler):
        handler.wfile.write(HEAD + b"\r\n")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(every)
    return raw


def silence(seconds=60):
    """Takes the request and says nothing."""
    def raw(_):
        time.sleep(seconds)
    return raw


def locked(body, *allowed, challenge='Basic realm="feeds"'):
    """Answers those alone whose Authorization is one of those allowed."""
    def raw(handler):
        if handler.headers["Authorization"] in allowed:
            return send(HEAD + b"\r\n" + body)(handler)
        return send(b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: "
                    + challenge.encode() + b"\r\nContent-Length: 0\r\n"
                    b"Connection: close\r\n\r\n")(handler)
    return raw


def digest(body, user, password):
    """The same by RFC 7616, as far as one client of ours needs it."""
    def md5(*parts):
        return hashlib.md5(":".join(parts).encode()).hexdigest()

    def raw(handler):
        given = handler.headers["Authorization"] or ""
        fields = {key: value.strip('"') for key, _, value in (
            each.strip().partition("=")
            for each in given.removeprefix("Digest ").split(","))}
        want = given.startswith("Digest ") and md5(
            md5(user, "feeds", password), fields["nonce"], fields["nc"],
            fields["cnonce"], "auth", md5("GET", handler.path))
        allowed = (given,) if want and fields["response"] == want else ()
        return locked(body, *allowed, challenge='Digest realm="feeds", '
                      'nonce="once", qop="auth"')(handler)
    return raw


def gzip_bomb(size):
    """size bytes of white space, a thousandth of that on the wire."""
    def raw(handler):
        body = gzip.compress(b" " * size, 9)
        handler.wfile.write(
            HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" %
            len(body) + body)
        handler.wfile.flush()
    return raw
