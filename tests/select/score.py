#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""How well the rules select: score.py [-v] [--rules FILE] ITEMS.tsv

ITEMS.tsv has been judged by hand; its first line names the columns: label (1 =
worth selecting), kind (journal or job), title, summary, and any others; of
kind and, where there is one, origin each is told of by itself. The
program polls the items as two feeds, under the rules; what it selected is
compared with the labels. -v lists what it got wrong, and the score it gave.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("LECTERN", str(ROOT / "build/release/lectern"))
SECTIONS = {"journal": "articles", "job": "opportunities"}
LINK = "https://items.example/"

CONFIG = """
site {{
  title = "Items"
  author = "Items"
  link = "{link}"
  base = "{link}"
  id = "tag:items.example,2026:items"
}}
database = "items.db"
public = "public"
section articles {{ title = "Articles" }}
section opportunities {{ title = "Opportunities" }}
feed journal {{ url = "journal.xml" section = "articles" }}
feed job {{ url = "job.xml" section = "opportunities" }}
include("{rules}")
publish "all.atom" {{ }}
"""


def load(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{name: text or "" for name, text in row.items()}
                for row in rows]


def rss(rows):
    """Summaries are HTML, as feeds have them; titles are plain text."""
    items = "".join(
        f"<item><title>{escape(row['title'])}</title>"
        f"<link>{LINK}{row['number']}</link>"
        f"<description>{escape(row['summary'])}</description>"
        f"<author>{escape(row.get('authors', ''))}</author></item>\n"
        for row in rows)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">'
            f"<channel><title>Items</title><link>{LINK}</link>"
            f"<description>Items</description>\n{items}</channel></rss>\n")


def select(rows, rules):
    """link → the item as the program lists it."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for kind in SECTIONS:
            (folder / f"{kind}.xml").write_text(
                rss([row for row in rows if row["kind"] == kind]), "utf-8")
        config = folder / "lectern.conf"
        config.write_text(
            CONFIG.format(link=LINK, rules=rules.resolve()), "utf-8")
        command = [PROGRAM, "-c", str(config)]
        subprocess.run([*command, "run"], check=True)
        items = subprocess.run(
            [*command, "list", "--json"], check=True, capture_output=True)
    return {item["url"]: item for item in json.loads(items.stdout)}


def summary(rows):
    right = sum(row["label"] == "1" and row["selected"] for row in rows)
    selected = sum(row["selected"] for row in rows)
    wanted = sum(row["label"] == "1" for row in rows)
    precision = right / selected if selected else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * right / (selected + wanted) if selected + wanted else 0.0
    return (f"{len(rows):4d} items  precision {precision:.3f}  "
            f"recall {recall:.3f}  F1 {f1:.3f}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0])
    parser.add_argument("items", metavar="ITEMS.tsv")
    parser.add_argument("--rules", type=Path,
                        default=ROOT / "config/leadership.conf")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()

    rows = load(args.items)
    for number, row in enumerate(rows, 1):
        row["number"] = number
    found = select(rows, args.rules)
    if len(found) != len(rows):
        sys.exit(f"{len(rows)} items went in, {len(found)} came out")
    for row in rows:
        item = found[f"{LINK}{row['number']}"]["_lectern"]
        row["score"] = item["score"]
        row["selected"] = item["state"] == "selected"

    print("all     ", summary(rows))
    for column in ("kind", "origin"):
        for value in sorted({row.get(column, "") for row in rows} - {""}):
            print(f"{value:8}",
                  summary([r for r in rows if r.get(column) == value]))
    for row in rows if args.verbose else []:
        if row["selected"] != (row["label"] == "1"):
            fault = "wrongly in " if row["selected"] else "missed     "
            print(f"{fault}{row['score']:4d}  {row['kind']:7}  {row['title']}")


if __name__ == "__main__":
    main()
