#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Runs every test against one build and sums up: run.py build/asan.

The last line is "N passed, N failed". A test program that crashes, leaks or
stops half-way is a failure of its own; so is a run that finds no test.
"""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ENVIRONMENT = {
    "CMOCKA_MESSAGE_OUTPUT": "TAP",
    "ASAN_OPTIONS": "detect_leaks=1:exitcode=99",
    "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1:exitcode=99",
    "PYTHONDONTWRITEBYTECODE": "1",
}
PROGRAM_SECS = 120


def run_unit(program):
    """(passed, failed, skipped) of one cmocka program."""
    try:
        done = subprocess.run(
            [program], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=PROGRAM_SECS)
        output, status = done.stdout, done.returncode
    except subprocess.TimeoutExpired as late:
        output, status = late.stdout or b"", "timeout"
    output = output.decode(errors="replace")
    # "ok 1 - name", "not ok 2 - name", "not ok 3 # SKIP name"
    results = re.findall(r"^(ok|not ok) \d+ (-|# SKIP) ", output, re.M)
    passed = results.count(("ok", "-"))
    failed = results.count(("not ok", "-"))
    skipped = len(results) - passed - failed
    planned = sum(int(n) for n in re.findall(r"^1\.\.(\d+)", output, re.M))
    # cmocka's exit status is the number of its failed tests.
    if status != failed or planned != len(results) or not results:
        print(f"{program.name}: {len(results)} of {planned} tests ran, "
              f"exit status {status}")
        failed += 1
    if failed:
        print(f"--- {program.name}\n{output}---", flush=True)
    return passed, failed, skipped


def run_system(build):
    """(passed, failed, skipped) of the tests on the whole program."""
    report = build / "pytest.xml"
    report.unlink(missing_ok=True)
    status = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
         "--tb=short", f"--junit-xml={report}", "tests/system"],
        env={**os.environ, "LECTERN": str((build / "lectern").resolve())},
    ).returncode
    if status not in (0, 1) or not report.exists():
        print(f"pytest: exit status {status}")
        return 0, 1, 0
    suite = ET.parse(report).getroot().find("testsuite")
    total, failures, errors, skipped = (
        int(suite.get(n)) for n in ("tests", "failures", "errors", "skipped"))
    failed = failures + errors
    return max(total - failed - skipped, 0), failed, skipped


def print_score(build):
    """How well the rules select, where there are labelled titles."""
    labelled = Path("../shared/filter/dev.tsv")
    if labelled.exists():
        print(f"the rules on {labelled}:", flush=True)
        subprocess.run(
            [sys.executable, "tests/select/score.py", labelled], check=False,
            env={**os.environ, "LECTERN": str((build / "lectern").resolve())})


def main():
    build = Path(sys.argv[1])
    os.environ.update(ENVIRONMENT)
    sources = sorted(Path("tests/unit").glob("test_*.c"))
    counts = [run_unit((build / "test" / source.stem).resolve())
              for source in sources]
    print(f"{len(counts)} unit test programs", flush=True)
    counts.append(run_system(build))
    print_score(build)
    passed, failed, skipped = (sum(column) for column in zip(*counts))
    print(f"{passed} passed, {failed} failed"
          + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
