# SPDX-License-Identifier: ISC
"""lectern.conf(5) and src/config/schema.c tell the same."""

import re
import shutil
import subprocess

import pytest

from program import ROOT

PAGES = sorted((ROOT / "man").glob("*.[15]"))


def schema():
    """(block, key) → what it is unless set."""
    source = (ROOT / "src/config/schema.c").read_text()
    blocks = dict(re.findall(
        r'\{\.name = "(\w*)",\s+(?:\.heading = \w+,\s+)?\.keys = (\w+)',
        source))
    keys = {}
    for block, table in blocks.items():
        body = re.search(
            r"static const struct key %s\[\] = \{(.*?)\};" % table,
            source, re.S)[1]
        for word, rest in re.findall(
                r'KEY\(\w+, [\w.]+, "([\w-]+)"(.*?)\),\n', body, re.S):
            fallback = re.search(r'fallback = "([^"]*)"', rest)
            keys[block, word] = fallback and fallback[1]
    return keys


def manual():
    """(block, key) → what the page says of it."""
    page = (ROOT / "man/lectern.conf.5").read_text()
    keys, block, waiting = {}, None, []
    for line in page.splitlines():
        heading = re.match(r"\.S[sh] (.*)", line)
        key = re.match(r"\.It Cm ([\w-]+) No =", line)
        if heading:
            block = ("" if heading[1] == "Outside of any block"
                     else heading[1].split()[0])
        elif key:
            keys[block, key[1]] = ""
            waiting.append((block, key[1]))
        elif line == ".El":
            waiting = []
        elif waiting:
            # Keys that stand side by side share what follows.
            for each in waiting:
                keys[each] += line + "\n"
            if line.startswith(".Dl"):
                waiting = []
    return keys


def test_every_key_is_in_the_manual():
    assert len(schema()) > 40
    assert set(schema()) == set(manual())


def test_every_default_and_an_example():
    said = manual()
    for (block, key), fallback in schema().items():
        text = said[block, key]
        assert ".Dl " in text, (block, key)
        if fallback is not None:
            assert re.search(r"(?<![\w-])%s(?![\w-])" % re.escape(fallback),
                             text.replace("\\-", "-")), (block, key, fallback)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_form(page):
    if shutil.which("mandoc") is None:
        pytest.skip("mandoc is not installed")
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page],
                          capture_output=True, text=True, check=False)
    assert done.stdout == ""
