#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Who may know whom. Run from the top of the tree; says each breach.

Checked are the includes between the folders of src/, which library is seen
where, where SQL, the log and the wall clock may stand, the length of a file,
and that a test is called what its module is called.
"""

import re
import sys
from pathlib import Path

CORE = {"core"}
SHARED = CORE | {"model"}
STAGES = {"config", "fetch", "parse", "store", "publish"}
MAX_LINES = 500

# A folder (or file) of src/, and the folders whose headers it may include.
MAY_INCLUDE = {
    "core": CORE,
    "model": SHARED,
    **{stage: SHARED | {stage} for stage in STAGES},
    "app": SHARED | STAGES | {"app"},
    "main.c": SHARED | STAGES | {"app"},
}

# What may stand in some files only: a pattern, and where it is at home.
AT_HOME = [
    (r"#\s*include <curl/", r"fetch/|core/url\."),
    (r"#\s*include <libxml/", r"parse/|publish/"),
    (r"#\s*include <sqlite3", r"store/"),
    (r"#\s*include <confuse", r"config/"),
    (r"#\s*include <jansson", r"(parse|publish)/(gate_)?json"),
    (r"#\s*include <openssl/", r"core/hash\."),
    (r"#\s*include <(seccomp|linux/landlock)", r"core/sandbox\."),
    (r"#\s*include <cmocka", r"$^"),
    (r"\blog_(error|warn|info)\(", r"app/|main\.c|core/log\."),
    (r"\bclock_now\(", r"main\.c|core/clock\."),
    (r'"[^"]*\b(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|BEGIN(?![:"])'
     r'|COMMIT|ROLLBACK)\b', r"store/"),
]


def breaches_of(path):
    """Yields (line number, text) for each rule that a file of src/ breaks."""
    name = path.relative_to("src").as_posix()
    folder = name.split("/")[0]
    lines = path.read_text().splitlines()
    if len(lines) > MAX_LINES:
        yield len(lines), f"more than {MAX_LINES} lines"
    if lines[:1] != ["/* SPDX-License-Identifier: ISC */"]:
        yield 1, "the first line is not the SPDX line"
    for number, line in enumerate(lines, 1):
        include = re.match(r'#\s*include "([^"/]*)', line)
        if include and include[1] not in MAY_INCLUDE.get(folder, ()):
            yield number, f"{folder} may not include {include[1]}"
        for pattern, home in AT_HOME:
            if re.search(pattern, line) and not re.match(home, name):
                yield number, f"not at home here: {line.strip()}"


def has_module(test):
    """test_atom.c, or test_parse_atom.c, is about src/parse/atom.c."""
    module = test.stem.removeprefix("test_")
    folder, _, name = module.partition("_")
    return (any(Path("src").glob(f"*/{module}.c"))
            or Path(f"src/{folder}/{name}.c").exists())


def main():
    found = [f"{path}:{number}: {text}"
             for path in sorted(Path("src").rglob("*.[ch]"))
             for number, text in breaches_of(path)]
    found += [f"{test}: there is no such module in src"
              for test in sorted(Path("tests/unit").glob("test_*.c"))
              if not has_module(test)]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
