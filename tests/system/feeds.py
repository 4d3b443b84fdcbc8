# SPDX-License-Identifier: ISC
"""Feed documents composed from lists of items.

    rss([article(1), article(2, title="Another title")])
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

FIRST_DAY = datetime(2026, 1, 1, 9, 30, tzinfo=timezone.utc)


@dataclass
class Item:
    title: str
    link: str = None
    guid: str = None
    summary: str = None
    date: datetime = None
    doi: str = None
    authors: list = field(default_factory=list)
    extra: str = ""  # markup put in as it is


def article(n, **changes):
    """The n-th article of a journal that has a new one every day."""
    return replace(Item(
        title=f"Medical leadership in practice, part {n}",
        link=f"https://journal.example/content/{n}",
        guid=f"journal;content/{n}",
        summary=f"What {n} clinical leaders learnt from change.",
        date=FIRST_DAY + timedelta(days=n),
        doi=f"10.1234/leader-2026-{n:06}",
        authors=["Jones, L.", "Amin, N."]), **changes)


def element(name, text, attributes=""):
    if text is None:
        return ""
    return f"<{name}{attributes}>{escape(text)}</{name}>\n"


def dublin_core(item, date):
    return (
        "".join(element("dc:creator", name) for name in item.authors)
        + element("dc:identifier", item.doi and f"doi:{item.doi}")
        + (element("dc:date", item.date and item.date.isoformat())
           if date else ""))


def rss(items, title="A journal", link="https://journal.example/"):
    """RSS 2.0 with Dublin Core."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel>\n"
        + element("title", title) + element("link", link)
        + element("description", f"All of {title}")
        + "".join(
            "<item>\n" + element("title", i.title) + element("link", i.link)
            + element("guid", i.guid, ' isPermaLink="false"')
            + element("description", i.summary)
            + element("pubDate", i.date and format_datetime(i.date))
            + dublin_core(i, date=False) + i.extra + "</item>\n"
            for i in items)
        + "</channel></rss>\n")


def rdf(items, title="A journal", link="https://journal.example/"):
    """RSS 1.0: the items stand beside the channel."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\n'
        ' xmlns="http://purl.org/rss/1.0/"\n'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"<channel rdf:about={quoteattr(link)}>\n"
        + element("title", title) + element("link", link)
        + element("description", f"All of {title}")
        + "<items><rdf:Seq>\n"
        + "".join(f"<rdf:li rdf:resource={quoteattr(i.link)}/>\n"
                  for i in items)
        + "</rdf:Seq></items></channel>\n"
        + "".join(
            f"<item rdf:about={quoteattr(i.link)}>\n"
            + element("title", i.title) + element("link", i.link)
            + element("description", i.summary)
            + dublin_core(i, date=True) + i.extra + "</item>\n"
            for i in items)
        + "</rdf:RDF>\n")


def atom(items, title="A journal", link="https://journal.example/"):
    updated = max((i.date for i in items if i.date), default=FIRST_DAY)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom"\n'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        + element("title", title) + element("id", link)
        + f"<link href={quoteattr(link)}/>\n"
        + element("updated", updated.isoformat())
        + "".join(
            "<entry>\n" + element("title", i.title)
            + element("id", i.guid and f"tag:journal.example,2026:{i.guid}")
            + (f"<link href={quoteattr(i.link)}/>\n" if i.link else "")
            + element("summary", i.summary)
            + element("published", i.date and i.date.isoformat())
            + element("updated", i.date and i.date.isoformat())
            + "".join("<author>" + element("name", name) + "</author>\n"
                      for name in i.authors)
            + element("dc:identifier", i.doi and f"doi:{i.doi}")
            + i.extra + "</entry>\n"
            for i in items)
        + "</feed>\n")
