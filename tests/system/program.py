# SPDX-License-Identifier: ISC
"""The real program in a folder of its own.

    lectern.feed("journal", server.put("/feed", rss([article(1)])))
    lectern.run("run")                  # fails when the exit code is not 0
    lectern.run("check", code=78).err
    lectern.entries("leadership.atom")
"""

import gzip
import json
import os
import re
import sqlite3
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("LECTERN", str(ROOT / "build/asan/lectern"))
ATOM = "{http://www.w3.org/2005/Atom}"

SITE = {
    "title": "Leadership reading",
    "subtitle": "Selected for members",
    "author": "Faculty of Tests",
    "link": "https://faculty.example/reading",
    "base": "https://faculty.example/feeds/",
    "id": "tag:faculty.example,2026:reading",
    "language": "en-GB",
    "timezone": "UTC",
    "contact": "mailto:web@faculty.example",
}


@dataclass
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


def value(v):
    if isinstance(v, bool):
        return "true" if v else "false"
    if isinstance(v, int):
        return str(v)
    if isinstance(v, str):
        return '"' + v.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "{" + ", ".join(value(each) for each in v) + "}"


def block(kind, name, options):
    """Options end in "_" where Python has that word for itself."""
    title = f" {name}" if re.fullmatch(r"[a-z][a-z0-9-]*", name) else (
        f" {value(name)}" if name else "")
    lines = "".join(
        f"  {key.strip('_').replace('_', '-')} = {value(v)}\n"
        for key, v in options.items() if v is not None)
    return f"{kind}{title} {{\n{lines}}}\n"


class Lectern:
    def __init__(self, folder):
        self.folder = folder
        self.public = folder / "public"
        self.database = folder / "var" / "lectern.db"
        self.config = folder / "lectern.conf"
        self.now = datetime(2026, 3, 2, 8, 0, tzinfo=timezone.utc)
        self.site = dict(SITE)
        self.settings = {"database": "var/lectern.db", "public": "public"}
        # Loopback is private; everything there is one host.
        self.http = {"allow_private": True, "per_host_delay": "0s"}
        self.sections = {
            "articles": {"title": "Journals, reviews and articles"},
            "opportunities": {"title": "Opportunities", "lifetime": "60d"},
        }
        self.feeds = {}
        self.words = {}
        self.rules = {"leadership": {
            "any": ["leadership", "clinical leader*"], "score": 10}}
        self.outputs = {"leadership.atom": {}, "index.html": {}}
        self.extra = ""  # put into the file as it is
        self.environment = {}
        self.starter = []  # a command that starts the program

    def feed(self, name, url, section="articles", select="all", **options):
        self.feeds[name] = {
            "url": str(url), "section": section, "select": select, **options}

    def text(self):
        blocks = [block("site", "", self.site)]
        blocks += [f"{key} = {value(v)}\n"
                   for key, v in self.settings.items()]
        blocks.append(block("http", "", self.http))
        blocks += [block("words", name, {"any": words})
                   for name, words in self.words.items()]
        for kind, many in (("section", self.sections), ("feed", self.feeds),
                           ("rule", self.rules), ("publish", self.outputs)):
            blocks += [block(kind, name, options)
                       for name, options in many.items()]
        return "".join(blocks) + self.extra

    def later(self, **span):
        """Moves the clock that the program is told."""
        self.now += timedelta(**span)

    def start(self, *args, write_config=True, **options):
        """The program on its way: a subprocess.Popen."""
        if write_config:
            self.config.write_text(self.text())
        environment = {
            **self.environment,
            "PATH": os.environ["PATH"], "HOME": str(self.folder),
            **{name: os.environ[name]
               for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS")
               if name in os.environ}}
        return subprocess.Popen(
            [*self.starter, PROGRAM, "-c", str(self.config),
             "--now", self.now.strftime("%Y-%m-%dT%H:%M:%SZ"), *args],
            env=environment, cwd=self.folder, **options)

    def run(self, *args, code=0, stdin=b"", write_config=True):
        with self.start(*args, write_config=write_config,
                        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                        stderr=subprocess.PIPE) as process:
            try:
                out, err = process.communicate(stdin, timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        done = Done(process.returncode, out.decode(), err.decode())
        assert done.code == code, (
            f"exit code {done.code}, not {code}\n{done.err}{done.out}")
        return done

    def poll_all(self, code=0, **span):
        """A run that asks every feed, a day later unless span says when."""
        self.later(**(span or {"days": 1}))
        return self.run("run", "--all", code=code)

    def items(self, *args):
        return self.run("list", "--json", *args).json

    def titles(self, *args):
        return sorted(item["title"] for item in self.items(*args))

    def query(self, sql, *values):
        """Rows of the store, opened so that nothing can be changed."""
        db = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            return db.execute(sql, values).fetchall()
        finally:
            db.close()

    def published(self):
        """name → (bytes, mtime in ns, mode) of every published file, each of
        which has itself packed beside it."""
        files = self.in_public()
        plain = {name: file for name, file in files.items()
                 if not name.endswith(".gz")}
        for name, (data, mtime, mode) in plain.items():
            packed = files.pop(name + ".gz")
            assert gzip.decompress(packed[0]) == data, name
            assert packed[1:] == (mtime, mode), name
        assert set(files) == set(plain)
        return plain

    def in_public(self):
        """The same of all that is there."""
        return {
            path.name: (path.read_bytes(), path.stat().st_mtime_ns,
                        path.stat().st_mode & 0o7777)
            for path in sorted(self.public.iterdir())}

    def entries(self, name):
        """The entries of a published Atom feed, in its order."""
        root = ET.parse(self.public / name).getroot()
        return [
            {"id": entry.findtext(ATOM + "id"),
             "title": entry.findtext(ATOM + "title"),
             "published": entry.findtext(ATOM + "published"),
             "updated": entry.findtext(ATOM + "updated"),
             "links": [link.get("href")
                       for link in entry.findall(ATOM + "link")]}
            for entry in root.findall(ATOM + "entry")]
