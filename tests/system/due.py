# SPDX-License-Identifier: ISC
"""When a feed is due, and answers that say so."""

from email.utils import format_datetime

from feeds import article, rss
from server import send

HOUR = 3600
DAY = 24 * HOUR
DOCUMENT = rss([article(1)])
PAGE = ("<!DOCTYPE html><html><head><title>Just a moment...</title>"
        '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
        "</head><body>Enable JavaScript</body></html>")


def wait(lectern, feed="journal"):
    """Seconds from now until the store says that the feed is due."""
    (at,), = lectern.query(
        "SELECT next_due_at FROM feed WHERE name = ?", feed)
    return at - lectern.now.timestamp()


def check_wait(lectern, secs, feed="journal"):
    """Where it is ours to choose, up to a twentieth earlier."""
    assert secs * 0.95 <= wait(lectern, feed) < secs


def check_told(lectern, secs, feed="journal"):
    """Never earlier; the program itself takes a moment."""
    assert secs <= wait(lectern, feed) <= secs + 30


def at_due(lectern, feed="journal", code=0):
    """A run at the second in which the feed is due; its messages."""
    lectern.later(seconds=wait(lectern, feed))
    return lectern.run("run", code=code).err


def with_channel(extra):
    return DOCUMENT.replace("<item>", extra + "<item>", 1)


def headers(**values):
    return {name.replace("_", "-"): value for name, value in values.items()}


def answer(body=DOCUMENT, status="200 OK", **fields):
    """An answer whose Date is as told, not the clock's."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n"
                    for name, value in fields.items())
    return send(f"HTTP/1.1 {status}\r\n{lines}Connection: close\r\n\r\n{body}"
                .encode())


def date(lectern, **later):
    lectern.later(**later)
    text = format_datetime(lectern.now, usegmt=True)
    lectern.later(**{unit: -n for unit, n in later.items()})
    return text
