# SPDX-License-Identifier: ISC
"""The page as a member sees it, in a real browser."""

import json
import re
import subprocess
from datetime import datetime, timezone

import pytest

from browser import Browser
from feeds import Item, article, rss
from program import ROOT, Lectern
from server import Server
from test_forms import BREAK_OUTS, hostile

NODE = ROOT / "build/npm/node_modules"
AXE = NODE / "axe-core/axe.min.js"
VNU = NODE / "vnu-jar/build/dist/vnu.jar"
TYPES = {".html": "text/html; charset=utf-8", ".svg": "image/svg+xml"}
WIDTHS = [320, 375, 768, 1088, 1600]
LEADER = "Leadership of everything"
WIDE = [
    "W" * 300,
    "https://long.example/" + "path-of-no-end/" * 40,
    "<table><tr>" + "".join(
        f"<td>Column number {n}</td>" for n in range(30)) + "</tr></table>",
    "<pre>" + "not-to-be-broken-" * 40 + "</pre>",
    "<ul><li>" * 30 + "deep" + "</li></ul>" * 30,
    "<p>" + "x" * 5000 + "</p>",
]
LOGO = ('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">'
        '<rect width="8" height="8"/></svg>')
# What a page is made of, and nothing that a stranger could have added.
ELEMENTS = set("""a b body br button cite code details div em h1 h2 head header
html i input label li link main meta nav ol p pre script section span strong
style sub summary sup table tbody td th thead time title tr u ul""".split())
JOB = """<closeDate>2026-03-09</closeDate><dc:publisher>Example NHS Trust
</dc:publisher>"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    browser = Browser(tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def site():
    server = Server()
    yield server
    server.close()


def serve(site, lectern):
    """The address of a page and its sisters on a server of their own."""
    where = f"/{lectern.folder.name}"
    for path in lectern.public.iterdir():
        site.put(f"{where}/{path.name}", path.read_bytes(),
                 content_type=TYPES.get(path.suffix, "text/plain"))
    return site.url(f"{where}/index.html")


@pytest.fixture(scope="module")
def demo_page(site, demo):
    return serve(site, demo)


@pytest.fixture(scope="module")
def composed(site, tmp_path_factory):
    """Fifty entries: usual ones, wide ones, and those who try to break out."""
    lectern = Lectern(tmp_path_factory.mktemp("composed"))
    lectern.outputs = {"leadership.atom": {"archive": True}, "index.html": {},
                       "list.html": {"format": "fragment"},
                       "jobs.html": {"sections": ["opportunities"]},
                       "closing.ics": {}}
    wide = [Item(title=f"{LEADER} {text if text[0] != '<' else n}",
                 link=f"https://wide.example/{n}/" + "x" * 1000,
                 guid=f"wide/{n}", summary=f"<p>{text}</p>" + text,
                 date=datetime(2026, 3, 1, n, tzinfo=timezone.utc),
                 authors=[text[:400]])
            for n, text in enumerate(WIDE)]
    lectern.feed("wide", site.put("/wide", rss(wide, title="W" * 200)))
    lectern.feed("evil", site.put("/evil", rss(
        [hostile(n, text) for n, text in enumerate(BREAK_OUTS)])))
    lectern.feed("journal", site.put("/journal", rss(
        [article(n) for n in range(1, 33)])))
    lectern.feed("jobs", site.put("/jobs", rss([Item(
        title="Fellow in clinical leadership", link="https://jobs.example/7",
        guid="job-7", date=datetime(2026, 2, 27, tzinfo=timezone.utc),
        summary="Lead.", extra=JOB)])), section="opportunities")
    lectern.run("run")
    return lectern


@pytest.fixture(scope="module")
def composed_page(site, composed):
    return serve(site, composed)


@pytest.fixture(params=["demo_page", "composed_page"])
def page(request):
    return request.getfixturevalue(request.param)


def test_asks_for_itself_alone_and_is_silent(browser, page):
    browser.show(page)
    browser.unfold()
    assert browser.complaints() == []
    assert browser.requests() == [page]
    assert browser.shown("h1") == ["Leadership reading"]


def test_search(browser, demo_page):
    browser.show(demo_page)
    everything = len(browser.shown(".entries > li"))
    field = browser.find("#search")
    field.send_keys("SERVANT burn out")
    assert [text.partition(".")[0] for text in browser.shown(".cite")] == [
        "Wan, A"]
    assert browser.shown(".told") == [f"1 of {everything} shown"]
    assert browser.shown("main h2") == ["Journals, reviews and articles"]
    field.clear()
    field.send_keys("nothing has this word")
    assert browser.shown(".entries > li") == []
    assert browser.shown(".told") == [f"0 of {everything} shown"]
    field.clear()
    field.send_keys("x\b")
    assert len(browser.shown(".entries > li")) == everything
    assert browser.complaints() == []


def test_sections(browser, demo_page):
    browser.show(demo_page)
    first, second = browser.shown("main h2")
    everything = len(browser.shown(".entries > li"))
    assert browser.shown(".filter button") == ["All", first, second]
    browser.find(".filter button:nth-child(3)").click()
    assert browser.shown("main h2") == [second]
    posts = len(browser.shown(".entries > li"))
    assert 0 < posts < everything
    assert browser.shown(".told") == [f"{posts} of {everything} shown"]
    assert browser.shown(".filter [aria-pressed=true]") == [second]
    browser.find("#search").send_keys("leadership")
    assert browser.shown("main h2") == [second]
    browser.find(".filter button").click()
    assert browser.shown("main h2") == [first, second]


def test_is_whole_without_script(browser, demo_page):
    browser.show(demo_page)
    cited = browser.shown(".cite")
    with browser.without_script():
        browser.show(demo_page)
        assert browser.shown(".cite") == cited
        assert browser.shown("input, button") == []
        # The sections are reached by links, abstracts unfold by themselves.
        browser.find(".jump li:last-child a").click()
        assert browser.driver.current_url.endswith("#section-opportunities")
        browser.find(".entries summary").click()
        assert browser.shown(".entries details > div")
        browser.find(".follow summary").click()
        links = browser.run("return [...document.querySelectorAll("
                            "'.follow a')].map(a => a.getAttribute('href'))")
    assert "leadership.atom" in links and "opportunities.ics" in links
    assert browser.complaints() == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_width_is_too_small(browser, page, width):
    browser.show(page, width=width)
    browser.unfold()
    assert browser.is_too_wide() == []
    with browser.without_script():
        browser.show(page, width=width)
        assert browser.is_too_wide() == []


def test_light_and_dark(browser, demo_page):
    grounds = []
    for scheme in ("light", "dark"):
        browser.show(demo_page, scheme=scheme)
        colour = browser.run(
            "return getComputedStyle(document.body).backgroundColor")
        grounds.append(sum(map(int, re.findall(r"\d+", colour)[:3])))
    assert grounds[0] > 700 and grounds[1] < 120


def test_print(browser, demo_page):
    browser.show(demo_page, media="print", scheme="dark")
    assert browser.shown("nav, input, details") == []
    assert len(browser.shown(".cite")) == 25
    assert browser.run("return getComputedStyle(document.body).color"
                       ) == "rgb(0, 0, 0)"
    paper = browser.print()
    assert paper.startswith(b"%PDF-") and len(paper) > 20000


@pytest.mark.parametrize("day, words", [
    ("2026-03-02T12:00", "in 7 days"), ("2026-03-08T23:00", "tomorrow"),
    ("2026-03-09T00:10", "today"), ("2026-03-10T09:00", "closed"),
    ("2026-02-01T09:00", "closing soon")])
def test_counts_the_days_until_a_post_closes(
        browser, composed_page, day, words):
    with browser.on(day):
        browser.show(composed_page)
    assert browser.shown("#section-opportunities ~ ul .closes") == [
        f"Closes 9 March 2026 {words}"]
    with browser.without_script():
        browser.show(composed_page)
        assert "Closes 9 March 2026 closing soon" in browser.shown(".closes")


def test_leads_to_earlier_months(browser, site, composed, composed_page):
    with browser.without_script():
        browser.show(composed_page, width=320)
        assert browser.shown(".months li") == []
        browser.find(".months summary").click()
        assert browser.shown(".months a") == ["February 2026", "January 2026"]
        assert browser.is_too_wide() == []
    links = browser.run("return [...document.querySelectorAll('.months a')]"
                        ".map(a => [a.type, a.href])")
    names = ["leadership-2026-02.atom", "leadership-2026-01.atom"]
    assert links == [["application/atom+xml",
                      composed_page.replace("index.html", name)]
                     for name in names]
    assert all((composed.public / name).exists() for name in names)
    # What shows another list has no part in it, nor has what is put into a
    # page elsewhere, from where its links would lead nowhere.
    for name in ("jobs.html", "list.html"):
        assert ".atom\">January" not in (composed.public / name).read_text()


def test_earlier_months_come_one_by_one(site, lectern):
    lectern.outputs = {"index.html": {}, "reading.atom": {"archive": True}}
    lectern.feed("journal", site.put("/months", rss(
        [article(n) for n in range(1, 70)])))
    lectern.run("run")
    before = lectern.published()["index.html"]
    lectern.poll_all(days=20)
    assert lectern.published()["index.html"] == before
    lectern.poll_all(days=20)
    after = lectern.published()["index.html"]
    assert after[0].count(b".atom\">") - before[0].count(b".atom\">") == 1
    assert b'"reading-2026-03.atom">March 2026' in after[0]


def test_names_the_employer(browser, composed_page):
    browser.show(composed_page)
    assert browser.shown("#section-opportunities ~ ul .cite") == [
        "Fellow in clinical leadership. Example NHS Trust. 27 February 2026."]


def test_closing_soon_comes_once(site, lectern):
    """The mark changes the page on one day, not on each."""
    lectern.now = datetime(2026, 2, 20, 9, tzinfo=timezone.utc)
    lectern.feed("jobs", site.put("/soon", rss([Item(
        title="Fellow in leadership", link="https://jobs.example/8",
        guid="job-8", summary="Lead.", extra=JOB)])), section="opportunities")
    lectern.run("run")
    seen = [lectern.published()["index.html"]]
    for _ in range(10):
        lectern.later(days=1)
        lectern.run("run")
        seen.append(lectern.published()["index.html"])
    assert len(set(seen)) == 2
    assert [b"closing soon</strong>" in page[0] for page in seen] == (
        [False] * 3 + [True] * 8)


def test_break_outs_stay_in(browser, site, composed, composed_page):
    site.forget()
    browser.show(composed_page)
    browser.unfold()
    assert browser.run("return document.querySelectorAll('.entries > li')"
                       ".length") == len(composed.items(
                           "--state", "selected"))
    for number in range(3):  # some wait to be pressed, or to be moved over
        browser.run("document.querySelectorAll('main *').forEach(e => {"
                    "for (const name of ['mouseover', 'focus', 'error'])"
                    "  e.dispatchEvent(new Event(name)) })")
    assert browser.run("return document.title") == "Leadership reading"
    names = browser.run("return [...new Set([...document.querySelectorAll("
                        "'*')].map(e => e.localName))]")
    assert set(names) - ELEMENTS == set()
    attributes = browser.run(
        "return [...new Set([...document.querySelectorAll('body *')].flatMap("
        "e => e.getAttributeNames()))]")
    assert set(attributes) <= set(
        "aria-describedby aria-label aria-labelledby aria-pressed autocomplete "
        "class colspan datetime dir for href id lang open rel role "
        "rowspan tabindex title "
        "type".split())
    assert browser.run("return [...document.querySelectorAll('a')].filter("
                       "a => !/^https?:$/.test(a.protocol)).length") == 0
    assert browser.run("return document.scripts.length") == 2
    assert browser.complaints() == []
    assert browser.requests() == [composed_page]
    assert [request.path for request in site.requests] == [
        composed_page.removeprefix(site.url(""))]


def test_what_machines_read_is_whole(browser, composed, composed_page):
    browser.show(composed_page)
    data = json.loads(browser.run("return document.querySelector("
                                  "'[type=\"application/ld+json\"]').text"))
    items = [listed["item"] for listed in data["mainEntity"][
        "itemListElement"]]
    assert len(items) == len(composed.items("--state", "selected"))
    job, = [item for item in items if item["url"] == "https://jobs.example/7"]
    assert job["@type"] == "JobPosting"
    assert job["validThrough"] == "2026-03-09"
    assert job["hiringOrganization"]["name"] == "Example NHS Trust"
    spans = browser.run("return [...document.querySelectorAll('.Z3988')].map("
                        "e => [...new URLSearchParams(e.title)])")
    for fields in spans:
        assert fields[0] == ["ctx_ver", "Z39.88-2004"]
        assert {name for name, _ in fields[1:]} <= {
            "rft_val_fmt", "rft.genre", "rft.atitle", "rft.jtitle", "rft.type",
            "rft.title", "rft.source", "rft.date", "rft.au", "rft_id"}
    assert len(spans) >= 32


def test_wears_the_look_of_the_site(browser, site, lectern):
    lectern.site |= {"page-css": "own.css", "page-head": "head.html",
                     "page-foot": "foot.html"}
    (lectern.folder / "own.css").write_text("h1 { color: rgb(1, 2, 3) }\n")
    (lectern.folder / "head.html").write_text(
        '<p class="us"><img src="logo.svg" alt="The Faculty"></p>\n')
    (lectern.folder / "foot.html").write_text("<footer>Charity 1</footer>\n")
    lectern.feed("journal", site.put("/look", rss([article(1)])))
    lectern.run("run")
    (lectern.public / "logo.svg").write_text(LOGO)
    url = serve(site, lectern)
    browser.show(url)
    assert browser.run("return getComputedStyle(document.querySelector('h1'))"
                       ".color") == "rgb(1, 2, 3)"
    assert browser.run("return document.images[0].naturalWidth") == 8
    assert browser.shown("footer") == ["Charity 1"]
    assert browser.complaints() == []
    assert set(browser.requests()) == {url, url.replace("index.html",
                                                        "logo.svg")}
    (lectern.folder / "head.html").write_text("<script>alert(1)</script>")
    assert "allows no '<script' there" in lectern.run("check", code=78).err


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_is_accessible(browser, page, scheme, width):
    if not AXE.exists():
        pytest.skip("axe-core is not installed")
    with browser.without_policy():
        browser.show(page, width=width, scheme=scheme)
        browser.unfold()
        browser.run(AXE.read_text())
        found = browser.driver.execute_async_script(
            "axe.run().then(arguments[arguments.length - 1])")
    assert [(fault["id"], [node["html"][:200] for node in fault["nodes"]])
            for fault in found["violations"]] == []
    assert len(found["passes"]) > 20


def test_is_valid(demo, composed, tmp_path):
    if not VNU.exists():
        pytest.skip("vnu-jar is not installed")
    whole = tmp_path / "fragment.html"
    whole.write_text(
        '<!DOCTYPE html>\n<html lang="en"><head><title>A page</title></head>'
        "<body>\n<h1>A page</h1>\n"
        + (composed.public / "list.html").read_text() + "</body></html>\n")
    done = subprocess.run(
        ["java", "-jar", VNU, "--format", "json", demo.public / "index.html",
         composed.public / "index.html", whole],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    assert [(fault["message"], fault.get("extract"))
            for fault in json.loads(done.stderr)["messages"]] == []
    assert done.returncode == 0
