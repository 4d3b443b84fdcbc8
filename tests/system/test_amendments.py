# SPDX-License-Identifier: ISC
"""Corrections, expressions of concern, retractions: an entry of its own, and
the original marked in what is published."""

import xml.etree.ElementTree as ET

import pytest

from feeds import article, rss
from program import ATOM

THREAD = "{http://purl.org/syndication/thread/1.0}"
SUBJECT = "Boards and the quality of care"


def work(n, title=SUBJECT, **changes):
    return article(n, title=title, **changes)


def poll(lectern, server, *items, name="journal", **options):
    lectern.feed(name, server.put(f"/{name}", rss(list(items))), **options)
    lectern.poll_all()


def entries(lectern):
    """title → its element in the published Atom feed."""
    root = ET.parse(lectern.public / "leadership.atom").getroot()
    return {entry.findtext(ATOM + "title"): entry
            for entry in root.findall(ATOM + "entry")}


def hrefs(entry, rel):
    return [link.get("href") for link in entry.findall(ATOM + "link")
            if link.get("rel") == rel]


def amendments(lectern):
    """title → (what it amends, of what, what amends it, by what)."""
    def told(item, key):
        said = item["_lectern"].get(key, {})
        return said.get("kind"), said.get("title")
    return {item["title"]: told(item, "amends") + told(item, "amended")
            for item in lectern.items()}


KINDS = [
    ("Correction: {}", "correction", "{}", "Corrected by"),
    ("Corrigendum to \u201c{}\u201d [J. Health 59 (2026) 1-7]", "correction",
     "{}", "Corrected by"),
    ("{} [Erratum]", "correction", "{}", "Corrected by"),
    ("Expression of concern: {}", "concern", "Concerns raised: {}",
     "Put in question by"),
    ("Retraction: {}", "retraction", "Retracted: {}", "Retracted by"),
    ("Retraction notice to \"{}\"", "retraction", "Retracted: {}",
     "Retracted by"),
    # As some publishers call the notice, under a DOI of its own.
    ("Retracted: {}", "retraction", "Retracted: {}", "Retracted by"),
]


@pytest.mark.parametrize("first", ["original", "notice", "both"])
@pytest.mark.parametrize("form, kind, marked, words", KINDS)
def test_a_notice(server, lectern, form, kind, marked, words, first):
    original, notice = work(1), work(2, form.format(SUBJECT))
    both = [notice, original]  # newest first, as feeds have them
    if first == "original":
        poll(lectern, server, original)
    elif first == "notice":
        poll(lectern, server, notice)
    before = lectern.items()[0]["_lectern"]["updated"] if (
        first == "original") else None
    poll(lectern, server, *both)
    lectern.poll_all()
    assert len(lectern.items()) == 2
    told = amendments(lectern)
    assert told[SUBJECT] == (None, None, kind, notice.title)
    assert told[notice.title] == (kind, SUBJECT, None, None)
    root = ET.parse(lectern.public / "leadership.atom").getroot()
    ours, theirs = root.findall(ATOM + "entry")[::-1]
    if lectern.items()[0]["title"] != notice.title:
        ours, theirs = theirs, ours
    assert ours.findtext(ATOM + "title") == marked.format(SUBJECT)
    assert hrefs(ours, "related") == [f"https://doi.org/{notice.doi}"]
    assert kind in [c.get("term") for c in ours.findall(ATOM + "category")]
    assert words in ours.findtext(ATOM + "content", "") + ours.findtext(
        ATOM + "summary", "")
    assert theirs.findtext(ATOM + "title") == notice.title
    assert hrefs(theirs, "related") == [f"https://doi.org/{original.doi}"]
    reply, = theirs.findall(THREAD + "in-reply-to")
    assert reply.get("ref") == ours.findtext(ATOM + "id")
    assert reply.get("href") == f"https://doi.org/{original.doi}"
    assert reply.get("type") == "text/html"
    page = (lectern.public / "index.html").read_text()
    assert words in page and f"{marked.format(SUBJECT)}</a>" in page
    if before:
        moved = ours.findtext(ATOM + "updated") > before
        assert moved == (kind != "correction")


def test_nothing_moves_twice(server, lectern):
    poll(lectern, server, work(1))
    poll(lectern, server, work(2, f"Retraction: {SUBJECT}"), work(1))
    before = lectern.published()
    poll(lectern, server, work(
        2, f"Retraction: {SUBJECT}", summary="Reworded."), work(1),
        name="other")
    after = lectern.entries("leadership.atom")
    assert [e["updated"] for e in after if e["title"].startswith("Retracted")
            ] == [e["updated"] for e in after if "Retracted" in e["title"]]
    lectern.poll_all()
    assert before["index.html"][0] == lectern.published()["index.html"][0]


def test_the_gravest_counts(server, lectern):
    notices = [work(n, f"{form}: {SUBJECT}") for n, form in enumerate(
        ["Retraction", "Correction", "Expression of concern"], 2)]
    poll(lectern, server, work(1), *notices)
    assert amendments(lectern)[SUBJECT][2:] == (
        "retraction", f"Retraction: {SUBJECT}")


def test_the_work_is_marked_under_its_own_doi(server, lectern):
    poll(lectern, server, work(1))
    before, = lectern.entries("leadership.atom")
    poll(lectern, server, work(1, f"RETRACTED: {SUBJECT}"))
    after, = lectern.entries("leadership.atom")
    assert after["id"] == before["id"]
    assert after["title"] == f"RETRACTED: {SUBJECT}"
    assert after["updated"] > before["updated"]
    item, = lectern.items()
    assert item["_lectern"]["amended"] == {"kind": "retraction"}
    poll(lectern, server, work(1))  # a mistake
    assert "amended" not in lectern.items()[0]["_lectern"]


def test_another_feed_says_that_it_is_retracted(server, lectern):
    poll(lectern, server, work(1))
    before, = lectern.entries("leadership.atom")
    poll(lectern, server, work(
        1, f"RETRACTED: {SUBJECT}", link="https://index.example/7",
        guid="index:7"), name="index")
    after, = lectern.entries("leadership.atom")
    assert after["title"] == f"Retracted: {SUBJECT}"
    assert after["updated"] > before["updated"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_notice_under_the_doi_of_its_original(server, lectern, turned):
    original = work(1)
    notice = work(2, f"Retraction: {SUBJECT}", doi=original.doi)
    both = [notice, original] if turned else [original, notice]
    for items in both[:1], both, both:
        poll(lectern, server, *items)
    assert amendments(lectern) == {
        SUBJECT: (None, None, "retraction", notice.title),
        notice.title: ("retraction", SUBJECT, None, None)}
    assert {item["title"]: item["_lectern"].get("doi")
            for item in lectern.items()} == {
                SUBJECT: original.doi, notice.title: None}


def test_by_the_doi_that_it_links(server, lectern):
    original = work(1)
    text = f'See <a href="https://doi.org/{original.doi}">the article</a>.'
    poll(lectern, server, work(2, "Correction", summary=text), original,
         work(3, "Erratum", summary=text + " And 10.1234/another."),
         work(4, f"Correction for Smith et al., {SUBJECT}", summary=text),
         work(5, "Retraction: what we can all learn", summary=text))
    told = amendments(lectern)
    assert told["Correction"] == ("correction", SUBJECT, None, None)
    # Of two that it links, either may be meant.
    assert told["Erratum"] == ("correction", None, None, None)
    assert told[f"Correction for Smith et al., {SUBJECT}"][1] == SUBJECT
    assert told["Retraction: what we can all learn"][1] is None
    assert told[SUBJECT][2] == "correction"


SPELT = "Organisational behaviour & quality in the centre"


@pytest.mark.parametrize("first", ["original", "notice", "both"])
@pytest.mark.parametrize("title, form, text", [
    (SPELT, "Correction: Organizational behavior and quality in the center",
     "."),
    ("Organizational behavior and quality in the center",
     f"Retraction: {SPELT}", "."),
    ("Leading in hospitals", "Withdrawn: Leading in hospitals", "."),
    (SUBJECT, "Retraction notice (doi {doi})", "."),
    (SUBJECT, "Retraction: doi:{doi}", "."),
    (SUBJECT, "Correction to Smith et al.",
     '<a href="https://doi.org/{doi}">The article</a>'),
    (SUBJECT, "Correction: Smith et al.",
     '<a href="https://doi.org/{doi}">The article</a>'),
])
def test_in_other_words(server, lectern, title, form, text, first):
    original = work(1, title)
    notice = work(2, form.format(doi=original.doi),
                  summary=text.format(doi=original.doi))
    poll(lectern, server, *{"original": [original], "notice": [notice],
                            "both": [notice, original]}[first])
    poll(lectern, server, notice, original)
    told = amendments(lectern)
    assert told[notice.title][1] == title
    assert told[title][3] == notice.title


@pytest.mark.parametrize("relation", [
    '<x:isCorrectionOf xmlns:x="http://prismstandard.org/namespaces/basic/2.0/"'
    '>{}</x:isCorrectionOf>',
    '<x:relation xmlns:x="http://purl.org/dc/terms/">doi:{}</x:relation>',
    '<x:link xmlns:x="http://www.w3.org/2005/Atom" rel="related"'
    ' href="https://doi.org/{}"/>'])
def test_by_what_the_feed_says(server, lectern, relation):
    """Before any title, and whichever comes first."""
    poll(lectern, server, work(1, "Correction: Smith et al.", summary=".",
                               extra=relation.format(work(3).doi)),
         work(2, "Smith et al."))
    poll(lectern, server, work(3))
    told = amendments(lectern)
    assert told["Correction: Smith et al."][:2] == ("correction", SUBJECT)
    assert told["Smith et al."] == (None,) * 4


@pytest.mark.parametrize("original, other", [
    ("Consent in research", "Retraction of consent in research"),
    ("Hyponatraemia in adults", "Correction of hyponatraemia in adults"),
    ("Consent in research", "Retracting consent in research"),
    ("Social media", "Withdrawn: young people and social media")])
@pytest.mark.parametrize("turned", [False, True])
def test_articles_on_such_things(server, lectern, original, other, turned):
    works = [work(1, original), work(2, other)]
    if turned:
        works.reverse()
    for n in 1, 2, 2:
        poll(lectern, server, *works[:n])
    assert amendments(lectern) == {original: (None,) * 4, other: (None,) * 4}


def test_a_notice_alone(server, lectern):
    poll(lectern, server, work(1, f"Retraction: {SUBJECT}"),
         work(2, "Correction for multiple testing in leadership studies"))
    assert amendments(lectern) == {
        f"Retraction: {SUBJECT}": ("retraction", None, None, None),
        "Correction for multiple testing in leadership studies": (None,) * 4}
    for entry in entries(lectern).values():
        assert hrefs(entry, "related") == []
        assert entry.find(THREAD + "in-reply-to") is None


def test_short_titles_are_many_works(server, lectern):
    poll(lectern, server, work(1, "Editorial"), work(2, "Editorial"),
         work(3, "Correction: Editorial"), work(4), work(5),
         work(6, f"Correction: {SUBJECT}"))
    told = amendments(lectern)
    assert told["Correction: Editorial"][1] is None
    assert told[f"Correction: {SUBJECT}"][1] is None


def test_of_works_of_one_title_that_of_the_feed_is_meant(server, lectern):
    poll(lectern, server, work(1), name="other")
    poll(lectern, server, work(2), work(3, f"Retraction: {SUBJECT}"))
    assert {item["_lectern"]["doi"]: "amended" in item["_lectern"]
            for item in lectern.items()} == {
                work(1).doi: False, work(2).doi: True, work(3).doi: False}


def test_members_learn_of_what_they_saw(server, lectern):
    """A notice goes with its original, whatever the rules say of it."""
    poll(lectern, server, work(1, "Medical leadership in all hospitals"),
         work(2, "Retraction: Medical leadership in all hospitals",
              summary="."), work(3, summary="."),
         work(4, f"Retraction: {SUBJECT}", summary="."), select="rules")
    assert lectern.titles("--state", "selected") == [
        "Medical leadership in all hospitals",
        "Retraction: Medical leadership in all hospitals"]
    lectern.rules = {"all": {"any": ["retraction"], "score": -1},
                     **lectern.rules}
    lectern.poll_all()
    assert len(lectern.titles("--state", "selected")) == 2


def test_two_originals_found_to_be_one(server, lectern):
    early = work(1, doi=None, guid="early", link="https://a.example/early")
    poll(lectern, server, early)
    poll(lectern, server, work(1), name="issue")
    poll(lectern, server, work(2, f"Retraction: {SUBJECT}"), work(1),
         name="issue")
    assert amendments(lectern)[f"Retraction: {SUBJECT}"][1] == SUBJECT
    early.doi = work(1).doi
    poll(lectern, server, early)
    assert amendments(lectern) == {
        SUBJECT: (None, None, "retraction", f"Retraction: {SUBJECT}"),
        f"Retraction: {SUBJECT}": ("retraction", SUBJECT, None, None)}


def test_a_title_with_syntax(server, lectern):
    title = 'NEAR("a" b) AND title : {C++} - "boards" OR *'
    poll(lectern, server, work(1, title), work(2, f"Correction: {title}"))
    assert amendments(lectern)[title][2] == "correction"
