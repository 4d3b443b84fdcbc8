# SPDX-License-Identifier: ISC
"""Characters that would do something to the text around them reach nobody,
wherever a feed has them; those that languages need do."""

import json
import re

# An override that nobody closes, an isolate, a mark, an annotation, a
# noncharacter.
FOUL = "\u202e\u2066\ufeff\ufff9\ufdd0"
NUMBERS = "".join(f"&#x{ord(c):x};" for c in FOUL)
# A joiner and a mark of direction, and the flag of Wales.
GOOD = "\u200d\u200f\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c" \
       "\U000e0073\U000e007f"
ANY = re.compile("[\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef]")


def spoilt(words, foul=FOUL):
    return f"{words[:3]}{foul}{words[3:]}"


def rss(foul):
    """Foul in everything that can hold text."""
    t = lambda words: spoilt(words, foul)
    html = (f"<p title='{t('title')}'>{t('text')} {GOOD} <b>{t('bold')}</b> "
            f"<a href='https://e.example/{t('link')}' title='{t('a link')}'>"
            f"{t('here')}</a><img src='https://e.example/{t('a.png')}' "
            f"alt='{t('alternative')}'></p>")
    escaped = html.replace("&", "&amp;").replace("<", "&lt;")
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">
<channel><title>{t('A journal')}</title>
<link>https://e.example/{t('home')}</link>
<description>{t('All of it')}</description>
<language>{t('en-GB')}</language><copyright>{t('Ours')}</copyright>
<generator>{t('Software')}</generator>
<item><title>{t('Leadership')} {GOOD}</title>
<link>https://e.example/{t('article')}</link>
<guid isPermaLink="false">{t('guid-1')}</guid>
<dc:identifier>doi:10.1234/{t('abcdef')}</dc:identifier>
<dc:creator>{t('Jones')}, A.</dc:creator>
<category domain="{t('scheme')}">{t('category')}</category>
<comments>https://e.example/{t('comments')}</comments>
<prism:publicationName>{t('Journal')}</prism:publicationName>
<prism:volume>{t('123')}</prism:volume>
<pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate>
<enclosure url="https://e.example/{t('a.mp3')}" type="{t('audio/mpeg')}"
  length="1"/>
<source url="https://e.example/{t('source')}">{t('A source')}</source>
<description>{t('A summary')} {GOOD}</description>
<content:encoded>{escaped}</content:encoded></item>
</channel></rss>""".encode()


def check_parsed(lectern, document):
    parsed = lectern.run("parse", "-", stdin=document)
    assert not ANY.search(parsed.out)
    item, = parsed.json["items"]
    assert item["title"] == f"Leadership {GOOD}"
    assert GOOD in item["content_html"]
    assert "\\u202e" not in parsed.out


def test_as_characters(lectern):
    check_parsed(lectern, rss(FOUL))


def test_as_references(lectern):
    check_parsed(lectern, rss(NUMBERS))


def test_in_json(lectern):
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": spoilt("A journal"),
        "items": [{"id": spoilt("id-1"), "title": spoilt("Leadership"),
                   "url": "https://e.example/" + spoilt("article"),
                   "content_html": f"<p>{spoilt('text')}</p>",
                   "tags": [spoilt("category")],
                   "authors": [{"name": spoilt("Jones")}]}]}
    parsed = lectern.run("parse", "-", stdin=json.dumps(document).encode())
    assert not ANY.search(parsed.out)
    assert parsed.json["items"][0]["title"] == "Leadership"


def test_what_is_published(server, lectern):
    lectern.outputs = {f"leadership.{suffix}": {} for suffix in (
        "atom", "rss", "json", "html", "ris", "bib")}
    lectern.feed("journal", server.put("/journal", rss(FOUL).decode()))
    assert lectern.run("run").err == ""
    for name, (data, *_) in lectern.published().items():
        assert not ANY.search(data.decode()), name
        assert "Leadership" in data.decode(), name
